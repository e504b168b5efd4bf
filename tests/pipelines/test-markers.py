#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Events as markers for editors, each format by a reader of its own: FFmpeg, a
count of drop-frame timecode label by label, the rules of OpenTimelineIO's and
Final Cut Pro's schemas. TAP; argv[1] is telemetry-inspect."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

LIFTOFF_AT = Fraction("10.5")
HOSTILE = "<b>{\\an8} --> a=b;c#d|e\\f \"g\" & \u202eh"
# What readers must find: directional overrides are left out.
SHOWN = "<b>{\\an8} --> a=b;c#d|e\\f \"g\" & h"
EVENTS = [("liftoff", Fraction(0), "Liftoff"), ("maxq-x", Fraction("49.6"), SHOWN),
          ("meco", Fraction("587.1"), "Main engine cutoff"),
          ("late", Fraction("3600.25"), "Späte 事件")]
RATE = Fraction(30000, 1001)
FLAGS = ["--fps", "30000/1001", "--drop-frame", "--start-tc", "01:00:00;00"]
number = 0


def point(name, good, note=""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} {name}")
    if not good:
        print("# " + repr(note))


def write_mission(folder):
    with open(os.path.join(folder, "flight.csv"), "w") as out:
        out.write("time[s],altitude[m]\n")
        for second in range(0, 3700, 2):
            out.write(f"{second},{second}\n")
    path = os.path.join(folder, "flight.mission")
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"[mission]\nname=Test & <co> | \"x\"\nliftoff-at={float(LIFTOFF_AT)}\n"
                  "[telemetry]\nlocation=flight.csv\n[events]\n")
        for name, met, _ in EVENTS:
            out.write(f"{name}={float(met)}\n")
        label = HOSTILE.replace("\\", "\\\\")
        out.write(f"[event maxq-x]\nlabel={label}\n[event late]\nlabel={EVENTS[3][2]}\n")
    return path


def markers(mission, name, *flags):
    return subprocess.run([sys.argv[1], mission, "--events", "--format", name, *flags],
                          check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def frame_of(met):
    """The first frame at or after a time."""
    return -((-(met + LIFTOFF_AT) * RATE) // 1)


def drop_frame_labels(hours):
    """Every label in order: 0 and 1 are left out each minute but every tenth."""
    labels = []
    for minute in range(60 * hours):
        for second in range(60):
            for frame in range(30):
                if not (second == 0 and frame < 2 and minute % 10):
                    labels.append(f"{minute // 60:02}:{minute % 60:02}:{second:02};{frame:02}")
    return labels


LABELS = drop_frame_labels(3)
START = LABELS.index("01:00:00;00")


def check_ffmetadata(mission, folder):
    path = os.path.join(folder, "chapters.txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write(markers(mission, "ffmetadata"))
    clip = os.path.join(folder, "clip.mkv")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
                    "color=size=16x16:rate=1:duration=3620", "-i", path, "-map_metadata", "1",
                    "-map_chapters", "1", "-c:v", "mpeg4", clip], check=True, timeout=60)
    found = json.loads(subprocess.run(
        ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", clip],
        check=True, capture_output=True, timeout=60).stdout)["chapters"]
    point("ffmetadata: FFmpeg finds each chapter",
          [chapter["tags"]["title"] for chapter in found] == [name for _, _, name in EVENTS], found)
    point("ffmetadata: at its time, to the millisecond that Matroska has",
          all(abs(Fraction(chapter["start_time"]) - met - LIFTOFF_AT) <= Fraction(1, 1000)
              for chapter, (_, met, _) in zip(found, EVENTS)), found)
    point("ffmetadata: each lasts until the next",
          all(a["end_time"] == b["start_time"] for a, b in zip(found, found[1:])), found)


def check_edl(mission):
    lines = markers(mission, "edl", *FLAGS).split("\n")
    point("edl: title and frame code mode",
          lines[0].startswith("TITLE: ") and lines[1] == "FCM: DROP FRAME", lines[:2])
    event = re.compile(r"(\d{3})  001      V     C        (\S{11}) (\S{11}) (\S{11}) (\S{11})$")
    rows = [event.match(line) for line in lines if event.match(line)]
    comments = [line for line in lines if line.startswith(" |C:")]
    point("edl: an event and a comment a marker, and nothing else",
          len(rows) == len(comments) == len(EVENTS) and
          len([line for line in lines[2:] if line]) == 2 * len(EVENTS), lines)
    wanted = [START + frame_of(met) for _, met, _ in EVENTS]
    point("edl: one frame at the drop-frame timecode of the event",
          all(row[2] == row[4] == LABELS[frame] and row[3] == row[5] == LABELS[frame + 1]
              for row, frame in zip(rows, wanted)), [row[0] for row in rows])
    point("edl: the marker line of DaVinci Resolve",
          comments == [f" |C:ResolveColorBlue |M:{name.replace('|', ' ')} |D:1"
                       for _, _, name in EVENTS], comments)


def check_csv(mission):
    rows = list(csv.reader(io.StringIO(markers(mission, "csv", *FLAGS))))
    point("csv: header", rows[0] == ["time[s]", "frame", "timecode", "name"], rows[0])
    point("csv: time, frame, timecode, name",
          [(Fraction(row[0]), int(row[1]), row[2], row[3]) for row in rows[1:]] ==
          [(met + LIFTOFF_AT, frame_of(met), LABELS[START + frame_of(met)], name)
           for _, met, name in EVENTS], rows)


# Members by schema: their kinds, and whether a reader fails without them.
OTIO = {
    "Timeline.1": {"name": (str, False), "tracks": ("Stack.1", True),
                   "global_start_time": ("RationalTime.1", False)},
    "Stack.1": {"name": (str, False), "children": (list, True), "markers": (list, False)},
    "Track.1": {"name": (str, False), "kind": (str, True), "children": (list, True)},
    "Marker.2": {"name": (str, False), "color": (str, True),
                 "marked_range": ("TimeRange.1", True)},
    "TimeRange.1": {"start_time": ("RationalTime.1", True), "duration": ("RationalTime.1", True)},
    "RationalTime.1": {"rate": (float, True), "value": (float, True)},
}


def otio_problems(node):
    if not isinstance(node, dict) or node.get("OTIO_SCHEMA") not in OTIO:
        return [f"no schema: {node}"]
    rules, problems = OTIO[node["OTIO_SCHEMA"]], []
    for key, value in node.items():
        if key == "OTIO_SCHEMA":
            continue
        if key not in rules:
            problems.append(f"unknown member {key}")
        elif isinstance(rules[key][0], str):
            problems += otio_problems(value)
            if not isinstance(value, dict) or value.get("OTIO_SCHEMA") != rules[key][0]:
                problems.append(f"{key} is no {rules[key][0]}")
        elif rules[key][0] is list:
            problems += [problem for item in value for problem in otio_problems(item)]
        elif not isinstance(value, rules[key][0]):
            problems.append(f"{key} is a {type(value)}")
    return problems + [f"no {key}" for key, rule in rules.items() if rule[1] and key not in node]


def check_otio(mission):
    timeline = json.loads(markers(mission, "otio", *FLAGS))
    problems = otio_problems(timeline)
    point("otio: every object follows its schema", timeline["OTIO_SCHEMA"] == "Timeline.1" and
          not problems, problems)
    found = timeline["tracks"]["markers"]
    point("otio: names", [marker["name"] for marker in found] == [name for _, _, name in EVENTS], found)
    point("otio: frames from the start of the timeline, at its rate",
          [marker["marked_range"]["start_time"]["value"] for marker in found] ==
          [frame_of(met) for _, met, _ in EVENTS] and
          all(abs(marker["marked_range"]["start_time"]["rate"] - RATE) < 1e-9 for marker in found), found)
    point("otio: the start of the timeline", timeline["global_start_time"]["value"] == START,
          timeline["global_start_time"])


# What of Apple's Final Cut Pro XML interchange format, version 5, stands in a
# sequence with markers.
DTD = """<!ELEMENT xmeml (sequence)><!ATTLIST xmeml version (4|5) #REQUIRED>
<!ELEMENT sequence (name, duration, rate, timecode, media, marker*)>
<!ELEMENT rate (timebase, ntsc)><!ELEMENT timecode (rate, string, frame, displayformat)>
<!ELEMENT media (video)><!ELEMENT video (track+)><!ELEMENT track EMPTY>
<!ELEMENT marker (name, comment, in, out)>
""" + "".join(f"<!ELEMENT {name} (#PCDATA)>\n" for name in (
    "name duration timebase ntsc string frame displayformat comment in out").split())


def check_fcpxml7(mission, folder):
    path = os.path.join(folder, "markers.xml")
    with open(path, "w", encoding="utf-8") as out:
        out.write(markers(mission, "fcpxml7", *FLAGS))
    if shutil.which("xmllint"):
        with open(os.path.join(folder, "xmeml.dtd"), "w") as out:
            out.write(DTD)
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--dtdvalid", out.name, path],
                             capture_output=True, text=True, timeout=60)
        point("fcpxml7: valid by its document type", run.returncode == 0, run.stderr)
    else:
        point("fcpxml7: valid by its document type # SKIP libxml2-utils is not there", True)
    sequence = ElementTree.parse(path).getroot().find("sequence")
    rate = sequence.find("rate")
    point("fcpxml7: 30 frames, NTSC, drop-frame from 01:00:00;00",
          (rate.find("timebase").text, rate.find("ntsc").text) == ("30", "TRUE") and
          [sequence.find("timecode").find(tag).text for tag in ("string", "frame", "displayformat")] ==
          ["01:00:00;00", str(START), "DF"])
    point("fcpxml7: names and frames",
          [(marker.find("name").text, int(marker.find("in").text), marker.find("out").text)
           for marker in sequence.findall("marker")] ==
          [(name, frame_of(met), "-1") for _, met, name in EVENTS])


def main():
    print("TAP version 13")
    with tempfile.TemporaryDirectory() as folder:
        mission = write_mission(folder)
        check_ffmetadata(mission, folder)
        check_edl(mission)
        check_csv(mission)
        check_otio(mission)
        check_fcpxml7(mission, folder)
    print(f"1..{number}")


main()
