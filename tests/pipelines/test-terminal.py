#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Names that a terminal would obey (ESC, BEL, C1, line breaks, overrides of direction, bytes that are no UTF-8) in
everything a stranger can name, through every way telemetry-inspect prints: none comes out. TAP.

    test-terminal.py TELEMETRY_INSPECT
"""
import json
import os
import subprocess
import sys
import tempfile
import unicodedata

TOOL = os.path.abspath(sys.argv[1])
EVIL = "a\x1b[2Jb\x07c\x9bd\u202ee\u2066f\u2028g\x08h"
FORBIDDEN = set("\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WAYS = [[], ["--at", "T+1"], ["--at", "T+1", "--json"], ["--events"], ["--events", "--why"], ["--events", "--json"],
        ["--json"], ["--table", "1"], ["--all"], ["--learn"], ["--events", "--format", "edl"],
        ["--events", "--format", "ffmetadata"], ["--events", "--format", "csv"], ["--events", "--format", "otio"],
        ["--events", "--format", "fcpxml7"]]
number = 0


def point(name, problem):
    global number
    number += 1
    print(f"{'not ok' if problem else 'ok'} {number} {name}")
    if problem:
        print("# " + repr(problem)[:1500])


def bad(data):
    """What of the output a terminal would obey, or that is no text."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return str(error)
    found = sorted({c for c in text if c in FORBIDDEN or (unicodedata.category(c) == "Cc" and c not in "\n\t")})
    return "".join(found)


def files():
    """Name of what is hostile, and files: the last one is read."""
    cell = EVIL.replace("\u2028", "")
    yield "vehicle", {"x.csv": f't(s),vehicle,alt(m)\n0,"{cell}",1\n1,"{cell}",2\n2,"{cell}",3\n'}
    yield "channel", {"x.csv": f't(s),alt(m),{cell},{cell}(m/s)\n0,1,2,3\n1,2,3,4\n2,2,3,4\n'}
    yield "text", {"x.csv": f't(s),alt(m),state\n0,1,{cell}\n1,2,x\n2,3,{cell}\n'}
    yield "bad cells", {"x.csv": f't(s),alt(m)\n0,{cell}\n1,2\n{cell},3\n3,4\n'}
    yield "event", {"x.jsonl": "".join(json.dumps({"met": i, "altitude": i, "event": EVIL, "vehicle": EVIL}) + "\n"
                                       for i in range(3))}
    yield "key", {"x.jsonl": "".join(json.dumps({"met": i, "altitude": i, EVIL: 1}) + "\n" for i in range(3))}
    yield "units", {"x.csv": f't(s),alt({cell})\n0,1\n1,2\n'}
    yield "no format", {"x": EVIL * 20}
    yield "object", {"x.omm": f"CCSDS_OMM_VERS = 2.0\nCREATION_DATE = {cell}\nORIGINATOR = {cell}\n"
                     f"OBJECT_NAME = {cell}\nOBJECT_ID = {cell}\nCENTER_NAME = EARTH\nREF_FRAME = TEME\n"
                     "TIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\nEPOCH = 2021-01-01T00:00:00\nMEAN_MOTION = 15.5\n"
                     "ECCENTRICITY = 0.0001\nINCLINATION = 51.6\nRA_OF_ASC_NODE = 10\nARG_OF_PERICENTER = 20\n"
                     "MEAN_ANOMALY = 30\nBSTAR = 0.0001\n"}
    table = "t(s),alt(m)\n0,1\n1,2\n2,3\n"
    for key in ("[vehicle {}]\nlabel={}\n", "[{}]\na=b\n", "[mission]\n{}=1\n", "[mission]\nliftoff={}\n",
                "[events]\n{}=1\n", "[event x]\ntime=1\nlabel={}\n", "{}\n", "[mission]\nprofile={}\n"):
        yield "mission " + key.split("\n")[0], {
            "t.csv": table, "x.mission": "[telemetry]\nlocation=t.csv\n" + key.replace("{}", cell)}
    yield "mission's location", {"x.mission": f"[telemetry]\nlocation={cell}.csv\n"}
    yield "file name", {EVIL + "\n.csv": table}
    yield "unreadable file name", {EVIL + "\n.csv": ""}


def check(name, contents):
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for file, text in contents.items():
            path = os.path.join(folder, file)
            with open(path, "wb") as out:
                out.write(text.encode())
        for way in WAYS:
            done = subprocess.run([TOOL, *way, path], capture_output=True, timeout=60)
            for stream, data in (("stdout", done.stdout), ("stderr", done.stderr)):
                if bad(data):
                    problems.append((way, stream, bad(data), data[:300]))
            if done.returncode < 0:
                problems.append((way, "signal", done.returncode))
    point(name, problems)


def check_arguments():
    """What is said on the command line is printed back in errors."""
    problems = []
    options = ["--at", "--table", "--columns", "--input-format", "--object", "--format", "--mark", "--layout", "--size",
               "--limit", "--mission", "--" + EVIL.replace("\n", ""), "--language", "--over"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.csv")
        with open(path, "w", encoding="utf-8") as out:
            out.write("t(s),alt(m)\n0,1\n1,2\n")
        for option in options:
            done = subprocess.run([TOOL, path, "--preview", os.path.join(folder, "x.png"), option, EVIL],
                                  capture_output=True, timeout=60)
            if bad(done.stdout) or bad(done.stderr):
                problems.append((option, bad(done.stdout), bad(done.stderr), done.stderr[:300]))
    point("arguments", problems)


# The check itself sees what it looks for.
point("the check", None if all(bad(c.encode()) for c in ("\x1b", "\x07", "\u202e", "\r")) and bad(b"\xff")
      and not bad("é\n\t".encode()) else "blind")
for hostile in files():
    check(*hostile)
check_arguments()
print(f"1..{number}")
