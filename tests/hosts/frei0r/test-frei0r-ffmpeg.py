#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""FFmpeg's frei0r filter and source draw what telemetryoverlay draws, of the same instants: in RGBA, frame by frame, at
three rates and in three layouts. TAP."""
import os
import random
import shutil
import subprocess
import sys
import tempfile

WIDTH, HEIGHT, FRAMES = 640, 360, 12
FRAME = WIDTH * HEIGHT * 4
LAYOUTS = ('webcast', 'soyuz', 'hud')
RATES = ('25', '30000/1001', '50')
MOST = 2          # codes of 255


def run(*arguments, **more):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False, **more)
    if done.returncode:
        raise RuntimeError(f'{arguments[0]}: {done.stderr.decode()}')
    return done.stdout


def write_flight(name):
    with open(name + '.csv', 'w', encoding='utf-8') as log:
        log.write('time[s],altitude[m],speed[m/s]\n')
        for i in range(4001):
            t = i / 10
            log.write(f'{t:.1f},{40 * t:.1f},{20 + 5 * t:.1f}\n')
    with open(name + '.mission', 'w', encoding='utf-8') as mission:
        mission.write(f'[mission]\nname=Test\n[telemetry]\nlocation={name}.csv\n[events]\nliftoff=0\nmeco=150\nseco=300\n')


def by_element(layout, rate, liftoff, pattern):
    run('gst-launch-1.0', '-q', 'videotestsrc', f'num-buffers={FRAMES}', *pattern.split(), '!',
        f'video/x-raw,format=RGBA,width={WIDTH},height={HEIGHT},framerate={rate if "/" in rate else rate + "/1"}', '!',
        'telemetryoverlay', 'mission=flight.mission', f'layout={layout}', f'liftoff-at={liftoff}', '!',
        'filesink', 'location=element.rgba')
    return open('element.rgba', 'rb').read()


def ground(rate, pattern):
    run('gst-launch-1.0', '-q', 'videotestsrc', f'num-buffers={FRAMES}', *pattern.split(), '!',
        f'video/x-raw,format=RGBA,width={WIDTH},height={HEIGHT},framerate={rate if "/" in rate else rate + "/1"}', '!',
        'filesink', 'location=ground.rgba')
    return ('-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', f'{WIDTH}x{HEIGHT}', '-r', rate, '-i', 'ground.rgba')


def by_filter(layout, rate, liftoff, pattern):
    return run('ffmpeg', '-nostdin', '-v', 'error', *ground(rate, pattern),
               '-vf', f'frei0r=telemetry:flight.mission|{layout}|{liftoff}|ms', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-')


def by_source(layout, rate, liftoff, pattern):
    del pattern
    return run('ffmpeg', '-nostdin', '-v', 'error', '-f', 'lavfi', '-i',
               f'frei0r_src=size={WIDTH}x{HEIGHT}:framerate={rate}:filter_name=telemetry_source:'
               f'filter_params=flight.mission|{layout}|{liftoff}|ms',
               '-frames:v', str(FRAMES), '-f', 'rawvideo', '-pix_fmt', 'rgba', '-')


def most_apart(one, other):
    assert len(one) == len(other) == FRAME * FRAMES, (len(one), len(other))
    if one == other:
        return 0
    return max(abs(a - b) for a, b in zip(one, other))


def main():
    print('TAP version 13')
    build = os.environ['TELEMETRY_BUILD_ROOT']
    modules = os.path.join(build, 'plugin', 'hosts', 'frei0r')
    if not shutil.which('ffmpeg') or b'frei0r_src' not in run('ffmpeg', '-nostdin', '-v', 'quiet', '-filters'):
        print('1..0 # SKIP no ffmpeg with frei0r here')
        return 0
    os.environ['FREI0R_PATH'] = modules
    dice = random.Random(20211005)
    failed = number = 0
    cases = [(kind, layout, rate) for kind in ('filter', 'source') for layout in LAYOUTS for rate in RATES]
    print(f'1..{len(cases)}')
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_flight('flight')
        for kind, layout, rate in cases:
            number += 1
            liftoff = f'{-dice.randrange(0, 380) - dice.randrange(0, 1000) / 1000:.3f}'
            pattern = 'pattern=smpte' if kind == 'filter' else 'pattern=solid-color foreground-color=0'
            wanted = by_element(layout, rate, liftoff, pattern)
            apart = most_apart(wanted, (by_filter if kind == 'filter' else by_source)(layout, rate, liftoff, pattern))
            # A picture that says what is wrong, or nothing, is no picture of the flight.
            plain = wanted[:FRAME] != wanted[-FRAME:]
            good = apart <= MOST and plain
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} {kind}, {layout}, {rate} a second from T+{liftoff[1:]} s: "
                  f'{apart} codes apart at most')
        os.chdir('/')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
