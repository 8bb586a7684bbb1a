import path from 'node:path'
import { ownFolder } from './usr-words.ts'

/** What is known of the tree that a program finds as its /usr. */
export interface UsrTree {
  readonly tree: string
  /** Names below usr/lib/locale; `locale-archive` among them holds any number more. */
  readonly locales: readonly string[]
  /** Whether a terminal's description was put in the program's own folder. */
  readonly hasOwnTerminal: boolean
  /** Whether the machine has its certificates in one file. */
  readonly hasCertificates: boolean
  /** Whether the tree has the program at a path of /usr or what leads there. */
  readonly has: (program: string) => boolean
}

/** They lead to libraries, modules and data of the machine, which are not there, or not the right ones. */
const misleading = [
  ...['LD_LIBRARY_PATH', 'LD_PRELOAD', 'LD_AUDIT', 'GCONV_PATH', 'LOCPATH', 'LOCALE_ARCHIVE', 'NLSPATH'],
  ...[
    'GIO_EXTRA_MODULES',
    'GIO_MODULE_DIR',
    'GTK_PATH',
    'GTK_EXE_PREFIX',
    'GTK_MODULES',
    'GTK_IM_MODULE_FILE',
  ],
  ...[
    'GTK3_MODULES',
    'GDK_PIXBUF_MODULE_FILE',
    'GDK_PIXBUF_MODULEDIR',
    'GSETTINGS_SCHEMA_DIR',
    'GI_TYPELIB_PATH',
  ],
  ...[
    'GST_PLUGIN_PATH',
    'GST_PLUGIN_SYSTEM_PATH',
    'QT_PLUGIN_PATH',
    'QT_QPA_PLATFORM_PLUGIN_PATH',
    'QML2_IMPORT_PATH',
  ],
  ...['FONTCONFIG_FILE', 'FONTCONFIG_PATH', 'LIBGL_DRIVERS_PATH', 'LIBVA_DRIVERS_PATH', 'VK_ICD_FILENAMES'],
  ...['PERL5LIB', 'PYTHONHOME', 'PYTHONPATH', 'RUBYLIB', 'TERMINFO', 'TERMINFO_DIRS', 'MAGIC'],
]
const own = /^\/(?:usr|bin|sbin|lib(?:32|64|x32)?|etc)(?:\/|$)/

/** The environment of a program whose /usr and /etc are the tree's. */
export function usrEnvironment(environment: NodeJS.ProcessEnv, about: UsrTree): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !misleading.includes(name)))
  const shell = environment['SHELL'] ?? ''
  return {
    ...kept,
    ...localeOf(kept, about.locales),
    // The tree first: a link in the person's own folder would lead back to us.
    PATH: [
      ...['/usr/bin', '/usr/games', '/usr/sbin', path.join(about.tree, 'bin')],
      ...elsewhere(environment['PATH']),
    ].join(':'),
    XDG_DATA_DIRS: ['/usr/share', path.join(about.tree, 'share'), ...elsewhere(kept['XDG_DATA_DIRS'])].join(
      ':',
    ),
    XDG_CONFIG_DIRS: ['/etc/xdg', ...elsewhere(kept['XDG_CONFIG_DIRS'])].join(':'),
    ...(own.test(shell) && !about.has(shell) ? { SHELL: '/bin/sh' } : {}),
    ...(about.hasOwnTerminal ? { TERMINFO_DIRS: `${ownFolder}/terminfo:` } : {}),
    // Single certificates are links into the machine's /usr.
    ...(about.hasCertificates && kept['SSL_CERT_FILE'] === undefined ? { SSL_CERT_FILE: certificates } : {}),
  }
}

export const certificates = '/etc/ssl/certs/ca-certificates.crt'

/** Of a list of folders those that the program finds as they are. */
function elsewhere(list = ''): string[] {
  return list.split(':').filter((folder) => path.isAbsolute(folder) && !own.test(path.normalize(folder)))
}

/**
 * Programs whose language the tree does not have would fall back to ASCII. With C.UTF-8 they write all letters, and
 * those that bring translations still find the person's language.
 */
function localeOf(
  environment: NodeJS.ProcessEnv,
  locales: readonly string[],
): Readonly<Record<string, string>> {
  if (locales.includes('locale-archive')) return {}
  const known = new Set(locales.map(plain))
  const isKnown = (locale: string) => /^(?:C|POSIX|)$/.test(locale) || known.has(plain(locale))
  const names = Object.keys(environment).filter((name) => name === 'LANG' || /^LC_[A-Z]+$/.test(name))
  const missing = names.filter((name) => !isKnown(environment[name] ?? ''))
  if (missing.length === 0) return {}
  const spoken = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return {
    ...Object.fromEntries(missing.map((name) => [name, 'C.UTF-8'])),
    LANGUAGE: environment['LANGUAGE'] ?? spoken.replace(/[.@].*$/, ''),
  }
}

/** `de_DE.UTF-8` and `de_DE.utf8` are one. */
function plain(locale: string): string {
  return locale.toLowerCase().replace(/(?<=\.)utf-?8/, 'utf8')
}
