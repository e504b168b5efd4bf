#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The same as push-telemetry.c: samples from a program, phases printed as they come.

    push-telemetry.py OUT.mkv
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstTelemetry", "1.0")
from gi.repository import Gst, GstTelemetry  # noqa: E402

SECONDS, RATE = 40, 10
THRUST, BURN, G = 30.0, 8.0, 9.80665


def state_at(t):
    """Altitude and speed of a climb at 30 m/s2 for eight seconds, then of free flight."""
    if t < BURN:
        return THRUST * t * t / 2, THRUST * t
    free = t - BURN
    return THRUST * BURN ** 2 / 2 + THRUST * BURN * free - G * free ** 2 / 2, abs(THRUST * BURN - G * free)


def make_sample(t):
    altitude, speed = state_at(t)
    sample = GstTelemetry.TelemetrySample.new_elapsed(int(t * Gst.SECOND))
    sample.set_value("altitude", altitude)
    sample.set_value("speed", speed)
    buffer = sample.to_buffer()
    buffer.pts = int(t * Gst.SECOND)
    return buffer


def watch(bus):
    """Whether the film is whole."""
    while True:
        message = bus.timed_pop_filtered(
            Gst.CLOCK_TIME_NONE, Gst.MessageType.EOS | Gst.MessageType.ERROR | Gst.MessageType.ELEMENT)
        said = message.get_structure()
        if message.type == Gst.MessageType.EOS:
            return True
        if message.type == Gst.MessageType.ERROR:
            print(message.parse_error()[0].message, file=sys.stderr)
            return False
        if said.get_name() == "telemetry-phase":
            print(f"T{said.get_value('time') / 1e9:+.1f} s: {said.get_value('phase')}")


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    Gst.init(None)
    pipeline = Gst.parse_launch(
        "matroskamux name=mux ! filesink name=file "
        "videotestsrc num-buffers=1000 ! video/x-raw,width=640,height=360,framerate=25/1 ! "
        "telemetryoverlay name=overlay liftoff-at=0 ! x264enc speed-preset=ultrafast ! h264parse ! mux. "
        "appsrc name=telemetry format=time ! overlay.telemetry_sink")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    source = pipeline.get_by_name("telemetry")
    source.set_property("caps", Gst.Caps.from_string(GstTelemetry.TELEMETRY_CAPS))
    pipeline.set_state(Gst.State.PLAYING)
    for i in range(SECONDS * RATE + 1):
        source.emit("push-buffer", make_sample(i / RATE))
    source.emit("end-of-stream")
    whole = watch(pipeline.get_bus())
    pipeline.set_state(Gst.State.NULL)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
