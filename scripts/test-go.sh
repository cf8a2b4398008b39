#!/bin/sh
# Runs the Go tests that need neither a display nor a built browser program, on any system.
# Usage: scripts/test-go.sh [FLAGS of go test]
set -eu
cd "$(dirname "$0")/.."
all=$(go list ./...)
packages=$(echo "$all" | grep -v -e /internal/render/gpu -e /cmd/desktop -e /bench/budget)
# shellcheck disable=SC2086 # a list of words
go test "$@" $packages
