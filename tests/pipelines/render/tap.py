# SPDX-License-Identifier: LGPL-2.1-or-later
"""Points of TAP, and what ffprobe finds, for the tests of telemetry-render."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback

import clips

ROOT = os.environ['TELEMETRY_SOURCE_ROOT']
LOG = f'{ROOT}/pipelines/examples/sounding-rocket.csv'
MISSION = f'{ROOT}/pipelines/examples/sounding-rocket.mission'
TOOL = os.path.abspath(sys.argv[1])


class Skip(Exception):
    """Why a test cannot be made here."""


def probe(path, *entries, packets=False):
    command = ['ffprobe', '-v', 'error', '-of', 'json', '-show_streams', '-show_format', '-show_chapters']
    done = subprocess.run(command + (['-count_packets'] if packets else []) + list(entries) + [path],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def streams(path, kind=None):
    return [s for s in probe(path)['streams'] if kind in (None, s['codec_type'])]


def packets(path, stream, entry):
    done = subprocess.run(['ffprobe', '-v', 'error', '-select_streams', stream, '-of', 'json', '-show_entries',
                           f'packet={entry}', path], stdout=subprocess.PIPE, check=True)
    return [p.get(entry) for p in json.loads(done.stdout)['packets']]


def times(path):
    """When its pictures are shown, seconds after the first."""
    found = sorted(float(t) for t in packets(path, 'v:0', 'pts_time'))
    return [round(t - found[0], 4) for t in found]


def hashes(path, kind):
    """Of what the packets of each such stream hold: a for sound, s for subtitles."""
    if not any(stream['codec_type'].startswith(kind) for stream in probe(path)['streams']):
        return []
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-map', f'0:{kind}?', '-c', 'copy', '-f',
                           'streamhash', '-hash', 'md5', '-'], stdout=subprocess.PIPE, check=False)
    return [line.split('=')[-1] for line in done.stdout.decode().split()]


def grey(path, number):
    """A picture as (width, height, bytes)."""
    size = streams(path, 'video')[0]
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-noautorotate', '-i', path, '-vf', f'select=eq(n\\,{number})',
                           '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], stdout=subprocess.PIPE, check=True)
    return size['width'], size['height'], done.stdout


def run(*arguments, **options):
    return subprocess.run([TOOL, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                          timeout=280, **options)


def events(done):
    """What --json said."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def states(done):
    """How each clip ended, by --json."""
    return {os.path.basename(e['clip']): e['state'] for e in events(done) if e['event'] == 'state'}


def main(*tests):
    """Each test takes a folder of its own."""
    # What nohup or a shell in the background ignores is not ignored by what is tested.
    for number, handler in ((signal.SIGHUP, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_DFL),
                            (signal.SIGINT, signal.default_int_handler)):
        signal.signal(number, handler)
    print('TAP version 13')
    reason = clips.missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return
    failed = False
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                print(f'ok {number} {name}', flush=True)
            except Skip as reason_here:
                print(f'ok {number} {name} # SKIP {reason_here}', flush=True)
            except Exception:  # pylint: disable=broad-except
                failed = True
                print(f'not ok {number} {name}')
                print(''.join(f'# {line}\n' for line in traceback.format_exc().split('\n')), flush=True)
    sys.exit(failed)
