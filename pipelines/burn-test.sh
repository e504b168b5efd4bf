#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a test card: the first picture for a newcomer.
#   sh burn-test.sh [TELEMETRY [OUT.mkv|.mp4|.mov|.ts]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 2 "$@"
eval "$arguments"
telemetry=${word1:-$example.csv}
# A mission says where its liftoff is.
[ "$(extension "$telemetry")" = mission ] || set -- liftoff-at=1 "$@"
burn_card "$telemetry" "${word2:-$out/burn-test.mkv}" "$@"
