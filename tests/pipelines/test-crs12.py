#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A minute of CRS-12 (webcast telemetry of both stages) muxed into a clip: FFmpeg
finds every track, cue and chapter at its time, and a copy of the file keeps them.
TAP; argv[1] is telemetry-inspect."""
import json
import os
import subprocess
import sys
import tempfile
from fractions import Fraction

DATA = os.path.join(os.environ.get("TELEMETRY_SHARED_DATA", ""), "webcast/spacex-crs-12")
ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
START = 120      # T+ of the first frame
DURATION = 60
number = 0


def point(name, good, note=""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} {name}")
    if not good:
        print("# " + repr(note)[:2000])


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=200,
                          env=dict(os.environ, OUT=tempfile.gettempdir())).stdout.decode("utf-8")


def probe(path, *what):
    return json.loads(run("ffprobe", "-v", "error", "-of", "json", *what, path))


def packets(path, stream):
    rows = probe(path, "-select_streams", stream, "-show_packets")["packets"]
    return [(Fraction(row["pts_time"]), Fraction(row.get("duration_time", "0")), int(row["size"]))
            for row in rows]


def write_mission(folder):
    with open(os.path.join(DATA, "events.json")) as file:
        events = {name: met for name, met in json.load(file).items() if met is not None}
    path = os.path.join(folder, "crs-12.mission")
    with open(path, "w") as out:
        out.write(f"[mission]\nname=CRS-12\nprofile=falcon9\nliftoff-at=-{START}\n[events]\nliftoff=0\n"
                  f"meco={events['meco']}\nboostback-burn={events['boostback_start']}\n")
        for stage in (1, 2):
            out.write(f"[telemetry stage{stage}]\nlocation={os.path.realpath(DATA)}/stage{stage}-raw.json\n"
                      f"vehicle=stage{stage}\n")
    return path


def phases(mission):
    """Footage times at which a phase begins, that of the first frame with them."""
    rows = [json.loads(line) for line in run(sys.argv[1], mission, "--events", "--json").split("\n") if line]
    return sorted(Fraction(str(row["met"])) - START for row in rows if row["confidence"] != "nominal")


def near(a, b, tolerance):
    return abs(a - b) <= tolerance


def check_chapters(name, path, starts, tolerance):
    found = [(Fraction(row["start_time"]), Fraction(row["end_time"]))
             for row in probe(path, "-show_chapters")["chapters"]]
    point(f"{name}: chapters follow one another to the end", len(found) > 1 and
          all(near(a[1], b[0], tolerance) for a, b in zip(found, found[1:])) and
          near(found[-1][1], DURATION, tolerance), found)
    point(f"{name}: each begins with an event, and given ones have theirs",
          all(found_start == 0 or any(near(found_start, start, tolerance) for start in starts)
              for found_start, _ in found) and
          all(any(near(start, wanted, tolerance) for start, _ in found)
              for wanted in (147 - START, 166 - START)), (found, starts))


def check_cues(name, path, stream, starts, tolerance):
    cues = [cue for cue in packets(path, stream) if cue[2] > 2]
    point(f"{name}: cues follow one another over the minute", len(cues) >= DURATION and cues[0][0] == 0 and
          all(near(a[0] + a[1], b[0], tolerance) for a, b in zip(cues, cues[1:])) and
          near(cues[-1][0] + cues[-1][1], DURATION, tolerance), cues)
    point(f"{name}: they begin on whole seconds and with events", all(
        near(start, round(start), tolerance) or any(near(start, at, tolerance) for at in starts)
        for start, _, _ in cues) and any(near(start, 147 - START, tolerance) for start, _, _ in cues), cues)


def streams(path):
    rows = [(row["codec_name"], {key.lower(): value for key, value in row.get("tags", {}).items()})
            for row in probe(path, "-show_streams")["streams"]]
    return [(codec, tags.get("language"), tags.get("title")) for codec, tags in rows]


def check_mkv(folder, video, mission, starts):
    path, copy = os.path.join(folder, "out.mkv"), os.path.join(folder, "copy.mkv")
    run("sh", os.path.join(ROOT, "pipelines/mux-mkv.sh"), video, mission, path, "en ru")
    found = streams(path)
    point("mkv: every stream, with language and title", [row[:2] for row in found] ==
          [("h264", found[0][1]), ("ass", "eng"), ("subrip", "eng"), ("ass", "rus"), ("subrip", "rus")] and
          all(row[2] == "Telemetry" for row in found[1:]), found)
    check_chapters("mkv", path, starts, Fraction(1, 1000))
    check_cues("mkv", path, "s:1", starts, Fraction(1, 1000))
    run("ffmpeg", "-v", "error", "-y", "-i", path, "-map", "0", "-c", "copy", copy)
    point("mkv: a copy has the same streams", streams(copy) == found, streams(copy))
    point("mkv: the same chapters", probe(copy, "-show_chapters")["chapters"] and [
        (row["start_time"], row["end_time"], row["tags"]) for row in probe(copy, "-show_chapters")["chapters"]] ==
        [(row["start_time"], row["end_time"], row["tags"]) for row in probe(path, "-show_chapters")["chapters"]])
    point("mkv: the same packets", all(packets(copy, f"s:{i}") == packets(path, f"s:{i}") for i in range(4)))


def check_mp4(folder, video, mission, starts):
    path = os.path.join(folder, "out.mp4")
    run("sh", os.path.join(ROOT, "pipelines/mux-mp4.sh"), video, mission, path, "en ru")
    found = streams(path)
    point("mp4: every stream, with its language", [row[:2] for row in found[1:]] ==
          [("mov_text", "eng"), ("mov_text", "rus")], found)
    unit = Fraction(probe(path, "-show_streams", "-select_streams", "s:0")["streams"][0]["time_base"])
    check_cues("mp4", path, "s:0", starts, unit)


def main():
    if not os.path.exists(os.path.join(DATA, "stage1-raw.json")):
        print("1..0 # SKIP the shared data is not there")
        return
    print("TAP version 13")
    with tempfile.TemporaryDirectory() as folder:
        video, mission = os.path.join(folder, "clip.mkv"), write_mission(folder)
        run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc=size=160x90:rate=25:duration={DURATION}",
            "-c:v", "libx264", "-preset", "ultrafast", video)
        starts = phases(mission)
        check_mkv(folder, video, mission, starts)
        check_mp4(folder, video, mission, starts)
    print(f"1..{number}")


main()
