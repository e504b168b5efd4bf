#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Sends a file of Space Packets over UDP, each when its time stamp says: packets
# of JPSS-1 from the third-party data, or, without these, of a climb that it makes.
#   sh udp-send.sh [SECONDS [PORT [PACKETS]]]
# udp-show.sh shows them.
set -eu
. "$(dirname "$0")/common.sh"
seconds=${1:-10}
port=${2:-5600}
packets=${3:-$(packets_example spp)}
python3 "$here/packets.py" send "$packets" 127.0.0.1 "$port" "$seconds"
