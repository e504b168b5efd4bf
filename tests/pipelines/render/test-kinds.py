#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""telemetry-render beside burning: soft, the overlay alone, subtitles, stills. $1 is the tool."""
import array
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

ASK = ['-m', tap.MISSION, '--liftoff-at', '0.5']


def decoded(path, *filters, number=None):
    """Pictures as RGB, one after another, or one of them."""
    select = [f'select=eq(n\\,{number})'] if number is not None else []
    chain = ','.join([*filters, *select])
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, *(['-vf', chain] if chain else []), '-vsync',
                           'passthrough', *(['-frames:v', '1'] if number is not None else []), '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
                          stdout=subprocess.PIPE, check=True)
    return done.stdout


def distance(one, other):
    assert len(one) == len(other) > 0, (len(one), len(other))
    return sum(abs(a - b) for a, b in zip(one, other)) / len(one)


def words(path, track):
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-map', f'0:s:{track}', '-f', 'srt', '-'],
                          stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def check_copied(clip, soft):
    for kind in 'va':
        assert tap.hashes(clip, kind) == tap.hashes(soft, kind), soft
    assert tap.times(clip) == tap.times(soft)
    before, after = tap.probe(clip), tap.probe(soft)
    for tag in ('title', 'creation_time'):
        assert before['format']['tags'].get(tag) == after['format']['tags'].get(tag), (tag, after)
    return after


def test_soft_matroska(folder):
    clip, soft = f'{folder}/two-sounds.mkv', f'{folder}/soft.mkv'
    clips.two_sounds(clip)
    done = tap.run(clip, *ASK, '--soft', '-o', soft, '--languages', 'en ru')
    assert done.returncode == 0, done
    film = check_copied(clip, soft)
    kinds = [(s['codec_name'], s.get('tags', {}).get('language')) for s in film['streams']]
    assert kinds == [('h264', None), ('vorbis', 'eng'), ('flac', 'rus'), ('subrip', None), ('ass', 'eng'), ('subrip', 'eng'),
                     ('ass', 'rus'), ('subrip', 'rus')], kinds
    assert [c['tags']['title'] for c in film['chapters']] == ['Liftoff'], film['chapters']
    assert abs(float(film['chapters'][0]['start_time']) - 0.5) < 0.05, film['chapters']
    assert 'Words of the clip' in words(soft, 0) and 'T+ 00:00:00' in words(soft, 2) and 'км/ч' in words(soft, 4)


def test_soft_mp4_of_a_turned_clip(folder):
    clip, soft = f'{folder}/rotated.mp4', f'{folder}/soft.mp4'
    clips.rotated(clip)
    done = tap.run(clip, *ASK, f'--soft={soft}')
    assert done.returncode == 0, done
    film = check_copied(clip, soft)
    turns = [[d.get('rotation') for d in tap.streams(path, 'video')[0].get('side_data_list', [])] for path in (clip, soft)]
    assert turns[0] == turns[1] != [], turns
    assert [s['codec_name'] for s in film['streams'] if s['codec_type'] == 'subtitle'] == ['mov_text'], film
    assert 'T+ 00:00:00' in words(soft, 0), words(soft, 0)
    titles = [(c['tags']['title'], round(float(c['start_time']), 1)) for c in film['chapters']]
    assert titles == [('…', 0.0), ('Liftoff', 0.5)], titles
    done = tap.run(clip, *ASK, f'--soft={folder}/soft.mkv')
    assert done.returncode == 1 and 'turned' in done.stderr and not os.path.exists(f'{folder}/soft.mkv'), done


def test_soft_keeps_camera_data_and_dates(folder):
    clip, soft = f'{folder}/prores.mov', f'{folder}/soft.mov'
    clips.prores(clip)
    assert tap.run(clip, *ASK, f'--soft={soft}').returncode == 0
    film = check_copied(clip, soft)
    assert film['streams'][0]['tags']['timecode'] == '01:00:00:00', film['streams'][0]


def test_the_overlay_alone_laid_over_the_clip_is_the_burned_clip(folder):
    clip = f'{folder}/variable.mp4'
    clips.variable(clip)
    done = tap.run(clip, *ASK, f'--burn={folder}/burned.mkv', f'--overlay-only={folder}/o.mov', '-e', 'x264enc pass=qual quantizer=4')
    assert done.returncode == 0, done
    for name, encoder in (('rle.mov', 'qtrle'), ('lossless.mkv', None)):
        done = tap.run(clip, *ASK, f'--overlay-only={folder}/{name}', *(['-e', encoder] if encoder else []))
        assert done.returncode == 0, done
    for name in ('o.mov', 'rle.mov', 'lossless.mkv'):
        path = f'{folder}/{name}'
        assert tap.times(path) == tap.times(clip), name
        assert len(tap.streams(path)) == 1 and 'a' in tap.streams(path)[0]['pix_fmt'], tap.streams(path)
        laid = f'{folder}/laid.mkv'
        clips.ffmpeg('-i', clip, '-i', path, '-filter_complex', '[0:v][1:v]overlay=format=gbrp', '-vsync', 'passthrough', '-c:v',
                     'ffv1', laid)
        for number in (0, 20, 34):
            off = distance(decoded(laid, number=number), decoded(f'{folder}/burned.mkv', number=number))
            bare = distance(decoded(clip, number=number), decoded(f'{folder}/burned.mkv', number=number))
            assert off < 4 < bare, (name, number, off, bare)


def every_sample(path):
    """A hash of each picture as it is decoded; what is wrong with its bytes is an error."""
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-err_detect', 'crccheck+explode', '-i', path, '-pix_fmt', 'bgra',
                           '-f', 'framemd5', '-'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    assert not done.stderr, done.stderr
    return [line.split(b',')[-1] for line in done.stdout.splitlines() if not line.startswith(b'#')]


def test_ffv1_of_the_slices_that_changed_has_every_sample(folder):
    """By another coder that loses nothing. Slices of one size each, of several, and fewer columns than asked for."""
    for number, size in enumerate(('480x270', '333x211', '90x800', '64x36')):
        clip, lossless, other, told = (f'{folder}/{number}{name}' for name in ('.mp4', '.mkv', '.mov', '-told.mkv'))
        clips.ffmpeg('-f', 'lavfi', '-i', f'testsrc2=s={size}:r=25:d=1.6', '-pix_fmt', 'yuv444p', '-c:v', 'libx264', clip)
        for path, encoder in ((lossless, []), (other, ['-e', 'qtrle']), (told, ['-e', 'avenc_ffv1 slices=4'])):
            done = tap.run(clip, *ASK, f'--overlay-only={path}', *encoder)
            assert done.returncode == 0, done
        want = every_sample(other)
        assert len(want) == 40 and len(set(want)) > 5, len(set(want))
        assert every_sample(lossless) == want and every_sample(told) == want, size
        assert all(flags.startswith('K') for flags in tap.packets(lossless, 'v:0', 'flags')), size


def luma(path):
    """The brightest of the first picture, of 1023."""
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt',
                           'yuva444p10le', '-'], stdout=subprocess.PIPE, check=True)
    samples = array.array('H')
    samples.frombytes(done.stdout)
    return max(samples[:len(samples) // 4])


def test_the_overlay_alone_is_drawn_in_the_colours_of_the_clip(folder):
    """White is 203 cd/m2 on high dynamic range (BT.2408): 58 % of PQ, 75 % of HLG, of 876 codes over 64."""
    clip = f'{folder}/colours.mp4'
    tags = ('color_space', 'color_transfer', 'color_primaries')
    for transfer, want in (('smpte2084', 572.7), ('arib-std-b67', 721), ('bt709', 940)):
        high = transfer != 'bt709'
        colours = ('bt2020nc' if high else 'bt709', transfer, 'bt2020' if high else 'bt709')
        # FFmpeg 7 takes them from the pictures, FFmpeg 5 from the encoder's options.
        said = f'setparams=colorspace={colours[0]}:color_trc={colours[1]}:color_primaries={colours[2]}'
        clips.ffmpeg('-f', 'lavfi', '-i', f'testsrc2=s=320x180:r=25:d=0.4,{said}', '-pix_fmt', 'yuv420p10le' if high else 'yuv420p',
                     '-c:v', 'libx264', '-colorspace', colours[0], '-color_trc', colours[1], '-color_primaries', colours[2], clip)
        assert tuple(tap.streams(clip)[0][tag] for tag in tags) == colours, tap.streams(clip)
        for name in ('o.mov', 'o.mkv'):
            path = f'{folder}/{name}'
            done = tap.run(clip, *ASK, f'--overlay-only={path}', '--force')
            assert done.returncode == 0, done
            made = tap.streams(path)[0]
            if high or name == 'o.mov':
                assert tuple(made[tag] for tag in tags) == colours and '1' in made['pix_fmt'], made
                assert abs(luma(path) - want) < 5, (transfer, name, luma(path))
            else:
                assert (made['color_space'], made['pix_fmt']) == ('gbr', 'bgra'), made
    made = f'{folder}/burned.mov'
    done = tap.run(f'{folder}/colours.mp4', *ASK, f'--burn={made}', '-e', 'prores')
    assert done.returncode == 0 and [tap.streams(made)[0][tag] for tag in tags] == ['bt709'] * 3, tap.streams(made)


def test_subtitle_files(folder):
    clip = f'{folder}/silent.mp4'
    clips.silent(clip)
    for ending, words_in in (('srt', '00:00:00,000 -->'), ('vtt', 'WEBVTT'), ('ass', '[Script Info]')):
        path = f'{folder}/words.{ending}'
        done = tap.run(clip, *ASK, '--subtitles', '-o', path)
        assert done.returncode == 0, done
        with open(path, encoding='utf-8') as file:
            text = file.read()
        assert words_in in text and 'Boost' in text, text[:300]
        assert ending != 'ass' or '\nDialogue: ' in text, text[:300]
    done = tap.run(clip, *ASK, f'--subtitles={folder}/words.txt')
    assert done.returncode == 1 and '.srt, .vtt, .ass' in done.stderr, done


def test_subtitles_begin_with_the_first_picture(folder):
    """Of a recording whose sound begins 0.8 s before: a player counts from the sound."""
    whole, clip = f'{folder}/whole.mp4', f'{folder}/late.mkv'
    clips.h264(whole)
    clips.ffmpeg('-i', whole, '-itsoffset', '0.8', '-i', whole, '-map', '1:v', '-map', '0:a', '-c', 'copy', clip)
    lead = min(float(t) for t in tap.packets(clip, 'v:0', 'pts_time')) - float(tap.probe(clip)['format']['start_time'])
    assert 0.7 < lead < 0.9, lead
    for ending in ('srt', 'vtt', 'ass'):
        path = f'{folder}/words.{ending}'
        done = tap.run(clip, *ASK, f'--subtitles={path}')
        assert done.returncode == 0, done
        cues = [(float(p['pts_time']), float(p['duration_time'])) for p in json.loads(subprocess.run(
            ['ffprobe', '-v', 'error', '-show_packets', '-of', 'json', path], stdout=subprocess.PIPE, check=True).stdout)['packets']]
        assert abs(min(cues)[0] - lead) < 0.011, (ending, cues[0], lead)
        assert abs(max(start + length for start, length in cues) - lead - clips.SECONDS) < 0.05, (ending, cues[-1])


def test_names_that_are_no_text(folder):
    """A name is bytes (POSIX, 3.170): a card written elsewhere has names that are no UTF-8."""
    clip, out = os.fsencode(folder) + b'/\xfcber.mp4', os.fsencode(folder) + b'/\xe9'
    clips.silent(clip)
    done = tap.run(clip, *ASK, b'--burn=' + out + b'.mp4', b'--soft=' + out + b'.mkv', b'--overlay-only=' + out + b'.mov',
                   b'--subtitles=' + out + b'.srt', '--still', b'0=' + out + b'.png')
    assert done.returncode == 0, done
    assert tap.run(clip, *ASK, b'--subtitles=' + out + b'.ass').returncode == 0
    assert {os.path.splitext(n)[1] for n in os.listdir(os.fsencode(folder)) if n.startswith(b'\xe9.')} == \
        {b'.mp4', b'.mkv', b'.mov', b'.srt', b'.ass', b'.png'}, os.listdir(os.fsencode(folder))


def test_stills_show_the_burned_picture(folder):
    clip = f'{folder}/variable.mp4'
    clips.variable(clip)
    shown = tap.times(clip)
    done = tap.run(clip, *ASK, f'--burn={folder}/burned.mkv', '-e', 'x264enc pass=qual quantizer=4', '--still',
                   f'{shown[20]}={folder}/a.png', '--still', f'#20={folder}/b b.png', '--still', f'0={folder}/c.jpg')
    assert done.returncode == 0, done
    for name, number in (('a.png', 20), ('b b.png', 20), ('c.jpg', 0)):
        off = distance(decoded(f'{folder}/{name}'), decoded(f'{folder}/burned.mkv', number=number))
        assert off < 4, (name, off)
    done = tap.run(clip, *ASK, '--still', f'99={folder}/d.png')
    assert done.returncode == 1 and 'is not in the clip' in done.stderr, done


def test_stills_of_clips_with_edit_lists(folder):
    """As a phone leaves them: cut within a group of pictures, and with pictures that begin after the sound."""
    whole, cut, late = (f'{folder}/{name}.mp4' for name in ('whole', 'cut', 'late'))
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x192:r=30000/1001:d=3', '-f', 'lavfi', '-i', 'sine=440:d=3', '-c:v', 'libx264',
                 '-preset', 'ultrafast', '-bf', '2', '-g', '40', '-c:a', 'aac', whole)
    clips.ffmpeg('-ss', '0.7', '-i', whole, '-c', 'copy', cut)
    clips.ffmpeg('-i', whole, '-itsoffset', '0.4', '-i', whole, '-map', '1:v', '-map', '0:a', '-c', 'copy', late)
    for clip in (cut, late):
        shown = tap.times(clip) if clip == late else None
        if shown is None:
            shown = [float(t) for t, f in zip(tap.packets(clip, 'v:0', 'pts_time'), tap.packets(clip, 'v:0', 'flags')) if 'D' not in f]
            shown = [t - min(shown) for t in sorted(shown)]
        numbers = (0, 1, 7, 20, len(shown) - 1)
        stills = [word for n in numbers for word in ('--still', f'#{n}={folder}/{n}.png', '--still', f'{shown[n] + 0.001:.6f}={folder}/t{n}.png')]
        plain = [word for n in numbers for word in ('--still', f'#{n}={folder}/p{n}.png')]
        assert tap.run(clip, '-m', tap.MISSION, '--sync', 'T+10', *stills).returncode == 0
        assert tap.run(clip, '-m', tap.MISSION, '--sync', 'T+10', *plain, '-s', 'enabled=false').returncode == 0
        done = tap.run(clip, '-m', tap.MISSION, '--sync', 'T+10', f'--burn={folder}/burned.mkv', '-f', '-e', 'x264enc pass=qual quantizer=4')
        assert done.returncode == 0, done
        for n in numbers:
            near = {k: distance(decoded(f'{folder}/p{n}.png'), decoded(clip, number=k)) for k in (n - 1, n, n + 1) if 0 <= k < len(shown)}
            assert near[n] < 4 and min(near, key=near.get) == n, (clip, n, near)
            for name in (f'{n}.png', f't{n}.png'):
                off = distance(decoded(f'{folder}/{name}'), decoded(f'{folder}/burned.mkv', number=n))
                assert off < 4, (clip, name, off)
    assert not [name for name in os.listdir(folder) if name.endswith('.part') or '.part.' in name], os.listdir(folder)


def test_soft_in_a_folder_is_of_a_kind_that_takes_words(folder):
    for name, made in (('klv.ts', 'klv.mkv'), ('vp9.webm', 'vp9.mkv'), ('h264.mp4', 'h264.mp4')):
        clips.ALL[name](f'{folder}/{name}')
        done = tap.run(f'{folder}/{name}', *ASK, f'--soft={folder}/out/')
        assert done.returncode == 0 and tap.streams(f'{folder}/out/{made}', 'subtitle'), (name, done)


def keys_of(path):
    """How many sample numbers the table of keys of an MP4's picture has (ISO/IEC 14496-12, 8.6.2); None: it has none."""
    with open(path, 'rb') as file:
        content = file.read()
    at = content.find(b'stss')
    return None if at < 0 else (at + 8, int.from_bytes(content[at + 8:at + 12], 'big'))


def test_soft_keeps_the_keys_that_the_clip_names(folder):
    """Not those that a parser finds in the pictures."""
    clip, soft = f'{folder}/clip.mp4', f'{folder}/soft.mp4'
    clips.h264(clip)
    place, number = keys_of(clip)
    assert number == 2, number
    with open(clip, 'r+b') as file:
        file.seek(place)
        file.write((1).to_bytes(4, 'big'))
    assert tap.run(clip, *ASK, f'--soft={soft}').returncode == 0
    check_copied(clip, soft)
    assert keys_of(soft)[1] == 1, keys_of(soft)


def test_several_kinds_need_a_file_each(folder):
    clip = f'{folder}/silent.mp4'
    clips.silent(clip)
    done = tap.run(clip, *ASK, '--burn', '--soft', '-o', f'{folder}/o.mkv')
    assert done.returncode == 2 and '--burn=FILE' in done.stderr, done


tap.main(test_soft_matroska, test_soft_mp4_of_a_turned_clip, test_soft_keeps_camera_data_and_dates,
         test_the_overlay_alone_laid_over_the_clip_is_the_burned_clip,
         test_the_overlay_alone_is_drawn_in_the_colours_of_the_clip, test_ffv1_of_the_slices_that_changed_has_every_sample,
         test_subtitle_files,
         test_subtitles_begin_with_the_first_picture, test_names_that_are_no_text,
         test_stills_show_the_burned_picture, test_stills_of_clips_with_edit_lists, test_several_kinds_need_a_file_each,
         test_soft_keeps_the_keys_that_the_clip_names, test_soft_in_a_folder_is_of_a_kind_that_takes_words)
