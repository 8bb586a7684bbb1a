// The import law: each line names a place and the places it may see. Nothing else of ours is visible from it.
const nouns = ['engine/base', 'engine/model']
const contract = ['engine/api', 'engine/model']
/** What a failed system call means to a person, opening what only is a file, and reading it in pieces: all capabilities touching the world share them. */
const errors = 'engine/(?:system-errors|plain-file|read-pieces)'

const may = {
  'engine/base': [],
  'engine/model': ['engine/base'],
  'engine/api': nouns,
  'engine/resolver': nouns,
  'engine/advisories': nouns,
  'engine/search': nouns,
  'engine/policy': [...nouns, 'engine/api'],
  'engine/archive': [...nouns, errors],
  'engine/config': [...nouns, errors, 'engine/policy'],
  'engine/download': [...nouns, errors, 'engine/api/progress'],
  'engine/keys': [...nouns, errors],
  'engine/state': [...nouns, errors, 'engine/store/durable'],
  'engine/store': [...nouns, errors, 'engine/archive', 'engine/threads'],
  'engine/audit': [...nouns, errors, 'engine/open-stream', 'engine/state', 'engine/keys'],
  'engine/trust': [...nouns, errors, 'engine/built-at', 'engine/download', 'engine/state', 'engine/keys'],
  'engine/threads': [],
  'engine/xml': [],
  'engine/pictures': [...nouns, 'engine/xml'],
  'engine/appstream': [...nouns, errors, 'engine/builder', 'engine/pictures', 'engine/xml'],
  'engine/lint': [...nouns, errors, 'engine/appstream', 'engine/builder', 'engine/pictures', 'engine/xml'],
  'engine/builder': [
    ...nouns,
    errors,
    'engine/archive',
    'engine/keys',
    'engine/advisories',
    'engine/download',
    'engine/pictures',
  ],
  'engine/importer': [
    ...nouns,
    errors,
    'engine/archive',
    'engine/appstream',
    'engine/builder',
    'engine/download',
    'engine/keys',
    'engine/sandbox',
    'engine/threads',
  ],
  'engine/catalog': [
    ...nouns,
    errors,
    'engine/api',
    'engine/state',
    'engine/resolver',
    'engine/advisories',
    'engine/search',
    'engine/threads',
  ],
  'engine/launch': [
    ...nouns,
    errors,
    'engine/api',
    'engine/store',
    'engine/state',
    'engine/triggers/find-program',
    'engine/triggers/desktop-entry',
    'engine/triggers/exec-line',
  ],
  'engine/triggers': [...nouns, errors, 'engine/store'],
  'engine/sandbox': ['engine/triggers/find-program', 'engine/triggers/system-folders'],
  'engine/scripts': [...nouns, errors, 'engine/archive', 'engine/sandbox', 'engine/triggers'],
  'engine/transaction': [
    ...nouns,
    errors,
    'engine/api',
    'engine/store',
    'engine/archive',
    'engine/download',
    'engine/state',
    'engine/keys',
  ],
  preload: ['preload', ...contract],
  renderer: [...contract, 'engine/base/visible', 'preload/contract'],
  main: ['engine/index', ...contract, 'engine/base/visible', 'preload/contract', 'renderer/styles'],
  cli: [
    'engine/index',
    'engine/publishing',
    'engine/conformance',
    'engine/open-stream',
    'engine/base/nearest',
    'engine/base/visible',
    'engine/model/policy-lines',
    'engine/model/typed-request',
    'engine/model/finding-words',
    'engine/model/keymark',
    'engine/threads/tuned',
    'engine/model/shelf',
  ],
}
// `operations`, `engine.ts`, `package-manager.ts` and `index.ts` stand above every capability and see them all;
// that no capability sees them is what the lines above say.

const own = '^(engine|main|preload|renderer|cli)/'
const place = (folder) => `^${folder}(/|\\.ts$)`

const wall = ([from, to]) => ({
  name: `${from} sees only ${to.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: place(from) },
  to: { path: own, pathNot: [from, ...to].map(place) },
})

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...Object.entries(may).map(wall),
    rule('no circle', {}, { circular: true }),
    rule(
      'only index.ts reaches the engine from above',
      { path: '^engine/', pathNot: '^engine/(engine|index|package-manager|publishing|conformance)\\.ts$' },
      { path: '^engine/(engine|index|package-manager|publishing|conformance)\\.ts$' },
    ),
    rule(
      'electron stays at the edge',
      { pathNot: '^(main/electron|preload|test)/' },
      { path: '^electron$|node_modules/electron/' },
    ),
    rule(
      'the pure rooms know no Node',
      { path: '^engine/(base|model|api|resolver|advisories|policy|search)/' },
      { dependencyTypes: ['core'] },
    ),
    rule('the window knows no Node', { path: '^(renderer|preload)/' }, { dependencyTypes: ['core'] }),
    rule(
      'the host knows no Electron: main/ipc and main/served run without it',
      { path: '^main/(ipc|served)/' },
      { path: '^main/electron/' },
    ),
    rule('nothing ships a test', { path: `${own}|^(scripts|bench)/` }, { path: '^test/' }),
    rule('every import leads somewhere', {}, { couldNotResolve: true, pathNot: '^electron$' }),
    rule(
      'what ships is a dependency',
      { path: '^(engine|main|cli)/' },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types)/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|\\.toolchain|assets)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
