import type { PackageDetails } from '../../../engine/api/package-operations.ts'

type Package = Pick<PackageDetails, 'role' | 'launchable' | 'hasScripts'>

/** What it may do where it is installed and where it is opened, in whole sentences. */
export function rightsWords({ role, launchable, hasScripts }: Package): readonly string[] {
  return [
    hasScripts
      ? 'It wants to run scripts when it is installed. They are off, and its plan shows them first.'
      : 'Nothing of it runs when it is installed.',
    whenOpened({ role, launchable }),
  ]
}

/** The same of what is installed already. */
export function whenOpened({ role, launchable }: Pick<Package, 'role' | 'launchable'>): string {
  if (launchable?.kind === 'page') return 'Opened, it is a page in your browser, and may do what pages may.'
  return role === 'component'
    ? 'It is for others to use, and may do what they may.'
    : 'Opened, it may do what you may: your files and the network are open to it. It never has the rights of root.'
}
