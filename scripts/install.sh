#!/bin/sh
# Installs the dependencies anew, one at a time per checkout: npm empties node_modules first. Node 24 must be on PATH.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)

if [ "${MULTIOS_INSTALL_LOCKED:-}" != 1 ] && command -v flock >/dev/null 2>&1; then
  mkdir -p "$root/.cache"
  MULTIOS_INSTALL_LOCKED=1 exec flock "$root/.cache/install.lock" sh "$root/scripts/install.sh"
fi

# Whoever waited finds it done.
cmp -s "$root/package-lock.json" "$root/node_modules/.multios-lock" && exit 0
. "$root/scripts/node.sh"
multios_say 'MultiOS: installing dependencies…'
cd "$root"
multios_npm ci --no-audit --no-fund --loglevel=error
