#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns a spacecraft's altitude, speeds, place, orbit and sunlight, worked out of
# its ephemeris, into a test card.
#   sh burn-station.sh [MISSION | EPHEMERIS | iss [OUT.mkv]]
# EPHEMERIS is an OEM (.oem, .xml) or an element set (.tle), and its first state
# the first frame; a mission's footage-start says it otherwise. iss is NASA's ephemeris of the station in the third-party data.
set -eu
. "$(dirname "$0")/common.sh"
what=${1:-$here/examples/station.mission}
result=${2:-$out/burn-station.mkv}
if [ "$what" = iss ]; then
  what=$data/ndm/iss-2025/ISS.OEM_J2K_EPH.xml
  [ -e "$what" ] || { echo "skipped: no $what"; exit 77; }
fi
[ -e "$what" ] || fail "no $what"
case $what in
  *.mission) telemetry="mission=$what" ;;
  *) telemetry="location=$what" ;;
esac

launch videotestsrc num-buffers=150 pattern=gradient ! \
  video/x-raw,width=1920,height=1080,framerate=30/1 ! \
  telemetryoverlay "$telemetry" layout=station ! \
  x264enc speed-preset=veryfast ! h264parse ! matroskamux ! filesink location="$result"
echo "$result"
