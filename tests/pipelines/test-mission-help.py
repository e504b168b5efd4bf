#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""--help-mission lists all that MISSION.md lists, and its examples are missions. TAP;
argv[1] is telemetry-inspect."""
import os
import re
import subprocess
import sys
import tempfile

number = 0


def point(name, good, note=""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} {name}")
    if not good:
        print("# " + repr(note))


def ask(*arguments):
    return subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, timeout=60)


def page_keys():
    """(heading, key) of each row of the page."""
    path = os.path.join(os.environ["TELEMETRY_SOURCE_ROOT"], "pipelines", "examples", "MISSION.md")
    heading, found = None, []
    with open(path, encoding="utf-8") as page:
        for line in page:
            if line.startswith("## "):
                heading = line[3:].strip()
            elif re.match(r"\| [`*]", line):
                found.append((heading, re.match(r"\| [`*]([^`*]+)", line)[1]))
    return found


def help_groups(text):
    """Heading: text of each group."""
    parts = re.split(r"(?m)^(\[.*)$", text)
    return dict(zip(parts[1::2], parts[2::2]))


def examples(group):
    return re.search(r"Example:\n((?:      .*\n)+)", group)[1].replace("      ", "")


def main():
    print("TAP version 13")
    answer = ask("--help-mission")
    groups = help_groups(answer.stdout)
    point("it is no error and says nothing else", answer.returncode == 0 and not answer.stderr, answer)
    keys = page_keys()
    point("the page has more than forty keys", len(keys) > 40, keys)
    point("every group of the page has its part", {heading for heading, _ in keys} == set(groups), groups)
    missing = [(heading, key) for heading, key in keys
               if f"\n  {'IDENTIFIER' if key == 'identifier' else key}=\n" not in groups.get(heading, "")]
    point("every key of the page stands in it", not missing, missing)
    point("a span says its unit and what holds without it",
          "stale-after=\n      span above 0; unit: s; without it: 2\n" in groups["[mission]"], groups["[mission]"])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.mission")
        for heading, group in groups.items():
            with open(path, "w", encoding="utf-8") as out:
                out.write(examples(group))
            answer = ask(path)
            # The files that examples name are not there, and their columns neither.
            point(f"the example of {heading} is read",
                  answer.returncode == 0 or "cannot be read" in answer.stderr or
                  "No such file" in answer.stderr, answer)
        with open(path, "w", encoding="utf-8") as out:
            out.write("[mission]\ntime-offset=2500000000\n")
        answer = ask(path)
        point("what looks like nanoseconds is a warning", answer.returncode == 0 and
              "time-offset: 2500000000 seconds looks like nanoseconds; write 2.5 or 2500ms" in answer.stderr,
              answer)
    print(f"1..{number}")


main()
