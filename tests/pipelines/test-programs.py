#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the examples for programmers. TAP.

Their flight climbs at 30 m/s² for 8 s and is free after that: by hand, engines stop at T+8 and it is
highest at T+8 + 240 / 9.80665 = T+32.47.
"""
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
BUILD = os.environ["TELEMETRY_BUILD_ROOT"]
EXAMPLES = os.path.join(ROOT, "pipelines", "examples")
FPS, SECONDS = 25, 4
LIBRARIES = os.pathsep.join(os.path.join(BUILD, "plugin", folder) for folder in ("lib", "ges"))
ENVIRONMENT = dict(
    os.environ, GST_PLUGIN_PATH=os.path.join(BUILD, "plugin"),
    GI_TYPELIB_PATH=LIBRARIES, LD_LIBRARY_PATH=LIBRARIES)


def run(*command):
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)


def frames(film):
    said = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames",
         "-of", "csv=p=0", film], capture_output=True, text=True, check=True).stdout
    return int(said.strip().rstrip(","))


def lacks(module, version=None):
    code = "import gi\n" + (f"gi.require_version('{module}', '{version}')\n" if version else "") + \
        f"from gi.repository import {module}"
    return run("python3", "-c", code).returncode != 0


def push(command):
    """What is wrong with a program that pushes samples, or None."""
    with tempfile.TemporaryDirectory() as folder:
        film = os.path.join(folder, "out.mkv")
        done = run(*command, film)
        if done.returncode:
            return f"status {done.returncode}: {done.stderr}"
        if frames(film) != 1000:
            return f"{frames(film)} frames"
    told = [(float(at), name) for at, name in re.findall(r"^T([+-][\d.]+) s: (\S+)$", done.stdout, re.M)]
    # Free flight begins at 8 s, the descent at 32.47 s.
    for at in (8, 32.47):
        if not any(abs(told_at - at) < 1.5 for told_at, _ in told):
            return f"nothing told near T+{at}: {done.stdout}"
    return None if run(*command).returncode == 2 else "no usage without an argument"


def read_csv():
    """What is wrong with read-telemetry.py, or None."""
    log = os.path.join(EXAMPLES, "sounding-rocket.csv")
    with tempfile.TemporaryDirectory() as folder:
        film = os.path.join(folder, "film.mkv")
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=s=320x180:r={FPS}:d={SECONDS}", "-c:v",
                        "libx264", "-preset", "ultrafast", film], check=True)
        done = run("python3", os.path.join(EXAMPLES, "read-telemetry.py"), film, log, "liftoff-at=1")
    if done.returncode:
        return f"status {done.returncode}: {done.stderr}"
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    if len(rows) != FPS * SECONDS:
        return f"{len(rows)} rows"
    with open(log, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    samples = list(csv.reader(lines))[1:]
    known = {round(float(row[0]), 3): row for row in samples}
    compared = 0
    for row in rows:
        if abs(float(row["met"]) - (float(row["pts"]) - 1)) > 1e-6:
            return f"frame at {row['pts']} s shows T{row['met']}"
        sample = known.get(round(float(row["met"]), 3))
        if sample and row["altitude"]:
            compared += 1
            if min(abs(float(row["altitude"]) - float(cell)) for cell in sample[1:] if cell) > 0.01:
                return f"{row} is not {sample}"
    return None if compared >= 3 else f"only {compared} frames lie on a sample"


def played(folder, film, keys):
    """What play-telemetry shows where KEYS were typed: its words, and its frames of 320x180 grey pixels."""
    program = os.path.join(BUILD, "pipelines", "examples", "play-telemetry")
    shown = os.path.join(folder, "shown.raw")
    sink = f"videoconvert ! video/x-raw,format=GRAY8 ! filesink sync=false location={shown}"
    done = subprocess.run([program, film, os.path.join(EXAMPLES, "sounding-rocket.csv"), "-20", sink], env=ENVIRONMENT,
                          input=keys, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"keys '{keys}': status {done.returncode}: {done.stderr}")
    with open(shown, "rb") as file:
        return done.stdout, file.read()


def play():
    """What is wrong with play-telemetry.c, or None: keys that come before the first picture hold for all of it."""
    with tempfile.TemporaryDirectory() as folder:
        film = os.path.join(folder, "black.mkv")
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"color=black:s=320x180:r={FPS}:d=1", "-c:v", "ffv1",
                        film], check=True)
        pictures = {keys: played(folder, film, keys)[1] for keys in ("", "o", "oo", "l")}
        said, none = played(folder, film, " iq")
    lengths = {keys: len(picture) for keys, picture in pictures.items()}
    if set(lengths.values()) != {320 * 180 * FPS} or none:
        return f"{lengths} bytes, {len(none)} where it was paused"
    if len(set(pictures["o"])) != 1 or len(set(pictures[""])) < 10 or pictures["oo"] != pictures[""]:
        return "the overlay is not switched off and on"
    if len(set(pictures["l"])) < 10 or pictures["l"] == pictures[""]:
        return "the layout is not another"
    with open(os.path.join(EXAMPLES, "sounding-rocket.csv"), encoding="utf-8") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))[1:]
    # The first frame is T+20 s.
    wanted = next(row for row in rows if abs(float(row[0]) - 20) < 1e-9)
    told = re.search(r"^altitude ([\d.]+) m$", said, re.M)
    return None if told and abs(float(told.group(1)) - float(wanted[1])) < 0.01 else f"{wanted}: {said}"


PRELUDE = """
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstTelemetry", "1.0")
from gi.repository import Gst, GstTelemetry
Gst.init(None)
pipeline = Gst.parse_launch("videotestsrc num-buffers=5 ! telemetryoverlay location=LOG liftoff-at=10 ! fakesink")
pipeline.set_state(Gst.State.PAUSED)
pipeline.get_state(Gst.CLOCK_TIME_NONE)
"""


def ask():
    """What is wrong with the Python lines of the library's page that ask a pipeline, or None."""
    log = os.path.join(EXAMPLES, "sounding-rocket.csv")
    with open(os.path.join(ROOT, "include", "gst", "telemetry", "README.md"), encoding="utf-8") as page:
        blocks = re.findall(r"(?:^    .*\n)+", page.read(), re.M)
    typed = [block for block in blocks if "GstTelemetry.query_new" in block]
    if len(typed) != 1:
        return f"{len(typed)} blocks ask"
    code = PRELUDE.replace("LOG", log) + re.sub("^    ", "", typed[0], flags=re.M) + "pipeline.set_state(Gst.State.NULL)\n"
    done = run("python3", "-c", code)
    if done.returncode or done.stderr:
        return f"status {done.returncode}: {done.stderr}"
    with open(log, encoding="utf-8") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))[1:]
    # Frame 30 s is T+20 s: a sample of the log.
    wanted = next(row for row in rows if abs(float(row[0]) - 20) < 1e-9)
    found = re.search(r"^at 30 s: ([\d.]+) m$", done.stdout, re.M)
    if not found or min(abs(float(found.group(1)) - float(cell)) for cell in wanted[1:] if cell) > 0.01:
        return f"{wanted}: {done.stdout}"
    # It is highest where the log's altitude is; liftoff is 10 s into the footage.
    highest = max(rows, key=lambda row: float(row[1]))
    told = re.search(r"^([\d.]+) s: apogee$", done.stdout, re.M)
    return None if told and abs(float(told.group(1)) - 10 - float(highest[0])) < 1 else done.stdout


def bars(film, width):
    """The number that each frame of numbered footage says, by its bars."""
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", film, "-f", "rawvideo", "-pix_fmt", "gray", "-"],
                         capture_output=True, check=True).stdout
    size = width * 180
    return [sum((raw[at + 8 * width + 16 * bit + 8] > 128) << bit for bit in range(16)) for at in range(0, len(raw), size)]


def number_footage(film):
    """Ten seconds whose frames say their numbers by bars: see tests/ges/numbered.h."""
    rows = b"".join((b"".join(bytes([235 if n >> bit & 1 else 16]) * 16 for bit in range(16)) + b"\x60" * 64) * 16 +
                    b"\x60" * 320 * 164 for n in range(250))
    subprocess.run(["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s", "320x180", "-r", "25", "-i", "-",
                    "-pix_fmt", "yuv420p", "-c:v", "ffv1", "-g", "1", film], input=rows, check=True)


def ges_plays_slowed():
    """GES 1.26 plays nothing of a slowed clip that another comes before, with no other effect either."""
    done = run("pkg-config", "--modversion", "gst-editing-services-1.0")
    return done.returncode == 0 and int(done.stdout.split(".")[1]) < 26


def cut_film():
    """What is wrong with edit-telemetry.c, or None: 1 to 5 s of the clip, then 5 to 7.5 s at half speed."""
    program = os.path.join(BUILD, "pipelines", "examples", "edit-telemetry")
    with tempfile.TemporaryDirectory() as folder:
        film, out = os.path.join(folder, "film.mkv"), os.path.join(folder, "out.mkv")
        number_footage(film)
        done = run(program, film, os.path.join(EXAMPLES, "sounding-rocket.csv"), "1", out)
        if done.returncode:
            return f"status {done.returncode}: {done.stderr}"
        seen = bars(out, 320)
    want = [*range(25, 125), *(125 + n // 2 for n in range(125))]
    if len(seen) == 100 and not ges_plays_slowed():
        want = want[:100]
    # What changes the speed may keep the last frame to itself.
    if not len(want) - 1 <= len(seen) <= len(want) or any(abs(a - b) > 1 for a, b in zip(seen, want)):
        return f"{len(seen)} frames: {seen[:3]} ... {seen[99:103]} ... {seen[-3:]}"
    return None if run(program).returncode == 2 else "no usage without an argument"


def give_project():
    """What is wrong with edit-telemetry.py, or None: each clip's overlay has its clip's in-point."""
    with tempfile.TemporaryDirectory() as folder:
        film, project, out = (os.path.join(folder, name) for name in ("film.mkv", "in.xges", "out.xges"))
        number_footage(film)
        made = run("ges-launch-1.0", "+clip", film, "inpoint=1.0", "duration=2.0", "+clip", film, "inpoint=3.0",
                   "duration=1.0", "--track-types", "video", "--save", project, "--no-interactive",
                   "-o", os.path.join(folder, "unused.ogv"))
        if made.returncode:
            return f"ges-launch-1.0: status {made.returncode}: {made.stderr}"
        done = run("python3", os.path.join(EXAMPLES, "edit-telemetry.py"), project,
                   os.path.join(EXAMPLES, "sounding-rocket.csv"), "1", out)
        if done.returncode:
            return f"status {done.returncode}: {done.stderr}"
        with open(out, encoding="utf-8") as saved:
            text = saved.read()
    clips = re.findall(r"<clip [^>]*inpoint='(\d+)'.*?</clip>", text, re.S)
    effects = re.findall(r"<effect [^>]*telemetryoverlay.*?>", text, re.S)
    points = [re.search(r"in-point=\(guint64\)(\d+)|inpoint='(\d+)'", effect) for effect in effects]
    got = [next((group for group in point.groups() if group), None) if point else None for point in points]
    return None if clips == ["1000000000", "3000000000"] and got == clips else f"clips {clips}, effects {got}: {text}"


def main():
    results = []
    if not shutil.which("ffprobe"):
        print("1..0 # SKIP no ffmpeg")
        return 0
    results.append(("push-telemetry.c", push([os.path.join(BUILD, "pipelines", "examples", "push-telemetry")]), None))
    results.append(("play-telemetry.c", play(), None))
    gi = lacks("Gst", "1.0")
    results.append(("push-telemetry.py", None if gi else push(["python3", os.path.join(EXAMPLES, "push-telemetry.py")]),
                    gi and "no PyGObject"))
    typelib = gi or lacks("GstTelemetry", "1.0")
    results.append(("read-telemetry.py", None if typelib else read_csv(), typelib and "no introspection data"))
    results.append(("the page that asks", None if typelib else ask(), typelib and "no introspection data"))
    program = os.path.join(BUILD, "pipelines", "examples", "edit-telemetry")
    no_ges = None if os.path.exists(program) else "built without GES"
    results.append(("edit-telemetry.c", None if no_ges else cut_film(), no_ges))
    no_ges = no_ges or (lacks("GES", "1.0") or lacks("GstTelemetryGes", "1.0")) and "no introspection data of GES"
    no_ges = no_ges or (None if shutil.which("ges-launch-1.0") else "no ges-launch-1.0")
    results.append(("edit-telemetry.py", None if no_ges else give_project(), no_ges))
    print(f"TAP version 13\n1..{len(results)}")
    for i, (name, wrong, skipped) in enumerate(results, 1):
        for line in (wrong or "").splitlines():
            print("#", line)
        print(f"{'not ok' if wrong else 'ok'} {i} {name}" + (f" # SKIP {skipped}" if skipped else ""))
    return any(wrong for _, wrong, _ in results)


if __name__ == "__main__":
    sys.exit(main())
