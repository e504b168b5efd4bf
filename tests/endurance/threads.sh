#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Threads and states under ThreadSanitizer: builds the plugin with it, and runs.
#   sh tests/endurance/threads.sh [FRAMES [CHANGES]]   1500 and 500 unless told
# GLib and GStreamer stay the system's: tsan-locks.c tells the sanitizer of their locks, and
# what they access themselves is not looked at (ignore_noninstrumented_modules). TAP.
set -u
cd "$(dirname "$0")/../.."
frames=${1-1500} changes=${2-500}
build=${TELEMETRY_TSAN_BUILD-build-tsan}
echo "TAP version 13"
echo "1..2"
{ [ -f "$build/build.ninja" ] || meson setup "$build" -Db_sanitize=thread -Db_lundef=false \
    -Dintrospection=disabled -Doptimization=1 -Ddebug=true; } >/dev/null &&
  ninja -C "$build" plugin/libgsttelemetry.so tests/endurance/test-threads tests/endurance/test-states >/dev/null || {
  echo "Bail out! the build with -Db_sanitize=thread failed"
  exit 1
}
GST_PLUGIN_PATH=$PWD/$build/plugin
GST_REGISTRY=$PWD/$build/registry-tsan.bin
GST_REGISTRY_FORK=no
# The slices of GLib hand memory from thread to thread where the sanitizer does not see it.
G_SLICE=always-malloc
TSAN_OPTIONS="ignore_noninstrumented_modules=1 history_size=4 exitcode=66 suppressions=$PWD/tests/endurance/tsan.supp"
export GST_PLUGIN_PATH GST_REGISTRY GST_REGISTRY_FORK G_SLICE TSAN_OPTIONS
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Without addresses at random: the sanitizer's own map has no room for as many as the kernel draws.
run() {
  setarch -R "$build/tests/endurance/$2" "$3" "$4" >"$log" 2>&1
  status=$?
  if [ $status -eq 0 ]; then
    echo "ok $1 $2 $3 $4 under ThreadSanitizer"
  else
    echo "not ok $1 $2 $3 $4 under ThreadSanitizer (status $status)"
    grep -vE '^(ok|TAP|1\.\.)' "$log" | head -200 | sed 's/^/# /'
  fi
}
run 1 test-threads --frames "$frames"
run 2 test-states --changes "$changes"
