import { expect, test } from 'vitest'
import { execWords, readExec, writeExec } from '../../../engine/triggers/exec-line.ts'

test.each([
  ['lantern', { program: 'lantern', rest: '' }],
  ['lantern %U', { program: 'lantern', rest: '%U' }],
  ['/usr/bin/lantern --new "a b" %f', { program: '/usr/bin/lantern', rest: '--new "a b" %f' }],
  [String.raw`"/opt/my \\"app\\"/run" %i`, { program: '/opt/my "app"/run', rest: '%i' }],
  [String.raw`sh -c "echo \\$HOME"`, { program: 'sh', rest: String.raw`-c "echo \$HOME"` }],
  [String.raw`lantern\nrm`, { program: 'lantern', rest: 'rm' }],
  ['"lantern', null],
  ['', null],
  ['   ', null],
])('the program of %s is told from what it gets', (value, exec) => {
  expect(readExec(value)).toEqual(exec)
})

test.each([
  ['lantern %U', ['lantern']],
  ['/usr/bin/lantern --new "a b" 50%% %f -x', ['/usr/bin/lantern', '--new', 'a b', '50%', '-x']],
  [String.raw`sh -c "echo \\$HOME"`, ['sh', '-c', 'echo $HOME']],
  ['lantern "a', []],
  ['', []],
])('the words of %s are told without what stands for files', (value, words) => {
  expect(execWords(value)).toEqual(words)
})

test('what is written can be read, whatever the words hold', () => {
  const words = ['/opt/multi os/50%/$HOME/`x`/"q"/back\\slash', 'run']

  const value = writeExec(words, '%U')

  expect(value).toBe(
    String.raw`"/opt/multi os/50%%/\\$HOME/\\` +
      '`x' +
      String.raw`\\` +
      '`/' +
      String.raw`\\"q\\"/back\\\\slash" run %U`,
  )
  expect(readExec(value)).toEqual({ program: words[0]!.replace('%', '%%'), rest: 'run %U' })
})
