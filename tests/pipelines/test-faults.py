#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What goes wrong around the programs: media that fail, files that change while they are read, full disks, connections
that close, clocks out of range, machines without fonts, leap seconds, a home or a locale they know. Each is said, or does
not matter; nothing hangs and nothing crashes. TAP.

    test-faults.py TELEMETRY_INSPECT FAULT_READ_LIBRARY SANITIZERS
"""
import os
import re
import socket
import subprocess
import sys
import tempfile

TOOL, LIBRARY = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ROWS = "t(s),alt(m)\n" + "".join(f"{i},{i}.5\n" for i in range(40))
UTC = "utc,alt(m)\n" + "".join(f"2016-12-31T23:59:{i:02}Z,{i}.5\n" for i in range(50, 60)) + "2017-01-01T00:00:01Z,9\n"
# Under a sanitizer its runtime has to come first, which a preloaded library does not.
SANITIZED = sys.argv[3] != "none"
number = 0


def point(name, good, note="", skip=""):
    global number
    number += 1
    print(f"{'ok' if good or skip else 'not ok'} {number} {name}{' # SKIP ' + skip if skip else ''}")
    if not good and not skip:
        print("# " + repr(note)[:1500])


def run(command, env=None, **options):
    changed = dict(os.environ, **(env or {}))
    changed = {key: value for key, value in changed.items() if value is not None}
    return subprocess.run(command, capture_output=True, timeout=60, text=True, errors="replace", env=changed, **options)


def inspect(*arguments, env=None, **options):
    return run([TOOL, *arguments], env, **options)


def launch(line, env=None, **options):
    return run(["gst-launch-1.0", "-q", *line.split()], env, **options)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def records(done):
    found = re.search(r"(\d+) records", done.stdout)
    return int(found.group(1)) if found else None


def reading(folder):
    """A file that fails or changes while it is read."""
    for how, after, words in (("eio", 100, "reading stopped after 100 bytes"),
                              ("shrink", ROWS.index("20,20.5"), "became shorter while it was read"),
                              ("shrink", ROWS.index("20,") + 4, "became shorter while it was read"), ("grow", 100, None)):
        path = write(folder, "victim.csv", ROWS.rstrip("\n"))
        done = inspect(path, env={"LD_PRELOAD": LIBRARY, "FAULT": how, "FAULT_AFTER": str(after),
                                  "FAULT_NAME": "/victim.csv"})
        if words:
            good = done.returncode == 1 and words in done.stderr
        else:
            good = done.returncode == 0 and records(done) == 41
        point(f"a file that has {how} after {after} bytes", good, (done.returncode, done.stdout[:200], done.stderr),
              "a sanitizer is in the way" if SANITIZED else "")
    path = write(folder, "victim.csv", ROWS)
    done = launch(f"filesrc location={path} blocksize=64 ! text/csv ! telemetryparse ! fakesink",
                  {"LD_PRELOAD": LIBRARY, "FAULT": "eio", "FAULT_AFTER": "128", "FAULT_NAME": "/victim.csv"})
    point("a stream whose file fails", done.returncode == 1 and "rror" in done.stderr, (done.returncode, done.stderr),
          "a sanitizer is in the way" if SANITIZED else "")


def full(folder):
    """No room for what is written."""
    log = write(folder, "flight.csv", ROWS)
    with open("/dev/full", "w", encoding="utf-8") as nowhere:
        for way in ([], ["--table", "1"], ["--events"], ["--at", "T+1", "--json"], ["--learn"], ["--help-limits"]):
            done = subprocess.run([TOOL, *way, log], stdout=nowhere, stderr=subprocess.PIPE, timeout=60, check=False)
            point(f"a full disk under {way or ['an overview']}", done.returncode == 1 and b"cannot be written" in done.stderr,
                  (done.returncode, done.stderr))
    done = inspect(log, "--preview", "/dev/full")
    point("a full disk under a preview", done.returncode in (1, 2) and done.stderr.strip(), (done.returncode, done.stderr))


def closed(folder):
    """A sender that goes away in the middle of a row; a reader that goes away."""
    ours, theirs = socket.socketpair()
    with theirs:
        player = subprocess.Popen(["gst-launch-1.0", "-q", "fdsrc", f"fd={theirs.fileno()}", "!", "text/csv", "!",
                                   "telemetryparse", "!", "fakesink"], pass_fds=[theirs.fileno()],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ours.sendall((ROWS + "40,4").encode())
    ours.close()
    said = player.communicate(timeout=60)
    point("a connection that closes within a row", player.returncode == 0, said)
    log = write(folder, "long.csv", "t(s),alt(m)\n" + "".join(f"{i},1\n" for i in range(100000)))
    reader = subprocess.Popen([TOOL, log, "--table", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader.stdout.read(10)
    reader.stdout.close()
    reader.stderr.read()
    point("a reader that closes", reader.wait(timeout=60) in (1, -13), reader.returncode)


def clocks(folder):
    """Times no flight has: the largest numbers, years out of range."""
    for name, text in (("far.csv", "t(s),alt(m)\n0,1\n1e300,2\n2,3\n"), ("huge.csv", "t(s),alt(m)\n-9.3e9,1\n9.3e9,2\n"),
                       ("years.csv", "utc,alt(m)\n0001-01-01T00:00:00Z,1\n9999-12-31T23:59:59Z,2\n"),
                       ("gps.csv", "gps_week,gps_tow(s),alt(m)\n99999999,1,1\n99999999,2,2\n")):
        done = inspect(write(folder, name, text))
        spans = [float(s.replace(",", "")) for s in re.findall(r", (-?[\d.]+) s$", done.stdout, re.M)]
        point(f"a clock out of range: {name}", done.returncode in (0, 1) and all(0 <= s < 9.3e9 for s in spans) and
              (done.returncode == 0 or done.stderr.strip()), (done.returncode, done.stdout[:300], done.stderr))


def machines(folder):
    """Machines that lack what most have: the same numbers come out."""
    log, utc = write(folder, "flight.csv", ROWS), write(folder, "utc.csv", UTC)
    empty = write(folder, "no-fonts.conf", "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                  f"<fontconfig><cachedir>{folder}/cache</cachedir></fontconfig>")
    locked = os.path.join(folder, "locked")
    os.mkdir(locked, 0o500)
    commas = os.path.join(folder, "de_DE.UTF-8")
    try:
        run(["localedef", "-i", "de_DE", "-f", "UTF-8", commas])
    except FileNotFoundError:
        pass
    commas = os.path.isdir(commas)
    normal = [inspect(log, "--table", "5").stdout, inspect(utc, "--json").stdout]
    worlds = {"the C locale": {"LC_ALL": "C"}, "no HOME": {"HOME": None, "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None},
              "a home that is not there": {"HOME": "/nonexistent"},
              "a home that cannot be written": {"HOME": locked, "XDG_CACHE_HOME": locked, "XDG_CONFIG_HOME": locked},
              "no place for temporary files": {"TMPDIR": "/nonexistent"},
              "no table of zones": {"TZDIR": "/nonexistent", "TZ": "Nowhere/None"},
              "no fonts": {"FONTCONFIG_FILE": empty}}
    if not SANITIZED:
        worlds["no file of leap seconds"] = {"LD_PRELOAD": LIBRARY, "FAULT": "absent", "FAULT_NAME": "/leap-seconds.list"}
    for name, env in worlds.items():
        came = [inspect(log, "--table", "5", env=env).stdout, inspect(utc, "--json", env=env).stdout]
        point(f"{name}: the same numbers", came == normal and all(normal), (came, normal))
        done = launch(f"videotestsrc num-buffers=3 ! video/x-raw,width=320,height=180 ! telemetryoverlay location={log} ! "
                      "fakesink", env)
        point(f"{name}: the video goes on", done.returncode == 0, done.stderr)
    env = {"LOCPATH": folder, "LC_ALL": "de_DE.UTF-8"}
    written = run([sys.executable, "-c", "import locale as l; l.setlocale(l.LC_ALL, ''); "
                   "print(l.localeconv()['decimal_point'])"], env).stdout.strip()
    skip = "" if commas and written == "," else "no such locale can be made here"
    point("a locale with decimal commas: the same numbers", inspect(log, "--table", "5", env=env).stdout == normal[0] and
          inspect(utc, "--json", env=env).stdout == normal[1], written, skip)


def limits(folder):
    """The property limits of each element: what is wrong in it is said, and so is what passes one."""
    log = write(folder, "limited.csv", ROWS)
    elements = {"telemetryoverlay": f"videotestsrc num-buffers=2 ! video/x-raw,width=64,height=36 ! telemetryoverlay "
                                    f"location={log} limits=LIMITS ! fakesink",
                "telemetrysrc": f"telemetrysrc location={log} limits=LIMITS ! fakesink",
                "telemetryparse": f"filesrc location={log} ! text/csv ! telemetryparse limits=LIMITS ! fakesink",
                "telemetrysubtitle": f"telemetrysrc location={log} ! telemetrysubtitle limits=LIMITS ! text/x-raw ! fakesink"}

    def play(line, value):
        # gst-launch 1.22 waits for ever, now and then, where an error comes before its main loop runs (its own
        # elements do it too): what was printed until then counts. Nothing here takes long otherwise.
        return run(["timeout", "45", "gst-launch-1.0", *line.replace("LIMITS", value).split()])

    for name, line in elements.items():
        done = play(line, "colums=5")
        point(f"{name}: a limit that is none", done.returncode != 0 and "did you mean" in done.stderr, done.stderr)
        limit = "layout-bytes=1" if name == "telemetrysubtitle" else "columns=1"
        done = play(line, limit)
        said = done.stderr + done.stdout
        # A stream that cannot be read is ignored, with a warning: the video goes on.
        point(f"{name}: past a limit", limit in said and f"limits={limit.split('=')[0]}=" in said and
              (done.returncode != 0) == (name != "telemetryparse"), (done.returncode, said))
        done = play(line, "columns=2,line-bytes=4M")
        point(f"{name}: within all", done.returncode == 0, done.stderr)


with tempfile.TemporaryDirectory() as place:
    for group in (reading, full, closed, clocks, machines, limits):
        group(place)
print(f"1..{number}")
