# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clips that are cut at closed groups, and those that are not; and what ffmpeg finds in what is made of them."""
import os
import subprocess

import clips
import tap

SECONDS = 4
PICTURE = ['-f', 'lavfi', '-i', f'testsrc2=s=320x192:r=25:d={SECONDS}']
SOUND = ['-f', 'lavfi', '-i', f'sine=440:d={SECONDS}']
OTHER = ['-f', 'lavfi', '-i', f'sine=880:d={SECONDS}']
X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '3', '-b_strategy', '0', '-g', '20', '-sc_threshold', '0']
X265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-x265-params']
ASK = ['-t', tap.LOG, '--liftoff-at', '#30']
LOSSLESS = ['-e', 'ffv1']
GROUPS = SECONDS * 25 // 20


def h264(path, *more):
    clips.ffmpeg(*PICTURE, *SOUND, *OTHER, '-map', '0', '-map', '1', '-map', '2', *X264, *more, '-c:a', 'aac',
                 '-metadata:s:a:1', 'language=rus', path)


def late(path):
    h264(path + '.mp4')
    clips.ffmpeg('-itsoffset', '3', '-i', path + '.mp4', '-map', '0', '-c', 'copy', path)
    os.unlink(path + '.mp4')


def edited(path):
    """From a key on, as an edit list that decoding times before 0 and sound with priming ask for."""
    h264(path + '.mov')
    clips.ffmpeg('-ss', '0.8', '-i', path + '.mov', '-map', '0', '-c', 'copy', path)
    os.unlink(path + '.mov')


def trimmed(path):
    """Inside a group, as phones leave it."""
    h264(path + '.mov')
    clips.ffmpeg('-ss', '1.2', '-i', path + '.mov', '-map', '0', '-c', 'copy', path)
    os.unlink(path + '.mov')


def variable(path):
    clips.ffmpeg(*PICTURE, *SOUND, '-vf', "select='not(between(n,10,19))*not(eq(mod(n,7),3))'", '-vsync', 'vfr', *X264, '-c:a',
                 'aac', path)


def hevc(path, params='open-gop=0'):
    clips.ffmpeg(*PICTURE, *SOUND, *X265, f'log-level=error:keyint=20:min-keyint=20:scenecut=0:{params}', '-c:a', 'aac', path)


def vp9(path):
    clips.ffmpeg(*PICTURE, *SOUND, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '20', '-c:a', 'libopus',
                 path)


def coded(*options):
    return lambda path: clips.ffmpeg(*PICTURE, *SOUND, *options, path)


def odd(path):
    clips.ffmpeg(*PICTURE, '-vf', 'format=yuv444p,scale=321:193', *X264, '-pix_fmt', 'yuv444p', path)


def rotated(path):
    clips.rotated(path)


SPLIT = {
    'h264.mp4': h264,
    'h264.mkv': h264,
    'late.mp4': late,
    'late.mkv': late,
    'edited.mov': edited,
    'variable.mp4': variable,
    'hevc.mp4': hevc,
    'vp9.webm': vp9,
    'mjpeg.mov': coded('-c:v', 'mjpeg', '-q:v', '3', '-c:a', 'pcm_s16le'),
    'prores.mov': coded('-c:v', 'prores_ks', '-c:a', 'pcm_s16le'),
    'mpeg2.mkv': coded('-c:v', 'mpeg2video', '-g', '20', '-bf', '0', '-c:a', 'mp2'),
    'odd.mp4': odd,
    'rotated.mp4': rotated,
}

WHOLE = {
    'open.mp4': (lambda path: h264(path, '-x264-params', 'open-gop=1'), 'no closed group'),
    'hevc-open.mp4': (lambda path: hevc(path, 'open-gop=1'), 'no closed group'),
    'one-group.mp4': (lambda path: h264(path, '-g', '1000'), 'no closed group'),
    'trimmed.mov': (trimmed, 'edit list leaves pictures out'),
    'stream.ts': (coded(*X264, '-c:a', 'mp2'), 'no picture can be gone to exactly'),
    'vp8.webm': (coded('-c:v', 'libvpx', '-deadline', 'realtime', '-g', '20', '-c:a', 'libopus'), 'not known here'),
}


def frames(path):
    """What ffmpeg decodes of the picture: times and checksums."""
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-xerror', '-i', path, '-map', '0:v:0', '-f', 'framemd5', '-'],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    assert not done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if not line.startswith('#')]


def others(path):
    """Packets of all other streams with their times."""
    if len(tap.streams(path)) == 1:
        return []
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-map', '0', '-map', '-0:v', '-c', 'copy', '-f',
                           'framemd5', '-'], stdout=subprocess.PIPE, text=True, check=True)
    return [line for line in done.stdout.splitlines() if not line.startswith('#')]


def n_segments(done):
    return next((e['segments'] for e in tap.events(done) if e['event'] == 'cut'), 1)


def warnings(done):
    return [e['text'] for e in tap.events(done) if e['event'] == 'warning']


def left(folder):
    """What is there beside outputs and their records."""
    return [name for name in os.listdir(folder) if name[0] == '.' and not name.endswith('.telemetry.json')]


def render_both(folder, clip, ending, *more, segments=3, code=()):
    """The whole, and in segments."""
    outputs = f'{folder}/whole{ending}', f'{folder}/split/split{ending}'
    code = code or LOSSLESS
    whole = tap.run(clip, *ASK, *code, *more, '-o', outputs[0], '--json')
    split = tap.run(clip, *ASK, *code, *more, '-o', outputs[1], '--segments', str(segments), '-j', '2', '--json')
    assert whole.returncode == 0 and split.returncode == 0, (whole, split)
    assert not left(f'{folder}/split'), left(f'{folder}/split')
    return *outputs, split


def compare(folder, name, make):
    clip = f'{folder}/{name}'
    make(clip)
    whole, split, done = render_both(folder, clip, '.mkv')
    assert frames(whole) == frames(split), f'{name}: other pictures'
    assert others(whole) == others(split), f'{name}: other sound'
    for path in (whole, split, clip):
        os.unlink(path)
    return done
