#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Several kinds in one pass over the clip are what each is alone. $1 is the tool."""
import os
import resource
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

ASK = ['-m', tap.MISSION, '--liftoff-at', '0.5']
CODER = ['-e', 'x264enc pass=qual quantizer=20 threads=1']


def decoded(path):
    """The time and a checksum of each picture, as ffmpeg decodes them."""
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-noautorotate', '-i', path, '-map', '0:v:0', '-vsync', 'passthrough',
                           '-f', 'framemd5', '-'], stdout=subprocess.PIPE, check=True, text=True)
    found = [line.split(',') for line in done.stdout.splitlines() if not line.startswith('#')]
    assert found, path
    return [(line[2].strip(), line[-1].strip()) for line in found]


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def kinds(folder, subtitles, stills):
    """The options of each kind, with its file."""
    return {'burn.mp4': [*CODER, f'--burn={folder}/burn.mp4'], 'overlay.mov': [f'--overlay-only={folder}/overlay.mov'],
            'soft.mp4': [f'--soft={folder}/soft.mp4'],
            subtitles: [f'--subtitles={folder}/{subtitles}'],
            **{f'{n}.png': ['--still', f'{place}={folder}/{n}.png'] for n, place in enumerate(stills)}}


def cut(path):
    """As a phone trims it: its edit list begins within a group of pictures."""
    clips.ffmpeg(*clips.PICTURE, *clips.SOUND, '-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '30', '-c:a', 'aac',
                 path + '.whole.mp4')
    clips.ffmpeg('-ss', '0.7', '-i', path + '.whole.mp4', '-c', 'copy', path)
    os.unlink(path + '.whole.mp4')


def compare(one, other, names):
    for name in names:
        a, b = f'{one}/{name}', f'{other}/{name}'
        if name.endswith(('.srt', '.vtt', '.ass')):
            assert read(a) == read(b) != b'', name
        else:
            assert decoded(a) == decoded(b), name
        if name in ('burn.mp4', 'soft.mp4'):
            assert [tap.hashes(a, kind) for kind in 'as'] == [tap.hashes(b, kind) for kind in 'as'], name


def both(folder, make, subtitles, stills):
    """What is made together, and one by one."""
    clip, one, other = f'{folder}/clip.mp4', f'{folder}/together', f'{folder}/alone'
    make(clip)
    together = kinds(one, subtitles, stills)
    done = tap.run(clip, *ASK, '--json', *[word for words in together.values() for word in words])
    assert done.returncode == 0, done
    for words in kinds(other, subtitles, stills).values():
        alone = tap.run(clip, *ASK, *words)
        assert alone.returncode == 0, alone
    compare(one, other, together)
    leftovers = [name for name in os.listdir(one) if '.part' in name]
    assert not leftovers, leftovers
    return done


def test_together_is_as_alone(folder):
    for name, make, subtitles, stills in (
            ('plain', clips.h264, 'words.srt', ('0', '#24', '1.3', '#24')),
            ('variable', clips.variable, 'words.vtt', ('#0', '0.9')),
            ('turned', clips.rotated, 'words.ass', ('1', '#49')),
            ('cut', cut, 'words.ass', ('#0', '0.5'))):
        os.mkdir(f'{folder}/{name}')
        both(f'{folder}/{name}', make, subtitles, stills)


def test_an_encoder_that_fails_on_the_way_takes_nothing_along(folder):
    """The burned film begins anew with the next encoder, and what was begun beside it too."""
    clip = f'{folder}/clip.mp4'
    clips.h264(clip)
    environment = dict(os.environ, GST_REGISTRY=f'{folder}/registry.bin',
                       GST_PLUGIN_PATH=f"{os.environ['GST_PLUGIN_PATH']}:{os.path.abspath(sys.argv[2])}")
    names = {}
    for where, extra in (('one', {'env': environment}), ('other', {})):
        names = kinds(f'{folder}/{where}', 'words.ass', ('#10', '#40'))
        names['burn.mp4'] = [f'--burn={folder}/{where}/burn.mp4']
        done = tap.run(clip, *ASK, *[word for words in names.values() for word in words], **extra)
        assert done.returncode == 0, done
        assert ('failed on the way' in done.stderr) == (where == 'one'), done
    compare(f'{folder}/one', f'{folder}/other', [name for name in names if name != 'burn.mp4'])
    assert len(decoded(f'{folder}/one/burn.mp4')) == len(decoded(f'{folder}/other/burn.mp4'))


def limited(size):
    """No file grows beyond SIZE bytes, as on a disk that is full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def test_one_that_fails_says_why(folder):
    clip, varying = f'{folder}/clip.mp4', f'{folder}/varying.mp4'
    clips.h264(clip)
    clips.variable(varying)
    names = ['0.png', 'burn.mp4', 'overlay.mov', 'words.srt']

    def words(out):
        return [word for words in kinds(f'{folder}/{out}', 'words.srt', ('0',)).values() for word in words if 'soft' not in word]

    def left(out):
        return [name for name in sorted(os.listdir(f'{folder}/{out}')) if not name.endswith('.json')]

    done = tap.run(clip, *ASK, *words('all'))
    assert done.returncode == 0 and left('all') == names, done
    sizes = {name: os.path.getsize(f'{folder}/all/{name}') for name in names}
    most = (max(size for name, size in sizes.items() if name != 'overlay.mov') + sizes['overlay.mov']) // 2
    assert sizes['overlay.mov'] > most, sizes
    for out, lost, why, arguments, options in (
            ('disk', 'overlay.mov', 'File too large', [clip, *ASK], {'preexec_fn': limited(most)}),
            ('place', 'bad.png', 'is not in the clip', [clip, *ASK, '--still', f'99={folder}/place/bad.png'], {}),
            ('varying', 'words.srt', 'frame rate varies', [varying, '-t', tap.LOG, '--liftoff-at', '#10'], {})):
        done = tap.run(*arguments, *words(out), **options)
        assert done.returncode == 1 and why in done.stderr, (out, done)
        kept = [name for name in names if name != lost]
        assert left(out) == kept, (out, left(out), done)
        if out == 'disk':
            compare(f'{folder}/all', f'{folder}/{out}', kept)


def test_one_that_fails_takes_none_along_that_is_made_by_itself(folder):
    """Where nothing is burned, or a kind has no part in that run."""
    clip = f'{folder}/clip.mp4'
    clips.h264(clip)
    out = f'{folder}/out'
    for words, why, kept in (
            ([f'--soft={out}/no.webm', f'--subtitles={out}/w.srt', '--still', f'1={out}/s.png'], 'takes no subtitles', ['s.png', 'w.srt']),
            ([f'--soft={out}/s.mkv', '--still', f'99={out}/no.png', '--still', f'1={out}/s.png'], 'is not in the clip',
             ['s.mkv', 's.png']),
            ([f'--burn={out}/no.webm', '-e', 'x264', f'--soft={out}/s.mkv'], 'does not take', ['s.mkv'])):
        done = tap.run(clip, *ASK, *words)
        found = sorted(name for name in os.listdir(out) if name[0] != '.')
        assert done.returncode == 1 and why in done.stderr and found == kept, (done, found)
        for name in os.listdir(out):
            os.unlink(f'{out}/{name}')
    done = tap.run(clip, *ASK, f'--soft={out}/no.webm', '--still', f'99={out}/no.png', '--json')
    said = [e['text'] for e in tap.events(done) if e['event'] in ('failed', 'warning')]
    assert any('no subtitles' in text for text in said) and any('not in the clip' in text for text in said), done


def test_pictures_that_no_decoder_shows(folder):
    """The burned film begins later; the others as the clip does."""
    whole, clip = f'{folder}/whole.ts', f'{folder}/clip.ts'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x192:r=25:d=3', '-c:v', 'mpeg2video', '-bf', '2', '-g', '12', '-b:v', '1M', whole)
    packets = read(whole)
    with open(clip, 'wb') as target:
        target.write(packets[len(packets) // 188 // 3 * 188:])
    for where, words in (('together', [f'--burn={folder}/together/b.mp4', *CODER]), ('alone', [])):
        done = tap.run(clip, *ASK, *words, f'--overlay-only={folder}/{where}/o.mov', '--still', f'1={folder}/{where}/s.png')
        assert done.returncode == 0, done
    compare(f'{folder}/together', f'{folder}/alone', ('o.mov', 's.png'))


tap.main(test_together_is_as_alone, test_an_encoder_that_fails_on_the_way_takes_nothing_along, test_one_that_fails_says_why,
         test_one_that_fails_takes_none_along_that_is_made_by_itself, test_pictures_that_no_decoder_shows)
