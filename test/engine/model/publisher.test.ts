import { expect, test } from 'vitest'
import { matchesPattern } from '../../../engine/base/pattern.ts'
import { ownerOverridden } from '../../../engine/model/publisher.ts'
import type { Publisher } from '../../../engine/model/repository-index.ts'

const publisher = (name: string, ...namespaces: string[]): Publisher => ({ name, keys: [], namespaces })

function ownerOf(name: string, publishers: readonly Publisher[]): string | null {
  return ownerOverridden({ name, maintainer: 'Somebody', provides: [] }, publishers)?.name ?? null
}

test('the name itself decides, else the longest pattern that fits it, and of two the first', () => {
  const publishers = [
    publisher('Names', 'acme-tool', 'solo'),
    publisher('Acme', 'acme-*', 'acme*'),
    publisher('Tools', 'acme-too*', 'acme-tool*', 'sol*', 'solo*'),
    publisher('Both ends', '*-tool'),
    publisher('Nobody'),
  ]

  const owners = ['acme-tool', 'acme-tools', 'acme-x', 'acme', 'solo', 'x-tool', 'other'].map((name) => [
    name,
    ownerOf(name, publishers),
  ])

  expect(owners).toEqual([
    ['acme-tool', 'Names'],
    ['acme-tools', 'Tools'],
    ['acme-x', 'Acme'],
    ['acme', 'Acme'],
    ['solo', 'Names'],
    ['x-tool', 'Both ends'],
    ['other', null],
  ])
})

test('each pattern tried one after the other gives the same owner', () => {
  const words = ['', 'a', 'b', 'ab', 'ba', 'aab', 'aba']
  const patterns = words.flatMap((word) => [word, `${word}*`, `${word}*a*`])
  const publishers = patterns.map((pattern, number) =>
    publisher(`Number ${number}`, pattern, patterns[(number * 5) % patterns.length]!),
  )

  for (const name of ['a', 'b', 'ab', 'abba', 'aab', 'aabb', 'baab', 'c']) {
    expect([name, ownerOf(name, publishers)]).toEqual([name, oneByOne(name, publishers)])
  }
})

function oneByOne(name: string, publishers: readonly Publisher[]): string | null {
  const claims = publishers.flatMap(({ name: owner, namespaces = [] }) =>
    namespaces.map((pattern) => ({ owner, pattern })),
  )
  const fitting = claims.filter(({ pattern }) => matchesPattern(name, pattern))
  const exact = fitting.find(({ pattern }) => pattern === name)
  if (exact !== undefined) return exact.owner
  const longest = Math.max(...fitting.map(({ pattern }) => pattern.length))
  return fitting.find(({ pattern }) => pattern.length === longest)?.owner ?? null
}
