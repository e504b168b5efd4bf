#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""telemetry-render with manifests, again and again, killed on the way. $1 is the tool."""
import json
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

CODER = 'x264enc threads=1 speed-preset=ultrafast'


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def make(folder, *names):
    """Copies of one short clip."""
    first = f'{folder}/{names[0]}'
    os.makedirs(os.path.dirname(first), exist_ok=True)
    clips.silent(first)
    for name in names[1:]:
        os.makedirs(os.path.dirname(f'{folder}/{name}'), exist_ok=True)
        shutil.copy(first, f'{folder}/{name}')


def visible(folder):
    return sorted(name for name in os.listdir(folder) if not name.startswith('.'))


def pixels(path):
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-map', '0:v:0', '-f', 'md5', '-'],
                          stdout=subprocess.PIPE, check=True)
    return done.stdout


def test_a_table_with_globs_and_a_row_that_says_otherwise(folder):
    make(folder, 'day/a.mp4', 'day/b.mp4', 'other/c.mp4')
    shutil.copy(tap.LOG, f'{folder}/flight.csv')
    table = write(f'{folder}/clips.csv', '\ufeffclip,telemetry,sync,layout,output,enabled\n'
                  '# whole days\n'
                  'day/*.mp4,flight.csv,0.5,minimal,burned/,\n'
                  '"day/b.mp4",,T+10,"webcast",,\n'
                  'other/c.mp4,flight.csv,0.5,,"burned/{name}-plain.mkv",false\n')
    done = tap.run('--manifest', table, '--dry-run', cwd='/')
    assert done.returncode == 0, done
    plans = done.stdout.split(f'{folder}/')
    assert 'T-00:00:00.5 to T+00:00:01.5' in done.stdout and 'T+00:00:10 to T+00:00:12' in done.stdout, done.stdout
    assert 'encoder    x264enc' in done.stdout and len(plans) == 7, done.stdout
    assert not os.path.exists(f'{folder}/burned')
    done = tap.run('--manifest', table, '--json', '-e', CODER, cwd='/')
    assert done.returncode == 0 and tap.states(done) == {n: 'done' for n in ('a.mp4', 'b.mp4', 'c.mp4')}, done
    assert visible(f'{folder}/burned') == ['a.mp4', 'b.mp4', 'c-plain.mkv'], os.listdir(f'{folder}/burned')
    assert pixels(f'{folder}/burned/a.mp4') != pixels(f'{folder}/burned/b.mp4')
    assert tap.events(done)[-1]['event'] == 'end' and tap.events(done)[-1]['done'] == 3


def test_a_key_file_and_what_lies_beside_clips(folder):
    make(folder, 'a.mp4', 'b.mp4')
    shutil.copy(tap.LOG, f'{folder}/a.csv')
    shutil.copy(tap.LOG, f'{folder}/flight.csv')
    table = write(f'{folder}/clips.manifest', '# both\n[all]\nsync=0\noutput=out/{name}.mkv\nencoder=' + CODER + '\n'
                  '[clip a.mp4]\nlayout=minimal\n[clip b.mp4]\ntelemetry=flight.csv\n')
    done = tap.run('--manifest', table)
    assert done.returncode == 0 and visible(f'{folder}/out') == ['a.mkv', 'b.mkv'], done
    assert '2 of 2 clips done' in done.stdout, done.stdout


def test_a_recording_in_parts_goes_on(folder):
    make(folder, 'GX01.mp4', 'GX02.mp4')
    table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,output\nGX01.mp4; GX02.mp4,{tap.LOG},T+5,out/\n')
    done = tap.run('--manifest', table, '--dry-run')
    assert 'T+00:00:05 to T+00:00:07' in done.stdout and 'T+00:00:07 to T+00:00:09' in done.stdout, done


def test_manifests_that_are_wrong(folder):
    make(folder, 'a.mp4', 'b.mp4')
    head = 'clip,telemetry,sync,output\n'
    for text, words in (
            ('telemetry,output\nx,y\n', 'no column "clip"'),
            (head + f'a.mp4,{tap.LOG},0,out.mp4\nb.mp4,{tap.LOG},0,out.mp4\n', 'each needs its own'),
            (head + f'a.mp4,{tap.LOG},soon,out.mp4\n', ':2: column 3: sync: '),
            (head + f'*.mov,{tap.LOG},0,out/\n', ':2: '),
            (head + f'a.mp4,{tap.LOG},0,out.mp4,5\n', '5 cells under 4 columns'),
            (head + f'a.mp4,{tap.LOG},0,"out.mp4\n', 'has no end'),
            (head + f'a.mp4,{tap.LOG},0,a.mp4\n', 'written over'),
            (head + f'a.mp4,{tap.LOG},0,\n', 'where to?'),
            ('clip,telemetry,output,layuot\n' + f'a.mp4,{tap.LOG},o.mp4,webcast\n', 'did you mean "layout"'),
            (head, 'names no clip'),
            ('clip,telemetry,sync,liftoff-at,output\n' + f'a.mp4,{tap.LOG},0.5,0.6,o.mp4\n', ':2: sync and liftoff-at'),
            ('clip,telemetry,sync,subtitles,languages\n' + f'a.mp4,{tap.LOG},0.5,o.srt,en ru\n', 'a file of subtitles has one'),
            ('[klip a.mp4]\noutput=x.mp4\n', 'did you mean "clip"')):
        done = tap.run('--manifest', write(f'{folder}/clips.csv', text))
        assert done.returncode == 2 and words in done.stderr, (text, done)
    assert visible(folder) == ['a.mp4', 'b.mp4', 'clips.csv'], os.listdir(folder)
    for more in (['--only', '1'], ['--count'], ['--dry-run']):
        done = tap.run('--manifest', write(f'{folder}/clips.csv', head), *more)
        assert done.returncode == 2 and 'names no clip' in done.stderr, done


def test_telemetry_that_does_not_meet_the_clip(folder):
    make(folder, 'a.mp4')
    arguments = [f'{folder}/a.mp4', '-t', tap.LOG, '--sync', 'T+50000', '-o', f'{folder}/o.mp4', '-e', CODER]
    assert 'they do not meet' in tap.run(*arguments, '--dry-run').stdout
    done = tap.run(*arguments)
    assert done.returncode == 0 and 'they do not meet' in done.stderr, done
    done = tap.run(*arguments, '--strict', '--force')
    assert done.returncode == 1 and '--strict' in done.stderr, done


def test_a_camera_of_the_mission_ties_its_clips(folder):
    """29.97 drop-frame: the label 00:01:00;02 is frame 1800, 60.06 s after 00:00:00;00 (SMPTE ST 12-1)."""
    os.makedirs(f'{folder}/pad')
    shutil.copy(tap.LOG, f'{folder}/flight.csv')
    for name, label in (('pad/A001.mov', '00:01:00;02'), ('pad/A002.mov', '00:02:00;02'), ('B.mov', '00:00:00;00')):
        clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x192:r=30000/1001:d=2', *clips.H264, '-timecode', label,
                     f'{folder}/{name}')
    mission = write(f'{folder}/flight.mission', '[telemetry]\nlocation=flight.csv\n[camera pad]\nmatch=*/pad/*;R1\n'
                    'timecode-zero=T-60.06\nrate=30000/1001\ndrift=1000\n[camera other]\nmatch=B.*\nfootage-start=T+7\n')
    done = tap.run(f'{folder}/pad/A001.mov', f'{folder}/pad/A002.mov', f'{folder}/B.mov', '-m', mission, '-o', f'{folder}/o/', '-n')
    assert done.returncode == 0, done
    shown = [line.split()[1] for line in done.stdout.splitlines() if line.startswith('  shows')]
    # 60.06 / 1.001 = 60; 00:02:00;02 is frame 3598: 3598 * 1001 / 30000 / 1.001 - 60.06 = 59.873.
    assert shown == ['T-00:00:00.06', 'T+00:00:59.873', 'T+00:00:07'], done.stdout
    done = tap.run(f'{folder}/pad/A001.mov', '-m', mission, '--sync', 'T+1', '-o', f'{folder}/o/', '-n')
    assert 'T+00:00:01 to' in done.stdout, done
    clips.silent(f'{folder}/pad/C.mp4')
    done = tap.run(f'{folder}/pad/C.mp4', '-m', mission, '-o', f'{folder}/o/', '-n')
    assert done.returncode == 2 and 'start-timecode' in done.stderr, done


def test_the_manual_has_each_option(_):
    with open(f'{tap.ROOT}/pipelines/render/telemetry-render.1', encoding='utf-8') as file:
        manual = file.read()
    options = {line.split('--')[1].split('=')[0].split(' ')[0] for line in tap.run('--help').stdout.splitlines()
               if line.startswith('  -')} - {'help'}
    assert len(options) > 20
    assert not [option for option in options if f'Fl -{option}' not in manual], options


def test_one_of_them_alone(folder):
    make(folder, 'a.mp4', 'b.mp4')
    both = [f'{folder}/a.mp4', f'{folder}/b.mp4', '-t', tap.LOG, '-o', f'{folder}/o/', '-e', CODER]
    assert tap.run(*both, '--count').stdout == '2\n'
    assert tap.run(*both, '--only', '2').returncode == 0 and visible(f'{folder}/o') == ['b.mp4']
    assert tap.run(*both, '--only', '1-2', '--count').stdout == '2\n' and tap.run(*both, '--only', '2-2', '--count').stdout == '1\n'
    for wrong in ('3', '0', '2-1', '1-3', '-1', '1-', 'x', ''):
        done = tap.run(*both, f'--only={wrong}')
        assert done.returncode == 2 and '--only' in done.stderr, (wrong, done)


SBATCH = '''#!/bin/sh
# Keeps what is submitted, as the Nth script beside its arguments.
n=$(ls "$FAKE" | grep -c script)
cat > "$FAKE/script-$n"
printf '%s\\n' "$@" > "$FAKE/arguments-$n"
echo $((100 + n))
'''


def submit(folder, table, *options):
    """What farm-slurm.sh gives to sbatch, at most three tasks: a function that runs the Nth script as a task, and what was said."""
    fake = f'{folder}/fake'
    os.mkdir(fake)
    for name, text in (('sbatch', SBATCH), ('scontrol', '#!/bin/sh\necho "MaxArraySize            = 4"\n')):
        os.chmod(write(f'{fake}/{name}', text), 0o755)
    environment = dict(os.environ, PATH=f'{fake}:' + os.environ['PATH'], FAKE=fake, FARM_LOGS=f'{folder}/logs')
    done = subprocess.run(['sh', f'{tap.ROOT}/pipelines/farm-slurm.sh', table, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False, env=environment)
    assert done.returncode == 0, done
    with open(f'{fake}/arguments-0', encoding='utf-8') as file:
        arguments = file.read()
    return (lambda script, task: subprocess.run(['sh', f'{fake}/script-{script}'], check=True, stdout=subprocess.DEVNULL,
                                                env=dict(environment, SLURM_ARRAY_TASK_ID=str(task)))), done.stdout + arguments


def test_an_array_that_is_smaller_than_the_clips(folder):
    names = [f'{n}.mp4' for n in range(7)]
    make(folder, *names)
    table = write(f'{folder}/clips.csv', f"clip,telemetry,sync,encoder,output\n*.mp4,{tap.LOG},0,{CODER},it's out/\n")
    perform, said = submit(folder, table, '--json')
    assert '7 clips in 3 tasks' in said and '--array=1-3\n' in said, said
    counts = []
    for task in (1, 2, 3):
        perform(0, task)
        counts.append(len(visible(f"{folder}/it's out")))
    assert counts == [3, 6, 7], counts


def test_an_array_of_segments(folder):
    """Two of a clip and two of one that is not split, in two tasks; the one after them joins."""
    clips.ffmpeg(*clips.PICTURE, *clips.SOUND, *clips.H264, f'{folder}/a.mp4')
    clips.ffmpeg(*clips.PICTURE, '-c:v', 'mpeg2video', f'{folder}/b.ts')
    table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,encoder,output\n{folder}/?.*,{tap.LOG},0,ffv1,out/{{name}}.mkv\n')
    perform, said = submit(folder, table, '--segments', '2')
    assert '2 clips in 2 tasks' in said and '--array=1-2\n' in said, said
    perform(0, 2)
    assert visible(f'{folder}/out') == ['b.mkv'], os.listdir(f'{folder}/out')
    perform(0, 1)
    segments = sorted(name for name in os.listdir(f'{folder}/out') if 'segment' in name)
    assert visible(f'{folder}/out') == ['b.mkv'] and segments == ['.a.mkv.segment-1', '.a.mkv.segment-2'], segments
    perform(1, '')
    assert sorted(os.listdir(f'{folder}/out')) == sorted(f'{name}.mkv{more}' if not more else f'.{name}.mkv{more}'
                                                         for name in 'ab' for more in ('', '.telemetry.json'))
    assert tap.times(f'{folder}/out/a.mkv') == tap.times(f'{folder}/a.mp4')


def kill_at(command, event, number):
    """The renderer, killed as soon as it has said EVENT that often."""
    process = subprocess.Popen([tap.TOOL, *command, '--json'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        number -= json.loads(line)['event'] == event
        if number == 0:
            break
    process.kill()
    process.stdout.close()
    process.wait()
    assert number == 0, (event, number)


def test_killed_and_begun_again(folder):
    names = [f'{n}.mp4' for n in range(4)]
    make(folder, *names)
    command = [*(f'{folder}/{n}' for n in names), '-t', tap.LOG, '-e', CODER, '-j', '2']
    assert tap.run(*command, '-o', f'{folder}/whole/').returncode == 0
    chance = random.Random(26)
    rounds = [('plan', 1), ('done', 1), ('plan', 4), ('done', 3), ('clip', 2)]
    rounds += [(chance.choice(('plan', 'done', 'clip', 'state')), chance.randint(1, 4)) for _ in
               range(int(os.environ.get('RENDER_KILLS', '5')) - len(rounds))]
    for event, number in rounds:
        shutil.rmtree(f'{folder}/killed', ignore_errors=True)
        kill_at([*command, '-o', f'{folder}/killed/'], event, number)
        found = visible(f'{folder}/killed') if os.path.isdir(f'{folder}/killed') else []
        # What is said to be done has its name, and what has its name is whole.
        assert len(found) >= (number if event == 'done' else 0), (event, number, found)
        for name in found:
            assert pixels(f'{folder}/killed/{name}') == pixels(f'{folder}/whole/{name}'), (event, number, name)
        if chance.random() < 0.6:
            kill_at([*command, '-f', '-o', f'{folder}/killed/'], 'plan', 2)
    assert tap.run(*command, '-o', f'{folder}/killed/').returncode == 0
    assert sorted(os.listdir(f'{folder}/killed')) == sorted(os.listdir(f'{folder}/whole')), os.listdir(f'{folder}/killed')
    for name in names:
        assert pixels(f'{folder}/killed/{name}') == pixels(f'{folder}/whole/{name}')


tap.main(test_a_table_with_globs_and_a_row_that_says_otherwise, test_a_key_file_and_what_lies_beside_clips,
         test_a_recording_in_parts_goes_on, test_manifests_that_are_wrong,
         test_telemetry_that_does_not_meet_the_clip,
         test_a_camera_of_the_mission_ties_its_clips,
         test_the_manual_has_each_option, test_one_of_them_alone, test_an_array_that_is_smaller_than_the_clips,
         test_an_array_of_segments, test_killed_and_begun_again)
