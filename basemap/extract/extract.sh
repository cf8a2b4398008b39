#!/bin/sh
# Makes basemap/sources/ again from the public packages. Rarely run, and never needed to rebuild the base map:
# the extracts are committed. Needs Go, npm, Debian's apt-get and dpkg, and its package gmt
# (6.4.0); fetches about 110 MB.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download libmagics++-data=4.13.0-1 gmt-gshhg-full=2.3.7-6
npm pack --silent @geo-maps/earth-waterbodies-100m@0.6.0
npm pack --silent @geo-maps/earth-seas-100m@0.6.0
sha256sum -c - <<'SUMS'
0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0  libmagics++-data_4.13.0-1_all.deb
2c12ca67ac90e0fbd65369ddefc183308a91fd9af5f2137dfbe2500d21f31352  gmt-gshhg-full_2.3.7-6_all.deb
53a9ca0e10ff1d1cc6feff1c6fdcb457510c20bce7de9810a0075336ab84a364  geo-maps-earth-waterbodies-100m-0.6.0.tgz
d7ed6a27f4dbbefc6b2f58cfdfc8688a0cab840401a3595bdf9238c38984ff0c  geo-maps-earth-seas-100m-0.6.0.tgz
SUMS
dpkg -x libmagics++-data_4.13.0-1_all.deb magics
dpkg -x gmt-gshhg-full_2.3.7-6_all.deb gshhg
mkdir waters seas
tar xzf geo-maps-earth-waterbodies-100m-0.6.0.tgz -C waters
tar xzf geo-maps-earth-seas-100m-0.6.0.tgz -C seas
level=0
for name in coast lakes islands; do
	level=$((level + 1))
	gmt coast --DIR_GSHHG="$work/gshhg/usr/share/gmt-gshhg" -R28/41/44/52 -Df -A0/$level/$level -W$level -M >$name.txt
done

cd "$here"
go run . -rivers "$work/magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp" \
	-waterbodies "$work/waters/package/map.geo.json" -seas "$work/seas/package/map.geo.json" \
	-shores "$work" -out ../sources
