#!/bin/sh
# npm runs this after `npm ci`: leaves the checkout ready for bin/*, and notes the lock file that
# node_modules now answers to, so that ./multios neither installs nor builds a second time.
set -eu
cd "$(dirname "$0")/.."
cp package-lock.json node_modules/.multios-lock
exec sh scripts/build.sh
