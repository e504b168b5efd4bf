#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sums up what llvm-cov exports (standard input): lines reached of each folder of core/decode."""
import collections
import json
import os
import sys

TOP = "plugin/core/decode"


def main():
    folders = collections.defaultdict(lambda: [0, 0])
    for one in json.load(sys.stdin)["data"][0]["files"]:
        at = one["filename"].find(TOP)
        if at < 0 or not one["filename"].endswith(".c"):
            continue
        lines = one["summary"]["lines"]
        for folder in (os.path.dirname(one["filename"][at:]), "all of " + TOP):
            folders[folder][0] += lines["covered"]
            folders[folder][1] += lines["count"]
    for folder, (covered, count) in sorted(folders.items()):
        print(f"{folder:44} {covered:6} of {count:6} lines, {100 * covered / count:5.1f} %")


if __name__ == "__main__":
    main()
