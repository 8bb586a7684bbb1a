import { parse, stringify } from 'postcss'

/** The style blocks of a .vue file, each line where it stands in the file. */
const vueStyles = {
  parse: (text, options) => parse(options?.from?.endsWith('.vue') ? onlyStyles(text) : text, options),
  stringify,
}

function onlyStyles(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ')
  let styles = ''
  let end = 0
  for (const block of text.matchAll(/(<style[^>]*>)([\s\S]*?)<\/style>/g)) {
    const start = block.index + block[1].length
    styles += blank(text.slice(end, start)) + block[2]
    end = start + block[2].length
  }
  return styles + blank(text.slice(end))
}

const physical = '/^(margin|padding|border)-(left|right|top|bottom)(-|$)|^(left|right|top|bottom)$/'

export default {
  customSyntax: vueStyles,
  reportNeedlessDisables: true,
  rules: {
    // One language of direction: what is written once works in both writing directions.
    'property-disallowed-list': [
      [physical],
      { message: () => 'Write the logical property: padding-inline, inset-block-start.' },
    ],
    'declaration-property-value-disallowed-list': [
      {
        '/^(text-align|float|clear)$/': ['left', 'right'],
        // White and black stay: on solid fills, and as the full and empty ends of a mask.
        '/.*/': ['/\\b(rgba?|hsla?|hwb)\\(/', '/#(?!(?:fff|000)\\b)[0-9a-f]{3,8}\\b/i'],
      },
      { message: () => 'A colour is a role of tokens.css; a direction is start or end.' },
    ],
    'color-named': ['never', { ignore: ['inside-function'] }],
    'declaration-no-important': true,
    'selector-max-id': 0,
    'max-nesting-depth': [1, { ignoreAtRules: ['media', 'container', 'layer', 'supports'] }],
    'block-no-empty': true,
    'block-no-redundant-nested-style-rules': true,
    'comment-no-empty': true,
    'custom-property-no-missing-var-function': true,
    'declaration-block-no-duplicate-custom-properties': true,
    'declaration-block-no-duplicate-properties': [
      true,
      { ignore: ['consecutive-duplicates-with-different-values'] },
    ],
    'declaration-block-no-shorthand-property-overrides': true,
    'declaration-property-value-no-unknown': null,
    'font-family-no-missing-generic-family-keyword': [true, { ignoreFontFamilies: [/Variable$/] }],
    'function-calc-no-unspaced-operator': true,
    'keyframe-declaration-no-important': true,
    'media-feature-name-no-unknown': true,
    'no-duplicate-at-import-rules': true,
    'no-invalid-double-slash-comments': true,
    'no-irregular-whitespace': true,
    'property-no-unknown': [true, { ignoreProperties: ['app-region', 'text-box'] }],
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['deep', 'slotted', 'global'] }],
    'selector-pseudo-element-no-unknown': true,
    'selector-type-no-unknown': [true, { ignore: ['custom-elements'] }],
    'unit-no-unknown': true,
  },
  // The one file with colours, shipped as the designers made it.
  overrides: [
    {
      files: ['renderer/styles/tokens.css'],
      rules: {
        'color-no-hex': null,
        'color-named': null,
        'declaration-property-value-disallowed-list': null,
      },
    },
  ],
}
