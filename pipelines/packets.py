#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a file of Space Packets, and sends one over UDP in real time.

    packets.py make FILE.spp FILE.mission
        60 s of a climb at 10 Hz: APID 42, a CDS time stamp (CCSDS 301.0-B-4, code
        100: days since 1958, milliseconds, microseconds), then altitude m, speed
        m/s and vertical speed m/s as floats, latitude and longitude as doubles;
        the mission file says so.
    packets.py send FILE HOST PORT [SECONDS]
        One packet a datagram, each when its time stamp says, for SECONDS. The
        secondary header of a packet is taken for a CDS time stamp of 8 bytes.
"""
import math
import socket
import struct
import sys
import time

DAY_2025_03_20 = 24550  # days since 1958-01-01

MISSION = """[mission]
name=A climb that nobody flew
data=simulated
altitude=msl

[stream]
vehicle=climber

[packets]
fields=DAY:uint16,MS:uint32,US:uint16,ALT:float32,SPEED:float32,CLIMB:float32,LAT:float64,LON:float64
apid=42
time=DAY:cds
map=altitude=ALT:m,speed=SPEED:m/s,vertical-speed=CLIMB:m/s,latitude=LAT:deg,longitude=LON:deg
"""


def make(packets, mission):
    with open(packets, "wb") as out:
        for i in range(600):
            t = i / 10
            speed = 20 * t
            stamp = struct.pack(">HIH", DAY_2025_03_20, 9 * 3600000 + 100 * i, 0)
            climb = speed * math.cos(t / 60)
            altitude = 10 * t * t * (1 - t / 200)
            place = struct.pack(">dd", 45.996 + t * 1e-4, 63.564 + t * t * 1e-5)
            data = stamp + struct.pack(">fff", altitude, speed, climb) + place
            out.write(struct.pack(">HHH", 0x0800 | 42, 0xC000 | i, len(data) - 1) + data)
    with open(mission, "w", encoding="utf-8") as out:
        out.write(MISSION)


def packets_of(data):
    at = 0
    while at + 6 <= len(data):
        length = 7 + struct.unpack_from(">H", data, at + 4)[0]
        yield data[at:at + length]
        at += length


def seconds_of(packet):
    if len(packet) < 14:
        return None
    day, ms, us = struct.unpack_from(">HIH", packet, 6)
    return day * 86400 + ms / 1e3 + us / 1e6


def send(path, host, port, limit):
    with open(path, "rb") as file:
        data = file.read()
    started = time.monotonic()
    first = None
    sent = 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        for packet in packets_of(data):
            stamp = seconds_of(packet)
            if stamp is not None:
                first = stamp if first is None else first
                due = stamp - first
                if due > limit:
                    break
                time.sleep(max(0, started + due - time.monotonic()))
            try:
                out.sendto(packet, (host, port))
                sent += 1
            except ConnectionRefusedError:
                pass  # nobody listens yet
    print(f"{sent} packets in {time.monotonic() - started:.1f} s", file=sys.stderr)


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "make":
        make(arguments[1], arguments[2])
    elif len(arguments) in (4, 5) and arguments[0] == "send":
        send(arguments[1], arguments[2], int(arguments[3]),
             float(arguments[4]) if len(arguments) == 5 else math.inf)
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
