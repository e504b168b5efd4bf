#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Types each indented line of README.md in a folder where its files are: footage with sound, a log, a
mission. TAP. The two commands, and those that install, are run by others (tests/run.sh, test-install.sh)."""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
BUILD = os.environ["TELEMETRY_BUILD_ROOT"]
ELSEWHERE = ("sh pipelines/demo.sh", "sh tests/run.sh", "meson setup", "sh pipelines/package.sh")
# A line that ends of itself on no screen: a window has no end.
ENDED = {" ! autovideosink": " ! fakevideosink sync=false", "videotestsrc !": "videotestsrc num-buffers=30 !"}
number = 0


def point(name, good, said=""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} {name[:100].replace('#', '')}", flush=True)
    if not good:
        print("".join(f"# {line}\n" for line in said.splitlines()[-12:]), end="")


def lines_of(path):
    with open(path, encoding="utf-8") as page:
        return [line.strip() for line in page if line.startswith("    ")]


def furnish(folder, environment):
    """The files that the page speaks of."""
    for name in ("pipelines", "plugin"):
        os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))
    os.symlink(BUILD, os.path.join(folder, "build"))
    shutil.copy(os.path.join(ROOT, "pipelines/examples/sounding-rocket.csv"), os.path.join(folder, "flight.csv"))
    subprocess.run(
        ["gst-launch-1.0", "-q", *"mp4mux name=mux ! filesink location=launch.mp4 videotestsrc num-buffers=50 ! "
         "video/x-raw,width=640,height=360,framerate=25/1 ! x264enc speed-preset=ultrafast ! h264parse ! mux. "
         "audiotestsrc num-buffers=20 samplesperbuffer=4800 ! audio/x-raw,rate=48000 ! avenc_aac ! aacparse ! mux.".split()],
        check=True, cwd=folder, env=environment, timeout=600)
    os.mkdir(os.path.join(folder, "clips"))
    shutil.copy(os.path.join(folder, "launch.mp4"), os.path.join(folder, "clips", "pad.mp4"))
    shutil.copy(os.path.join(folder, "flight.csv"), os.path.join(folder, "clips", "pad.csv"))


def streams(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", path],
                          capture_output=True, text=True, check=False)
    return sorted(done.stdout.split())


def main():
    print("TAP version 13")
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, OUT=folder)
        furnish(folder, environment)
        typed = 0
        for line in lines_of(os.path.join(ROOT, "README.md")):
            if line.startswith(ELSEWHERE):
                continue
            out = os.path.join(folder, "out.mp4")
            if os.path.exists(out):
                os.unlink(out)
            command = line
            for old, new in ENDED.items():
                command = command.replace(old, new)
            done = subprocess.run(command, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, timeout=900, check=False)
            said = done.stdout + done.stderr
            good = done.returncode == 0 and (out.rsplit("/", 1)[1] not in line or streams(out) == ["audio", "video"])
            point(line, good, said)
            typed += 1
        point("the page has lines to type", typed >= 6)
    print(f"1..{number}")
    return 0


sys.exit(main())
