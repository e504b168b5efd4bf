#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Old and new: other compilers, language levels and machines, and each optional dependency
# absent. Builds core and render with their tests and runs them. TAP: PASS, FAIL or SKIP a row.
#   sh tests/endurance/portable.sh [VARIANT...]      all unless told
# Trees of other machines are Debian packages that are unpacked and not installed, kept with the
# builds in $TELEMETRY_PORTABLE (~/.cache/gst-telemetry-portable unless set). i386 runs on the
# machine itself, s390x (big-endian) under qemu-user.
set -u
cd "$(dirname "$0")/../.."
cache=${TELEMETRY_PORTABLE-${XDG_CACHE_HOME-$HOME/.cache}/gst-telemetry-portable}
source=$PWD
PATH=/usr/bin:/bin:$PATH
mkdir -p "$cache" || exit 99
n=0 failed=

# variant | compiler | what is different | its argument
variants="gnu11 gcc option -Dc_std=gnu11
clang clang option -Dc_std=gnu17
no-introspection gcc option -Dintrospection=disabled
no-libass gcc without libass
no-xvfb gcc program xvfb-run
i386 i686-linux-gnu cross i386
s390x s390x-linux-gnu cross s390x"

row() {
  n=$((n + 1))
  echo "$1 $n $2"
}

# What a variant needs and this machine has not; nothing where all is there.
lacks() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "no $tool"; return; }
  done
}

# unpack ARCHITECTURE: a tree of packages, unless it is there.
unpack() {
  [ -d "$cache/$1-root/usr/include/glib-2.0" ] && return 0
  packages=libglib2.0-dev,libjson-glib-dev,libxml2-dev,liberfa-dev,libproj-dev,libcairo2-dev,libpango1.0-dev,librsvg2-dev
  packages=$packages,libgdk-pixbuf-2.0-dev,libgstreamer1.0-dev,libgstreamer-plugins-base1.0-dev
  packages=$packages,libgstreamer-plugins-bad1.0-dev,libc6-dev,libgcc-12-dev
  mmdebstrap --mode=root --variant=extract --architectures="$1" --include="$packages" bookworm \
    "$cache/$1-root" "deb http://deb.debian.org/debian bookworm main" >"$cache/$1-root.log" 2>&1
}

# cross ARCHITECTURE COMPILER: meson's file, and the program that runs what was built.
cross() {
  root=$cache/$1-root run=$cache/run-$1 folder=$1-linux-gnu
  case $1 in
    i386) family=x86 endian=little runner="$root/lib/ld-linux.so.2 --library-path $root/lib/$folder:$root/usr/lib/$folder" ;;
    *) family=$1 endian=big runner="qemu-$1 -L $root" ;;
  esac
  printf '#!/bin/sh\nexport GCONV_PATH=%s\nexec %s "$@"\n' "$root/usr/lib/$folder/gconv" "$runner" >"$run"
  chmod +x "$run"
  cat >"$cache/$1.cross" <<END
[binaries]
c = '$2-gcc'
ar = '$2-ar'
strip = '$2-strip'
pkgconfig = '/usr/bin/pkg-config'
exe_wrapper = '$run'
[built-in options]
c_args = ['--sysroot=$root']
c_link_args = ['--sysroot=$root']
[properties]
sys_root = '$root'
pkg_config_libdir = '$root/usr/lib/$folder/pkgconfig:$root/usr/share/pkgconfig'
[host_machine]
system = 'linux'
cpu_family = '$family'
cpu = '$family'
endian = '$endian'
END
}

# without NAME: pkg-config's files but that one.
without() {
  rm -rf "$cache/pc-$1"
  mkdir "$cache/pc-$1"
  for folder in $(pkg-config --variable pc_path pkg-config | tr : ' '); do
    [ -d "$folder" ] || continue
    find "$folder" -name '*.pc' ! -name "$1.pc" -exec ln -sf '{}' "$cache/pc-$1/" ';'
  done
}

# configure NAME COMPILER KIND ARGUMENT
configure() {
  build=$cache/$1-build
  [ -f "$build/build.ninja" ] && return 0
  set -- "$@" -Dwerror=true -Doptimization=1 -Ddebug=false
  name=$1 compiler=$2 kind=$3 argument=$4
  shift 4
  case $kind in
    option) CC=$compiler meson setup "$build" "$source" "$@" "$argument" ;;
    without) without "$argument"; CC=$compiler PKG_CONFIG_LIBDIR=$cache/pc-$argument meson setup "$build" "$source" "$@" ;;
    program) printf "[binaries]\n%s = '/nonexistent'\n" "$argument" >"$cache/$name.native"
      CC=$compiler meson setup "$build" "$source" "$@" --native-file "$cache/$name.native" ;;
    cross) cross "$argument" "$compiler"
      meson setup "$build" "$source" "$@" -Dintrospection=disabled --cross-file "$cache/$argument.cross" ;;
  esac >"$build.log" 2>&1
}

try() {
  name=$1 kind=$3
  case $kind in
    cross) missing=$(lacks "$2-gcc" mmdebstrap; [ "$4" = i386 ] || lacks "qemu-$4") ;;
    *) missing=$(lacks "$2") ;;
  esac
  if [ -n "$missing" ]; then row ok "$name # SKIP $missing"; return; fi
  if [ "$kind" = cross ] && ! unpack "$4"; then row ok "$name # SKIP the packages of $4 cannot be had"; return; fi
  configure "$@" || { row "not ok" "FAIL $name: does not configure, see $cache/$name-build.log"; failed=yes; return; }
  build=$cache/$name-build
  targets=$(ninja -C "$build" -t targets all | grep -oE '^tests/(core|render)/[a-z/]*test-[^:. ]*:' | tr -d :)
  # shellcheck disable=SC2086
  if ! ninja -C "$build" $targets >"$build.log" 2>&1; then
    row "not ok" "FAIL $name: does not build, see $build.log"; failed=yes
  elif ! meson test -C "$build" --no-rebuild --suite core --suite render --no-suite full -t 20 >"$build.log" 2>&1; then
    row "not ok" "FAIL $name: $(grep -cE ' (FAIL|ERROR|TIMEOUT) ' "$build.log") tests, see $build.log"
    failed=yes
  else
    passed=$(sed -n "s/^Ok: *\([0-9]*\).*/\1/p" "$build.log")
    [ "${passed:-0}" -gt 0 ] || { row "not ok" "FAIL $name: no program was run"; failed=yes; return; }
    row ok "PASS $name: $passed programs"
  fi
}

echo "TAP version 13"
while read -r name compiler kind argument; do
  case " ${*:-$name} " in
    *" $name "*) try "$name" "$compiler" "$kind" "$argument" </dev/null ;;
  esac
done <<END
$variants
END
echo "1..$n"
[ -z "$failed" ]
