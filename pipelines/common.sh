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
