#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A project of an editor (.xges), given an overlay on each of its clips, and saved again.

    edit-telemetry.py PROJECT.xges LOG LIFTOFF-IN-CLIP OUT.xges
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GES", "1.0")
gi.require_version("GstTelemetryGes", "1.0")
from gi.repository import GES, GLib, Gst, GstTelemetryGes  # noqa: E402


def load(path):
    """The timeline, with all that it is made of."""
    loop = GLib.MainLoop()
    project = GES.Project.new(Gst.filename_to_uri(path))
    project.connect("loaded", lambda *_: loop.quit())
    project.connect("error-loading", lambda *said: sys.exit(f"{path}: {said[-1].message}"))
    timeline = project.extract()
    loop.run()
    return timeline


def main():
    if len(sys.argv) != 5:
        print("usage: edit-telemetry.py PROJECT.xges LOG LIFTOFF-IN-CLIP OUT.xges", file=sys.stderr)
        return 2
    Gst.init(None)
    GES.init()
    project, log, liftoff, out = sys.argv[1:]
    timeline = load(project)
    clips = [clip for layer in timeline.get_layers() for clip in layer.get_clips() if isinstance(clip, GES.UriClip)]
    for clip in clips:
        GstTelemetryGes.add_overlay(clip, f'telemetryoverlay location="{log}" liftoff-at={liftoff}')
    timeline.save_to_uri(Gst.filename_to_uri(out), None, True)
    print(f"{len(clips)} clips")
    return 0


if __name__ == "__main__":
    sys.exit(main())
