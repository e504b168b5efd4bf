#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Sends a file of Space Packets over UDP, each when its time stamp says: packets
# of JPSS-1 from the third-party data, or, without these, of a climb that it makes.
#   sh udp-send.sh [SECONDS [PORT [PACKETS]]]
# udp-show.sh shows them.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments none 3 "$@"
seconds=${word1:-10}
port=${word2:-5600}
need_number "$seconds" SECONDS
need_number "$port" PORT
packets=${word3:-$(packets_example spp)}
[ -f "$packets" ] || fail "no packets $packets"
rm -rf "$work"
exec python3 "$here/packets.py" send "$packets" 127.0.0.1 "$port" "$seconds"
