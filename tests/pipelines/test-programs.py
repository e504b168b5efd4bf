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
ENVIRONMENT = dict(
    os.environ, GST_PLUGIN_PATH=os.path.join(BUILD, "plugin"),
    GI_TYPELIB_PATH=os.path.join(BUILD, "plugin", "lib"), LD_LIBRARY_PATH=os.path.join(BUILD, "plugin", "lib"))


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


def main():
    results = []
    if not shutil.which("ffprobe"):
        print("1..0 # SKIP no ffmpeg")
        return 0
    results.append(("push-telemetry.c", push([os.path.join(BUILD, "pipelines", "examples", "push-telemetry")]), None))
    gi = lacks("Gst", "1.0")
    results.append(("push-telemetry.py", None if gi else push(["python3", os.path.join(EXAMPLES, "push-telemetry.py")]),
                    gi and "no PyGObject"))
    typelib = gi or lacks("GstTelemetry", "1.0")
    results.append(("read-telemetry.py", None if typelib else read_csv(), typelib and "no introspection data"))
    print(f"TAP version 13\n1..{len(results)}")
    for i, (name, wrong, skipped) in enumerate(results, 1):
        for line in (wrong or "").splitlines():
            print("#", line)
        print(f"{'not ok' if wrong else 'ok'} {i} {name}" + (f" # SKIP {skipped}" if skipped else ""))
    return any(wrong for _, wrong, _ in results)


if __name__ == "__main__":
    sys.exit(main())
