#!/bin/sh
# Tries the Linux archive like a user who has just downloaded it. Usage: scripts/try-release.sh ARCHIVE [PICTURES]
# It unpacks the archive into an empty folder, disables the network if the system allows it, runs the editor's tool on a
# copy of the assets, and draws the window on a virtual screen. Pictures for inspection are written into PICTURES.
set -eu
archive=$(realpath "$1")
pictures=$(realpath -m "${2:-build/try-release}")
mkdir -p "$pictures"

if [ -z "${TRY_INSIDE:-}" ]; then
	export TRY_INSIDE=1
	if unshare -rn true 2>/dev/null; then
		exec unshare -rn sh "$0" "$archive" "$pictures"
	fi
	echo 'try-release: the network cannot be disabled here; continuing with it'
elif grep ':' /proc/net/dev | grep -qv '^ *lo:'; then
	echo 'try-release: the network is available although it was disabled' >&2
	exit 1
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
tar xzf "$archive"
cd truceline-*
# The archive must work without this machine's Go and settings.
PATH=/usr/bin:/bin
HOME=$folder/home
export PATH HOME
unset GOROOT GOPATH GOCACHE || true
mkdir "$HOME"

step() { echo "try-release: $*"; }
step check
./truceline check 2>&1 | tail -n 1
step set-control, on a copy
cp -r assets copy
./truceline set-control hulyaypole-ua-23 --date 2026-01-06 --side G --source 'a report that this test made up' --assets copy
cmp -s assets/settlements.csv copy/settlements.csv && { echo 'set-control has changed nothing' >&2; exit 1; }
step data, which must change nothing
./truceline data
for file in assets/geojson/*; do
	tar xzOf "$archive" "$(basename "$PWD")/$file" | cmp - "$file"
done
step check of the copy
./truceline check --assets copy 2>&1 | tail -n 1
step poster
./truceline poster --out "$pictures/poster.png"
./truceline poster --out "$pictures/poster.svg" --lang uk --scenario plan-20
./truceline poster --out "$pictures/set-control.png" --assets copy
step dist
./truceline dist --out site --base-url https://example.org/map/
for lang in en uk fr; do
	[ -s "site/$lang/index.html" ] || { echo "dist: no $lang/index.html" >&2; exit 1; }
done
ls site/assets/*.wasm >/dev/null
step the pages without a server
for lang in en uk fr; do
	grep -q "<html lang=\"$lang\">" "twin/$lang.html"
done
step the window
export LIBGL_ALWAYS_SOFTWARE=1
for link in '' 'lang=uk&theme=dark&scenario=plan-20'; do
	xvfb-run -a -s '-screen 0 1600x1200x24' ./truceline-desktop --link "$link" --screenshot "$pictures/window${link:+-scenario}.png"
done
[ ! -e copy/.truceline-old ] && [ ! -e copy/.truceline-new ]
step "everything worked; look at the pictures in $pictures"
