#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A recording for later: the clean picture, and beside it the telemetry as KLV
# (MISB ST 0601, ST 1107), in one MPEG transport stream. Then it is shown from
# that recording by klv-show.sh.
#   sh record-klv.sh [OUT.ts [TELEMETRY [SECONDS]]]
# TELEMETRY is a log, an ephemeris or a .mission file in UTC.
set -eu
. "$(dirname "$0")/common.sh"
recording=${1:-$out/recording.ts}
telemetry=${2:-$here/examples/station.mission}
seconds=${3:-6}

record_klv "$telemetry" "$seconds" "filesink location=$recording.part"
mv "$recording.part" "$recording"
echo "$recording"
# shellcheck disable=SC2086
sh "$here/klv-show.sh" "$recording" "${recording%.ts}.mp4" $strict
