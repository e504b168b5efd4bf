#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a test card: the first picture for a newcomer.
#   sh burn-test.sh [LOG [OUT.mkv]]
set -eu
. "$(dirname "$0")/common.sh"
log=${1:-$example.csv}
result=${2:-$out/burn-test.mkv}

launch videotestsrc num-buffers=150 pattern=gradient ! \
  video/x-raw,width=1920,height=1080,framerate=30/1 ! \
  telemetryoverlay location="$log" liftoff-at=1 ! \
  x264enc speed-preset=veryfast ! h264parse ! matroskamux ! filesink location="$result"
echo "$result"
