#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each option of telemetry-render does something, or says what would. $1 is the tool."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

LOG = ['-t', tap.LOG]
ASK = [*LOG, '--liftoff-at', '0.5']


def make(folder, *names):
    for name in names:
        clips.silent(f'{folder}/{name}')
    return [f'{folder}/{name}' for name in names]


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def test_options_that_would_do_nothing(folder):
    clip, = make(folder, 'a.mp4')
    table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,burn\na.mp4,{tap.LOG},0.5,o.mp4\n')
    out = ['-o', f'{folder}/o.mp4']
    for arguments, words in (
            ([clip, *ASK, '--sync', 'T+1', *out], '--sync and --liftoff-at'),
            ([clip, *LOG, '-s', 'marks=0@T+1', '--sync', 'T+1', *out], '--sync and --marks'),
            ([clip, *ASK, '--languages', 'en', *out], 'language=en'),
            ([clip, *ASK, f'--subtitles={folder}/o.srt', '--languages', 'en ru'], '--languages en'),
            ([clip, *ASK, f'--soft={folder}/o.mkv', f'--subtitles={folder}/o.srt', '--languages', 'en,ru'], '--languages en'),
            ([clip, *ASK, f'--soft={folder}/o.mkv', '--languages', 'en xx'], '"xx" is no language'),
            ([clip, *ASK, f'--soft={folder}/o.mkv', '--languages', 'english'], 'known are '),
            ([clip, *ASK, f'--soft={folder}/o.mkv', '--languages', ' '], 'names none'),
            ([clip, *ASK, *out, '-s', 'mode=attach'], 'mode=attach: nothing would be in the picture'),
            ([clip, *ASK, *out, '-s', 'mode=2'], 'mode=attach: nothing would be in the picture'),
            ([clip, *ASK, *out, '-s', 'time-source=arrival'], 'time-source=arrival'),
            ([clip, *ASK, *out, '-s', 'language=xx'], '"xx" is no language'),
            ([clip, *ASK, f'--soft={folder}/o.mkv', '-e', 'x264'], '--encoder is of'),
            ([clip, *ASK, *out, '--json', '--dry-run'], '--json does nothing with --dry-run'),
            ([clip, *ASK, f'--soft={folder}/o.mkv', '--print-pipeline'], '--print-pipeline is of'),
            ([clip, *ASK, *out, '--verify', '--force'], 'give one of them'),
            ([clip, *ASK, *out, '-j', '-2'], '--jobs -2'),
            ([clip, *ASK, *out, '--still', f'T+5={folder}/s.png'], 'is no place in the footage'),
            ([clip, *ASK, *out, '--json', '--count'], '--json does nothing with --count'),
            ([clip, *ASK, *out, '--verify', '--strict'], '--strict does nothing with --verify'),
            ([clip, *ASK, *out, '--verify', '-j', '2'], '--jobs does nothing with --verify'),
            ([clip, *LOG, *out, '-s', f'location={folder}/x.csv'], '--telemetry and --set location='),
            ([clip, '-m', tap.MISSION, *out, '-s', 'mission=x'], '--mission and --set mission='),
            ([clip, *LOG, *out, '-l', 'minimal', '-s', 'layout=webcast'], '--layout and --set layout='),
            ([clip, *ASK, *out, '-s', 'liftoff-at=1'], '--liftoff-at and --set liftoff-at='),
            (['--manifest', table, f'--soft={folder}/soft/'], '--soft: each row'),
            (['--manifest', table, '--languages', 'en'], 'language=en'),
            (['--manifest', table, '--only', '2'], '--only')):
        done = tap.run(*arguments)
        assert done.returncode == 2 and words in done.stderr, (arguments, done)
    assert sorted(os.listdir(folder)) == ['a.mp4', 'clips.csv'], os.listdir(folder)


def test_stills_and_kinds_of_a_manifest(folder):
    make(folder, 'a.mp4', 'b.mp4')
    table = write(f'{folder}/clips.csv', f'clip,telemetry,sync,output\n*.mp4,{tap.LOG},0.5,\nb.mp4,,0.6,\n')
    done = tap.run('--manifest', table, '--still', f'0={folder}/s/{{name}}.png', f'--soft={folder}/soft/{{name}}.mkv')
    assert done.returncode == 0, done
    found = [sorted(n for n in os.listdir(f'{folder}/{part}') if n[0] != '.') for part in ('s', 'soft')]
    assert found == [['a.png', 'b.png'], ['a.mkv', 'b.mkv']], found
    done = tap.run('--manifest', table, '--still', f'0={folder}/s/', '-o', f'{folder}/burned/', '--dry-run')
    assert done.returncode == 0 and done.stdout.count('  burn ') == 2 and done.stdout.count('  still ') == 2, done
    done = tap.run('--manifest', table, '--still', f'0={folder}/s/')
    assert done.returncode == 0, done


def test_a_row_ties_its_clip_anew(folder):
    make(folder, 'a.mp4')
    for column, value, span in (('liftoff-at', '0.5', 'T-00:00:00.5'), ('marks', '0@T+7', 'T+00:00:07'), ('sync', 'T+9', 'T+00:00:09')):
        table = write(f'{folder}/clips.csv', f'clip,telemetry,{column},output\na.mp4,{tap.LOG},{value},o.mp4\n')
        for before in ('T+3', '1.5', '2021-10-05T08:54:50Z'):
            done = tap.run('--manifest', table, '--sync', before, '--dry-run')
            assert done.returncode == 0 and f'{span} to' in done.stdout, (column, before, done)


def test_a_clip_of_a_key_file_ties_itself(folder):
    """What [all] says of it counts where the clip says nothing, whatever either calls it."""
    make(folder, 'a.mp4', 'b.mp4')
    ties = {'sync=12': 'liftoff-at=12', 'liftoff-at=9': 'liftoff-at=9', 'sync=T+5': 'marks=0@T+5',
            'footage-start=2021-10-05T08:54:50Z': 'footage-start=2021-10-05T08:54:50Z', 'mark=3@T+1': 'mark=3@T+1'}
    for common, of_all in ties.items():
        for own, wanted in ties.items():
            table = write(f'{folder}/clips.manifest', f'[all]\ntelemetry={tap.LOG}\noutput=out/{{name}}.mkv\n{common}\n'
                                                      f'[clip a.mp4]\n{own}\n[clip b.mp4]\n')
            done = tap.run('--manifest', table, '--print-pipeline', cwd=folder)
            assert done.returncode == 0, (common, own, done)
            lines = done.stdout.splitlines()
            assert len(lines) == 2, lines
            for line, tie in ((lines[0], wanted), (lines[1], of_all)):
                key, value = tie.split('=', 1)
                said = [t for t in {tie.split('=')[0] for tie in ties.values()} if f" '{t}=\"" in line]
                assert said == [key] and f'{key}="{value}"' in line, (common, own, line)


def test_one_language_of_a_file(folder):
    clip, = make(folder, 'a.mp4')
    done = tap.run(clip, *ASK, f'--subtitles={folder}/o.srt', '--languages', 'ru')
    assert done.returncode == 0, done
    with open(f'{folder}/o.srt', encoding='utf-8') as file:
        assert 'км/ч' in file.read()


tap.main(test_options_that_would_do_nothing, test_stills_and_kinds_of_a_manifest, test_a_row_ties_its_clip_anew,
         test_a_clip_of_a_key_file_ties_itself, test_one_language_of_a_file)
