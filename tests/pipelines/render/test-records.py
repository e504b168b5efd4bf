#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What telemetry-render takes for up to date. $1 is the tool."""
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

CODER = ['-e', 'x264enc threads=1 speed-preset=ultrafast']
DOT = ('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" '
       'fill="{}"/></svg>')


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def make(folder, *names):
    for name in names:
        clips.silent(f'{folder}/{name}')
    return [f'{folder}/{name}' for name in names]


def rounds(folder, clip, *arguments, **options):
    """Renders, and tells each time whether it did."""
    def again(*more, verify=False):
        done = tap.run(clip, *arguments, '--json', *CODER, *more, *(['--verify'] if verify else ['-o', f'{folder}/o.mp4']),
                       *(['-o', f'{folder}/o.mp4'] if verify else []), **options)
        assert done.returncode == (1 if verify and 'out of date' in tap.states(done).values() else 0), done
        return tap.states(done)[os.path.basename(clip)]
    assert again() == 'done'
    assert again() == 'up to date'
    return again


def test_what_is_up_to_date_is_left(folder):
    names = make(folder, 'a.mp4', 'b.mp4')
    log = shutil.copy(tap.LOG, f'{folder}/flight.csv')

    def again(*arguments, code=0):
        done = tap.run(*names, '-t', log, '-o', f'{folder}/out/', '--json', *CODER, *arguments)
        assert done.returncode == code, done
        found = tap.states(done)
        return found['a.mp4'], found['b.mp4']
    both, neither = ('done', 'done'), ('up to date', 'up to date')
    minimal = ['-s', 'layout=minimal']
    assert again() == both and again() == neither
    assert again(*minimal) == both and again(*minimal) == neither
    assert again(*minimal, '--force') == both
    with open(log, 'a', encoding='utf-8') as file:
        file.write('999,0,0,0,0,0\n')
    assert again(*minimal) == both
    os.utime(names[1])
    assert again(*minimal) == ('up to date', 'done')
    os.truncate(f'{folder}/out/a.mp4', 1000)
    assert again(*minimal) == ('done', 'up to date')
    assert not [name for name in os.listdir(f'{folder}/out') if name.endswith('.part')]
    done = tap.run(*names, '-t', log, '-o', f'{folder}/out/', *CODER, *minimal)
    assert '2 up to date' in done.stdout, done


def test_verify_makes_nothing(folder):
    # Larger than the ends that a record hashes without it.
    clip = f'{folder}/a.mov'
    clips.ffmpeg('-f', 'lavfi', '-i', 'nullsrc=s=640x352:r=25:d=2,geq=random(1)*255:128:128', '-c:v', 'mjpeg', '-q:v', '2', clip)
    assert os.path.getsize(clip) > 4 << 20
    again = rounds(folder, clip, '-t', tap.LOG)
    assert again(verify=True) == 'up to date'
    os.utime(clip)
    before = os.stat(f'{folder}/o.mp4').st_mtime_ns, sorted(os.listdir(folder))
    assert again(verify=True) == 'up to date', 'a date is no content'
    with open(clip, 'r+b') as file:
        file.seek(os.path.getsize(clip) // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    assert again(verify=True) == 'out of date'
    assert again('-s', 'layout=minimal', verify=True) == 'out of date'
    assert (os.stat(f'{folder}/o.mp4').st_mtime_ns, sorted(os.listdir(folder))) == before
    done = tap.run(clip, '-t', tap.LOG, *CODER, '-o', f'{folder}/o.mp4', '--verify')
    assert done.returncode == 1 and 'out of date: ' in done.stderr and 'another within' in done.stderr, done
    done = tap.run(clip, '-t', tap.LOG, *CODER, '-o', f'{folder}/o.mp4', '--verify', '--force')
    assert done.returncode == 2 and '--force' in done.stderr, done


def test_the_layout_and_its_pictures(folder):
    clip, = make(folder, 'a.mp4')
    write(f'{folder}/l/dot.svg', DOT.format('red'))
    layout = write(f'{folder}/l/own.layout', '[layout]\nname=Own\n[widget dot]\ntype=image\nfile=dot.svg\n')
    mission = write(f'{folder}/m/flight.mission', f'[mission]\nlayout=../l/own.layout\n[telemetry]\nlocation={tap.LOG}\n')
    for arguments in (['-t', tap.LOG, '-l', layout], ['-m', mission]):
        again = rounds(folder, clip, *arguments)
        write(f'{folder}/l/dot.svg', DOT.format('blue' if '-m' in arguments else 'green'))
        assert again() == 'done', arguments
        with open(layout, 'a', encoding='utf-8') as file:
            file.write('# another\n')
        assert again() == 'done', arguments
        assert again() == 'up to date', arguments


def test_what_a_mission_names(folder):
    clip, = make(folder, 'a.mp4')
    shutil.copy(tap.LOG, f'{folder}/flight.csv')
    profile = shutil.copy(f'{tap.ROOT}/plugin/data/phases/station.profile', f'{folder}/own.profile')
    definition = write(f'{folder}/packets/one.csv', 'container,field\n')
    mission = write(f'{folder}/flight.mission', '[mission]\nprofile=own.profile\n[telemetry]\nlocation=flight.csv\n'
                    '[packets]\ndefinition=packets\n')
    again = rounds(folder, clip, '-m', mission)
    for path in (profile, f'{folder}/flight.csv', definition):
        with open(path, 'a', encoding='utf-8') as file:
            file.write('999,0,0,0,0,0\n' if path.endswith('flight.csv') else '\n')
        assert again() == 'done', path
        assert again() == 'up to date', path


def test_telemetry_that_is_said_as_a_property(folder):
    clip, = make(folder, 'a.mp4')
    log = shutil.copy(tap.LOG, f'{folder}/flight.csv')
    again = rounds(folder, clip, '-s', 'location=flight.csv', cwd=folder)
    with open(log, 'a', encoding='utf-8') as file:
        file.write('999,0,0,0,0,0\n')
    assert again() == 'done' and again() == 'up to date'


def test_the_fonts(folder):
    clip, = make(folder, 'a.mp4')
    found = subprocess.run(['fc-match', '-f', '%{file}', 'DejaVu Sans'], stdout=subprocess.PIPE, text=True, check=False).stdout
    if not os.path.isfile(found):
        raise tap.Skip('no font file of DejaVu Sans')
    os.mkdir(f'{folder}/fonts')
    only = write(f'{folder}/fonts.conf', '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                 f'<dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir><match target="scan"><test name="file"><string>'
                 f'{folder}/fonts/thin.ttf</string></test><edit name="weight" mode="assign"><const>thin</const></edit></match>'
                 '</fontconfig>')
    environment = dict(os.environ, FONTCONFIG_FILE=only)
    shutil.copy(found, f'{folder}/fonts/one.ttf')
    shutil.copy(found, f'{folder}/fonts/thin.ttf')
    again = rounds(folder, clip, '-t', tap.LOG, env=environment)
    os.utime(f'{folder}/fonts/one.ttf')
    assert again() == 'up to date', 'the same font with another date'
    for name in ('one.ttf', 'thin.ttf'):
        with open(f'{folder}/fonts/{name}', 'ab') as file:
            file.write(b'\0')
        assert again() == 'done', f'another font file: {name}'
        assert again() == 'up to date', name


def test_a_log_that_grows_while_it_is_shown(folder):
    clip = f'{folder}/a.mp4'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x352:r=25:d=40', '-c:v', 'mpeg4', clip)
    log = shutil.copy(tap.LOG, f'{folder}/flight.csv')
    command = [clip, '-t', log, '-o', f'{folder}/o.mp4', '--json', *CODER]
    process = subprocess.Popen([tap.TOOL, *command], stdout=subprocess.PIPE, text=True)
    said = []
    for line in process.stdout:
        said.append(json.loads(line))
        if said[-1]['event'] == 'plan':
            with open(log, 'a', encoding='utf-8') as file:
                file.write('999,0,0,0,0,0\n')
    assert process.wait(timeout=120) == 0
    assert [e for e in said if e['event'] == 'warning' and 'telemetry' in e['text']], said
    done = tap.run(*command)
    assert done.returncode == 0 and tap.states(done) == {'a.mp4': 'done'}, done


def test_each_output_has_its_own_encoder(folder):
    clip, = make(folder, 'a.mp4')
    arguments = [clip, '-t', tap.LOG, f'--burn={folder}/o.mp4', f'--overlay-only={folder}/o.mov', f'--soft={folder}/o.mkv', '--json']
    assert tap.states(tap.run(*arguments))['a.mp4'] == 'done'
    found = {}
    for name in ('o.mp4', 'o.mov', 'o.mkv'):
        with open(f'{folder}/.{name}.telemetry.json', encoding='utf-8') as file:
            found[name] = json.load(file)['encoder'].split(' ')[0]
    assert found['o.mp4'] == 'x264enc' and found['o.mov'] not in ('', 'x264enc') and found['o.mkv'] == '', found
    assert tap.states(tap.run(*arguments))['a.mp4'] == 'up to date'
    path = f'{folder}/.o.mp4.telemetry.json'
    with open(path, encoding='utf-8') as file:
        text = file.read()
    write(path, text.replace('x264enc 1', 'x264enc 0'))
    assert tap.states(tap.run(*arguments))['a.mp4'] == 'done'


def apart(path):
    """All of the sound behind all pictures."""
    clips.h264(f'{path}.mp4')
    clips.ffmpeg('-i', f'{path}.mp4', '-map', '0:v', '-c', 'copy', f'{path}.v.mp4')
    clips.ffmpeg('-i', f'{path}.v.mp4', '-itsoffset', '0', '-i', f'{path}.mp4', '-map', '0:v', '-map', '1:a', '-c', 'copy', '-shortest',
                 '-max_interleave_delta', '1', '-movflags', '+faststart', path)


def test_a_clip_that_is_copied_is_hashed_on_the_way(folder):
    """In whatever order it is read: all of it counts, and one byte tells."""
    makers = {'end.mp4': clips.h264, 'start.mp4': apart, 'two-sounds.mkv': clips.two_sounds, 'vp9.webm': clips.vp9, 'klv.ts': clips.klv,
              'prores.mov': clips.prores}
    for name, make_clip in makers.items():
        clip = f'{folder}/{name}'
        make_clip(clip)
        ask = [clip, '-t', tap.LOG, '--liftoff-at', '1', f'--soft={folder}/soft-{name.split(".")[0]}.m{"ov" if "mov" in name else "kv"}']
        assert tap.run(*ask).returncode == 0, name
        assert tap.run(*ask, '--verify').returncode == 0, name
        found = os.stat(clip)
        with open(clip, 'r+b') as file:
            file.seek(found.st_size // 2)
            byte = file.read(1)[0]
            file.seek(found.st_size // 2)
            file.write(bytes([byte ^ 1]))
        os.utime(clip, ns=(found.st_atime_ns, found.st_mtime_ns))
        done = tap.run(*ask, '--verify')
        assert done.returncode == 1 and 'out of date' in done.stderr, (name, done)


def test_a_record_that_cannot_be_written_is_said(folder):
    """Its name is longer than that of its output."""
    make(folder, 'a.mp4')
    output = f'{folder}/{"x" * 240}.srt'
    done = tap.run(f'{folder}/a.mp4', '-t', tap.LOG, '--liftoff-at', '1', f'--subtitles={output}')
    assert done.returncode == 0 and os.path.exists(output) and 'it has no record' in done.stderr, done


def test_interrupted_is_no_change_of_what_was_up_to_date(folder):
    first, = make(folder, 'a.mp4')
    others = []
    for name in ('b.mp4', 'c.mp4'):
        others.append(f'{folder}/{name}')
        clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x352:r=25:d=60', '-c:v', 'mpeg4', others[-1])
    assert tap.run(first, '-t', tap.LOG, '-o', f'{folder}/out/', *CODER).returncode == 0
    process = subprocess.Popen([tap.TOOL, *others, first, '-t', tap.LOG, '-o', f'{folder}/out/', '-j', '1', '--json', *CODER],
                               stdout=subprocess.PIPE, text=True)
    said, asked = [], False
    for line in process.stdout:
        said.append(json.loads(line))
        if said[-1]['event'] == 'plan' and not asked:
            asked = True
            process.terminate()
    assert process.wait(timeout=60) == 130
    states = {os.path.basename(e['clip']): e['state'] for e in said if e['event'] == 'state'}
    assert states == {'a.mp4': 'up to date', 'b.mp4': 'cancelled', 'c.mp4': 'cancelled'}, states


tap.main(test_what_is_up_to_date_is_left, test_verify_makes_nothing, test_the_layout_and_its_pictures, test_what_a_mission_names,
         test_telemetry_that_is_said_as_a_property, test_the_fonts, test_a_log_that_grows_while_it_is_shown,
         test_each_output_has_its_own_encoder, test_interrupted_is_no_change_of_what_was_up_to_date,
         test_a_clip_that_is_copied_is_hashed_on_the_way, test_a_record_that_cannot_be_written_is_said)
