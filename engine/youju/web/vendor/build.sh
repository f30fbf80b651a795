#!/bin/sh
# Makes ../static/vendor and LICENSES anew from the exact versions of package-lock.json: build.sh [STATIC [LICENSES]].
# Needs node 20 or later, npm and the network; nothing is left in this folder, the packages go to a temporary one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../static/vendor}" "${2:-$here/LICENSES}"
static=$(cd "${1:-$here/../static/vendor}" && pwd)
licences=$(cd "${2:-$here/LICENSES}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.js "$here"/*.mjs "$here"/*.json "$here/.npmrc" "$work"
cd "$work"
npm ci --ignore-scripts --silent
node build.mjs static LICENSES
# Only what is whole takes the place of what was there.
rm -f "$static"/* "$licences"/*
cp static/* "$static"
cp LICENSES/* "$licences"
