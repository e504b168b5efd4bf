#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Real footage with the real telemetry of a launch, both from the third-party
# data folder (they are not of one flight: this shows the way, not a mission).
#   sh burn-shared.sh [OUT.mkv]
set -eu
. "$(dirname "$0")/common.sh"
footage=$data/klv/aphill_klv_10s.ts
log=$data/webcast/spacex-crs-12/stage1-raw.json
result=${1:-$out/burn-shared.mkv}
[ -e "$footage" ] && [ -e "$log" ] || { echo "skipped: no third-party data in $data"; exit 77; }

launch filesrc location="$footage" ! decodebin ! videoconvert ! \
  telemetryoverlay location="$log" liftoff-at=-140 ! \
  x264enc speed-preset=veryfast ! h264parse ! matroskamux ! filesink location="$result"
echo "$result"
