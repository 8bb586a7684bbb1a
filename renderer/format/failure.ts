import type { ErrorCode, ErrorFacts, Failure } from '../../engine/model/failure.ts'
import { clockWords } from './clock-words.ts'
import { diskWords } from './disk-words.ts'
import { scriptWords } from './script-words.ts'
import { shellWord } from './shell-word.ts'
import { closeNames, type FailureWords } from './failure-words.ts'
import { launchReason, sandboxWords } from './launch-reason.ts'
import { networkReason } from './network-reason.ts'
import { policyWords } from './policy-words.ts'
import { publisherWords } from './publisher-words.ts'
import { requestPart, requestReason } from './request-reason.ts'
import { artifactCauses, metadataCauses } from './trust-causes.ts'
import { unknownPackage } from './unknown-package.ts'
import { countOf, formatCount, hostOf, listOf, sentence } from './words.ts'

/** How a failure is shown: a refusal wants a decision, a missing network wants a connection. */
export type FailureKind = 'refused' | 'offline' | 'other'

export function failureWords(failure: Failure): FailureWords {
  // The table is complete and keyed by the code whose facts it takes; TypeScript cannot follow the pair.
  const describe = words[failure.code] as (facts: ErrorFacts[ErrorCode]) => FailureWords
  return describe(failure.facts)
}

export function failureKind(failure: Failure): FailureKind {
  if (failure.code.startsWith('trust/')) return 'refused'
  return failure.code === 'network/unreachable' || failure.code === 'network/timeout' ? 'offline' : 'other'
}

const nothingChanged = 'Nothing was changed.'

/** Every code has words: a code without them does not compile. */
const words: { readonly [C in ErrorCode]: (facts: ErrorFacts[C]) => FailureWords } = {
  'request/invalid': ({ what, value, problem }) => ({
    title: `${value === '' ? 'This' : `“${value}”`} cannot be read as ${requestPart(what)}`,
    cause: requestReason(problem),
    fix: 'Change it and try again.',
  }),
  'package/not-found': unknownPackage,
  'package/not-installed': ({ name, nearest, configured }) => ({
    title: `“${name}” is not installed`,
    cause:
      configured === true ? 'Only its configuration was kept.' : 'It may have been removed in the meantime.',
    fix: closeNames(nearest, 'Open Installed to see what is here.'),
  }),
  'release/not-found': ({ name, wanted, available }) => ({
    title: `${name} ${wanted} is not offered`,
    cause:
      available.length === 0
        ? `No repository in use offers any release of ${name}.`
        : `The repositories in use offer ${listOf(available)}.`,
    fix:
      available.length === 0
        ? 'Check the repositories for news, or add one that has it.'
        : 'Pick one of those.',
  }),
  'release/not-in-repository': ({ name, wanted, repository, available, offeredBy }) => ({
    title: `“${repository}” does not offer ${wanted === null ? name : `${name} ${wanted}`}`,
    cause: [
      available.length === 0 ? '' : `It has ${listOf(available)}.`,
      offeredBy.length === 0
        ? 'No repository in use offers it.'
        : `It is offered by ${listOf(offeredBy.map((one) => `“${one}”`))}.`,
    ]
      .join(' ')
      .trim(),
    fix:
      offeredBy.length === 0
        ? 'Check the repositories for news, or add one that has it.'
        : 'Take it from there, or pick another release.',
  }),
  'category/not-found': ({ name, nearest, known }) => ({
    title: `No category is called “${name}”`,
    cause: 'Nothing that is offered or installed is of it.',
    fix: closeNames(
      nearest,
      known.length === 0 ? 'Check the repositories for news.' : `There is ${listOf(known)}.`,
    ),
  }),
  'repository/not-found': ({ name, nearest }) => ({
    title: `No repository is called “${name}”`,
    cause: 'It may have been removed in the meantime.',
    fix: closeNames(nearest, 'Open Repositories to see which there are.'),
  }),
  'repository/exists': ({ name, url }) => ({
    title: `There is already a repository called “${name}”`,
    cause: `It stands for ${url}.`,
    fix: 'Choose another name, or remove that repository first.',
  }),
  'repository/not-a-repository': ({ url, reason, file }) => ({
    title: 'This address is not a repository',
    cause: {
      missing: `${url} answers, but has no ${file}.`,
      'web-page': `${url} answers with a web page where ${file} should be.`,
      empty: `${url} answers with an empty ${file}.`,
      garbage: `${url} has a ${file} that cannot be read as signed metadata.`,
    }[reason],
    fix: 'Check the address. It names the folder that holds “metadata” and “packages”.',
  }),
  'generation/not-found': ({ generation, kept }) => ({
    title: `Generation ${generation} is not kept`,
    cause: kept.length === 0 ? 'No earlier state is kept yet.' : `Kept are ${listOf(kept.map(String))}.`,
    fix: 'Choose a state that is kept.',
  }),
  'history/nothing-to-undo': ({ generation }) => ({
    title: 'There is nothing to undo',
    cause: `Generation ${generation} is the first state of this device.`,
    fix: 'Undo works again after the next change.',
  }),
  'plan/stale': () => ({
    title: 'The plan is out of date',
    cause: `Something changed on this device after the plan was made. ${nothingChanged}`,
    fix: 'Make the plan again and look at what is different.',
  }),
  'plan/unsolvable': () => ({
    title: 'This cannot be done as asked',
    cause: `What you asked for clashes with what is installed or offered. ${nothingChanged}`,
    fix: 'Look at the reasons and choose one of the ways out.',
  }),
  'plan/gave-up': ({ packages }) => ({
    title: 'It was too hard to decide',
    cause: `Whether this is possible could not be worked out within the time. ${nothingChanged}`,
    fix: packages > 1 ? 'Ask for fewer packages at once.' : 'Pick the version that you want, then try again.',
  }),
  ...policyWords,
  'plan/file-conflict': ({ path, owners: [one, other] }) => ({
    title: `${one} and ${other} cannot be here together`,
    cause: `Both bring the file ${path}. ${nothingChanged}`,
    fix: `Choose one of them, or tell the publisher of ${one}.`,
  }),
  'plan/path-collision': ({ paths: [path, alike], owners: [one, other] }) => ({
    title: `${one} and ${other} cannot be here together`,
    cause: `Some disks take ${path} and ${alike} for one file. ${nothingChanged}`,
    fix: `Choose one of them, or tell the publisher of ${one}.`,
  }),
  'consent/refused': ({ reason }) => ({
    title: 'This was not confirmed',
    cause: `${reason === 'refused' ? 'You said no.' : 'Nobody answered the question within two minutes.'} ${nothingChanged}`,
    fix: 'If you want it, try again and allow it in the window that asks.',
  }),
  'trust/unconfirmed': ({ url }) => ({
    title: 'This repository has not been confirmed',
    cause: `Nobody has compared the fingerprint of ${url} yet.`,
    fix: 'Compare the fingerprint with the one its owner publishes, then confirm it.',
  }),
  'trust/fingerprint-mismatch': ({ url }) => ({
    title: 'The fingerprint does not match',
    cause: `${url} offers another root key than the one you confirmed. ${nothingChanged}`,
    fix: 'Ask the owner for the right fingerprint before you go on. The connection may have been altered.',
  }),
  'trust/metadata': ({ repository, file, reason }) => ({
    title: `“${repository}” was refused`,
    cause: `Its file ${file} ${metadataCauses[reason]}. The last good catalog stays in use.`,
    fix:
      reason === 'expired'
        ? 'Its owner has to sign a newer one. Check again later.'
        : 'Most often a mirror is out of date. Check again later; if it stays so, ask the owner.',
  }),
  ...clockWords,
  'trust/artifact': ({ file, reason }) => ({
    title: 'This download was refused',
    cause: `${file} ${artifactCauses[reason]}. Nothing was installed, and the file was deleted.`,
    fix: 'Most often a mirror is out of date or a connection was altered. Trying again later usually works.',
  }),
  'network/unreachable': ({ url, reason }) => ({
    title: `${hostOf(url)} cannot be reached`,
    cause: networkReason(reason),
    fix: 'Check the connection and try again. What is already here keeps working.',
  }),
  'network/status': ({ url, status }) => ({
    title: url.startsWith('file:')
      ? 'A file of the repository is missing'
      : `${hostOf(url)} refused the request`,
    cause: url.startsWith('file:') ? `There is no ${url}.` : `It answered ${url} with status ${status}.`,
    fix:
      status >= 500 ? 'The server has a problem. Try again later.' : 'Check the address of the repository.',
  }),
  'network/timeout': ({ url, seconds }) => ({
    title: `${hostOf(url)} does not answer`,
    cause: `Nothing arrived for ${countOf(seconds, 'second')}.`,
    fix: 'Check the connection and try again. What is already here keeps working.',
  }),
  ...diskWords,
  ...scriptWords,
  ...publisherWords,
  'busy/locked': ({ holder, waited }) => ({
    title: 'Another change is running',
    cause:
      holder === null
        ? `Something else is changing this device. Waited ${countOf(Math.round(waited / 1_000), 'second')}.`
        : `“${holder.command}” (process ${holder.pid}) is changing this device.`,
    fix: 'Try again when it has finished.',
  }),
  'config/invalid': ({ file, line, key, problem, accepted }) => ({
    title: `The setting “${key}” cannot be used`,
    cause: `${place(file, line)}: ${sentence(problem)}`,
    fix: `Accepted: ${accepted}.`,
  }),
  'recipe/invalid': ({ file, line, key, problem, accepted }) => ({
    title: `“${key}” in the recipe cannot be used`,
    cause: `${place(file, line)}: ${sentence(problem)}`,
    fix: `Accepted: ${accepted}.`,
  }),
  'file/not-found': ({ path }) => ({
    title: 'A file is missing',
    cause: `There is no ${path}.`,
    fix: 'Check the path and try again.',
  }),
  'file/exists': ({ path }) => ({
    title: 'A file is in the way',
    cause: `${path} already exists.`,
    fix: 'Move it away or choose another name.',
  }),
  'archive/not-an-archive': ({ file, detail }) => ({
    title: 'This file is not a package',
    cause: `${file}: ${sentence(detail)}`,
    fix: 'Get it again from its publisher.',
  }),
  'key/exists': ({ keyId }) => ({
    title: `There is already a key called “${keyId}”`,
    cause: 'A key is never overwritten.',
    fix: 'Choose another name.',
  }),
  'key/not-found': ({ keyId, nearest }) => ({
    title: `No key is called “${keyId}”`,
    cause: 'The keychain holds no such key.',
    fix: closeNames(nearest, 'Create one first.'),
  }),
  'key/signatures-missing': ({ version }) => ({
    title: 'The next root waits for signatures',
    cause: `Root ${version} is not signed by enough of its keys yet. ${nothingChanged}`,
    fix: 'Sign it where its keys are kept: multios-repo-builder sign-root.',
  }),
  'key/advisories-unsigned': ({ lacking }) => ({
    title: 'The advisories wait for signatures',
    cause: `${lacking} of their keys, which are kept elsewhere, still have to sign. ${nothingChanged}`,
    fix: 'Sign them where these keys are kept: multios-repo-builder sign-advisories.',
  }),
  'keystore/unavailable': ({ kind, reason }) => ({
    title: 'The keychain cannot be used',
    cause: `${kind}: ${sentence(reason)}`,
    fix: 'Start the keychain of this desktop and try again.',
  }),
  'keystore/locked': ({ kind, reason }) => ({
    title: 'The keychain is locked',
    cause: `${kind}: ${sentence(reason)}`,
    fix: 'Unlock it and try again.',
  }),
  'launch/no-program': ({ name, programs }) => ({
    title: `${name} cannot be opened by itself`,
    cause:
      programs.length === 0
        ? 'It brings no program: other packages use it.'
        : `It brings ${listOf(programs)}, and does not say which to start.`,
    fix:
      programs[0] === undefined
        ? 'Open a package that uses it.'
        : `Start one in a terminal: multios-pm run ${name} --program ${shellWord(programs[0])}.`,
  }),
  'launch/no-sandbox': sandboxWords,
  'launch/failed': ({ program, reason }) => ({
    title: `${program} did not start`,
    cause: launchReason(reason),
    fix:
      reason === 'no-display'
        ? 'Open it where that device has a screen.'
        : 'Verify its files in Installed, then try again.',
  }),
  'trigger/failed': ({ trigger, detail }) => ({
    title: 'What installed programs share could not be made',
    cause: `${trigger}: ${sentence(detail)} ${nothingChanged}`,
    fix: 'Try without the package that came last, and tell its publisher.',
  }),
  'state/damaged': ({ file, detail }) => ({
    title: 'A file of this store is damaged',
    cause: `${file}: ${sentence(detail)}`,
    fix: wayOutOf(file),
  }),
  internal: ({ incident }) => ({
    title: 'Something went wrong',
    cause: `This is a mistake in this program. It is noted as incident ${incident}.`,
    fix: 'Try again. If it happens twice, report it with that number.',
  }),
}

function wayOutOf(file: string): string {
  if (file.endsWith('/catalog.db'))
    return 'It was put aside. Open the Software Center again and synchronize: then it is made again.'
  if (/\/(?:store|generations|profile)\//.test(file))
    return 'Open Installed, check what is installed, and repair it.'
  if (file.endsWith('/lock.db')) return 'It holds nothing of yours. Move it away, and try again.'
  return 'Nothing is lost for good: go back to an earlier generation, or ask for help with this message.'
}

function place(file: string, line: number | null): string {
  return line === null ? file : `${file}, line ${formatCount(line)}`
}
