#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Fuzzes for so many minutes with the sanitizers: damaged seeds, other ones each round.
#   sh tests/fuzz/run.sh MINUTES [BUILD]     BUILD: build-asan unless told
# What was run is printed; the first crash ends it, and its last line runs it again.
set -eu
case ${1-} in
  ''|*[!0-9]*) echo "usage: sh tests/fuzz/run.sh MINUTES [BUILD]" >&2; exit 2 ;;
esac
minutes=$1
cd "$(dirname "$0")/../.."
build=${2-build-asan}
ninja -C "$build" tests/fuzz/fuzz-decoders tests/fuzz/fuzz-texts >/dev/null
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
ASAN_OPTIONS=detect_leaks=1:abort_on_error=1
export UBSAN_OPTIONS ASAN_OPTIONS
end=$(($(date +%s) + 60 * minutes))
round=0
while [ "$(date +%s)" -lt "$end" ]; do
  round=$((round + 1))
  for program in fuzz-decoders fuzz-texts; do
    FUZZ_SEED=$round "$build/tests/fuzz/$program" --tap >/tmp/fuzz.$$ 2>&1 || {
      tail -40 /tmp/fuzz.$$
      echo "FUZZ_SEED=$round $build/tests/fuzz/$program" >&2
      exit 1
    }
  done
done
rm -f /tmp/fuzz.$$
echo "$round rounds of fuzz-decoders and fuzz-texts, nothing found"
