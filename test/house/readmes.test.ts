import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keptFiles, repositoryRoot } from './repository.ts'

const engine = path.join(repositoryRoot, 'engine')
const rooms = readdirSync(engine, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(path.join(engine, entry.name)).length > 0)
  .map((entry) => entry.name)

test.each(rooms)('engine/%s says what it knows, what it refuses to know, and where to start', (room) => {
  const text = readFileSync(path.join(engine, room, 'README.md'), 'utf8')

  expect(text).toMatch(/\*\*Knows\*\*[^]+\*\*Refuses to know\*\*[^]+\*\*Start\*\*/)
  expect(text.split('\n').length).toBeLessThanOrEqual(20)
})

test('every file of the engine that a document names exists', () => {
  const missing = keptFiles('*.md').flatMap((document) => {
    const text = readFileSync(path.join(repositoryRoot, document), 'utf8')
    const named = [
      ...text.matchAll(/`((?:engine|main|preload|renderer|cli|scripts|test|bench|docs)\/[\w./-]+\.\w+)`/g),
    ]
    return named
      .map(([, file = '']) => file)
      .filter((file) => !existsSync(path.join(repositoryRoot, file)))
      .map((file) => `${document}: ${file}`)
  })

  expect(missing).toEqual([])
})

test('every link between documents leads somewhere', () => {
  const broken = keptFiles('*.md').flatMap((document) => {
    const text = readFileSync(path.join(repositoryRoot, document), 'utf8')
    return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => path.join(repositoryRoot, path.dirname(document), target))
      .filter((target) => !existsSync(target))
      .map((target) => `${document}: ${path.relative(repositoryRoot, target)}`)
  })

  expect(broken).toEqual([])
})
