#!/bin/sh
# Makes basemap/sources/ again from the public packages. Rarely run, and never needed to rebuild the base map:
# the extracts are committed. Needs Go, npm and Debian's apt-get and dpkg; fetches about 90 MB.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download libmagics++-data=4.13.0-1
npm pack --silent @geo-maps/earth-waterbodies-100m@0.6.0
sha256sum -c - <<'SUMS'
0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0  libmagics++-data_4.13.0-1_all.deb
53a9ca0e10ff1d1cc6feff1c6fdcb457510c20bce7de9810a0075336ab84a364  geo-maps-earth-waterbodies-100m-0.6.0.tgz
SUMS
dpkg -x libmagics++-data_4.13.0-1_all.deb magics
tar xzf geo-maps-earth-waterbodies-100m-0.6.0.tgz

cd "$here"
go run . -rivers "$work/magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp" \
	-waterbodies "$work/package/map.geo.json" -out ../sources
