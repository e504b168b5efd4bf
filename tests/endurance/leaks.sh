#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# No object of GStreamer outlives an element test or a pipeline script: GST_TRACERS=leaks, whose
# list at the end is empty. TAP.
#   sh tests/endurance/leaks.sh [NAME...]    all element tests and scripts unless told; a NAME is
#                                            that of a program, without test-, or of a script
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${TELEMETRY_BUILD_ROOT-$root/build}
GST_PLUGIN_PATH=$build/plugin
LC_ALL=C.UTF-8
OUT=$(mktemp -d)
trap 'rm -rf "$OUT"' EXIT
export GST_PLUGIN_PATH LC_ALL OUT
n=0 failed=
echo "TAP version 13"

# look NAME COMMAND...: runs it, and counts what the tracer lists.
look() {
  name=$1
  shift
  n=$((n + 1))
  LD_PRELOAD=$build/tests/endurance/deinit.so GST_TRACERS=leaks GST_DEBUG=GST_TRACER:7 GST_DEBUG_FILE=$OUT/trace-%p GST_DEBUG_NO_COLOR=1 \
    timeout 600 "$@" >"$OUT/log" 2>&1 </dev/null
  status=$?
  leaked=$(cat "$OUT"/trace-* 2>/dev/null | grep -oE 'object-alive, type-name=\(string\)[A-Za-z0-9]+' | sort | uniq -c)
  rm -f "$OUT"/trace-*
  if [ -n "$leaked" ]; then
    failed=yes
    echo "not ok $n $name"
    echo "$leaked" | sed 's/^/# /'
  elif [ $status -eq 77 ]; then
    echo "ok $n $name # SKIP it says that it cannot run here"
  elif [ $status -ne 0 ]; then
    failed=yes
    echo "not ok $n $name: status $status, so that its leaks are not known"
  else
    echo "ok $n $name"
  fi
}

wanted() { [ -z "$names" ] || case " $names " in *" $1 "*) ;; *) false ;; esac; }
names=$*
# What could not fail would tell nothing.
TELEMETRY_LEAK=1 look control "$build/tests/elements/test-attach" --tap >"$OUT/control"
if grep -q '^not ok' "$OUT/control"; then echo "ok 1 a leak on purpose is seen"; failed=
else echo "not ok 1 a leak on purpose is not seen"; failed=yes; fi
for program in "$build"/tests/elements/test-*; do
  name=${program##*/test-}
  case $name in *.*|gl) continue ;; esac
  wanted "$name" && look "$name" "$program" --tap
done
for script in burn-test burn-file burn-timecode mux-mkv mux-mp4 record-klv; do
  wanted "$script" && look "$script" sh "$root/pipelines/$script.sh"
done
echo "1..$n"
[ -z "$failed" ]
