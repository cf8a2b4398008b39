#!/bin/sh
# Makes assets/fonts/ from the pinned npm package. Rarely run; needs npm and Debian's fonttools.
# Libre Franklin is under the OFL without a reserved font name, so a subset may keep its name.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/libre-franklin@0.4.2
tar xzf expo-google-fonts-libre-franklin-0.4.2.tgz
# Latin with French, Cyrillic with Ukrainian, punctuation, superscripts, a few signs.
unicodes='U+0020-007E,U+00A0-00FF,U+0100-017F,U+0218-021B,U+02BC,U+0400-045F,U+0490-0491,U+2009,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2030,U+2039-203A,U+20AC,U+2116,U+2122,U+2212,U+2248,U+2264-2265'
for weight in 400Regular 600SemiBold; do
	name=LibreFranklin-${weight#???}
	fonttools subset "package/$weight/LibreFranklin_$weight.ttf" --output-file="$work/$name.ttf" \
		--unicodes="$unicodes" --layout-features='kern,tnum,mark,mkmk,ccmp' --no-hinting --desubroutinize --notdef-outline --name-IDs='0,1,2,3,4,5,6,13,14'
	/usr/bin/python3 "$here/narrow_space.py" "$work/$name.ttf" "$out/$name.ttf"
done
cp package/LICENSE_FONT "$out/OFL.txt"
