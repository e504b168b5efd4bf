#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The rooms of telemetry-render: each includes from those before it in meson.build alone."""
import os
import re
import sys

ROOT = os.path.join(os.environ['TELEMETRY_SOURCE_ROOT'], 'pipelines', 'render')


def read(*path):
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def includes(path):
    return re.findall(r'^\s*#\s*include\s*"([^"]+)"', read(path), re.MULTILINE)


def main():
    rooms = re.findall(r"'([a-z]+)'", re.search(r'foreach room : \[(.*?)\]', read('meson.build'))[1])
    files = {room: [f'{room}/{name}' for name in os.listdir(os.path.join(ROOT, room)) if name.endswith(('.c', '.h'))] for room in rooms}
    folders = [name for name in os.listdir(ROOT) if os.path.isdir(os.path.join(ROOT, name))]
    faults = {
        'each folder is a room': sorted(set(folders) ^ set(rooms)),
        'no room is empty, or too full': [room for room in rooms if not 0 < len(files[room]) <= 50],
        'a room includes from those before it': [
            f'{path}: {other}' for i, room in enumerate(rooms) for path in files[room] for other in includes(path)
            if other.split('/')[0] in rooms[i + 1:]],
        'what is included is there, by its room': [
            f'{path}: {other}' for room in rooms for path in files[room] for other in includes(path)
            if not other.startswith('core/') and not os.path.exists(os.path.join(ROOT, other))],
    }
    print('TAP version 13')
    print(f'1..{len(faults)}')
    for number, (name, found) in enumerate(faults.items(), 1):
        print(f"{'not ok' if found else 'ok'} {number} {name}")
        for fault in found:
            print(f'# {fault}')
    sys.exit(any(faults.values()))


main()
