#!/bin/sh
# Fuzzes every parser for a given time each, and fails at the end if any input broke one.
# Go stores an input that breaks a parser in the package's testdata/.
# Usage: scripts/fuzz.sh [TIME], such as 10m
set -eu
cd "$(dirname "$0")/.."
grep -rlE '^func Fuzz' --include='*_test.go' internal | sort | {
	failed=''
	while read -r file; do
		package=./$(dirname "$file")
		for name in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' "$file"); do
			echo "fuzz: $package $name"
			go test "$package" -run='^$' -fuzz="^$name\$" -fuzztime="${1:-1m}" ||
				failed="$failed $package:$name"
		done
	done
	[ -z "$failed" ] || {
		echo "fuzz: broken:$failed" >&2
		exit 1
	}
}
