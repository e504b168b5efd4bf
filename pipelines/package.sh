#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Builds the Debian packages of the release that it runs on, and asks lintian about them, in build/package or
# in FOLDER: gst-telemetry_VERSION~debNN_ARCH.deb, and gst-telemetry-frei0r, gst-telemetry-mlt and
# gst-telemetry-obs, the modules of other programs.
#   sh package.sh [FOLDER]
# BUILD names a build folder to build in, whose prefix is /usr; build-package unless told.
set -eu
folder=${1:+$(realpath -m -- "$1")}
cd "$(dirname "$0")/.."
folder=${folder:-build/package}
. pipelines/packages.sh
case $#${1-} in
  0 | 1[!-]*) ;;
  *) echo "usage: sh package.sh [FOLDER]" >&2 && exit 2 ;;
esac
command -v dpkg-query >/dev/null || { echo "skipped: no Debian" && exit 77; }
PATH=/usr/bin:/bin:$PATH
export PATH
name=${DEBFULLNAME:-$(git config user.name || true)} email=${DEBEMAIL:-$(git config user.email || true)}
[ -n "$name" ] && [ -n "$email" ] || {
  echo "package.sh: a package says who made it: DEBFULLNAME='A Name' DEBEMAIL=name@host sh pipelines/package.sh" >&2
  exit 2
}
install_packages build package

build=${BUILD:-build-package}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

if [ ! -f "$build/build.ninja" ]; then
  meson setup "$build" --prefix=/usr --libdir="lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)" \
    --buildtype=release -Dtests=false -Ddemo=false -Dsvg=enabled -Dges=enabled -Dintrospection=enabled -Dfrei0r=enabled -Dmlt=enabled -Dobs=enabled \
    -Ddocs=disabled # in Debian a package of its own
fi
[ "$(meson introspect --buildoptions "$build" | python3 -c 'import json, sys
print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')" = /usr ] ||
  { echo "package.sh: the prefix of $build is not /usr" >&2; exit 1; }
ninja -C "$build"
tree=$work/tree
DESTDIR=$tree meson install -C "$build" --no-rebuild --quiet

version=$(meson introspect --projectinfo "$build" | python3 -c 'import json, sys; print(json.load(sys.stdin)["version"])')
# testing has no number yet: its name sorts behind those of before.
. /etc/os-release
version="$version~deb${VERSION_ID:-${VERSION_CODENAME:-0}}"
arch=$(dpkg --print-architecture)
date=$(date -R -u -d "@${SOURCE_DATE_EPOCH:-$(stat -c %Y meson.build)}")
# Who builds it: DEBFULLNAME and DEBEMAIL, as Debian's own tools have it.
maintainer="$name <$email>"

multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
# part NAME PATH...: what another package has.
part() {
  to=$work/$1
  shift
  for path; do
    mkdir -p "$to/$(dirname "$path")"
    mv "$tree/$path" "$to/$path"
  done
}
part gst-telemetry-frei0r usr/lib/frei0r-1
part gst-telemetry-mlt "usr/lib/$multiarch/mlt-7" usr/share/mlt-7 usr/share/kdenlive usr/share/shotcut
part gst-telemetry-obs "usr/lib/$multiarch/obs-plugins" usr/share/obs

find "$work"/gst-* "$tree" -type f \( -name '*.so*' -o -path '*/bin/*' \) -exec strip --strip-unneeded --remove-section=.comment --remove-section=.note {} +
gzip -9n "$tree"/usr/share/man/man*/*
doc=$tree/usr/share/doc/gst-telemetry
gzip -9n "$doc/examples/station.oem"
# copyright [TEXT]: of a package that is under the LGPL, but for what TEXT says.
copyright() {
  echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
  echo 'Upstream-Name: gst-telemetry'
  printf '\nFiles: *\nCopyright: 2025-2026 the gst-telemetry authors\nLicense: LGPL-2.1+\n'
  echo ' This library is free software; you can redistribute it and/or modify it under the terms of the'
  echo ' GNU Lesser General Public License as published by the Free Software Foundation; either version'
  echo ' 2.1 of the License, or (at your option) any later version.'
  echo ' .'
  echo " On Debian systems its text is in /usr/share/common-licenses/LGPL-2.1."
  [ $# -eq 0 ] || printf 'Comment:\n%s\n' "$1"
}
# changelog NAME
changelog() {
  printf '%s (%s) stable; urgency=medium\n\n  * Built by pipelines/package.sh.\n\n -- %s  %s\n' "$1" "$version" "$maintainer" "$date" | gzip -9n
}
copyright >"$doc/copyright"
changelog gst-telemetry >"$doc/changelog.gz"
mkdir -p "$tree/usr/share/lintian/overrides" "$tree/DEBIAN" "$work/debian"
cat >"$tree/usr/share/lintian/overrides/gst-telemetry" <<'EOF'
# Plugin, library, headers and tool are one package: nothing else in Debian builds on the library, and who
# tries it out has one file to take.
gst-telemetry: package-name-doesnt-match-sonames *
gst-telemetry: link-to-shared-library-in-wrong-package *
gst-telemetry: gir-missing-typelib-dependency *
gst-telemetry: gir-section-not-libdevel *
gst-telemetry: typelib-package-name-does-not-match *
gst-telemetry: typelib-section-not-introspection *
# A symbols file serves those who build packages against a library, of which there are none.
gst-telemetry: no-symbols-control-file *
# The small library for edits calls GLib, which calls the C library.
gst-telemetry: library-not-linked-against-libc *libgsttelemetryges*
EOF
# What it needs, as the programs themselves say.
printf 'Source: gst-telemetry\nMaintainer: %s\n\nPackage: gst-telemetry\nArchitecture: any\n' "$maintainer" >"$work/debian/control"
# needs TREE [FIND ARGUMENTS ...]: the packages of what TREE links.
needs() {
  of=$1
  shift
  (cd "$work" && find "$of" -type f \( -name '*.so*' -o -path '*/bin/*' \) "$@" -exec dpkg-shlibdeps -O --ignore-missing-info \
    -l"$tree/usr/lib/$multiarch" -xgst-telemetry {} + >needs 2>shlibdeps) || { cat "$work/shlibdeps" >&2; exit 1; }
  sed -n 's/^shlibs:Depends=//p' "$work/needs"
}
# Who edits in programs has GES; nobody else needs it for the one library that links it.
depends=$(needs "$tree" ! -name 'libgsttelemetryges*')
[ -n "$depends" ] || { echo "package.sh: dpkg-shlibdeps found nothing that the programs need" >&2; exit 1; }
cat >"$tree/DEBIAN/control" <<EOF
Package: gst-telemetry
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f 1)
Depends: $depends
Recommends: fonts-inter, gstreamer1.0-libav, gstreamer1.0-plugins-bad, gstreamer1.0-plugins-good, gstreamer1.0-plugins-ugly, gstreamer1.0-tools
Suggests: libges-1.0-0, ges1.0-tools
Section: video
Priority: optional
Description: spacecraft telemetry on footage, for GStreamer
 Takes what a vehicle said of itself (a log, an ephemeris, an element set,
 packets), works out what it was doing at the instant of each video frame, and
 shows it: altitude, speed, clock and phase of the mission, burned into the
 picture, attached for the sink to composite, or as subtitles.
 .
 This package has the plugin with its elements (telemetryoverlay,
 telemetrysrc, telemetryparse, telemetrysubtitle, telemetryklvenc), the
 library for applications with its headers, and the tools telemetry-inspect
 and telemetry-render.
EOF
echo 'activate-noawait ldconfig' >"$tree/DEBIAN/triggers"
printf '%s 0 gst-telemetry\n' libgsttelemetry-1.0 libgsttelemetryges-1.0 >"$tree/DEBIAN/shlibs"

mkdir -p "$folder"
# pack NAME TREE: errors of lintian are refused; what else it finds is said.
pack() {
  (cd "$2" && find usr -type f -exec md5sum {} +) >"$2/DEBIAN/md5sums"
  chmod -R u=rwX,go=rX "$2"
  find "$2" -name '*.so*' -type f -exec chmod a-x {} +
  deb=$1_${version}_$arch.deb
  dpkg-deb --root-owner-group -Zxz --build "$2" "$work/$deb" >/dev/null
  lintian --fail-on error --tag-display-limit 0 "$work/$deb"
  mv -f "$work/$deb" "$folder/$deb"
  echo "$folder/$deb"
}
pack gst-telemetry "$tree"

# module NAME HOST DESCRIPTION [COPYRIGHT]: a package of one program's module.
module() {
  of=$work/$1
  mkdir -p "$of/usr/share/doc/$1" "$of/DEBIAN"
  copyright ${4:+"$4"} >"$of/usr/share/doc/$1/copyright"
  changelog "$1" >"$of/usr/share/doc/$1/changelog.gz"
  cat >"$of/DEBIAN/control" <<EOF
Package: $1
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$of" | cut -f 1)
Depends: $(needs "$of")
Recommends: fonts-inter
Enhances: $2
Section: video
Priority: optional
Description: spacecraft telemetry on footage, for $3
 Shows altitude, speed, clock and phase of the mission of a spacecraft on the
 picture, from a log, an ephemeris, an element set or packets.
EOF
  pack "$1" "$of"
}
module gst-telemetry-frei0r "ffmpeg, kdenlive, shotcut" "FFmpeg and other frei0r programs" \
  " These two modules are built with frei0r.h, which is under the GNU General Public License, version 2 or (at
 your option) any later version: so are they as they are here. On Debian systems its text is in
 /usr/share/common-licenses/GPL-2."
module gst-telemetry-mlt "melt, kdenlive, shotcut" "MLT, Kdenlive and Shotcut"
module gst-telemetry-obs "obs-studio" "OBS Studio" \
  " This module is built with libobs, which is under the GNU General Public License, version 2 or (at your
 option) any later version: so is it as it is here. On Debian systems its text is in
 /usr/share/common-licenses/GPL-2."
