#!/bin/sh
# Installs the dependencies of the tests: Debian's Chromium, Firefox and WebKitGTK (for its MiniBrowser); a virtual
# screen with Mesa, and xdotool for its mouse and keyboard; librsvg and poppler, which read saved pictures and printed
# pages; and the npm packages of the lock file. Without the rights to install Debian packages it lists the missing ones
# and stops. A second run installs nothing.
set -eu
cd "$(dirname "$0")/.."

packages='gcc libc6-dev chromium firefox-esr webkit2gtk-driver xvfb xauth xdotool libgl1 libgl1-mesa-dri libx11-6 libxcursor1 libxi6 libxinerama1 libxrandr2 libxrender1 libxext6 librsvg2-bin poppler-utils'
missing=''
for package in $packages; do
	state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
	[ "$state" = 'install ok installed' ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
	if [ "$(id -u)" = 0 ]; then
		as_root=''
	elif sudo -n true 2>/dev/null; then
		as_root='sudo -n'
	else
		echo "test: please install these packages first: apt-get install$missing" >&2
		exit 1
	fi
	echo "test: installing$missing"
	log=$(mktemp)
	if ! { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		echo "test: could not install; please install these packages: apt-get install$missing" >&2
		exit 1
	fi
	rm -f "$log"
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo 'test: please install Node.js 20.15 or later, with npm' >&2
	exit 1
fi
stamp=node_modules/.package-lock.json
if [ ! -e "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
	echo 'test: installing the npm packages of package-lock.json'
	npm ci --silent --no-audit --no-fund
	touch "$stamp"
fi
