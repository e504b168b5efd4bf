#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Types what the pages say, in order, in a folder of its own for each page. TAP.

An indented block is commands, or the content of the file that the paragraph before it names
last: "… in `climb.xml`:". Windows are none here, so that lines that open one are left out.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
BUILD = os.environ["TELEMETRY_BUILD_ROOT"]
PAGES = [
    "pipelines/editing.md",
    "pipelines/ffmpeg.md",
    "pipelines/mlt.md",
    "pipelines/packets.md",
    "pipelines/examples/live.md",
    "pipelines/examples/rocketry.md",
    "pipelines/examples/station.md",
]
# Programs that a line may need and that not everybody has.
NEEDS = {"ges-launch-1.0": "ges-launch-1.0", "melt": "melt"}


def paragraphs(text):
    """The page as (kind, text): "text" or "code"."""
    parts = []
    for chunk in re.split(r"\n\s*\n", text):
        code = all(line.startswith("    ") for line in chunk.splitlines())
        if code and parts and parts[-1][0] == "code":
            parts[-1] = ("code", parts[-1][1] + "\n\n" + chunk)
        else:
            parts.append(("code" if code else "text", chunk))
    return parts


def file_named(paragraph):
    """The file whose content follows, or None."""
    found = re.search(r"`([\w.-]+\.(?:xml|mission|csv|edl|keys|layout))`:\s*$", paragraph)
    return found and found.group(1)


def is_content(code):
    return code.lstrip().startswith(("[", "<", "TITLE:"))


def undent(code):
    return "\n".join(line[4:] for line in code.splitlines()) + "\n"


def make_files(folder):
    os.symlink(os.path.join(ROOT, "pipelines"), os.path.join(folder, "pipelines"))
    os.symlink(os.path.join(ROOT, "plugin"), os.path.join(folder, "plugin"))
    os.symlink(BUILD, os.path.join(folder, "build"))
    shutil.copy(os.path.join(ROOT, "pipelines/examples/sounding-rocket.csv"), os.path.join(folder, "flight.csv"))
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=4", "-f", "lavfi", "-i",
         "sine=d=4", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac", "-shortest",
         os.path.join(folder, "launch.mp4")], check=True)


def outputs(code):
    """Files that a block says it writes."""
    found = re.findall(r"filesink location=([\w.%-]+)", code) + re.findall(r"> ([\w.-]+)$", code, re.M)
    found += re.findall(r"--preview (\S+)", code) + re.findall(r" -o (\S+)", code)
    found += re.findall(r"sh pipelines/(?:burn|mux)-\w+\.sh .*?([\w.-]+\.mkv)", code)
    return [re.sub(r"%0(\d)d", lambda part: "0" * int(part[1]), name) for name in found]


def run(code, folder, environment):
    """What is wrong, or None. The shell ends with the first line that fails."""
    script = "set -e\n" + code + "\nwait\n"
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=300, check=False)
    said = done.stdout[-600:] + done.stderr[-1500:]
    if done.returncode:
        return f"status {done.returncode}\n{said}"
    missing = [name for name in outputs(code)
               if not os.path.exists(os.path.join(folder, name)) or not os.path.getsize(os.path.join(folder, name))]
    if missing:
        return f"wrote no {', '.join(missing)}\n{said}"
    bad = re.search(r"CRITICAL|^ERROR", said, re.M)
    return said if bad else None


def exports(code, folder):
    """What a block sets for programs; where the build is, this test knows."""
    said = re.findall(r"(\w+)=(\S+)", " ".join(line for line in code.splitlines() if line.startswith("export ")))
    return {name: value.replace("$PWD", folder) for name, value in said if name not in ("PATH", "GST_PLUGIN_PATH")}


def lacking(code):
    for mark, program in NEEDS.items():
        if mark in code and not shutil.which(program):
            return program
    return None


def try_page(page, report):
    with open(os.path.join(ROOT, page), encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        text = file.read()
        make_files(folder)
        environment = dict(os.environ, OUT=os.path.join(folder, "out"), PWD=folder)
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        paths = [os.path.join(BUILD, "pipelines", "telemetry-inspect"), environment.get("PATH", "")]
        environment["PATH"] = os.pathsep.join(paths)
        environment["GST_PLUGIN_PATH"] = os.path.join(BUILD, "plugin")
        before = ""
        for kind, part in paragraphs(text):
            if kind == "text":
                before = part
                continue
            code = undent(part)
            name = file_named(before)
            if is_content(code):
                if name:
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                        out.write(code)
                report(f"{page}: a block that begins {code.splitlines()[0]!r} says which file it is",
                       None if name else before)
                continue
            environment.update(exports(code, folder))
            lines = [line for line in code.splitlines() if line and not line.startswith("export ")]
            if not lines:
                continue
            program = lacking(code)
            report(f"{page}: {lines[0][:60]}", None if program else run("\n".join(lines), folder, environment), program)


def main():
    count = 0
    failed = False

    def report(name, wrong, skipped=None):
        nonlocal count, failed
        count += 1
        if wrong:
            failed = True
            for line in wrong.splitlines():
                print("#", line)
        print(f"{'not ok' if wrong else 'ok'} {count} {name.replace('#', '')}" +
              (f" # SKIP {skipped} is not there" if skipped else ""), flush=True)

    print("TAP version 13")
    if not shutil.which("ffmpeg"):
        print("1..0 # SKIP no ffmpeg to make footage with")
        return 0
    for page in PAGES:
        try_page(page, report)
    print(f"1..{count}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
