#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""telemetry-render burns clips of many kinds, and keeps what they have. $1 is the tool."""
import os
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

KEPT_TAGS = ('title', 'creation_time', 'timecode', 'language')
COLOURS = ('color_range', 'color_space', 'color_transfer', 'color_primaries')


def check_kept(clip, result):
    before, after = tap.probe(clip), tap.probe(result)
    kinds = [[(s['codec_type'], s['codec_name'] if s['codec_type'] != 'video' else '') for s in film['streams']
              if s.get('codec_tag_string') != 'tmcd'] for film in (before, after)]
    assert kinds[0] == kinds[1], kinds
    assert tap.times(clip) == tap.times(result), result
    for kind in 'as':
        assert tap.hashes(clip, kind) == tap.hashes(result, kind), (result, kind)
    for film in ([before['format']], before['streams']):
        others = [after['format']] if film is not before['streams'] else after['streams']
        for one, other in zip(film, others):
            for tag in KEPT_TAGS:
                assert one.get('tags', {}).get(tag) == other.get('tags', {}).get(tag), (result, tag, other)
    video, made = (next(s for s in film['streams'] if s['codec_type'] == 'video') for film in (before, after))
    for colour in COLOURS:
        assert video.get(colour, 'unknown') in ('unknown', made.get(colour), 'bt470bg'), (result, colour)


def check_shown(clip, result, number):
    """Something was drawn, and not everywhere."""
    width, height, before = tap.grey(clip, number)
    size = tap.grey(result, number)
    if size[:2] != (width, height):
        return
    changed = sum(abs(a - b) > 60 for a, b in zip(before, size[2]))
    assert 0.001 < changed / (width * height) < 0.5, (result, changed)


def test_twelve_kinds_of_clips(folder):
    for name, make in clips.ALL.items():
        make(f'{folder}/{name}')
    out = f'{folder}/out'
    done = tap.run(*(f'{folder}/{name}' for name in clips.ALL), '-t', tap.LOG, '--liftoff-at', '0.5', '-o', out + '/')
    assert done.returncode == 1, done
    assert 'broken.mp4: failed: ' in done.stderr and done.stderr.count('failed: ') == 1, done.stderr
    assert '11 of 12 clips done, 1 failed' in done.stdout, done.stdout
    good = set(clips.ALL) - {'broken.mp4'}
    assert set(os.listdir(out)) == good | {f'.{name}.telemetry.json' for name in good}, os.listdir(out)
    for name in sorted(set(clips.ALL) - {'broken.mp4'}):
        check_kept(f'{folder}/{name}', f'{out}/{name}')
        check_shown(f'{folder}/{name}', f'{out}/{name}', 20)
    made = {name: tap.streams(f'{out}/{name}', 'video')[0] for name in clips.ALL if name != 'broken.mp4'}
    assert made['hevc-hdr.mp4']['pix_fmt'] == 'yuv420p10le' and made['two-sounds.mkv']['pix_fmt'] == 'yuv420p10le'
    assert made['prores.mov']['codec_name'] == 'prores' and made['vp9.webm']['codec_name'] == 'vp9'
    assert (made['odd.mov']['width'], made['odd.mov']['height']) == (321, 193), made['odd.mov']
    assert (made['rotated.mp4']['width'], made['rotated.mp4']['height']) == (192, 320), made['rotated.mp4']
    assert not made['rotated.mp4'].get('side_data_list'), made['rotated.mp4']
    check_light(f'{folder}/hevc-hdr.mp4', f'{out}/hevc-hdr.mp4')


def check_light(clip, result):
    """What HDR says of the screen it was graded on."""
    said = [[line for line in subprocess.run(
        ['ffprobe', '-v', 'error', '-read_intervals', '%+#1', '-show_frames', '-select_streams', 'v:0', '-of', 'compact', film],
        stdout=subprocess.PIPE, check=True, text=True).stdout.replace('|', '\n').split('\n')
        if re.match('(.*:)?(red|green|blue|white_point|min|max)_', line)] for film in (clip, result)]
    assert said[0] and said[0] == said[1], said


def test_turned_footage_stands_upright(folder):
    clip, result = f'{folder}/rotated.mp4', f'{folder}/out.mp4'
    clips.rotated(clip)
    done = tap.run(clip, '-t', tap.LOG, '-o', result, '-s', 'enabled=false', '-e', 'x264enc pass=qual quantizer=10')
    assert done.returncode == 0, done
    shown = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', clip, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt',
                            'gray', '-'], stdout=subprocess.PIPE, check=True).stdout
    mine = tap.grey(result, 0)[2]
    off = sum(abs(a - b) for a, b in zip(shown, mine)) / len(shown)
    assert len(shown) == len(mine) and off < 4, off


def test_wrong_command_lines(folder):
    clip = f'{folder}/silent.mp4'
    clips.silent(clip)
    for arguments, words in (
            ([], 'no CLIP and no --manifest'),
            ([clip, '-o', f'{folder}/o.mp4'], 'no telemetry'),
            ([clip, '-t', tap.LOG], '-o FILE'),
            ([clip, '-t', tap.LOG, '-o', clip], 'written over'),
            ([clip, clip, '-t', tap.LOG, '-o', f'{folder}/o/'], 'each needs its own'),
            ([clip, clip, '-t', tap.LOG, '-o', f'{folder}/o.mp4'], 'folder'),
            ([clip, '-t', tap.LOG, '-o', f'{folder}/o.mp4', '-s', 'layuot=minimal'], 'did you mean "layout"'),
            ([clip, '-t', tap.LOG, '-o', f'{folder}/o.mp4', '-s', 'enabled=perhaps'], 'is no value'),
            ([clip, '-t', tap.LOG, '-o', f'{folder}/o.mp4', '--sync', 'T+x'], 'T+x'),
            (['--frobnicate'], 'frobnicate')):
        done = tap.run(*arguments)
        assert done.returncode == 2 and words in done.stderr, (arguments, done)
    assert os.listdir(folder) == ['silent.mp4'], os.listdir(folder)


def test_failures_say_why_and_leave_nothing(folder):
    clip = f'{folder}/silent.mp4'
    clips.silent(clip)
    for arguments, words in (
            (['-o', f'{folder}/o.xyz'], '.mp4, '),
            (['-o', f'{folder}/o.webm', '-e', 'x264'], 'WebM'),
            (['-o', f'{folder}/o.mp4', '-e', 'x265000'], 'x265'),
            (['-o', f'{folder}/o.mp4', '-s', 'layout=/nowhere.layout'], 'nowhere')):
        done = tap.run(clip, '-t', tap.LOG, *arguments)
        assert done.returncode == 1 and words in done.stderr, (arguments, done)
    done = tap.run(clip, '-t', f'{folder}/none.csv', '-o', f'{folder}/o.mp4')
    assert done.returncode == 1 and 'none.csv' in done.stderr, done
    assert os.listdir(folder) == ['silent.mp4'], os.listdir(folder)


def test_a_clip_that_was_cut_without_coding(folder):
    """Its edit list begins inside a group of pictures, as a phone leaves it."""
    whole, clip, result = (f'{folder}/{name}.mp4' for name in ('whole', 'cut', 'out'))
    clips.ffmpeg(*clips.PICTURE, *clips.SOUND, '-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '30', '-c:a', 'aac', whole)
    clips.ffmpeg('-ss', '0.7', '-i', whole, '-c', 'copy', clip)
    done = tap.run(clip, '-t', tap.LOG, '--sync', 'T+10', '-o', result, '-e', 'x264enc pass=qual quantizer=8')
    assert done.returncode == 0, done
    shown = [float(t) for t, f in zip(tap.packets(clip, 'v:0', 'pts_time'), tap.packets(clip, 'v:0', 'flags')) if 'D' not in f]
    assert 25 < len(shown) < 40 and sorted(shown) == sorted(float(t) for t in tap.packets(result, 'v:0', 'pts_time'))
    # Above the overlay each picture is its own, and none beside it.
    for number in (0, 1, 20, len(shown) - 1):
        made = tap.grey(result, number)[2][:320 * 100]
        near = {n: tap.grey(clip, n)[2][:320 * 100] for n in (number - 1, number, number + 1) if 0 <= n < len(shown)}
        off = {n: sum(abs(a - b) for a, b in zip(made, one)) / len(made) for n, one in near.items()}
        assert off[number] < 3 and all(off[number] * 2 < off[n] for n in off if n != number), (number, off)
    assert sorted(name for name in os.listdir(folder) if name.startswith('.')) == ['.out.mp4.telemetry.json'], os.listdir(folder)


def test_a_stream_that_begins_in_the_middle(folder):
    whole, clip, result = (f'{folder}/{name}.ts' for name in ('whole', 'cut', 'out'))
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x192:r=25:d=3', *clips.SOUND, '-c:v', 'mpeg2video', '-bf', '2', '-g', '12', '-b:v', '1M', '-c:a',
                 'mp2', whole)
    with open(whole, 'rb') as source, open(clip, 'wb') as target:
        packets = source.read()
        target.write(packets[len(packets) // 188 // 3 * 188:])
    done = tap.run(clip, '-t', tap.LOG, '-o', result)
    assert done.returncode == 0 and 'lean on others before its start' in done.stderr, done
    # What there is of the picture stays with the sound: the last picture of both is one time after the sound's first.
    ends = [max(float(t) for t in tap.packets(path, 'v:0', 'pts_time')) - float(tap.packets(path, 'a:0', 'pts_time')[0])
            for path in (clip, result)]
    assert abs(ends[0] - ends[1]) < 0.001, ends


def test_damage_in_the_middle(folder):
    clip = f'{folder}/h264.mp4'
    clips.ffmpeg(*clips.PICTURE, '-c:v', 'mjpeg', '-movflags', '+faststart', clip)
    with open(clip, 'r+b') as file:
        size = os.path.getsize(clip)
        file.seek(size // 2)
        file.write(bytes(size // 4))
    done = tap.run(clip, '-t', tap.LOG, '-o', f'{folder}/o.mp4')
    assert done.returncode == 1 and 'damaged' in done.stderr, done
    assert os.listdir(folder) == ['h264.mp4'], os.listdir(folder)


def test_interrupted(folder):
    clip, result = f'{folder}/long.mp4', f'{folder}/o.mp4'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=60', '-c:v', 'mpeg4', clip)
    process = subprocess.Popen([tap.TOOL, clip, '-t', tap.LOG, '-o', result], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    for _ in range(600):
        if os.path.exists(f'{folder}/.o.mp4.part') and os.path.getsize(f'{folder}/.o.mp4.part'):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert os.listdir(folder) == ['long.mp4'], os.listdir(folder)


def test_an_encoder_that_fails_on_the_way(folder):
    clip, result = f'{folder}/h264.mp4', f'{folder}/o.mp4'
    clips.h264(clip)
    environment = dict(os.environ, GST_REGISTRY=f'{folder}/registry.bin',
                       GST_PLUGIN_PATH=f"{os.environ['GST_PLUGIN_PATH']}:{os.path.abspath(sys.argv[2])}")
    done = tap.run(clip, '-t', tap.LOG, '-o', result, env=environment)
    assert done.returncode == 0, done
    assert 'vah264enc 1 failed on the way' in done.stderr and 'x264enc' in done.stdout, done
    assert tap.times(result) == tap.times(clip) and tap.hashes(result, 'a') == tap.hashes(clip, 'a')
    done = tap.run(clip, '-t', tap.LOG, '-o', f'{folder}/p.mp4', '-e', 'va-h264', env=environment)
    assert done.returncode == 1 and not os.path.exists(f'{folder}/p.mp4'), done


def test_the_launch_line_is_printed(folder):
    clip = f'{folder}/a clip.mp4'
    clips.silent(clip)
    done = tap.run(clip, '-t', tap.LOG, '-o', f'{folder}/o.mkv', '--print-pipeline', '-s', 'layout=minimal')
    assert done.returncode == 0 and 'layout="minimal"' in done.stdout, done
    subprocess.run(['sh', '-c', done.stdout], check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert tap.times(f'{folder}/o.mkv') == tap.times(clip)


tap.main(test_twelve_kinds_of_clips, test_turned_footage_stands_upright, test_wrong_command_lines,
         test_failures_say_why_and_leave_nothing, test_a_clip_that_was_cut_without_coding,
         test_a_stream_that_begins_in_the_middle, test_damage_in_the_middle, test_interrupted,
         test_an_encoder_that_fails_on_the_way, test_the_launch_line_is_printed)
