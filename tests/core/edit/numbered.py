# SPDX-License-Identifier: LGPL-2.1-or-later
"""Footage whose frames say their number, and what the edit list says of a film of it, for tests that ask other programs
which frame they show."""
import fractions
import math
import subprocess

WIDTH, HEIGHT, FRAMES, RATE = 192, 32, 100, 25
BITS, BLOCK = 10, 16
# The first number of each clip.
CLIPS = {'a.mkv': 0, 'b.mkv': 500}


def run(*arguments, give=None):
    done = subprocess.run(arguments, input=give, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode(errors='replace')[-1500:]}")
    return done.stdout


def write_footage():
    """Grey frames; the blocks at their bits are white for ones, and behind them is a white and a black one."""
    for name, first in CLIPS.items():
        frames = []
        for number in range(first, first + FRAMES):
            row = b''.join(bytes([235 if number >> bit & 1 else 16]) * BLOCK for bit in range(BITS))
            row += bytes([235]) * BLOCK + bytes([16]) * BLOCK
            frames.append(row * HEIGHT)
        run('ffmpeg', '-nostdin', '-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'gray', '-s', f'{WIDTH}x{HEIGHT}', '-r', str(RATE),
            '-i', '-', '-pix_fmt', 'yuv444p', '-c:v', 'ffv1', '-y', name, give=b''.join(frames))


def numbers_of(raw):
    size = WIDTH * HEIGHT * 3
    numbers = []
    for start in range(0, len(raw), size):
        row = raw[start + WIDTH * 3 * (HEIGHT // 2):][:WIDTH * 3]
        levels = [row[(at * BLOCK + BLOCK // 2) * 3] for at in range(BITS + 2)]
        # Two pictures that are mixed may be darker than either: what is more than half of both counts.
        middle = (levels[BITS] + levels[BITS + 1]) / 2 if levels[BITS] > levels[BITS + 1] + 40 else 128
        numbers.append(sum(1 << bit for bit in range(BITS) if levels[bit] > middle))
    return numbers


def listed(program, film, n):
    """For each frame the pictures that a program may show: an instant between two is seen as the nearer, or either of two as
    near."""
    frames = []
    for line in run(program, film, str(n)).decode().splitlines():
        name, _, frame = line.partition(' ')
        place = CLIPS.get(name, 0) + fractions.Fraction(frame or 0)
        half = fractions.Fraction(1, 2)
        # Where the list says nothing is a blank or a card, which are white or black.
        frames.append({math.floor(place + half), math.ceil(place - half)} if frame else {0, 2 ** BITS - 1})
    return frames


def compare(shown, said):
    """What is wrong, or None."""
    wrong = [i for i, frames in enumerate(said) if shown[i] not in frames]
    if len(shown) < 15:
        return f'{len(shown)} frames'
    return f'frame {wrong[0]} is {shown[wrong[0]]}, said {said[wrong[0]]}; {len(wrong)} of {len(shown)}' if wrong else None
