#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a corpus of what libFuzzer has made small.

    python3 tests/fuzz/keep.py SMALL CORPUS

Inputs get numbers, in order of their content; those of CORPUS that have names which say what they
were (found-...) stay as they are.
"""
import os
import re
import sys


def main(small, corpus):
    new = {open(os.path.join(small, name), "rb").read() for name in os.listdir(small)}
    for name in os.listdir(corpus):
        path = os.path.join(corpus, name)
        if re.fullmatch(r"\d+", name):
            os.unlink(path)
        else:
            new.discard(open(path, "rb").read())
    for number, content in enumerate(sorted(new, key=lambda content: (len(content), content)), 1):
        with open(os.path.join(corpus, f"{number:04}"), "wb") as out:
            out.write(content)
    print(f"{os.path.basename(corpus):18} {len(os.listdir(corpus)):5} inputs")


if __name__ == "__main__":
    main(*sys.argv[1:])
