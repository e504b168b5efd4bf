#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Real footage with the real telemetry of a launch, both from the third-party
# data folder (they are not of one flight: this shows the way, not a mission).
#   sh burn-shared.sh [OUT.mkv|.mp4|.mov|.ts] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 1 "$@"
eval "$arguments"
footage=$data/klv/aphill_klv_10s.ts
log=$data/webcast/spacex-crs-12/stage1-raw.json
[ -e "$footage" ] && [ -e "$log" ] || skip "no third-party data in $data"
begin "${word1:-$out/burn-shared.mkv}" "$footage" "$log"
mux=$(container "$result")

# shellcheck disable=SC2086
launch filesrc location="$footage" ! decodebin ! videoconvert ! \
  telemetryoverlay location="$log" liftoff-at=-140 "$@" ! \
  $encode ! $mux ! filesink location="$part"
finish
