#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A recording for later: the clean picture, and beside it the telemetry as KLV
# (MISB ST 0601, ST 1107), in one MPEG transport stream. Then it is shown from
# that recording by klv-show.sh.
#   sh record-klv.sh [OUT.ts [TELEMETRY [SECONDS]]]
# TELEMETRY is a log, an ephemeris or a .mission file in UTC.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments none 3 "$@"
telemetry=${word2:-$here/examples/station.mission}
seconds=${word3:-6}
need_number "$seconds" SECONDS
begin "${word1:-$out/recording.ts}" "$telemetry"
[ "$(container "$result")" = mpegtsmux ] || misuse "$result: this script makes .ts"

record_klv "$telemetry" "$seconds" filesink location="$part"
finish
rm -rf "$work"
# shellcheck disable=SC2086
exec sh "$here/klv-show.sh" "$result" "$(stem "$result").mp4" $strict
