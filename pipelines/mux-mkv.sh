#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Adds switchable telemetry to a clip: subtitle tracks (styled and plain, in
# each language) and chapters. Picture and sound are copied, not encoded anew.
#   sh mux-mkv.sh [VIDEO TELEMETRY [OUT.mkv [LANGUAGES]]] [PROPERTY=VALUE ...]
# TELEMETRY is a log or a .mission file; LANGUAGES as in "en ru"; PROPERTY=VALUE
# goes to telemetrysrc: liftoff-at=12.48 time-offset=...; layout= to the subtitles.
set -eu
. "$(dirname "$0")/common.sh"
mux_arguments 'en ru' "$@"
eval "$arguments"
mux_result "${word3:-$out/mux.mkv}" mkv

# One element a format makes a track a language. The format is a property, not a
# caps filter, which would hold back the languages until the header is written.
set_languages= tracks=
for language in $languages; do
  set_languages="$set_languages language=$language"
  tracks="$tracks styled. ! $roomy ! mux. plain. ! $roomy ! mux."
done

# shellcheck disable=SC2086
launch matroskamux name=mux ! filesink location="$part" \
  filesrc location="$video" ! parsebin name=parse \
  parse. ! capsfilter caps="$video_caps" ! queue ! mux. $sound \
  telemetrysrc "$telemetry" duration="$duration" "$@" ! tee name=telemetry \
  telemetry. ! $roomy ! telemetrysubtitle name=styled footage="$video" format=ass $picture ${set_layout:+"$set_layout"} $set_languages \
  telemetry. ! $roomy ! telemetrysubtitle name=plain footage="$video" format=utf8 $picture ${set_layout:+"$set_layout"} $set_languages $tracks
keep_turn "$video" "$part"
finish
