export interface SkeletonFile {
  readonly file: string
  readonly text: string
  readonly isProgram?: boolean
}

/** The package structure of the specification, with a program that greets. */
export function skeletonFiles(name: string): readonly SkeletonFile[] {
  return [
    { file: 'package.yaml', text: recipe(name) },
    { file: 'README.md', text: readme(name) },
    { file: `src/bin/${name}`, text: program(name), isProgram: true },
    { file: `src/share/${name}/greeting.txt`, text: 'Hello from MultiOS!\n' },
    { file: 'docs/usage.md', text: `# Using ${name}\n\n    ${name}\n    ${name} Ada\n` },
    { file: 'tests/greets.sh', text: test(name), isProgram: true },
  ]
}

function recipe(name: string): string {
  return `${identity(name)}\n${presentation(name)}`
}

function identity(name: string): string {
  return `# Everything a package says about itself. Fields that are commented out may be left out.
name: ${name}
version: 1.0.0
# How versions are ordered: semver, or debian (epoch:upstream-revision).
# version_scheme: semver
description: A program that greets
# x86_64, arm64, riscv64, or universal where it runs on all of them.
architecture: universal
maintainer: Developer <dev@example.com>
license: MIT

# Packages that must be there too: "name", "name >= 1.2", "name >= 1.2, < 2", "this | that".
# dependencies:
#   - libexample >= 1.1.0

# Wished for, but it runs without them.
# recommends:
#   - example-themes

# Other names that this package answers to.
# provides:
#   - greeter

# Packages that cannot be there at the same time.
# conflicts:
#   - old-greeter
`
}

function presentation(name: string): string {
  return `categories:
  - utilities

tags:
  - example

# homepage: https://example.com/${name}
# source_url: https://example.com/${name}.git

# How it looks in the Software Center. Paths are those inside the package (below src/).
# app:
#   name: ${title(name)}
#   summary: Greets whoever starts it
#   icon: share/${name}/icon.svg
#   screenshots:
#     - path: share/${name}/screenshot.png
#       caption: A greeting
#   launchable:
#     kind: terminal
#     exec: ${name}

# What goes into the package, below src/. Without this field, everything.
files:
  - bin/
  - lib/
  - share/${name}/
  - etc/${name}/

exclude_patterns:
  - "*.o"
  - "*.a"
  - ".git"
  - "tests/"
`
}

function program(name: string): string {
  return `#!/bin/sh
# Greets the person named as the first argument, or everybody.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ "$#" -gt 0 ]; then
  printf 'Hello, %s!\\n' "$1"
elif [ -r "$here/../share/${name}/greeting.txt" ]; then
  cat "$here/../share/${name}/greeting.txt"
else
  echo "Hello from ${name}!"
fi
`
}

function test(name: string): string {
  return `#!/bin/sh
# Run from the package's folder: sh tests/greets.sh
set -e
[ "$(sh src/bin/${name} Ada)" = 'Hello, Ada!' ]
[ "$(sh src/bin/${name})" = 'Hello from MultiOS!' ]
echo 'greets: passed'
`
}

function readme(name: string): string {
  return `# ${name}

A program that greets.

    multios-builder build        # makes dist/${name}-1.0.0-universal.tar.xz
    multios-builder verify dist/${name}-1.0.0-universal.tar.xz
    sh tests/greets.sh
`
}

function title(name: string): string {
  return name.replaceAll(/[-_.+]+/g, ' ').replace(/^./, (letter) => letter.toUpperCase())
}
