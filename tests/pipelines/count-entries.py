# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts how often a program's functions in one file are called from another file. For gdb:

  COUNT_ENTRIES=core/mission/mission.c gdb -batch -x count-entries.py --args PROGRAM ARGUMENTS
"""
import collections
import os
import re

import gdb

FILE = "/" + os.environ["COUNT_ENTRIES"]
entries = collections.Counter()


class Entry(gdb.Breakpoint):
    def stop(self):
        frame = gdb.newest_frame()
        caller = frame.older()
        table = caller.find_sal().symtab if caller else None
        where = table.filename if table else "a library"
        if not where.endswith(FILE):
            entries[frame.name(), os.path.basename(where)] += 1
        return False


def functions():
    """Every function of the file, static ones too: they can be called through pointers."""
    here = False
    for line in gdb.execute("info functions -q", to_string=True).splitlines():
        if line.startswith("File "):
            here = line[5:].rstrip(":").endswith(FILE)
        name = re.search(r"(\w+) ?\(", line) if here else None
        if name:
            yield name.group(1)


gdb.execute("set pagination off")
gdb.execute("set confirm off")
for function in list(functions()):
    Entry(f"{os.path.basename(FILE)}:{function}", internal=True)
gdb.execute("run")
for (function, caller), count in entries.most_common():
    print(f"entry: {function} from {caller}: {count}")
print(f"entries: {sum(entries.values())}")
