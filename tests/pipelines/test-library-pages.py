#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the pages of both libraries as the build does, and looks that nothing public lacks one. TAP.

Fails too where gi-docgen would not tell of a symbol that nobody wrote of.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
BUILD = os.environ["TELEMETRY_BUILD_ROOT"]
LIBRARIES = {"GstTelemetry-1.0": "lib", "GstTelemetryGes-1.0": "ges"}
number, failed = 0, False


def point(name, wrong):
    global number, failed
    number += 1
    failed |= bool(wrong)
    print(f"{'not ok' if wrong else 'ok'} {number} {name}", flush=True)
    for line in (wrong or "").splitlines():
        print("#", line)


def docgen(action, library, gir, *options):
    """What gi-docgen says; None where that is nothing."""
    config = os.path.join(BUILD, "include", "pages", library + ".toml")
    done = subprocess.run(["gi-docgen", action, "--quiet", f"--config={config}", *options, gir],
                          capture_output=True, text=True, timeout=300, check=False)
    said = done.stdout + done.stderr
    return said or (f"status {done.returncode}" if done.returncode else None)


def exported():
    """The functions that the library shows to programs; types have no page of their own function."""
    with open(os.path.join(ROOT, "tests", "pipelines", "symbols.txt"), encoding="utf-8") as file:
        names = file.read().split()
    types = {"gst_telemetry_sample_get_type", "gst_telemetry_snapshot_get_type", "gst_telemetry_timeline_get_type"}
    return {name for name in names if not name.startswith("_")} - types


def try_library(library, gir, folder):
    point(f"{library}: each public symbol is written of", docgen("check", library, gir))
    pages = os.path.join(folder, library)
    point(f"{library}: pages without a warning", docgen(
        "generate", library, gir, "--fatal-warnings", "--no-namespace-dir", f"--output-dir={pages}"))
    with open(os.path.join(pages, "index.json"), encoding="utf-8") as file:
        known = {symbol.get("ident") for symbol in json.load(file)["symbols"]}
    if library == "GstTelemetry-1.0":
        lacking = exported() - known
        point("each function of the library has its page", "\n".join(sorted(lacking)))
    with open(gir, encoding="utf-8") as file:
        text = file.read()
    # The text of one function gone: the test would not be worth much if that went by.
    name = {"GstTelemetry-1.0": "query_new_telemetry_timeline", "GstTelemetryGes-1.0": "watch_timeline"}[library]
    silent = re.sub(rf'(<function name="{name}".*?)<doc xml:space.*?</doc>', r"\1", text, count=1, flags=re.S)
    other = os.path.join(folder, "silent.gir")
    with open(other, "w", encoding="utf-8") as file:
        file.write(silent)
    point(f"{library}: a symbol without a word is told of", None if docgen("check", library, other) else "nothing said")


def main():
    print("TAP version 13")
    built = [library for library, place in LIBRARIES.items()
             if os.path.exists(os.path.join(BUILD, "plugin", place, library + ".gir")) and
             os.path.exists(os.path.join(BUILD, "include", "pages", library + ".toml"))]
    if not shutil.which("gi-docgen") or not built:
        print("1..0 # SKIP no gi-docgen" if not shutil.which("gi-docgen") else "1..0 # SKIP built without pages")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for library in built:
            try_library(library, os.path.join(BUILD, "plugin", LIBRARIES[library], library + ".gir"), folder)
    print(f"1..{number}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
