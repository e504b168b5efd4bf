#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""telemetry-render against ffmpeg, as ratios: the soft film against a copy, the overlay alone against the encoder on frames
that are ready, kinds together against one by one, and two clips at once against one after the other.
    GST_PLUGIN_PATH=build/plugin python3 bench-render.py TELEMETRY-RENDER MISSION [ROUNDS [soft|overlay|pass|jobs ...]]
Each round runs ours and the peer one after the other, as other load comes and goes; what is printed is the median of the rounds'
ratios, of wall time and of CPU (user and system, with children). Files are in /dev/shm where that is there."""
import glob
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

TOOL, MISSION = (os.path.abspath(path) for path in sys.argv[1:3])
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
PARTS = sys.argv[4:] or ['soft', 'overlay', 'pass', 'jobs']
ASK = ['-m', MISSION, '--liftoff-at', '2', '-q', '-f']


def run(*words, **options):
    """Seconds of wall and CPU."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **options)
    took, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def ffmpeg(*words):
    return run('ffmpeg', '-nostdin', '-v', 'error', '-y', *words)


def clear(*names):
    for name in names:
        for path in glob.glob(name) + glob.glob('.' + name + '*'):
            os.unlink(path)


def compare(name, seconds, ours, peer):
    pairs = []
    for _ in range(ROUNDS):
        clear('ours.*', 'peer.*')
        pairs.append((ours(), peer()))
    wall, cpu = (statistics.median(mine[i] / other[i] for mine, other in pairs) for i in (0, 1))
    best = [min(one[i] for one, _ in pairs) for i in (0, 1)]
    other = [min(one[i] for _, one in pairs) for i in (0, 1)]
    print(f'{name:34} wall {wall:.2f}, CPU {cpu:.2f} of the peer; at best {best[0]:.2f} s ({seconds / best[0]:.1f} x real time), CPU '
          f'{best[1]:.2f} s; the peer {other[0]:.2f} s, CPU {other[1]:.2f} s', flush=True)


def clip(path, seconds, rate='5M'):
    """1080p30 H.264 with sound."""
    ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30:d=20', '-f', 'lavfi', '-i', 'sine=440:d=20', '-c:v', 'libx264', '-preset',
           'ultrafast', '-b:v', rate, '-maxrate', rate, '-bufsize', rate, '-g', '60', '-c:a', 'aac', 'part.mp4')
    with open('list', 'w', encoding='utf-8') as file:
        file.write('file part.mp4\n' * max(seconds // 20, 1))
    ffmpeg('-f', 'concat', '-i', 'list', '-t', str(seconds), '-c', 'copy', path)
    os.unlink('part.mp4')


def soft():
    clip('clip.mp4', 600)
    for ending in ('mp4', 'mkv'):
        compare(f'soft, ten minutes, .{ending}', 600, lambda e=ending: run(TOOL, 'clip.mp4', *ASK, f'--soft=ours.{e}'),
                lambda e=ending: ffmpeg('-i', 'clip.mp4', '-c', 'copy', f'peer.{e}'))


def overlay():
    """With the layout webcast. A frame of RGBA is 8.3 MB; where it is coded quickly the clip is to last longer than a start."""
    raw = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '1920x1080', '-r', '30', '-i', 'frames.rgba']
    for name, seconds, file, encoder, peer in (
            ('ProRes 4444', 3, 'mov', 'prores', ['prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuva444p10']),
            ('QuickTime Animation', 10, 'mov', 'qtrle', ['qtrle', '-pix_fmt', 'argb']),
            ('FFV1', 10, 'mkv', 'ffv1', ['ffv1', '-pix_fmt', 'bgra'])):
        clip('clip.mp4', seconds)
        run(TOOL, 'clip.mp4', *ASK, '-l', 'webcast', '--overlay-only=frames.mov', '-e', 'qtrle')
        ffmpeg('-i', 'frames.mov', '-f', 'rawvideo', '-pix_fmt', 'rgba', 'frames.rgba')
        compare(f'overlay alone, {name}', seconds,
                lambda f=file, e=encoder: run(TOOL, 'clip.mp4', *ASK, '-l', 'webcast', f'--overlay-only=ours.{f}', '-e', e),
                lambda f=file, p=tuple(peer): ffmpeg(*raw, '-c:v', *p, f'peer.{f}'))


def together():
    clip('clip.mp4', 10)
    kinds = (['--burn=ours.mp4'], ['--overlay-only=ours.mov'], ['--subtitles=ours.srt'],
             ['--still', '1=ours.1.png'], ['--still', '9=ours.9.png'])
    compare('four kinds in one pass', 10, lambda: run(TOOL, 'clip.mp4', *ASK, *[word for words in kinds for word in words]),
            lambda: tuple(map(sum, zip(*[run(TOOL, 'clip.mp4', *ASK, *words) for words in kinds]))))


def jobs():
    """Of an encoder in one thread: 0.50 of the time were twice as fast, on two cores that have nothing else to do."""
    clip('one.mp4', 10)
    os.link('one.mp4', 'other.mp4')
    ask = ['one.mp4', 'other.mp4', *ASK, '-e', 'x264enc threads=1 pass=qual quantizer=20 speed-preset=fast', '-o', 'burned/']
    compare('two jobs against one', 20, lambda: run(TOOL, *ask, '-j', '2'), lambda: run(TOOL, *ask, '-j', '1'))


with tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None) as work:
    os.chdir(work)
    # One that others change is read anew now and then.
    os.environ['GST_REGISTRY'] = os.path.join(work, 'registry.bin')
    for part in PARTS:
        {'soft': soft, 'overlay': overlay, 'pass': together, 'jobs': jobs}[part]()
    os.chdir('/')
