#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what is missing, builds, and passes every test, once as it is and
# once with the address and undefined-behaviour sanitizers.
#   sh tests/run.sh           the default suite
#   sh tests/run.sh --full    also the suite `full`: browser, farm, long runs
#   sh tests/run.sh --endurance   the suite `endurance` alone: threads, leaks, soak, other machines
#   sh tests/run.sh --debian  what is committed, the default suite and the demo, on bare Debians: twice beside
#                             eight busy loops, once by a user with sudo, and the package (hours)
# The last line is: N passed, N failed, N skipped
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh
full= endurance=
case ${1-} in
  --full) full=yes ;;
  --endurance) endurance=yes ;;
  --debian)
    debian() {
      sh tests/debian.sh "$1" || {
        [ $? -eq 77 ] && echo '0 passed, 0 failed, 1 skipped' || echo '0 passed, 1 failed, 0 skipped'
      }
    }
    for release in bookworm trixie; do
      (TIMES=2 BUSY=8 debian "$release")
      (USERS=sudo debian "$release")
      sh tests/deb.sh "$release"
    done | tee build-debian.log
    awk '/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { passed += $1; failed += $3; skipped += $5 }
      END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit failed > 0 }' build-debian.log
    exit ;;
  '') ;;
  *) echo "usage: sh tests/run.sh [--full | --endurance | --debian]" >&2; exit 2 ;;
esac

install_packages build run test
[ -z "$full" ] || install_packages full
# The system's own tools, not those of a version manager: meson needs no other.
PATH=/usr/bin:/bin:$PATH
export PATH

configure() {
  dir=$1
  shift
  if [ -f "$dir/build.ninja" ]; then meson configure "$dir" "$@"; else meson setup "$dir" "$@"; fi >/dev/null
}

configure_build
# The demo configures without what only the tests need: MLT and OBS have come since.
if ! grep -q libmlttelemetry build/build.ninja || ! grep -q obs-telemetry build/build.ninja; then
  meson configure build --clearcache
  meson setup --reconfigure build >/dev/null
fi
if [ -n "$endurance" ]; then
  ninja -C build
  meson test -C build --no-rebuild --print-errorlogs --logbase endurance --suite endurance || failed=yes
  python3 tests/count.py build/meson-logs/endurance.json
  [ -z "${failed-}" ]
  exit
fi
configure build-asan -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debug -Doptimization=1 -Dintrospection=disabled
ninja -C build
ninja -C build-asan

failed=
logs=
# run DIR NAME ARGUMENTS: meson test, its log kept under NAME.
run() {
  dir=$1 name=$2
  shift 2
  meson test -C "$dir" --no-rebuild --print-errorlogs --logbase "$name" "$@" || failed=yes
  logs="$logs $dir/meson-logs/$name.json"
}

if [ -n "$full" ]; then
  run build all --no-suite endurance --timeout-multiplier 4
else
  run build all --no-suite full --no-suite endurance --timeout-multiplier 4
fi
# Memory must not leak in core. What GStreamer and fontconfig keep for ever is
# not about this project, so nothing is asked of it where they take part.
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
ASAN_OPTIONS=detect_leaks=1:abort_on_error=1:detect_stack_use_after_return=1
export ASAN_OPTIONS UBSAN_OPTIONS
run build-asan core --suite core --no-suite full --timeout-multiplier 10
ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:detect_stack_use_after_return=1
run build-asan rest --suite render --suite elements --no-suite full --timeout-multiplier 10

# shellcheck disable=SC2086
python3 tests/count.py $logs
[ -z "$failed" ]
