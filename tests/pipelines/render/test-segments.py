#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One clip in segments: by several processes and machines, stopped and begun again, and what is said. $1 is the tool."""
import json
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position
from segments import (ASK, GROUPS, LOSSLESS, PICTURE, SECONDS, frames, h264, left,  # noqa: E402 pylint: disable=wrong-import-position
                      n_segments, render_both, warnings)


def test_more_segments_than_groups(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    whole, split, done = render_both(folder, clip, '.mkv', segments=99)
    assert n_segments(done) == GROUPS and frames(whole) == frames(split), done


def test_what_goes_by_pictures_before_is_whole(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    done = tap.run(clip, '-t', tap.LOG, '--set', 'time-source=reference-timestamp', '-o', f'{folder}/o.mkv', '--segments', '2',
                   '--json', *LOSSLESS)
    assert done.returncode == 0 and any('time-source' in text for text in warnings(done)), done


def test_events_are_of_one_clip(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    done = tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '3', '-j', '2', '--json')
    said = tap.events(done)
    assert [e['frames'] for e in said if e['event'] == 'plan'] == [SECONDS * 25], said
    assert [e['output'] for e in said if e['event'] == 'done'] == [f'{folder}/o.mkv'], said
    assert [e['state'] for e in said if e['event'] == 'state'] == ['running', 'done'], said
    progress = [e['frame'] for e in said if e['event'] == 'progress']
    assert progress == sorted(progress) and progress[-1] == SECONDS * 25, progress
    again = tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '2', '--json')
    assert tap.states(again) == {'clip.mp4': 'up to date'}, again        # as many segments as one likes


def alone(clip, folder, number, *more):
    return tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '3', '--json', '--segment', str(number), *more)


def test_segments_of_several_machines(folder):
    """Each alone, a second time not again; the last one joins."""
    clip = f'{folder}/clip.mp4'
    h264(clip)
    whole = f'{folder}/whole.mkv'
    assert tap.run(clip, *ASK, *LOSSLESS, '-o', whole).returncode == 0
    for number in (3, 1):
        assert alone(clip, folder, number).returncode == 0
    assert sorted(left(folder)) == ['.o.mkv.cuts', '.o.mkv.segment-1', '.o.mkv.segment-3'], left(folder)
    before = [os.stat(f'{folder}/.o.mkv.segment-{n}').st_mtime_ns for n in (1, 3)]
    assert alone(clip, folder, 1).returncode == 0 and alone(clip, folder, 3).returncode == 0
    assert before == [os.stat(f'{folder}/.o.mkv.segment-{n}').st_mtime_ns for n in (1, 3)]
    # Of other telemetry it is another.
    log = shutil.copy(tap.LOG, f'{folder}/log.csv')
    with open(log, 'a', encoding='utf-8') as file:
        file.write('\n')
    assert alone(clip, folder, 3, '-t', log).returncode == 0
    assert before[1] != os.stat(f'{folder}/.o.mkv.segment-3').st_mtime_ns
    done = tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '3', '--json')
    assert done.returncode == 0 and frames(whole) == frames(f'{folder}/o.mkv') and not left(folder), done


def start(clip, folder):
    """Until a segment is whole."""
    process = subprocess.Popen([tap.TOOL, clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '5', '-j', '1', '--json'],
                               stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if json.loads(line)['event'] == 'progress' and os.path.exists(f'{folder}/.o.mkv.segment-1'):
            return process
    raise AssertionError(process.wait())


def interrupt_and_resume(folder, number, status):
    clip, whole = f'{folder}/clip.mp4', f'{folder}/whole.mkv'
    h264(clip)
    assert tap.run(clip, *ASK, *LOSSLESS, '-o', whole).returncode == 0
    process = start(clip, folder)
    process.send_signal(number)
    process.stdout.read()
    assert process.wait() == status and not os.path.exists(f'{folder}/o.mkv')
    kept = os.stat(f'{folder}/.o.mkv.segment-1').st_mtime_ns
    if status == 130:
        assert not any(name.endswith('.part') for name in os.listdir(folder)), os.listdir(folder)
    assert alone_of_five(clip, folder).returncode == 0 and os.stat(f'{folder}/.o.mkv.segment-1').st_mtime_ns == kept
    done = tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '5', '--json')
    assert done.returncode == 0 and frames(whole) == frames(f'{folder}/o.mkv') and not left(folder), (done, os.listdir(folder))


def alone_of_five(clip, folder):
    return tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '5', '--segment', '1')


def test_a_run_that_is_killed_goes_on(folder):
    interrupt_and_resume(folder, signal.SIGKILL, -signal.SIGKILL)


def test_a_run_that_is_interrupted_goes_on(folder):
    interrupt_and_resume(folder, signal.SIGINT, 130)


def test_who_takes_another_way_sweeps(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    for more in ([], ['--segments', '2', '--force']):
        assert alone(clip, folder, 2).returncode == 0 and left(folder)
        assert tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', *more).returncode == 0
        assert not left(folder), left(folder)
        os.unlink(f'{folder}/o.mkv')


def test_a_segment_that_fails_is_the_clips_failure(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    os.makedirs(f'{folder}/.o.mkv.segment-2/in-the-way')
    done = tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '3', '-j', '2', '--json')
    reason = next(e['reason'] for e in tap.events(done) if e['event'] == 'state' and e['state'] == 'failed')
    assert done.returncode == 1 and reason.startswith('segment 2 of 3: '), done
    assert left(folder) == ['.o.mkv.segment-2'] and not os.path.exists(f'{folder}/o.mkv'), os.listdir(folder)


def test_a_damaged_clip_fails_as_the_whole_does(folder):
    clip = f'{folder}/clip.mov'
    clips.ffmpeg(*PICTURE, '-c:v', 'prores_ks', clip)
    place = int(tap.packets(clip, 'v:0', 'pos')[60])
    with open(clip, 'r+b') as file:
        file.seek(place)
        file.write(b'\0' * 40)
    done = [tap.run(clip, *ASK, *LOSSLESS, '-o', f'{folder}/{name}.mkv', '--json', *more)
            for name, more in (('whole', []), ('split', ['--segments', '3', '-j', '2']))]
    reasons = [next((e['reason'] for e in tap.events(d) if e['event'] == 'state' and e['state'] == 'failed'), None) for d in done]
    assert reasons[0] and reasons[0] == reasons[1] and not left(folder), (reasons, done, os.listdir(folder))


def made_of(path):
    with open(path, 'rb') as file:
        return re.search(rb'[0-9a-f]{64}', file.read())[0]


def check_in_band(folder, encoders, tag):
    """A segment of another encoder of the same codec: each brings its own sets, and every picture is there."""
    clip, joined, whole = (f'{folder}/{name}' for name in ('clip.mp4', 'o.mp4', 'whole.mp4'))
    h264(clip)
    parts = [f'{folder}/{n}/.o.mp4.segment-2' for n in (0, 1)]
    for part, encoder in zip(parts, encoders):
        done = tap.run(clip, *ASK, '-o', f'{os.path.dirname(part)}/o.mp4', '--segments', '2', '--json', '-e', encoder, '--segment', '2')
        assert done.returncode == 0, done
    with open(parts[1], 'rb') as file:
        content = file.read().replace(made_of(parts[1]), made_of(parts[0]))
    ask = [clip, *ASK, '-o', joined, '--segments', '2', '--json', '-e', encoders[0]]
    assert tap.run(*ask, '--segment', '1').returncode == 0
    with open(f'{folder}/.o.mp4.segment-2', 'wb') as file:
        file.write(content.replace(made_of(parts[0]), made_of(f'{folder}/.o.mp4.segment-1')))
    done = tap.run(*ask)
    assert done.returncode == 0 and not warnings(done) and not left(folder), done
    assert tap.streams(joined, 'video')[0]['codec_tag_string'] == tag, tap.streams(joined, 'video')[0]
    assert tap.run(clip, *ASK, '-o', whole, '-e', encoders[0]).returncode == 0
    assert len(frames(joined)) == SECONDS * 25 and frames(joined) == frames(whole)


def test_unequal_parameter_sets_stand_among_the_pictures(folder):
    """By coders that lose nothing, with sets that are of no use for the other's pictures."""
    check_in_band(folder, ['x264enc threads=1 quantizer=0 pass=quant',
                           'x264enc threads=1 quantizer=0 pass=quant cabac=false ref=5 bframes=2'], 'avc3')


def test_unequal_parameter_sets_of_h265(folder):
    lossless = 'x265enc speed-preset=ultrafast option-string=lossless=1:pools=1:frame-threads=1:log-level=error'
    check_in_band(folder, [lossless, f'{lossless}:ctu=16:amp=1:rect=1'], 'hev1')


def test_unequal_parameter_sets_are_not_joined(folder):
    """A segment that another encoder of the same codec made, in Matroska, which has no name for such."""
    clip = f'{folder}/clip.mp4'
    h264(clip)
    ask = [clip, *ASK, '-o', f'{folder}/o.mkv', '--segments', '2', '--json', '-e', 'x264enc threads=1 quantizer=0 pass=quant']
    for number in ('1', '2'):
        assert tap.run(*ask, '--segment', number).returncode == 0
    path = f'{folder}/.o.mkv.segment-2'
    with open(path, 'rb') as file:
        content = file.read()
    at = content.index(b'codec_data=(buffer)01') + len('codec_data=(buffer)01')
    with open(path, 'wb') as file:
        file.write(content[:at] + b'77' + content[at + 2:])
    done = tap.run(*ask)
    assert done.returncode == 0 and any('parameter sets' in text for text in warnings(done)) and not left(folder), done
    assert len(frames(f'{folder}/o.mkv')) == SECONDS * 25


def test_an_encoder_that_fails_on_the_way(folder):
    """One segment is done before it fails; two encoders make no one film."""
    clip = f'{folder}/clip.mp4'
    h264(clip)
    environment = dict(os.environ, GST_PLUGIN_PATH=os.environ['GST_PLUGIN_PATH'] + ':' + os.path.abspath(sys.argv[2]))
    done = tap.run(clip, *ASK, '-o', f'{folder}/o.mp4', '--segments', '3', '-j', '2', '--json', env=environment)
    assert done.returncode == 0 and any('is coded by' in text for text in warnings(done)), done
    assert len(frames(f'{folder}/o.mp4')) == SECONDS * 25 and not left(folder), os.listdir(folder)


def test_several_machines_at_once(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    ask = [tap.TOOL, clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv', '--segments', '3', '--json', '--segment']
    running = [subprocess.Popen([*ask, str(number)], stdout=subprocess.PIPE, text=True) for number in (1, 2, 3)]
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said
    assert sorted(left(folder)) == ['.o.mkv.cuts', *(f'.o.mkv.segment-{n}' for n in (1, 2, 3))], left(folder)


def test_cuts_that_are_in_use_stay(folder):
    """What others are at is cut anew neither in another number of segments nor for other settings."""
    clip = f'{folder}/clip.mp4'
    h264(clip)
    ask = [clip, *ASK, *LOSSLESS, '-o', f'{folder}/o.mkv']
    assert tap.run(*ask, '--segments', '4', '--segment', '2').returncode == 0
    made = sorted(left(folder))
    with open(f'{folder}/.o.mkv.cuts', 'rb') as cuts:
        fcntl.flock(cuts, fcntl.LOCK_SH)
        for words in (['--segments', '2', '--segment', '1'], ['--segments', '3'], ['--segments', '4', '-l', 'minimal']):
            done = tap.run(*ask, *words)
            assert done.returncode == 1 and 'is being written by another' in done.stderr, (words, done)
            assert sorted(left(folder)) == made, (words, left(folder))
        assert tap.run(*ask, '--segments', '4', '--segment', '3').returncode == 0
    done = tap.run(*ask, '--segments', '4')
    assert done.returncode == 0 and not left(folder), done


def as_process(folder, step, clip):
    """One step of a clip, as its process does it: (status, what it says)."""
    job = f'[job]\nclip={clip}\ntelemetry={tap.LOG}\noutput-burn={folder}/o.mkv\nencoder=ffv1\nproperty-0=liftoff-at=#30\n'
    done = tap.run(f'--render-one={os.getpid()}', f'--render-step={step}', input=job)
    return done.returncode, [e['text'] for e in tap.events(done) if e['event'] == 'failed']


def test_cuts_that_changed_are_an_error(folder):
    """Whoever goes by a list that is another by now says so, and joins nothing of it."""
    clip = f'{folder}/clip.mp4'
    h264(clip)
    assert as_process(folder, 'cut:2:0:one', clip)[0] == 0
    for step, why in (('segment:3:0:one', 'is cut in 2 segments'), ('segment:1:0:other', 'is of something else'),
                      ('join:0:0:other', 'is of something else')):
        status, said = as_process(folder, step, clip)
        assert status == 1 and len(said) == 1 and why in said[0], (step, status, said)


def test_a_row_says_its_own_number(folder):
    """A farm's tasks go by it: of a clip that is not split the first makes all, the others nothing."""
    h264(f'{folder}/clip.mp4')
    manifest = f'{folder}/m.csv'
    for value, segment, status, made in (('1', '2', 0, []), ('1', '1', 0, ['o.mkv']), ('auto', '1', 2, [])):
        with open(manifest, 'w', encoding='utf-8') as file:
            file.write(f'clip,telemetry,sync,encoder,segments,output\nclip.mp4,{tap.LOG},1,ffv1,{value},{value}{segment}/o.mkv\n')
        done = tap.run('--manifest', manifest, '--segments', '4', '--segment', segment)
        found = [name for name in os.listdir(f'{folder}/{value}{segment}') if name[0] != '.'] if status == 0 and made else \
            [name for name in (f'{folder}/{value}{segment}',) if os.path.exists(name)]
        assert done.returncode == status and found == made, (value, segment, done, found)
        assert status == 0 or 'counts otherwise' in done.stderr, done


def test_a_dry_run_shows_them(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    done = tap.run(clip, *ASK, '-o', f'{folder}/o.mkv', '--segments', '5', '--dry-run')
    assert done.returncode == 0 and '5, of 20, 20, 20, 20, 20 pictures' in done.stdout, done
    done = tap.run(clip, *ASK, '-o', f'{folder}/o.mkv', '--segments', 'auto', '-j', '4', '--dry-run')
    assert done.returncode == 0 and '1, of 100 pictures' in done.stdout, done
    assert os.listdir(folder) == ['clip.mp4']


def test_what_is_asked_for_makes_sense(folder):
    clip = f'{folder}/clip.mp4'
    h264(clip)
    for arguments, words in ((['--segments', '0'], 'as in 4, or auto'), (['--segments', 'many'], 'as in 4, or auto'),
                             (['--segments', '2', '--segment', '3'], 'none of those'), (['--segment', '2'], 'none of those'),
                             (['--segment', '1'], 'none of those'),
                             (['--segments', '2', '--segment', '1', '--force'], 'would take away'),
                             (['--segments', 'auto', '--segment', '1'], 'counts otherwise')):
        done = tap.run(clip, *ASK, '-o', f'{folder}/o.mkv', *arguments)
        assert done.returncode == 2 and words in done.stderr, (arguments, done)
    done = tap.run(clip, *ASK, f'--soft={folder}/o.mkv', '--segments', '2')
    assert done.returncode == 2 and '--burn' in done.stderr, done
    manifest = f'{folder}/m.csv'
    for value, status in (('3', 0), ('some', 2)):
        with open(manifest, 'w', encoding='utf-8') as file:
            file.write(f'clip,telemetry,segments,output\nclip.mp4,{tap.LOG},{value},m.mkv\n')
        done = tap.run('--manifest', manifest, '--dry-run')
        assert done.returncode == status and ('3, of ' in done.stdout if status == 0 else 'm.csv:2' in done.stderr), done


tap.main(test_more_segments_than_groups, test_what_goes_by_pictures_before_is_whole, test_events_are_of_one_clip,
         test_segments_of_several_machines, test_a_run_that_is_killed_goes_on, test_a_run_that_is_interrupted_goes_on,
         test_who_takes_another_way_sweeps, test_a_segment_that_fails_is_the_clips_failure,
         test_a_damaged_clip_fails_as_the_whole_does, test_unequal_parameter_sets_are_not_joined,
         test_unequal_parameter_sets_stand_among_the_pictures, test_unequal_parameter_sets_of_h265,
         test_an_encoder_that_fails_on_the_way, test_several_machines_at_once, test_cuts_that_are_in_use_stay,
         test_cuts_that_changed_are_an_error, test_a_row_says_its_own_number, test_a_dry_run_shows_them,
         test_what_is_asked_for_makes_sense)
