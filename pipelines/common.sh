# SPDX-License-Identifier: LGPL-2.1-or-later
# Sourced by the launch lines: finds the plugin where it was built, or leaves it
# to GStreamer to find it installed; makes footage for those who bring none.

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=${TELEMETRY_BUILD_ROOT:-$root/build}
data=${TELEMETRY_SHARED_DATA:-$root/../shared/data}
if [ -e "$build/plugin/libgsttelemetry.so" ]; then
  GST_PLUGIN_PATH=$build/plugin${GST_PLUGIN_PATH:+:$GST_PLUGIN_PATH}
  export GST_PLUGIN_PATH
fi
out=${OUT:-$build/out}
example=$here/examples/sounding-rocket

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

gst-inspect-1.0 telemetryoverlay >/dev/null 2>&1 ||
  fail "the plugin is not there: build it (meson setup build && ninja -C build) or install it"
mkdir -p "$out"

# A queue that is never full, for text: where a tee feeds several tracks, one full
# queue would starve the others, and the muxer waits for all of them.
# shellcheck disable=SC2034
roomy='queue max-size-time=0 max-size-bytes=0 max-size-buffers=0'

# make_footage FILE [SECONDS]: a test card with sound, so that a launch line has
# something to work on.
make_footage() {
  [ -e "$1" ] && return 0
  frames=$((${2:-6} * 25))
  gst-launch-1.0 -q matroskamux name=mux ! filesink location="$1.part" \
    videotestsrc num-buffers=$frames pattern=gradient foreground-color=0xff406080 ! \
    video/x-raw,width=1280,height=720,framerate=25/1 ! timeoverlay valignment=top ! \
    x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse ! queue ! mux. \
    audiotestsrc num-buffers=$((${2:-6} * 10)) samplesperbuffer=4800 volume=0.1 ! \
    audio/x-raw,rate=48000 ! vorbisenc ! queue ! mux.
  mv "$1.part" "$1"
}

video_caps='video/x-h264;video/x-h265;video/mpeg;video/x-vp8;video/x-vp9;video/x-av1;video/x-prores;image/jpeg;video/x-raw'

# duration_ns FILE: how long a clip is, nanoseconds.
duration_ns() {
  seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$1") || return 1
  awk -v s="$seconds" 'BEGIN { printf "%.0f\n", s * 1000000000 }'
}

# telemetry_property FILE: mission=FILE for a mission file, else location=FILE.
telemetry_property() {
  case $1 in
    *.mission) echo "mission=$1" ;;
    *) echo "location=$1" ;;
  esac
}

# sound_branch FILE CAPS: what takes the sound from `parse` to `mux`, if there
# is any that the muxer takes; a muxer waits for each of its pads.
sound_branch() {
  kind=$(ffprobe -v error -select_streams a:0 -show_entries stream=codec_name -of csv=p=0 "$1")
  case $kind in
    '') return 0 ;;
    aac | mp3) wanted=audio/mpeg ;;
    pcm_*) wanted=audio/x-raw ;;
    *) wanted=audio/x-$kind ;;
  esac
  case ";$2;" in
    *";$wanted;"*) echo "parse. ! capsfilter caps=$wanted ! queue ! mux." ;;
  esac
}

# write_vtt TELEMETRY DURATION LANGUAGE FILE [PROPERTY=VALUE ...]: WebVTT, whose
# cues stand at the top of the picture. Markup is what WebVTT takes for text.
write_vtt() {
  vtt_property=$(telemetry_property "$1") vtt_duration=$2 vtt_language=$3 vtt_file=$4
  shift 4
  gst-launch-1.0 -q telemetrysrc "$vtt_property" duration="$vtt_duration" "$@" ! \
    telemetrysubtitle language="$vtt_language" ! text/x-raw,format=pango-markup ! \
    webvttenc ! filesink location="$vtt_file.part"
  sed '/ --> /s/$/ line:0/' "$vtt_file.part" >"$vtt_file"
  rm -f "$vtt_file.part"
}
