#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The house, drawn from the includes: which folder of plugin/ sees which.

    python3 tests/graph.py SOURCE_FOLDER

Prints the graph as text and, as TAP, whether it keeps its rules: every folder
is a known room, no arrow climbs to a room above, no circle of folders, no
private header read from another folder, no system header of a
library that a tier does not know, no folder too full. Reads the files of the
folder, with or without git, and fails where there is nothing to read. Which
file calls which is tests/file-circles.sh's.
"""
import collections
import os
import re
import sys

# The rooms from the ground up: a room includes from those before it alone.
ROOMS = """
core/base core/time core/measure core/condition
core/space/frames core/space/orbit core/space
core/log
core/decode core/decode/table core/decode/text core/decode/json core/decode/ndm core/decode/klv core/decode/gopro
core/decode/mavlink core/decode/packets/wire core/decode/packets/definition core/decode/packets
core/timeline core/footage core/edit core/phases core/encode core/mission core/conform
render/native render/draw render/layout render/scene render/widgets render/widgets/attitude render/widgets/card render/widgets/map render/widgets/globe render/widgets/earth-moon render/widgets/plan render/widgets/plot render/widgets/svg render/widgets/tank render/ass
host
lib
ges
elements/settings elements/stream elements/overlay elements/subtitle elements
hosts/frei0r hosts/mlt hosts/obs
""".split()

# What a tier must not include of the system's.
FOREIGN = {
    "core": re.compile(r"gst/|cairo|pango|librsvg|gdk-pixbuf"),
    "render": re.compile(r"gst/"),
    "host": re.compile(r"gst/"),
    "hosts": re.compile(r"gst/|cairo|pango|librsvg|gdk-pixbuf"),
}
MOST_FILES = 50
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Test:
    def __init__(self):
        self.points = 0
        self.failed = False

    def point(self, name, faults):
        self.points += 1
        print(f"{'not ok' if faults else 'ok'} {self.points} {name}")
        for fault in faults:
            print(f"# {fault}")
        self.failed |= bool(faults)


def sources(root, top):
    for folder, subfolders, names in os.walk(os.path.join(root, top)):
        subfolders[:] = sorted(s for s in subfolders if not s.startswith(("build", ".")))
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.relpath(os.path.join(folder, name), root)


def includes(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found.group(1) == '"', found.group(2)


def circles(arrows):
    """The strongly connected sets of more than one node (Tarjan 1972)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(arrows.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            members = []
            while True:
                members.append(stack.pop())
                if members[-1] == node:
                    break
            if len(members) > 1:
                found.append(sorted(members))

    sys.setrecursionlimit(10000)
    for node in sorted(arrows):
        if node not in index:
            visit(node)
    return found


def main(root):
    plugin = os.path.join(root, "plugin")
    files = list(sources(plugin, "."))
    known = set(files)
    rank = {room: n for n, room in enumerate(ROOMS)}
    rooms = collections.defaultdict(set)      # room → rooms that it includes from
    climbing, beside, private, foreign, lost = [], [], [], [], []

    for path in files:
        room = os.path.dirname(path)
        rooms[room]
        for number, own, name in includes(plugin, path):
            place = f"plugin/{path}:{number}: {name}"
            if not own:
                rule = FOREIGN.get(path.split("/")[0])
                if rule and rule.match(name):
                    foreign.append(place)
                continue
            if name not in known:
                if not name.startswith("data/"):    # made when built
                    lost.append(place)
                continue
            target = os.path.dirname(name)
            if target == room:
                continue
            rooms[room].add(target)
            if room.startswith("hosts/") and target != "host":
                beside.append(place)
            if rank.get(target, -1) > rank.get(room, len(rank)):
                climbing.append(f"{place} climbs from {room} to {target}")
            if re.search(r"-(private|internal)\.h$", name):
                private.append(place)
    for top in ("tests", "pipelines"):
        for path in sources(root, top):
            mirrored = os.path.dirname(path).partition("/")[2]
            for number, own, name in includes(root, path):
                if own and re.search(r"-(private|internal)\.h$", name) and name in known and \
                        os.path.dirname(name) != mirrored:
                    private.append(f"{path}:{number}: {name}")

    print("TAP version 13")
    width = max((len(room) for room in rooms), default=0)
    for room in sorted(rooms, key=lambda room: -rank.get(room, 0)):
        seen = sorted(rooms[room], key=lambda room: -rank.get(room, 0))
        print(f"# {room.ljust(width)} -> {' '.join(seen)}")

    test = Test()
    arrows = sum(len(seen) for seen in rooms.values())
    test.point(f"there is something to look at: {len(files)} files, {len(rooms)} rooms, {arrows} arrows",
               [] if len(files) > 100 and arrows > 20 else [f"too little below {plugin}"])
    test.point("every folder is a room of the plan, every room is a folder",
               [f"plugin/{room} is not in the list of rooms" for room in rooms if room not in rank] +
               [f"plugin/{room} has no file" for room in ROOMS if room not in rooms])
    test.point("no arrow climbs", climbing)
    test.point("modules of other programs see the facade alone", beside)
    test.point("no circle of folders", [" ".join(circle) for circle in circles(rooms)])
    test.point("private headers stay in their folder", private)
    test.point("no tier includes a library that it must not know", foreign)
    test.point("own headers are found", lost)
    full = collections.Counter(os.path.dirname(path) for path in files)
    test.point(f"no folder with more than {MOST_FILES} files",
               [f"plugin/{room}: {n}" for room, n in full.items() if n > MOST_FILES])
    print(f"1..{test.points}")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
