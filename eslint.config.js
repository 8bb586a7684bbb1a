import { defineConfig } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

// Rules of the house that no plugin has. `no-restricted-syntax` is replaced, not merged, by a later
// block, so every block below spells out its whole list.
const everywhere = [
  say("CallExpression[callee.name='eval']", 'Code does not come from text.'),
  say("NewExpression[callee.name='Function']", 'Code does not come from text.'),
  say("MemberExpression[property.name='innerHTML']", 'Markup does not come from text: use textContent.'),
  say("MemberExpression[property.name='outerHTML']", 'Markup does not come from text: use textContent.'),
  say("CallExpression[callee.property.name='insertAdjacentHTML']", 'Markup does not come from text.'),
]
const privileged = [
  say("NewExpression[callee.name='BrowserWindow']", 'Windows are made in main/electron/window.ts only.'),
  say(
    "NewExpression[callee.property.name='BrowserWindow']",
    'Windows are made in main/electron/window.ts only.',
  ),
  say("CallExpression[callee.object.name='ipcMain']", 'IPC is bound in main/electron/bind.ts only.'),
  say(
    "CallExpression[callee.object.name='shell'][callee.property.name='openExternal']",
    'A window may not open addresses outside.',
  ),
]
// What electronegativity looks for, as far as source can have it here: docs/trust.md has them rule by rule.
const confinement = [
  preference('nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames', true),
  preference('webviewTag|allowRunningInsecureContent|experimentalFeatures|enableRemoteModule', true),
  preference('navigateOnDragDrop|plugins|nativeWindowOpen', true),
  preference('contextIsolation|sandbox|webSecurity', false),
  say(
    'Property[key.name=/^(enableBlinkFeatures|affinity|additionalArguments|bypassCSP)$/]',
    'A window gets none of what this allows.',
  ),
  say(
    "CallExpression[callee.property.name='setCertificateVerifyProc']",
    'Certificates are judged by Chromium alone.',
  ),
  say(
    "CallExpression[callee.property.name=/^(on|once)$/][arguments.0.value='certificate-error']",
    'Certificates are judged by Chromium alone.',
  ),
  say(
    'CallExpression[callee.property.name=/^(appendSwitch|appendArgument)$/]',
    'Switches of Chromium take its walls down.',
  ),
  say(
    'CallExpression[callee.property.name=/^(executeJavaScript|executeJavaScriptInIsolatedWorld|insertCSS)$/]',
    'Code does not come from text.',
  ),
  say(
    'CallExpression[callee.property.name=/^(registerHttpProtocol|registerFileProtocol|setAsDefaultProtocolClient)$/]',
    'Pages come from app: alone, and no address starts us.',
  ),
  say('Literal[value=/ELECTRON_DISABLE_SECURITY_WARNINGS$/]', 'Warnings of Electron are read, not hidden.'),
  say("ImportDeclaration[source.value='@electron/remote']", 'A page reaches the host by IPC alone.'),
]
const inTests = [
  say("CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]", 'Fakes, not mocks.'),
  say(
    'CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name=/^(only|todo)$/]',
    'A test that hides the others, or itself, stays on your machine.',
  ),
  say(
    'CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name=/^(skip|fixme)$/]:not([arguments.1.type=/^(Literal|TemplateLiteral)$/])',
    'A skipped test says why: test.skip(condition, reason), or context.skip(reason).',
  ),
  say(
    "CallExpression[callee.property.name=/^toBe(Less|Greater)Than/] CallExpression[callee.property.name='now']",
    'A machine that is busy is slower: speed is measured in bench/.',
  ),
]
const pure = [
  say("NewExpression[callee.name='Date'][arguments.length=0]", 'The clock is a parameter here.'),
  say("CallExpression[callee.name='Date']", 'The clock is a parameter here.'),
]
const pureGlobals = [
  'fetch',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'crypto',
  'performance',
  'console',
]

function say(selector, message) {
  return { selector, message }
}

function preference(names, value) {
  const selector = `Property[key.name=/^(${names})$/][value.value=${String(value)}]`
  return say(selector, `No window has this as ${String(value)}.`)
}

const house = {
  rules: {
    'todo-names-an-issue': {
      meta: { type: 'problem', messages: { bare: 'A TODO names its issue: TODO(#12).' }, schema: [] },
      create: (context) => ({
        Program() {
          for (const comment of context.sourceCode.getAllComments()) {
            if (/\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/.test(comment.value))
              context.report({ loc: comment.loc, messageId: 'bare' })
          }
        },
      }),
    },
  },
}

const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60, skipComments: true }],
  'max-params': ['error', { max: 4 }],
  'max-depth': ['error', { max: 3 }],
  complexity: ['error', { max: 10, variant: 'modified' }],
}

const plain = {
  ...sizes,
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
  'no-else-return': 'error',
  'no-template-curly-in-string': 'error',
  'no-unreachable-loop': 'error',
  'no-self-compare': 'error',
  'no-constructor-return': 'error',
  'no-restricted-syntax': ['error', ...everywhere, ...privileged, ...confinement],
  'house/todo-names-an-issue': 'error',
}

const typed = {
  ...plain,
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { ignoreRestSiblings: true, caughtErrors: 'none', argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  // A port is an async function by its type even where one implementation need not wait.
  '@typescript-eslint/require-await': 'off',
  // `error === signal.reason` decides what a cancellation is, and a reason may be any value.
  '@typescript-eslint/prefer-promise-reject-errors': 'off',
  '@typescript-eslint/only-throw-error': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
}

const namedExportsOnly = {
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
  ],
}

export default defineConfig(
  {
    ignores: [
      'out/',
      'dist/',
      'build/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      '.toolchain/',
      '.cache/',
      'assets/',
    ],
  },
  { plugins: { house }, linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: plain,
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.node.json', './tsconfig.preload.json', './tsconfig.web.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: typed,
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.config.ts', '**/*.d.ts', 'scripts/vitest-outcome.ts'],
    rules: namedExportsOnly,
  },
  {
    files: ['**/*.vue'],
    extends: [
      ...vue.configs['flat/recommended'],
      vue.configs['no-layout-rules'],
      ...accessibility.configs['flat/recommended'],
    ],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': ['error', { order: ['defineProps', 'defineEmits'] }],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-literal'],
      'vue/max-lines-per-block': ['error', { script: 120, template: 120, style: 120 }],
      'vue/no-v-html': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'error',
      // The design system's class names are blocks of one word: Btn, Icon, Sheet.
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // Lists and dialogs listen for the keys of what is in them; axe judges the page that comes of it.
      'vuejs-accessibility/no-static-element-interactions': 'off',
      // Types across .vue files are vue-tsc's: this parser sees an unknown where it cannot follow.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['engine/{base,model,api,resolver,advisories}/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...privileged, ...pure],
      'no-restricted-globals': [
        'error',
        ...pureGlobals.map((name) => ({ name, message: 'This folder is pure: take it as a parameter.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is a parameter here.' },
        { object: 'Math', property: 'random', message: 'Chance is a parameter here.' },
      ],
    },
  },
  {
    files: ['main/electron/window.ts', 'main/electron/bind.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...confinement] },
  },
  // The router and the start of the window import .vue files, whose types this parser does not see.
  {
    files: ['renderer/app/**/*.ts', 'test/renderer/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  // Lists of words and generated lists: long, and with nothing to understand.
  { files: ['renderer/locales/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...everywhere, ...inTests],
      // What a test reads back is JSON; its assertion is the check of its shape.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
)
