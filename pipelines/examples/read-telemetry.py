#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes what each frame of a film shows as CSV, from the GstTelemetryMeta that rides on it.

    read-telemetry.py VIDEO LOG [PROPERTY=VALUE ...] > shown.csv

The overlay lies over the decoded film and draws nothing (mode=attach); PROPERTY=VALUE goes to it. Needs the
introspection data of the library: where it is not installed, GI_TYPELIB_PATH and LD_LIBRARY_PATH name
its folder.
"""
import csv
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstTelemetry", "1.0")
from gi.repository import Gst, GstTelemetry  # noqa: E402

CHANNELS = ("altitude", "speed", "vertical-speed")


def value_of(snapshot, channel):
    """The number, or "" where the picture shows none."""
    known, value = snapshot.get_value(None, channel)
    return value.value if known and value.validity >= GstTelemetry.TelemetryValidity.STALE else ""


def write_frame(rows, sample):
    buffer = sample.get_buffer()
    meta = GstTelemetry.buffer_get_telemetry_meta(buffer)
    if not meta:
        return
    known, elapsed = meta.snapshot.get_elapsed()
    rows.writerow([buffer.pts / Gst.SECOND, elapsed / Gst.SECOND if known else "", meta.snapshot.get_phase(None) or ""] +
                  [value_of(meta.snapshot, channel) for channel in CHANNELS])


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    Gst.init(None)
    pipeline = Gst.parse_launch(
        "filesrc name=file ! decodebin ! videoconvert ! telemetryoverlay name=overlay mode=attach ! "
        "appsink name=frames sync=false max-buffers=4")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    overlay = pipeline.get_by_name("overlay")
    overlay.set_property("location", sys.argv[2])
    for argument in sys.argv[3:]:
        name, _, value = argument.partition("=")
        Gst.util_set_object_arg(overlay, name, value)
    rows = csv.writer(sys.stdout)
    rows.writerow(["pts", "met", "phase", *CHANNELS])
    frames = pipeline.get_by_name("frames")
    pipeline.set_state(Gst.State.PLAYING)
    while True:
        sample = frames.emit("pull-sample")
        if sample is None:
            break
        write_frame(rows, sample)
    message = pipeline.get_bus().pop_filtered(Gst.MessageType.ERROR)
    pipeline.set_state(Gst.State.NULL)
    if message:
        print(message.parse_error()[0].message, file=sys.stderr)
    return 1 if message else 0


if __name__ == "__main__":
    sys.exit(main())
