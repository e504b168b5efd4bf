#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the test points of meson's logs: each line of TAP is one, a program
without TAP is one. A point that several runs have counts as skipped, once, where
none of them could do it. Prints the skipped and failed ones, then the closing line."""
import json
import re
import sys

POINT = re.compile(r"^(ok|not ok)\b\s*\d*\s*(.*)$")


def points(test):
    """Yields (result, name) with result in passed, failed, skipped."""
    name = test["name"]
    lines = [m for m in map(POINT.match, test.get("stdout", "").splitlines()) if m]
    for line in lines:
        text = line.group(2)
        if line.group(1) == "not ok" and "# TODO" not in text:
            yield "failed", f"{name}: {text}"
        elif re.search(r"#\s*skip", text, re.I):
            yield "skipped", f"{name}: {text}"
        else:
            yield "passed", f"{name}: {text}"
    result = test["result"]
    if not lines or result in ("ERROR", "TIMEOUT", "INTERRUPT"):
        if result == "SKIP":
            yield "skipped", name
        elif result in ("OK", "EXPECTEDFAIL"):
            yield "passed", name
        elif not any(line.group(1) == "not ok" for line in lines):
            yield "failed", f"{name}: {result}"


def main(paths):
    counts = {"passed": 0, "failed": 0}
    skipped, done = {}, set()
    for path in paths:
        with open(path, encoding="utf-8") as log:
            for line in log:
                for result, what in points(json.loads(line)):
                    point = what.split("#")[0].strip()
                    if result == "skipped":
                        skipped.setdefault(point, what)
                        continue
                    done.add(point)
                    counts[result] += 1
                    if result == "failed":
                        print(f"failed: {path.split('/')[0]}: {what}")
    left = [what for point, what in skipped.items() if point not in done]
    for what in left:
        print(f"skipped: {what}")
    print("{passed} passed, {failed} failed, {left} skipped".format(left=len(left), **counts))


main(sys.argv[1:])
