#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Numbers are read off the pixels of burned frames: 60 frames of random values in seven layouts and four
pixel formats. Tesseract reads; a glyph that it misreads (it takes Inter's 5 for 9 at times) is told by the
nearest of the glyphs that were read right on other frames. What is right comes of the log alone. TAP."""
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    np = None

WIDTH, HEIGHT, FRAMES = 1280, 720, 60
LAYOUTS = ['webcast', 'hud', 'lower-third', 'minimal', 'cockpit', 'tracking', 'soyuz']
FORMATS = ['I420', 'NV12', 'P010_10LE', 'RGBA']
GREY, ASIDE, ABOVE, SCALE = 90, 6, 2, 3  # of the footage; pixels about a box; how much it is enlarged


def make_log(folder, seed):
    """A value a second, and the frame of that second shows it: (speed, altitude) as people write them."""
    draw = random.Random(seed)
    values = [(draw.randrange(1000, 27000), draw.randrange(150, 999)) for _ in range(FRAMES)]
    with open(os.path.join(folder, 'log.csv'), 'w', encoding='ascii', newline='') as file:
        rows = csv.writer(file)
        rows.writerow(['time[s]', 'speed[km/h]', 'altitude[km]'])
        rows.writerows((t, speed, height) for t, (speed, height) in enumerate(values))
    return [{'speed': f'{speed:,}', 'altitude': f'{height}'} for speed, height in values]


def burn(folder, layout, form):
    name = os.path.join(folder, 'frames')
    grey = f'foreground-color=0xff{GREY:02x}{GREY:02x}{GREY:02x}'
    # The steps of the values are no flight: what cannot be is a value all the same.
    with open(os.path.join(folder, 'log.mission'), 'w', encoding='ascii') as file:
        file.write('[mission]\nname=Random\n[telemetry]\nlocation=log.csv\noutliers=keep\n')
    subprocess.run(
        ['gst-launch-1.0', '-q', 'videotestsrc', f'num-buffers={FRAMES}', 'pattern=solid-color', grey, '!',
         f'video/x-raw,format={form},width={WIDTH},height={HEIGHT},framerate=1/1', '!', 'telemetryoverlay',
         f'mission={folder}/log.mission', 'liftoff-at=0', f'layout={layout}', '!', 'videoconvert', '!',
         'video/x-raw,format=GRAY8', '!', 'filesink', f'location={name}'],
        check=True, timeout=200, stderr=subprocess.DEVNULL)
    return np.fromfile(name, np.uint8).reshape(-1, HEIGHT, WIDTH)


def runs(flags, gap):
    """Stretches of true flags, joined over gaps."""
    found, last = [], None
    for at in np.flatnonzero(flags):
        if last is not None and at - last <= max(gap, 1):
            found[-1][1] = at + 1
        else:
            found.append([at, at + 1])
        last = at
    return found


def boxes(frames):
    """Where digits change from frame to frame: (top, bottom, left, right)."""
    moving = frames.std(axis=0) > 8
    found = []
    for top, bottom in runs(moving.any(axis=1), 2):
        for left, right in runs(moving[top:bottom].any(axis=0), 18):
            for first, last in runs(moving[top:bottom, left:right].any(axis=1), 2):
                columns = np.flatnonzero(moving[top + first:top + last, left:right].any(axis=0))
                if 9 <= last - first <= 80 and columns[-1] - columns[0] >= 12:
                    found.append((top + first, top + last, left + columns[0], left + columns[-1] + 1))
    return found


def crop(frame, box):
    """Dark on light, enlarged, as Tesseract likes it."""
    top, bottom, left, right = box
    part = frame[max(top - ABOVE, 0):bottom + ABOVE, max(left - ASIDE, 0):right + ASIDE].astype(float)
    part = 255 - np.clip((part - part.min()) * 255 / max(np.ptp(part), 1), 0, 255)
    return np.pad(np.kron(part, np.ones((SCALE, SCALE))), 12, mode='edge').astype(np.uint8)


def read(folder, pictures):
    names = []
    for i, picture in enumerate(pictures):
        names.append(os.path.join(folder, f'{i}.pgm'))
        with open(names[-1], 'wb') as file:
            file.write(b'P5\n%d %d\n255\n' % picture.shape[::-1] + picture.tobytes())
    with open(os.path.join(folder, 'list.txt'), 'w', encoding='ascii') as file:
        file.write('\n'.join(names) + '\n')
    done = subprocess.run(['tesseract', os.path.join(folder, 'list.txt'), '-', '--psm', '7', '-c',
                           'tessedit_char_whitelist=0123456789,'],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=600)
    return [page.strip().replace(' ', '') for page in done.stdout.decode().split('\f')][:len(pictures)]


def digits(text):
    return text.replace(',', '')


def glyphs(frame, box):
    """The digits of a box, cut out; commas are lower and left out."""
    dark = 255 - crop(frame, box)
    rows = np.flatnonzero((dark > 120).any(axis=1))
    dark = dark[rows[0]:rows[-1] + 1]
    out = []
    for left, right in runs((dark > 110).any(axis=0), 0):
        column = np.flatnonzero((dark[:, left:right] > 110).any(axis=1))
        if column[-1] - column[0] > 0.6 * len(dark):
            cell = np.zeros((len(dark), 3 * 40))
            cell[:, :min(right - left, 120)] = dark[:, left:right][:, :120]
            out.append(cell)
    return out


def nearest(known, glyph):
    fits = [(np.square(cell[:len(glyph)] - glyph[:len(cell)]).mean(), digit) for cell, digit in known]
    return min(fits)[1] if fits else '?'


def check_field(folder, frames, box, right, field):
    """Frames whose box is not read as the log says; what is misread is looked at glyph by glyph."""
    texts = read(folder, [crop(frame, box) for frame in frames])
    good = [i for i, text in enumerate(texts) if digits(text) == digits(right[i][field])]
    known = []
    # The rim of a plate may stand before the digits.
    rims = [len(glyphs(frames[i], box)) - len(digits(right[i][field])) for i in good]
    rim = max(sorted(set(rims)), key=rims.count, default=0)
    for i in good:
        cells, wanted = glyphs(frames[i], box)[max(rim, 0):], digits(right[i][field])
        if len(cells) == len(wanted):
            known += zip(cells, wanted)
    wrong = []
    for i in sorted(set(range(len(frames))) - set(good)):
        seen = ''.join(nearest(known, cell) for cell in glyphs(frames[i], box)[max(rim, 0):])
        if seen != digits(right[i][field]):
            wrong.append(f'frame {i}: {right[i][field]}, read {texts[i]}, by glyphs {seen}')
    return len(good), wrong


def check(folder, layout, form, right):
    frames = burn(folder, layout, form)
    found = boxes(frames)
    sample = range(0, FRAMES, 7)
    texts = read(folder, [crop(frames[i], box) for i in sample for box in found])
    problems, told = [], []
    for field in ('speed', 'altitude'):
        hits = [sum(digits(texts[n * len(found) + b]) == digits(right[i][field]) for n, i in enumerate(sample))
                for b in range(len(found))]
        if not hits or max(hits) < 3:
            problems.append(f'no place shows the {field}')
            continue
        good, wrong = check_field(folder, frames, found[hits.index(max(hits))], right, field)
        told.append(f'{field} {good} of {len(frames)} by Tesseract')
        problems += wrong
    return problems, ', '.join(told)


def main():
    if np is None or not shutil.which('tesseract') or not shutil.which('gst-launch-1.0'):
        print('1..0 # SKIP numpy and tesseract-ocr are needed')
        return
    wanted = sys.argv[1:]
    cases = [(layout, form) for layout in LAYOUTS for form in FORMATS
             if not wanted or layout in wanted or form in wanted]
    print(f'TAP version 13\n1..{len(cases)}')
    for n, (layout, form) in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as folder:
            problems, told = check(folder, layout, form, make_log(folder, n))
        for problem in problems[:8]:
            print('#', problem)
        print('not ok' if problems else 'ok', n, f'{layout} {form}: {told}', flush=True)


main()
