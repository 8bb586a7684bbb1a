import type { Output } from '../../../engine/index.ts'

export type Summary = Output<'package.installed'>[number]

export function aPackage(name: string, more: Partial<Summary> = {}): Summary {
  return {
    name,
    title: name,
    summary: `What ${name} is for`,
    version: '1.0.0',
    architecture: 'universal',
    role: 'command',
    repository: 'starter',
    publisher: null,
    license: 'MIT',
    categories: ['utilities'],
    tags: [],
    icon: null,
    size: 12_345,
    installedSize: 40_000,
    published: '2026-01-02T00:00:00',
    installed: null,
    update: null,
    ...more,
  }
}
