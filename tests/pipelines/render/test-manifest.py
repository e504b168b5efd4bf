#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What telemetry-render reads in manifests, and where it says that one is wrong. $1 is the tool."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def make(folder, *names):
    clips.silent(f'{folder}/one.mp4')
    for name in names:
        shutil.copy(f'{folder}/one.mp4', f'{folder}/{name}')
    os.unlink(f'{folder}/one.mp4')


def plan(table, *arguments, **options):
    """Names of the clips in their order, and where in the flight each begins."""
    done = tap.run('--manifest', table, '--dry-run', *arguments, **options)
    assert done.returncode == 0, done
    lines = done.stdout.splitlines()
    return [os.path.basename(line) for line in lines if line[0] != ' '], [line.split()[1] for line in lines if '  shows' in line]


def test_places_of_what_is_wrong(folder):
    make(folder, 'a.mp4')
    row = f'a.mp4,{tap.LOG},o.mp4'
    for text, words in (
            (f'# of today\n\nclip,telemetry,output,layuot\n{row},webcast\n', 'clips.csv:3: column 4: layuot: '),
            (f'clip,telemetry,output,telemtry\n{row},x\n', 'did you mean "telemetry"'),
            (f'clip,telemetry,output,sync,layout,sync\n{row},0,webcast,1\n', 'clips.csv:1: column 6: sync stands in column 4 already'),
            (f'clip,telemetry,output,enabled\n\n{row},perhaps\n', 'clips.csv:3: column 4: enabled: '),
            (f'clip,telemetry,output,sync\n{row},soon\n', 'clips.csv:2: column 4: sync: '),
            (f'clip,telemetry,output,\n{row},5\n', 'clips.csv:2: column 4: has no name'),
            (f'clip,telemetry,output\n"a.mp4;;a.mp4",{tap.LOG},o/\n', 'a part between two semicolons'),
            (f'[all]\ntelemetry={tap.LOG}\noutput=o/\n[clip a.mp4]\n\nlayuot=webcast\n', 'clips.csv:6: layuot: '),
            (f'[all]\ntelemetry={tap.LOG}\noutput=o/\nenabled=perhaps\n[clip a.mp4]\n', 'clips.csv:4: enabled: ')):
        done = tap.run('--manifest', write(f'{folder}/clips.csv', text), '--count')
        assert done.returncode == 2 and words in done.stderr, (text, done)


def test_names_that_look_like_something_else(folder):
    folder = f'{folder}/day [1]'
    os.mkdir(folder)
    make(folder, '#1.mp4', 'a;b.mp4', 'c*.mp4', 'd.mp4')
    head = 'clip,telemetry,sync,output\n'
    rest = f',{tap.LOG},0,out/\n'
    for name, found in (('./#1.mp4', ['#1.mp4']), ('"#1.mp4"', ['#1.mp4']), ('a;b.mp4', ['a;b.mp4']), ('c*.mp4', ['c*.mp4']),
                        ('d.mp4;', ['d.mp4']), ('"d.mp4; "', ['d.mp4']), ('[cd]*.mp4', ['c*.mp4', 'd.mp4']),
                        ('# 1.mp4\nd.mp4', ['d.mp4']), ('#2.mp4\nd.mp4', ['d.mp4'])):
        assert plan(write(f'{folder}/clips.csv', head + name + rest))[0] == found, name
    done = tap.run('--manifest', write(f'{folder}/clips.csv', head + f'#1.mp4{rest}d.mp4{rest}'), '--count')
    assert done.returncode == 2 and './#1.mp4 names it' in done.stderr, done
    text = f'[all]\ntelemetry={tap.LOG}\noutput=out/\n[clip #1.mp4]\n'
    assert plan(write(f'{folder}/clips.csv', text))[0] == ['#1.mp4']


def test_the_order_is_the_same_in_each_language(folder):
    names = ['B.mp4', 'a.mp4', 'C.mp4', '\u00e4.mp4', 'z.mp4', '_.mp4']
    make(folder, *names)
    table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,output\n*.mp4,{tap.LOG},0,out/\n')
    expected = sorted(names, key=os.fsencode)
    assert plan(table, env=dict(os.environ, LC_ALL='C'))[0] == expected
    # One whose alphabet puts a before B, as C does not.
    if not shutil.which('localedef') or subprocess.run(['localedef', '-i', 'en_US', '-f', 'UTF-8', f'{folder}/en_US.UTF-8'],
                                                       stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise tap.Skip('no locale can be made here')
    assert plan(table, env=dict(os.environ, LC_ALL='en_US.UTF-8', LOCPATH=folder))[0] == expected


def test_parts_follow_by_their_pictures(folder):
    """Sound that goes on behind the last picture is no footage."""
    for name in ('a.mkv', 'a.mp4'):
        clips.ffmpeg(*clips.PICTURE, '-f', 'lavfi', '-i', 'sine=440:d=5', *clips.H264, '-c:a', 'aac', f'{folder}/{name}')
        shutil.copy(f'{folder}/{name}', f'{folder}/b{name[1:]}')
        table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,output\n{name};b{name[1:]},{tap.LOG},T+5,out/\n')
        assert plan(table) == ([name, f'b{name[1:]}'], ['T+00:00:05', f'T+00:00:0{5 + clips.SECONDS}']), name


tap.main(test_places_of_what_is_wrong, test_names_that_look_like_something_else, test_the_order_is_the_same_in_each_language,
         test_parts_follow_by_their_pictures)
