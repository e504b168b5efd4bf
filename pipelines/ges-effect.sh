#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The overlay as an effect in an edit, here of a clip that is cut at 1 s and
# lasts 3 s. The effect's own inpoint makes its time that of the clip's media,
# so that a cut does not move the numbers. The edit has the clip's own size and rate, and its sound.
#   sh ges-effect.sh [VIDEO [TELEMETRY [OUT.mkv|.mp4|.mov]]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 3 "$@"
eval "$arguments"
! has_dpkg || install_packages edit >&2 || true
command -v ges-launch-1.0 >/dev/null || skip "ges-launch-1.0 is not there: apt-get install ges1.0-tools"
footage_or "$word1"
telemetry=$(telemetry_property "${word2:-$example.csv}")
begin "${word3:-$out/ges-effect.mkv}" "$video" "${telemetry#*=}"
case $(extension "$result") in
  mkv) format=video/x-matroska ;;
  mp4 | m4v) format=video/quicktime,variant=iso ;;
  mov) format=video/quicktime,variant=apple ;;
  *) misuse "$result: its name asks for no known container; .mkv, .mp4 or .mov do" ;;
esac
case $telemetry$* in
  *\"*) misuse 'no name or value may hold a "' ;;
esac
property=$(printf '%s="%s"' "${telemetry%%=*}" "${telemetry#*=}")
for argument; do
  property="$property $(printf '%s="%s"' "${argument%%=*}" "${argument#*=}")"
done

caps=video/x-raw,$(picture_properties "$video" | sed 's/frame-rate/framerate/; s/ /,/g')
types=video sound=
if [ -n "$(ffprobe -v error -select_streams a -show_entries stream=codec_name -of csv=p=0 "$video")" ]; then
  types=video+audio sound=:audio/mpeg,mpegversion=4
fi

ges-launch-1.0 +clip "$video" inpoint=1.0 duration=3.0 \
  +effect "telemetryoverlay $property" inpoint=1.0 \
  --track-types $types --video-caps "$caps" -o "$part" \
  --format "$format:video/x-h264$sound" >/dev/null &
runner=$!
wait $runner
runner=
finish
