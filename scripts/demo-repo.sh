#!/bin/sh
# A repository of well-known programs, made from Debian's packages on this machine. Called by ./multios demo-repo.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
known='htop jq tree ripgrep git gnome-mines mousepad gnome-calculator 2048-qt ffmpeg gcc inkscape
sl xterm gedit aisleriot gimp vlc'
most=$(echo $known | wc -w)
apps=12

fail() { printf 'multios demo-repo: %s\n' "$1" >&2; exit "${2:-1}"; }

while [ $# -gt 0 ]; do
  case $1 in
    --list) echo $known | tr ' ' '\n'; exit 0 ;;
    --apps) apps=${2:-}; shift ;;
    *) fail "there is no option \"$1\". It knows --apps N and --list." 2 ;;
  esac
  shift
done
case $apps in '' | *[!0-9]*) fail '--apps needs a number, such as 12.' 2 ;; esac
[ "$apps" -ge 1 ] && [ "$apps" -le "$most" ] || fail "--apps needs a number from 1 to $most." 2
command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
  fail 'this system has no apt and dpkg. It makes its packages from those of Debian, so it needs a Debian or a relative.'

names=$(echo $known | tr ' ' '\n' | head -n "$apps")
place=${XDG_DATA_HOME:-$HOME/.local/share}/multios-demo-repo
mkdir -p "$place"
chmod 700 "$place"

# Keys of their own: they speak for this demonstration alone, and their passphrase lies beside them.
publish() {
  program=$1
  shift
  MULTIOS_CONFIG=$place/config.toml MULTIOS_DATA_DIR=$place/none MULTIOS_STARTER=none \
    MULTIOS_KEYSTORE=file MULTIOS_KEYSTORE_PASSPHRASE=$(cat "$place/passphrase") "$root/bin/$program" "$@"
}

if [ ! -f "$place/repo/multios-repository.json" ]; then
  [ -s "$place/passphrase" ] || (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$place/passphrase")
  publish multios-pm sign generate-key demo --algorithm ed25519 >/dev/null || fail 'the key could not be made.'
  publish multios-repo-builder create demo "$place/repo" --description 'Programs of Debian' >/dev/null
fi

import() { publish multios-repo-builder import-deb "$@" --repo-path "$place/repo" --key-id demo; }
has_some() { publish multios-repo-builder build --repo-name demo --repo-path "$place/repo" --json >"$place/built.json" &&
  ! grep -q '"packages": *0,' "$place/built.json"; }

# What the front page shows first, of what came in. Who takes the first line away keeps what they wrote.
curate() {
  made='# Made by demo-repo, anew each time, as long as this line is here.'
  yaml=$place/repo/repository.yaml
  if [ -f "$yaml" ] && [ "$(head -n 1 "$yaml")" != "$made" ]; then return; fi
  picks=$(
    pick inkscape 'Editor’s pick' 'Draw anything, at any size'
    pick gnome-mines 'A short break' 'Clear the field without a bang'
    pick htop 'In the terminal' 'See what your machine is doing'
  )
  shelves=$(
    shelf games moss 'A quiet game' 'Cards, boards and puzzles' gnome-mines aisleriot 2048-qt
    shelf terminal indigo 'At home in the terminal' 'Commands worth their names' htop xterm git jq ripgrep tree sl
    shelf desk plum 'On every desk' 'Write, count, draw and listen' mousepad gnome-calculator inkscape gedit gimp vlc
  )
  {
    echo "$made"
    if [ -n "$picks" ]; then printf 'featured:\n%s\n' "$picks"; else echo 'featured: []'; fi
    if [ -n "$shelves" ]; then printf 'collections:\n%s\n' "$shelves"; fi
  } >"$yaml"
}
published() { grep -q "^$1 " "$place/repo/metadata/packages.txt"; }
pick() {
  ! published "$1" || printf '  - { package: %s, kicker: "%s", headline: "%s" }\n' "$1" "$2" "$3"
}
shelf() {
  head=$(printf '  - { id: %s, pigment: %s, title: "%s", summary: "%s", packages: [' "$1" "$2" "$3" "$4")
  shift 4
  members=
  for name; do ! published "$name" || members="$members${members:+, }$name"; done
  # One alone is no collection.
  case $members in *,*) printf '%s%s] }\n' "$head" "$members" ;; esac
}

printf 'Making packages of %s and of all that they need; many of them take a few minutes.\n' "$(echo $names)" >&2
# shellcheck disable=SC2086
if ! import --apt $names; then
  here=$(for name in $names; do dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$name" 2>/dev/null; done | sed -n 's/ installed$//p')
  [ -n "$here" ] || has_some || fail 'apt gets nothing (no network?), and none of these is installed here.'
  echo 'Not everything came through apt. What is installed here is taken from there.' >&2
  # shellcheck disable=SC2086
  [ -z "$here" ] || import --installed $here || true
fi
has_some || fail 'nothing could be made.'
curate
has_some || fail 'its front page could not be made.'

fingerprint=$(sed -n 's/.*"fingerprint": *"\([0-9a-f]*\)".*/\1/p' "$place/built.json" | head -n 1)
if "$root/bin/multios-pm" repository list --json | grep -q "file://$place/repo"; then
  "$root/bin/multios-pm" sync
else
  "$root/bin/multios-pm" repository add demo "$place/repo" --fingerprint "$fingerprint"
fi
first=$(echo $names | cut -d ' ' -f 1)
printf '\nNext:\n  %s\n  %s\n' "bin/multios-pm install $first" "bin/multios-pm run $first"
