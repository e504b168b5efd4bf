#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What SECURITY.md says never happens, as the kernel saw it: files that ask for others, for the network or for programs are
read under strace, and nothing of that is opened, connected to or run, nor any file written. TAP.

    test-trust.py TELEMETRY_INSPECT
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOOL = os.path.abspath(sys.argv[1])
SECRET = "the-secret-file"
CALLS = "execve,execveat,open,openat,openat2,creat,socket,connect,fork,vfork,unlink,unlinkat,rename,renameat,renameat2,mkdir"
number = 0


def point(name, problem, skip=""):
    global number
    number += 1
    print(f"{'not ok' if problem and not skip else 'ok'} {number} {name}{' # SKIP ' + skip if skip else ''}")
    if problem and not skip:
        print("# " + repr(problem)[:1500])


def trace(command, folder):
    """The calls of a program and those it starts, one a line."""
    log = os.path.join(folder, "calls")
    env = dict(os.environ, HOME=folder, XDG_CACHE_HOME=folder + "/cache")
    subprocess.run(["strace", "-f", "-qq", "-s", "300", "-e", "trace=" + CALLS, "-o", log, *command], timeout=120,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=False)
    with open(log, encoding="utf-8", errors="replace") as lines:
        return lines.read().splitlines()


def misdeeds(calls, may_write=()):
    bad = []
    for call in calls[1:]:                       # the first runs the program
        if "= -1 ENOENT" in call and "AF_INET" not in call:
            continue
        writes = re.search(r"O_(WRONLY|RDWR|CREAT)|\b(creat|unlink|rename|mkdir)", call)
        if SECRET in call or re.search(r"\bexecve", call) or re.search(r"\b(socket|connect)\(.*(AF_INET|AF_UNIX)", call):
            bad.append(call)
        elif writes and "/dev/null" not in call and not any(path in call for path in may_write):
            bad.append(call)
    return bad


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def xml_files(folder, secret):
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY n SYSTEM "http://127.0.0.1:9/{SECRET}">]>'
    point_ = '<trk><trkseg><trkpt lat="48.1" lon="11.5"><ele>545</ele><time>2021-10-05T08:55:02Z</time></trkpt></trkseg></trk>'
    yield "gpx with entities", write(folder, "a.gpx", f'<?xml version="1.0"?>{entity.replace("DOCTYPE x", "DOCTYPE gpx")}'
                                     f'<gpx version="1.1"><name>&e;&n;</name>{point_}</gpx>')
    yield "gpx with a DTD", write(folder, "b.gpx", f'<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "file://{secret}">'
                                  f'<gpx version="1.1">{point_}</gpx>')
    yield "gpx with an inclusion", write(folder, "c.gpx", '<?xml version="1.0"?><gpx version="1.1" '
                                         f'xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{secret}"/>'
                                         f'{point_}</gpx>')
    yield "NDM with entities", write(folder, "d.xml", f'<?xml version="1.0"?>{entity.replace("DOCTYPE x", "DOCTYPE omm")}'
                                     '<omm id="CCSDS_OMM_VERS" version="2.0"><header><CREATION_DATE>&e;</CREATION_DATE>'
                                     "<ORIGINATOR>&n;</ORIGINATOR></header></omm>")


def layouts(folder, secret):
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>')
    style = f'<?xml-stylesheet href="file://{secret}" type="text/css"?>'
    insides = {"an image": f'<image xlink:href="file://{secret}" width="9" height="9"/>',
               "an image by its name": f'<image xlink:href="{SECRET}" width="9" height="9"/>',
               "the network": f'<image xlink:href="http://127.0.0.1:9/{SECRET}" width="9" height="9"/>',
               "an import": f'<style>@import url("file://{secret}"); @import url("{SECRET}");</style>',
               "a use": f'<use xlink:href="file://{secret}#a"/>'}
    for name, inside in insides.items():
        yield f"SVG with {name}", svg.format(inside), "picture.svg"
    yield "SVG with a style sheet", style + svg.format(""), "picture.svg"
    yield "SVG with an entity", f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file://{secret}">]>' + svg.format("<text>&e;</text>"), "picture.svg"
    for path in (secret, "../" + SECRET, "file://" + secret):
        yield f"layout that names {'an absolute path' if path == secret else path[:7]}", "", path


def main(folder):
    secret = write(os.path.dirname(folder), SECRET, "secret")
    log = write(folder, "flight.csv", "t(s),alt(m)\n0,1\n1,2\n")
    calls = trace(["cat", secret], folder)
    skip = "" if misdeeds(calls) else "strace sees nothing here"
    point("what is looked for is seen", not misdeeds(calls), skip)
    for name, path in xml_files(folder, secret):
        calls = trace([TOOL, path, "--at", "T+0"], folder)
        opened = any(os.path.basename(path) in call for call in calls[1:])
        point(name, misdeeds(calls) or ("" if opened else "the file was never opened"), skip)
    for name, svg, file in layouts(folder, secret):
        write(folder, "picture.svg", svg)
        layout = write(folder, "x.layout", f"[widget a]\ntype=image\nfile={file}\nanchor=center\nwidth=10%\n")
        png = os.path.join(folder, "out.png")
        calls = trace([TOOL, log, "--layout", layout, "--preview", png, "--size", "64x36"], folder)
        # Fontconfig keeps its cache.
        opened = any("picture.svg" in call for call in calls)
        point(name, misdeeds(calls, (png, folder + "/cache", "fontconfig")) or
              ("" if opened or file != "picture.svg" else "the picture was never opened"), skip)
    os.unlink(secret)


if not shutil.which("strace"):
    print("1..0 # SKIP no strace here")
else:
    with tempfile.TemporaryDirectory() as place:
        os.mkdir(os.path.join(place, "work"))
        main(os.path.join(place, "work"))
    print(f"1..{number}")
