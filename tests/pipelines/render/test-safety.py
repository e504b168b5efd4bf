#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""telemetry-render destroys nothing, and says nothing that is not so. $1 is the tool."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

ASK = ['-t', tap.LOG, '--liftoff-at', '0.5']


def make(folder, *names):
    for name in names:
        clips.silent(f'{folder}/{name}')
    return [f'{folder}/{name}' for name in names]


def content(path):
    with open(path, 'rb') as file:
        return file.read()


def test_stills_write_over_nothing(folder):
    a, b = make(folder, 'a.mp4', 'b.mp4')
    before = content(a)
    for arguments, words in (
            ([a, '--still', f'0={a}'], 'no kind of picture'),
            ([a, '--still', f'0={folder}/x.png', '--still', f'1={folder}/x.png'], 'each needs its own'),
            ([a, b, '--still', f'0={folder}/x.png'], 'each needs its own'),
            ([a, '--still', f'0={folder}/x.bmp'], 'no kind of picture'),
            ([a, '--still', f'{folder}/x.png'], 'PLACE=FILE')):
        done = tap.run(*arguments, *ASK)
        assert done.returncode == 2 and words in done.stderr, (arguments, done)
    assert content(a) == before and sorted(os.listdir(folder)) == ['a.mp4', 'b.mp4'], os.listdir(folder)
    log = f'{folder}/log.png'
    os.symlink(tap.LOG, log)
    done = tap.run(a, '-t', log, '--still', f'0={log}')
    assert done.returncode == 2 and 'written over' in done.stderr, done


def test_no_output_is_what_another_is_made_of(folder):
    """What a mission and a layout name is read too, by whatever name, whichever clip it is for."""
    a, b = make(folder, 'a.mp4', 'b.mp4')
    for name, text in (('log.csv', content(tap.LOG).decode()),
                       ('own.layout', '[layout]\nname=Own\n[widget dot]\ntype=image\nfile=dot.png\n'),
                       ('flight.mission', '[mission]\nlayout=own.layout\n[telemetry]\nlocation=log.csv\n')):
        with open(f'{folder}/{name}', 'w', encoding='utf-8') as file:
            file.write(text)
    clips.ffmpeg('-f', 'lavfi', '-i', 'color=red:s=8x8', '-frames:v', '1', f'{folder}/dot.png')
    os.symlink('log.csv', f'{folder}/other.srt')
    before = {name: content(f'{folder}/{name}') for name in os.listdir(folder)}
    for arguments in (['-m', f'{folder}/flight.mission', '--still', f'0={folder}/dot.png'],
                      ['-m', f'{folder}/flight.mission', f'--subtitles={folder}/other.srt'],
                      ['-t', tap.LOG, '-l', f'{folder}/own.layout', '--still', f'0={folder}/dot.png']):
        done = tap.run(a, *arguments)
        assert done.returncode == 2 and 'written over' in done.stderr, (arguments, done)
    with open(f'{folder}/clips.csv', 'w', encoding='utf-8') as file:
        file.write(f'clip,mission,telemetry,still\n{a},flight.mission,,0=x.png\n{b},,{tap.LOG},0=dot.png\n')
    done = tap.run('--manifest', f'{folder}/clips.csv')
    assert done.returncode == 2 and 'written over' in done.stderr, done
    assert {name: content(f'{folder}/{name}') for name in before} == before


def test_stills_are_placed_as_other_outputs(folder):
    both = make(folder, 'a.mp4', 'b.mp4')
    still = ['--still', f'0={folder}/new/{{name}}=0.JPEG', '--still', f'1={folder}/pictures/']
    done = tap.run(*both, *ASK, *still, '--dry-run')
    assert done.returncode == 0 and f'0={folder}/new/b=0.JPEG' in done.stdout, done
    assert not os.path.exists(f'{folder}/new')
    done = tap.run(*both, *ASK, *still)
    assert done.returncode == 0, done
    assert sorted(os.listdir(f'{folder}/new')) == ['a=0.JPEG', 'b=0.JPEG'], os.listdir(f'{folder}/new')
    assert sorted(os.listdir(f'{folder}/pictures')) == ['a.png', 'b.png'], os.listdir(f'{folder}/pictures')
    assert content(f'{folder}/new/a=0.JPEG')[:3] == b'\xff\xd8\xff' and content(f'{folder}/pictures/a.png')[1:4] == b'PNG'


def test_strict_leaves_nothing_that_failed(folder):
    a, = make(folder, 'a.mp4')
    for kinds in (['--burn', '-o', f'{folder}/o.mp4'], [f'--soft={folder}/o.mkv', f'--subtitles={folder}/o.srt'],
                  ['--still', f'0={folder}/o.png', f'--burn={folder}/o.mp4'], ['--still', f'0={folder}/o.png']):
        arguments = [a, '-t', tap.LOG, '--sync', 'T+50000', *kinds]
        done = tap.run(*arguments, '--strict')
        assert done.returncode == 1 and 'do not meet' in done.stderr, done
        assert os.listdir(folder) == ['a.mp4'], os.listdir(folder)
    # What was there before stays as it was.
    assert tap.run(a, *ASK, '-o', f'{folder}/o.mp4').returncode == 0
    before = content(f'{folder}/o.mp4')
    assert tap.run(a, '-t', tap.LOG, '--sync', 'T+50000', '-o', f'{folder}/o.mp4', '--strict').returncode == 1
    assert content(f'{folder}/o.mp4') == before


def test_one_kind_that_fails_takes_no_other_along(folder):
    a, = make(folder, 'a.mp4')
    done = tap.run(a, *ASK, f'--burn={folder}/o.mp4', '--still', f'99={folder}/o.png', '--json')
    assert done.returncode == 1 and os.listdir(folder).count('o.mp4') == 1 and len(os.listdir(folder)) == 2, done
    assert [e['output'] for e in tap.events(done) if e['event'] == 'done'] == [f'{folder}/o.mp4'], done


def test_a_printed_line_runs_no_name(folder):
    """A name that ends the quotes of a shell, and of a launch line, and that would run what it has."""
    name = """'; $(touch x) `touch x` "$(touch x)" \\ ! fakesink & a b"""
    a, = make(folder, 'a.mp4')
    clip, log, out = f'{folder}/{name}.mp4', f'{folder}/{name}.csv', f'{folder}/{name}.out.mkv'
    os.rename(a, clip)
    shutil.copy(tap.LOG, log)
    before = set(os.listdir(folder))
    done = tap.run(clip, '-t', log, '-o', out, '--print-pipeline', '-s', "units=metric", '-s', "reserve=bottom 12%")
    assert done.returncode == 0 and done.stdout.count('\n') == 1, done
    for shell in ('sh', 'bash'):
        subprocess.run([shell, '-c', done.stdout], check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)
        assert set(os.listdir(folder)) - before == {f'{name}.out.mkv'}, os.listdir(folder)
        assert tap.times(out) == tap.times(clip)
        os.unlink(out)
    bell = f'{folder}/a\x1b[31m.csv'
    os.rename(log, bell)
    done = tap.run(clip, '-t', bell, '-o', out, '--print-pipeline')
    assert done.returncode == 1 and 'control character' in done.stderr and '\x1b' not in done.stdout + done.stderr, done


def test_two_names_of_one_folder(folder):
    a, b = make(folder, 'a.mp4', 'b.mp4')
    os.mkdir(f'{folder}/out')
    os.symlink('out', f'{folder}/link')
    os.symlink('a.mp4', f'{folder}/c.mp4')
    for rest in ('x.mkv', 'new/deep/x.mkv'):
        for one, other in ((f'out/{rest}', f'link/{rest}'), (f'out/{rest}', f'out/./../out/{rest}')):
            with open(f'{folder}/clips.csv', 'w', encoding='utf-8') as file:
                file.write(f'clip,telemetry,sync,output\n{a},{tap.LOG},0,{one}\n{b},{tap.LOG},0,{other}\n')
            done = tap.run('--manifest', f'{folder}/clips.csv')
            assert done.returncode == 2 and 'each needs its own' in done.stderr, (one, other, done)
    for out in ('c.mp4', 'link/../a.mp4'):
        done = tap.run(a, *ASK, '-o', f'{folder}/{out}')
        assert done.returncode == 2 and 'written over' in done.stderr, (out, done)


tap.main(test_stills_write_over_nothing, test_no_output_is_what_another_is_made_of,
         test_stills_are_placed_as_other_outputs,
         test_strict_leaves_nothing_that_failed, test_one_kind_that_fails_takes_no_other_along,
         test_a_printed_line_runs_no_name,
         test_two_names_of_one_folder)
