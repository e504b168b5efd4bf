# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the list of a resource bundle: every file of the folder ROOT that fits
one of the PATTERNs, sorted, under PREFIX. The folders searched go into DEPFILE:
their time changes when a file is added or removed, so the build makes the list
anew by itself.

usage: resource-list.py OUTPUT DEPFILE ROOT PREFIX PATTERN..."""
import pathlib
import sys
from xml.sax.saxutils import escape, quoteattr


def main(output, depfile, root, prefix, *patterns):
    root = pathlib.Path(root)
    files = sorted({path.relative_to(root).as_posix()
                    for pattern in patterns for path in root.glob(pattern)})
    folders = sorted({(root / pattern).parent for pattern in patterns})
    if not files:
        sys.exit(f"resource-list.py: no file in {root} fits {' '.join(patterns)}")
    rows = "".join(f"    <file>{escape(name)}</file>\n" for name in files)
    pathlib.Path(output).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<gresources>\n'
        f"  <gresource prefix={quoteattr(prefix)}>\n{rows}  </gresource>\n</gresources>\n",
        encoding="utf-8")
    names = " ".join(str(folder.resolve()).replace(" ", "\\ ") for folder in folders)
    pathlib.Path(depfile).write_text(f"{output}: {names}\n", encoding="utf-8")


main(*sys.argv[1:])
