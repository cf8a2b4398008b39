#!/bin/sh
# Fuzzes every parser for a while each: scripts/fuzz.sh [TIME], such as 10m. What breaks one is kept under its testdata/.
set -eu
cd "$(dirname "$0")/.."
grep -rlE '^func Fuzz' --include='*_test.go' internal | sort | while read -r file; do
	for name in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' "$file"); do
		echo "fuzz: $(dirname "$file") $name"
		go test "./$(dirname "$file")" -run='^$' -fuzz="^$name\$" -fuzztime="${1:-1m}"
	done
done
