#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The Debian package of what is committed, built on a bare Debian and installed on another that has nothing
# of ours. TAP; with a release named, the closing line of run.sh too.
#   sh tests/deb.sh [bookworm|trixie]     the machine's own release unless told
set -u
cd "$(dirname "$0")/.."
release=${1:-$(. /etc/os-release && echo "${VERSION_CODENAME-}")}
case $release in
  bookworm | trixie) ;;
  *) echo "1..0 # SKIP no chroot is made of '$release'" && exit 77 ;;
esac
[ -d .git ] || { echo "1..0 # SKIP what is committed is not known without .git" && exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
n=0 failed=0
point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else echo "not ok $n $1" && failed=$((failed + 1)); fi
}
close() { [ -z "$named" ] || echo "$1"; }
named=${1-}
echo "TAP version 13"

OUT=$work sh tests/debian.sh "$release" \
  "DEBFULLNAME='A Test' DEBEMAIL=test@example.org sh pipelines/package.sh /opt/out" >"$work/log" 2>&1
code=$?
[ $code -ne 77 ] || { echo "1..0 # SKIP $(tail -n 1 "$work/log")"; close '0 passed, 0 failed, 1 skipped'; exit 77; }
[ $code -eq 0 ] || sed 's/^/# /' "$work/log" | tail -n 30
point "$release: the package is built" $code
rm -f "$work/log"

# What is typed there: the lines of README.md with what the package itself brings. The clone has no part in it.
cat >"$work/typed" <<'EOF'
set -eu
cd /tmp
apt-get update -q >apt.log
apt-get install -q -y /opt/in/*.deb >>apt.log 2>&1 || { tail apt.log; exit 1; }
docs=/usr/share/doc/gst-telemetry
cp $docs/examples/sounding-rocket.csv flight.csv
elements=$(gst-inspect-1.0 telemetry | grep -c '^  telemetry[a-z]*: ')
echo "elements: $elements"
[ "$elements" -eq 5 ]
telemetry-inspect flight.csv | grep altitude
telemetry-inspect flight.csv --at T+72.5 --layout webcast --preview frame.png
[ "$(head -c 4 frame.png | tail -c 3)" = PNG ]
gst-launch-1.0 -q videotestsrc num-buffers=50 ! video/x-raw,width=640,height=360 ! x264enc ! h264parse ! mp4mux ! filesink location=launch.mp4
telemetry-render launch.mp4 --telemetry flight.csv --liftoff-at 0.5 -o out.mp4
[ -s out.mp4 ]
gst-launch-1.0 -q telemetrysrc location=flight.csv ! telemetrysubtitle ! text/x-raw,format=utf8 ! srtenc ! filesink location=flight.srt
grep -q -- '-->' flight.srt
dpkg -L gst-telemetry | grep -q man1/telemetry-render.1.gz
dpkg -L gst-telemetry-frei0r | grep -q frei0r-1/telemetry_source.so
apt-get install -q -y --no-install-recommends ffmpeg melt >>apt.log 2>&1 || { tail apt.log; exit 1; }
ffmpeg -nostdin -v error -y -i launch.mp4 -vf 'frei0r=telemetry:flight.csv|webcast|0.5|ms' -frames:v 5 -c:v ffv1 filter.mkv
[ -s filter.mkv ]
melt -query filter=telemetry | grep -q 'identifier: liftoff'
melt -silent launch.mp4 out=4 -filter telemetry telemetry=flight.csv liftoff=0.5 -consumer avformat:mlt.mkv vcodec=ffv1 an=1 real_time=-1
[ -s mlt.mkv ]
dpkg -L gst-telemetry-obs | grep -q obs-plugins/obs-telemetry.so
dpkg -L gst-telemetry-obs | grep -q obs/obs-plugins/obs-telemetry/locale/en-US.ini
apt-get remove -q -y gst-telemetry gst-telemetry-frei0r gst-telemetry-mlt gst-telemetry-obs >>apt.log
[ -z "$(find / -xdev -path /opt -prune -o \( -name '*gsttelemetry*' -o -name 'telemetry-inspect*' -o -name 'libmlttelemetry*' -o -name 'obs-telemetry*' -o -path '*frei0r-1/telemetry*' \) -print)" ]
EOF
mkdir "$work/in"
mv "$work"/*.deb "$work/typed" "$work/in/" 2>/dev/null
IN=$work/in sh tests/debian.sh "$release" 'sh /opt/in/typed' >"$work/log" 2>&1
code=$?
[ $code -eq 0 ] || sed 's/^/# /' "$work/log" | tail -n 30
point "$release: installed where nothing else is, five elements are there, README's lines run, and it goes again" $code
echo "1..$n"
close "$((n - failed)) passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
