#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns a spacecraft's altitude, speeds, place, orbit and sunlight, worked out of
# its ephemeris, into a test card.
#   sh burn-station.sh [MISSION|EPHEMERIS|iss [OUT.mkv|.mp4|.mov|.ts]] [PROPERTY=VALUE ...]
# EPHEMERIS is an OEM (.oem, .xml) or an element set (.tle), and its first state
# the first frame; a mission's footage-start says it otherwise. iss is NASA's ephemeris of the station in
# the third-party data.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 2 "$@"
eval "$arguments"
what=${word1:-$here/examples/station.mission}
if [ "$what" = iss ]; then
  what=$data/ndm/iss-2025/ISS.OEM_J2K_EPH.xml
  [ -e "$what" ] || skip "no $what"
fi
burn_card "$what" "${word2:-$out/burn-station.mkv}" layout=station "$@"
