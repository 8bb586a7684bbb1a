#!/bin/sh
# Builds out/ unless it is newer than everything it is made from. Node 24 must be on PATH.
set -eu
cd "$(dirname "$0")/.."

is_fresh() {
  [ -f out/.built ] || return 1
  # Folders count too: their time changes when a file in them is deleted.
  [ -z "$(find assets engine cli main preload renderer package.json package-lock.json vite.config.ts tsconfig.base.json tsconfig.web.json \
    -newer out/.built -print -quit)" ]
}

[ "${1:-}" = --force ] || ! is_fresh || exit 0

# One build at a time; whoever waited finds it done.
if [ "${MULTIOS_BUILD_LOCKED:-}" != 1 ] && command -v flock >/dev/null 2>&1; then
  mkdir -p .cache
  MULTIOS_BUILD_LOCKED=1 exec flock .cache/build.lock sh scripts/build.sh "$@"
fi

echo 'MultiOS: building…' >&2
mkdir -p out
# Dated before the build, so that a file saved while it runs is built next time.
: > out/.building
node node_modules/vite/bin/vite.js build --logLevel warn >&2 </dev/null
mv out/.building out/.built
