#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Fuzzes with libFuzzer, the address and the undefined-behaviour sanitizer, at most one core.
#   sh tests/fuzz/run.sh MINUTES [TARGET...]   every target in turn, or those; each its share
#   sh tests/fuzz/run.sh coverage              which lines of core/decode the corpora reach
#   sh tests/fuzz/run.sh keep [TARGET...]      what was come upon, made small, into tests/fuzz/corpus
# Needs clang and llvm (pipelines/packages.sh, set fuzz). What is come upon lies in build-fuzz/work/TARGET
# and is gone on with; what was found in build-fuzz/work/TARGET/found, a line to run it again with it.
set -eu
cd "$(dirname "$0")/../.."
. pipelines/packages.sh
usage() { sed -n '3,7s/^# //p' "$0" >&2; exit 2; }
case ${1-} in
  ''|*[!0-9a-z]*) usage ;;
esac
what=$1
shift
{ command -v clang && { command -v llvm-cov || command -v llvm-cov-14; }; } >/dev/null || install_packages fuzz
PATH=/usr/bin:/bin:$PATH
export PATH
llvm() { if command -v "llvm-$1" >/dev/null; then echo "llvm-$1"; else echo "llvm-$1-14"; fi; }

# build FOLDER MORE_FLAGS MESON_ARGUMENTS...: the fuzzers.
build() {
  # A number that its integer does not hold is not among what "undefined" of clang looks at.
  dir=$1 flags="-fsanitize=fuzzer-no-link,float-cast-overflow -fno-sanitize-recover=float-cast-overflow$2"
  shift 2
  compiler=clang
  ! command -v ccache >/dev/null || compiler="ccache clang"
  [ -f "$dir/build.ninja" ] || CC=$compiler meson setup "$dir" -Dfuzzers=true -Db_lundef=false -Dintrospection=disabled \
    -Dbuildtype=debugoptimized "-Dc_args=$flags" "-Dc_link_args=$flags" "$@" >/dev/null
  nice ninja -C "$dir" tests/fuzz/fuzz-core tests/fuzz/fuzz-render tests/fuzz/fuzz-elements >/dev/null
}
# list: PROGRAM TARGET DICTIONARY LONGEST, a line each.
list() {
  for program in core render elements; do
    "build-fuzz/tests/fuzz/fuzz-$program" --list | sed "s/^/$program /"
  done
}
# wanted TARGET NAMES...: it is one of them, or there are none.
wanted() {
  name=$1
  shift
  [ $# -eq 0 ] && return 0
  for one in "$@"; do [ "$one" = "$name" ] && return 0; done
  return 1
}
LLVM_PROFILE_FILE=/dev/null       # but where coverage is asked for
export LLVM_PROFILE_FILE
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
ASAN_OPTIONS=detect_leaks=0      # GStreamer keeps things for ever; core is asked below
export UBSAN_OPTIONS ASAN_OPTIONS

fuzz() {
  seconds=$1
  shift
  rm -f build-fuzz/found
  list | while read -r program target words longest; do
    wanted "$target" "$@" || continue
    binary=build-fuzz/tests/fuzz/fuzz-$program work=build-fuzz/work/$target
    mkdir -p "$work/corpus" "$work/found" "tests/fuzz/corpus/$target"
    "$binary" "--target=$target" "--write-seeds=$work/corpus"
    if [ "$program" = core ]; then ASAN_OPTIONS=detect_leaks=1; else ASAN_OPTIONS=detect_leaks=0; fi
    # Its weights of rare features took ten times as long as what is tested.
    nice -n 19 "$binary" "--target=$target" "-max_total_time=$seconds" "-max_len=$longest" \
      "-dict=tests/fuzz/words/$words.dict" -entropic=0 -rss_limit_mb=1024 -timeout=25 -print_final_stats=1 \
      "-artifact_prefix=$work/found/" "$work/corpus" "tests/fuzz/corpus/$target" >"$work/log" 2>&1 </dev/null || {
        : >build-fuzz/found
        echo "$target: found" "$(grep -m1 -E 'ERROR|runtime error|CRITICAL' "$work/log" || true)"
        for file in "$work/found"/*; do echo "  $binary --target=$target $file"; done
      }
    awk -v target="$target" '/^#[0-9]/ { n = substr($1, 2) + 0; for (i = 2; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
      /number_of_executed_units/ { n = $2 } END { printf "%-18s %10d executions, %6d edges\n", target, n, cov }' "$work/log"
  done
}

coverage() {
  build build-cov " -fprofile-instr-generate -fcoverage-mapping"
  rm -f build-cov/*.profraw
  list | while read -r program target words longest; do
    folders="tests/fuzz/corpus/$target"
    [ ! -d "build-fuzz/work/$target/corpus" ] || folders="$folders build-fuzz/work/$target/corpus"
    # shellcheck disable=SC2086
    LLVM_PROFILE_FILE="build-cov/$target.profraw" nice -n 19 \
      "build-cov/tests/fuzz/fuzz-$program" "--target=$target" -runs=0 $folders >/dev/null 2>&1 </dev/null ||
      echo "$target: its corpus does not pass" >&2
  done
  "$(llvm profdata)" merge -o build-cov/all.profdata build-cov/*.profraw
  "$(llvm cov)" export -summary-only -instr-profile=build-cov/all.profdata \
    build-cov/tests/fuzz/fuzz-core | python3 tests/fuzz/coverage.py
}

# The inputs that reach something which no smaller one does.
keep() {
  list | while read -r program target words longest; do
    wanted "$target" "$@" || continue
    binary=build-fuzz/tests/fuzz/fuzz-$program work=build-fuzz/work/$target into=tests/fuzz/corpus/$target
    mkdir -p "$work/small" "$into"
    rm -f "$work/small"/*
    "$binary" "--target=$target" "--write-seeds=$work/corpus"
    ASAN_OPTIONS=detect_leaks=0 nice -n 19 "$binary" "--target=$target" -merge=1 -use_counters=0 -timeout=25 \
      "$work/small" "$into" "$work/corpus" >"$work/log" 2>&1 </dev/null || true
    python3 tests/fuzz/keep.py "$work/small" "$into"
  done
  du -sh --apparent-size tests/fuzz/corpus
}

build build-fuzz "" -Db_sanitize=address,undefined
case $what in
  coverage) coverage ;;
  keep) keep "$@" ;;
  *[!0-9]*) usage ;;
  *)
    for name; do
      list | cut -d' ' -f2 | grep -qx -e "$name" || { echo "run.sh: no target $name; there are: $(list | cut -d' ' -f2 | tr '\n' ' ')" >&2; exit 2; }
    done
    n=$(list | while read -r program target words longest; do ! wanted "$target" "$@" || echo x; done | wc -l)
    fuzz $((60 * what / n)) "$@"
    coverage
    [ ! -e build-fuzz/found ] ;;
esac
