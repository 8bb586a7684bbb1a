/** Which packages are installed before the request. */
export type InstalledSet = 'empty' | 'typical' | 'big'

export interface Request {
  readonly installed: InstalledSet
  /** Names to install together; `upgradeAll` alone where everything installed is to be brought up to date. */
  readonly names: readonly string[]
}

export const upgradeAll = '--upgrade-all'

/** gnome needs pipewire-audio by way of gnome-core, and that conflicts with pulseaudio. */
export const unsatisfiable: readonly string[] = ['gnome', 'pulseaudio']

const installs: readonly (readonly string[])[] = [
  ['curl'],
  ['git'],
  ['gimp'],
  ['libreoffice'],
  ['gnome'],
  ['kde-full'],
  ['texlive-full'],
  ['build-essential'],
  ['python3-scipy'],
  unsatisfiable,
]

export const requests: readonly Request[] = [
  ...installs.map((names) => ({ installed: 'empty' as const, names })),
  ...installs.map((names) => ({ installed: 'typical' as const, names })),
  { installed: 'typical', names: [upgradeAll] },
  { installed: 'big', names: [upgradeAll] },
]

/** A machine without a desktop, on which software is made and served. */
export const typicalSeeds: readonly string[] = [
  'build-essential',
  'git',
  'curl',
  'openssh-server',
  'vim',
  'python3-venv',
  'nginx',
  'postgresql',
  'cmake',
  'gdb',
  'cups',
  'samba',
  'php-fpm',
  'rsync',
  'default-jdk-headless',
  'ruby',
  'bind9',
  'postfix',
  'nodejs',
  'ffmpeg',
  'golang',
  'imagemagick',
  'emacs-nox',
  'texlive-latex-base',
  'dovecot-imapd',
]

/** Desktops and everything that people put onto them. */
export const bigSeeds: readonly string[] = [
  'gnome',
  'kde-plasma-desktop',
  'libreoffice',
  'build-essential',
  'git',
  'curl',
  'gimp',
  'python3-scipy',
  'inkscape',
  'vlc',
  'firefox-esr',
  'thunderbird',
  'default-jdk',
  'emacs',
  'postgresql',
  'apache2',
  'php',
  'docker.io',
  'qemu-system-x86',
  'texlive-latex-extra',
  'ruby',
  'golang',
  'nodejs',
  'blender',
  'octave',
  'wireshark',
  'audacity',
  'krita',
  'digikam',
  'kdenlive',
  'kde-standard',
  'scribus',
  'darktable',
]

export function titleOf({ installed, names }: Request): string {
  const what = names[0] === upgradeAll ? 'upgrade all' : names.join(' + ')
  return `${what}, ${{ empty: 'nothing', typical: '500 packages', big: '2,000 packages' }[installed]} installed`
}
