#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How telemetry-render shows what it does. $1 is the tool."""
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

CODER = ['-e', 'x264enc threads=1 speed-preset=ultrafast']
NAMES = ['\u6708' * 30, 'e\u0301' * 20 + 'x' * 40, 'short']


def make(folder):
    first = f'{folder}/{NAMES[0]}.mp4'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x352:r=25:d=6', '-c:v', 'mpeg4', first)
    for name in NAMES[1:]:
        shutil.copy(first, f'{folder}/{name}.mp4')
    return [f'{folder}/{name}.mp4' for name in NAMES]


def width(text):
    """Unicode, UAX 11 and general categories: columns of a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in text)


def on_terminal(columns, rows, command):
    own, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    process = subprocess.Popen(command, stdout=its, stderr=its)
    os.close(its)
    said = b''
    while True:
        try:
            more = os.read(own, 65536)
        except OSError:
            break
        if not more:
            break
        said += more
    os.close(own)
    assert process.wait(timeout=60) == 0, said
    return said.decode('utf-8')


def test_what_is_drawn_over_fits_the_terminal(folder):
    for columns, rows in ((40, 24), (25, 3), (200, 50)):
        text = on_terminal(columns, rows, [tap.TOOL, *make(folder), '-t', tap.LOG, '-o', f'{folder}/out/', '-j', '3', '-f', *CODER])
        pieces = re.split('\x1b\\[(\\d+)A\x1b\\[J', text)
        assert len(pieces) > 4, text
        for drawn, up in zip(pieces[::2], pieces[1::2]):
            lines = drawn.split('\r\n')
            # It goes up as many lines as it drew, none of which broke or scrolled away.
            assert len(lines) > int(up) and int(up) < rows, (columns, rows, up, drawn)
            for line in lines[-1 - int(up):]:
                assert width(line) < columns, (columns, line)
        assert '3 of 3 clips done' in text, text


def test_the_summary_has_columns(folder):
    done = tap.run(*make(folder), '-t', tap.LOG, '-o', f'{folder}/out/', *CODER)
    rows = [line for line in done.stdout.splitlines() if line.startswith('  ')]
    assert len(rows) == 3 and len({width(row[:row.index(' done ')]) for row in rows}) == 1, rows
    assert '\u2026' in rows[0] and '\u2026' in rows[1] and '\u2026' not in rows[2], rows


tap.main(test_what_is_drawn_over_fits_the_terminal, test_the_summary_has_columns)
