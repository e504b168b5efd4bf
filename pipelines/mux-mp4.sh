#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Adds switchable telemetry to a clip as MP4 with timed text (tx3g). Picture and
# sound are copied where MP4 takes them.
#   sh mux-mp4.sh [VIDEO TELEMETRY OUT.mp4 [LANGUAGES [PROPERTY=VALUE ...]]]
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$out/footage.mkv}
telemetry=${2:-$example.mission}
result=${3:-$out/mux.mp4}
languages=${4:-en}
[ $# -lt 4 ] && shift $# || shift 4
[ -e "$video" ] || { [ "$video" = "$out/footage.mkv" ] && make_footage "$video"; } || fail "no video $video"
duration=$(duration_ns "$video")
picture=$(picture_properties "$video")
for argument; do
  shift
  set -- "$@" "$(place_frames "$video" "$argument")"
done
sound=$(sound_branch "$video" 'audio/mpeg;audio/x-opus;audio/x-ac3')

set_languages= tracks=
for language in $languages; do
  set_languages="$set_languages language=$language"
  tracks="$tracks plain. ! $roomy ! mux."
done

# shellcheck disable=SC2086
launch mp4mux name=mux faststart=true ! filesink location="$result" \
  filesrc location="$video" ! parsebin name=parse \
  parse. ! capsfilter caps="$video_caps" ! queue ! mux. $sound \
  telemetrysrc "$(telemetry_property "$telemetry")" duration="$duration" "$@" ! \
  telemetrysubtitle name=plain footage="$video" format=utf8 $picture $set_languages $tracks
keep_turn "$video" "$result"
echo "$result"
