#!/bin/sh
# Runs a command on its own virtual screen. Without Xvfb it fails, so that tests are not skipped.
set -eu
command -v xvfb-run >/dev/null || {
	echo 'test: no virtual screen: please install the packages xvfb and xauth' >&2
	exit 1
}
export TRUCELINE_DISPLAY_TESTS=1 LIBGL_ALWAYS_SOFTWARE=1
exec xvfb-run -a -s '-screen 0 1600x1200x24' "$@"
