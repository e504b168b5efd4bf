#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What telemetry-render says of clips that are not whole. $1 is the tool, $3 fault-read, $4 the sanitizers."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

ASK = ['-t', tap.LOG, '--liftoff-at', '0.5']
KINDS = {'soft': '.mkv', 'burn': '.mkv', 'overlay-only': '.mkv'}


def cut(path, short, keep=None, less=0):
    """The first bytes of a file: what a broken download leaves."""
    with open(path, 'rb') as file:
        whole = file.read()
    with open(short, 'wb') as file:
        file.write(whole[:int(len(whole) * keep) if keep else len(whole) - less])
    return short


def matroska(folder):
    clip = f'{folder}/whole.mkv'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x192:r=25:d=4', '-f', 'lavfi', '-i', 'sine=440:d=4', *clips.H264, '-c:a', 'flac', clip)
    return clip


def fast_start(folder):
    clip, moved = f'{folder}/h264.mp4', f'{folder}/fast.mp4'
    clips.h264(clip)
    clips.ffmpeg('-i', clip, '-c', 'copy', '-movflags', '+faststart', moved)
    os.unlink(clip)
    return moved


def test_a_matroska_file_that_was_cut_off_is_said_to_be(folder):
    whole = matroska(folder)
    half, nearly = cut(whole, f'{folder}/half.mkv', keep=0.6), cut(whole, f'{folder}/nearly.mkv', less=300)
    for kind, ending in KINDS.items():
        out = f'{folder}/{kind}{ending}'
        done = tap.run(half, *ASK, f'--{kind}={out}', '--json')
        warnings = [e['text'] for e in tap.events(done) if e['event'] == 'warning']
        assert done.returncode == 0 and len(warnings) == 1, (kind, done)
        lost = float(warnings[0].split(' s before')[0].split()[-1])
        # By ffprobe: the last picture that is there ends 1/25 s after its time, of 4 s in all.
        assert abs(4 - max(tap.times(half)) - 0.04 - lost) < 0.002, warnings
        done = tap.run(half, *ASK, f'--{kind}={folder}/strict{ending}', '--strict')
        assert done.returncode == 1 and '--strict' in done.stderr and not os.path.exists(f'{folder}/strict{ending}'), (kind, done)
        done = tap.run(nearly, *ASK, f'--{kind}={out}', '--force')
        assert done.returncode == 0 and '300 bytes shorter than it states' in done.stderr, (kind, done)
        done = tap.run(whole, *ASK, f'--{kind}={out}', '--force', '--strict')
        assert done.returncode == 0 and 'warning' not in done.stderr, (kind, done)


def test_what_states_no_end_is_not_blamed(folder):
    whole, live = matroska(folder), f'{folder}/live.mkv'
    with open(live, 'wb') as file:
        subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', whole, '-c', 'copy', '-f', 'matroska', 'pipe:1'], stdout=file,
                       check=True)
    for name, make in (('variable.mp4', clips.variable), ('two-sounds.mkv', clips.two_sounds), ('klv.ts', clips.klv)):
        make(f'{folder}/{name}')
        done = tap.run(f'{folder}/{name}', *ASK, f'--burn={folder}/o-{name}', '--strict')
        assert done.returncode == 0, done
    done = tap.run(live, *ASK, f'--soft={folder}/o.mkv', '--force', '--strict')
    assert done.returncode == 0, done


def test_an_mp4_file_that_was_cut_off_fails(folder):
    clip = cut(fast_start(folder), f'{folder}/cut.mp4', keep=0.7)
    for kind, ending in KINDS.items():
        done = tap.run(clip, *ASK, f'--{kind}={folder}/o{ending}')
        assert done.returncode == 1 and 'samples of stream' in done.stderr, (kind, done)
    assert sorted(os.listdir(folder)) == ['cut.mp4', 'fast.mp4'], os.listdir(folder)


def test_an_error_of_the_medium_is_no_end(folder):
    if sys.argv[4] != 'none':
        raise tap.Skip('the sanitizers are to be loaded first')
    clip = fast_start(folder)
    environment = dict(os.environ, LD_PRELOAD=sys.argv[3], FAULT='eio', FAULT_NAME='fast.mp4',
                       FAULT_AFTER=str(os.path.getsize(clip) * 4))
    assert tap.run(clip, *ASK, f'--soft={folder}/whole.mkv', env=environment).returncode == 0
    for kind, ending in KINDS.items():
        environment['FAULT_AFTER'] = str(os.path.getsize(clip) * 2 // 3)
        done = tap.run(clip, *ASK, f'--{kind}={folder}/o{ending}', env=environment)
        assert done.returncode == 1 and 'Input/output error' in done.stderr, (kind, done)
        assert not os.path.exists(f'{folder}/o{ending}'), kind


tap.main(test_a_matroska_file_that_was_cut_off_is_said_to_be, test_what_states_no_end_is_not_blamed,
         test_an_mp4_file_that_was_cut_off_fails, test_an_error_of_the_medium_is_no_end)
