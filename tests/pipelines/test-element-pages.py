#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The page at the head of each element, in the form that GStreamer's documentation takes, and what gst-inspect says. TAP.

Types each example launch line in a folder where its files are, and looks that it wrote what it names.
"""
import glob
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
BUILD = os.environ["TELEMETRY_BUILD_ROOT"]
ENVIRONMENT = dict(os.environ, GST_PLUGIN_PATH=os.path.join(BUILD, "plugin"))
number, failed = 0, False


def point(name, wrong):
    global number, failed
    number += 1
    failed |= bool(wrong)
    print(f"{'not ok' if wrong else 'ok'} {number} {name}", flush=True)
    for line in (wrong or "").splitlines()[-12:]:
        print("#", line)


def page_of(path):
    with open(path, encoding="utf-8") as file:
        found = re.search(r"/\*\*\n(.*?)\n \*/", file.read(), re.S)
    return "\n".join(re.sub(r"^ \*( |$)", "", line) for line in found.group(1).splitlines()) if found else ""


def fault(name, page):
    """What the page lacks, or None."""
    if not page.startswith(f"SECTION:element-{name}\n@title: {name}\n\n"):
        return "SECTION and @title"
    if not re.search(r"@title: .*\n\n[A-Z][^|]{40,}\n\n## Example launch line\n", page):
        return "a description before the example"
    if not re.search(r"^## Example launch line\n\|\[\n(?:.*\n)+?\]\| [A-Z].*\.$", page, re.M):
        return "an example launch line in |[ ]| with a word on what it does"
    return None


def furnish(folder):
    examples = os.path.join(ROOT, "pipelines", "examples")
    shutil.copy(os.path.join(examples, "sounding-rocket.csv"), os.path.join(folder, "flight.csv"))
    with open(os.path.join(folder, "flight.mission"), "w", encoding="utf-8") as mission:
        mission.write("[mission]\nname=Rocket\nliftoff-at=2\n[telemetry]\nlocation=flight.csv\n"
                      "[events]\nliftoff=2021-10-05T08:55:02Z\n")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-c:v", "libx264", "-preset",
         "ultrafast", "-g", "25", os.path.join(folder, "launch.mp4")], check=True)


def crc_x25(data):
    crc = 0xFFFF
    for byte in data:
        byte ^= crc & 0xFF
        byte ^= byte << 4 & 0xFF
        crc = (crc >> 8) ^ (byte << 8) ^ (byte << 3) ^ (byte >> 4)
    return crc & 0xFFFF


def position(sequence):
    """GLOBAL_POSITION_INT of MAVLink 1 at 52 N, 13 E, 1234 m; its CRC_EXTRA is 104."""
    payload = struct.pack("<IiiiihhhH", 1000 * sequence, 520000000, 130000000, 1234000, 100000, 0, 0, -500, 0)
    frame = struct.pack("<BBBBB", len(payload), sequence, 1, 1, 33) + payload
    return b"\xfe" + frame + struct.pack("<H", crc_x25(frame + b"\x68"))


def feed(command, folder):
    """A line that waits for datagrams: given some, and ended as a user would."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = re.sub(r"port=\d+", f"port={port}", command)
    with subprocess.Popen(["sh", "-c", "exec " + command.replace("gst-launch-1.0", "gst-launch-1.0 -e", 1)], cwd=folder,
                          env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running, \
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        try:
            # What is written is watched for, so that a slow machine is not judged.
            for sequence in range(600):
                sender.sendto(position(sequence % 256), ("127.0.0.1", port))
                time.sleep(0.1)
                written = os.path.join(folder, "flight.jsonl")
                if running.poll() is not None or os.path.exists(written) and os.path.getsize(written):
                    break
            running.send_signal(signal.SIGINT)
            said, _ = running.communicate(timeout=120)
        finally:
            running.kill()
    if running.returncode:
        return f"status {running.returncode}\n{said}"
    with open(os.path.join(folder, "flight.jsonl"), encoding="utf-8") as lines:
        return None if '"latitude":52' in lines.read() else "no sample was written"


def type_line(command, folder):
    """What is wrong with a line of a page, or None."""
    if "udpsrc" in command:
        return feed(command, folder)
    command = command.replace("autovideosink", "fakevideosink sync=false")
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300,
                          stdin=subprocess.DEVNULL, check=False)
    said = done.stdout + done.stderr
    if done.returncode or re.search(r"CRITICAL|^ERROR", said, re.M):
        return f"status {done.returncode}\n{said}"
    missing = [name for name in re.findall(r"filesink location=(\S+)", command)
               if not os.path.getsize(os.path.join(folder, name))]
    return f"wrote no {', '.join(missing)}" if missing else None


def inspect_fault(name):
    """The properties of which gst-inspect says no range or no default, or None."""
    done = subprocess.run(["gst-inspect-1.0", name], env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=True)
    own = done.stdout.split("Element Properties:")[1]
    lacking = []
    for entry in re.split(r"\n\n(?=  \S)", own):
        found = re.match(r"\s*([\w-]+)\s+: ", entry)
        if not found:
            continue
        is_number = re.search(r"^\s+(Integer|Integer64|Double|Fraction)\b", entry, re.M)
        if is_number and "Range:" not in entry or "Default:" not in entry and "not writable" not in entry and \
                "Boxed" not in entry:
            lacking.append(found.group(1))
    return ", ".join(lacking)


def main():
    print("TAP version 13")
    if not shutil.which("ffmpeg"):
        print("1..0 # SKIP no ffmpeg to make footage with")
        return 0
    pages = {os.path.basename(path)[3:-2]: page_of(path)
             for path in glob.glob(os.path.join(ROOT, "plugin", "elements", "*", "gsttelemetry*.c"))}
    point("there are pages", None if len(pages) >= 5 else ", ".join(pages))
    point("a page without its example would be told of", None if fault("a", "SECTION:element-a\n@title: a\n\nX\n") else "no")
    with tempfile.TemporaryDirectory() as folder:
        furnish(folder)
        for name, page in sorted(pages.items()):
            point(f"{name}: the form of its page", fault(name, page))
            for block in re.findall(r"^\|\[\n(.*?)\n\]\|", page, re.M | re.S):
                point(f"{name}: its launch line", type_line(block, folder))
            point(f"{name}: range and default of each property", inspect_fault(name))
    print(f"1..{number}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
