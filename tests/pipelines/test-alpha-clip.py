#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The transparent clip laid over footage by other people's programs is the burned picture: FFmpeg, and MLT, which is
under Kdenlive and Shotcut. In RGB, losslessly, over white, black and colour; ProRes and VP9 by their PSNR. TAP."""
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

WIDTH, HEIGHT, FRAMES = 640, 360, 5
NOTHING = 'videotestsrc pattern=solid-color foreground-color=0'
OVERLAY = 'telemetryoverlay location=flight.csv liftoff-at=-200'
GROUNDS = ('white', 'black', 'smpte')
LAYOUTS = ('webcast', 'hud')
FFV1 = 'avenc_ffv1 ! matroskamux ! filesink location='
MOST = 2          # codes of 255


def launch(line):
    subprocess.run(['gst-launch-1.0', '-q', *line.split()], check=True, timeout=300)


def ffmpeg(*arguments):
    subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-y', *arguments], check=True, timeout=300)


def pixels(path, *more):
    done = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', *more, '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
                          stdout=subprocess.PIPE, check=True, timeout=300)
    return done.stdout


def caps(form, rate='25/1'):
    return f'video/x-raw,format={form},width={WIDTH},height={HEIGHT},framerate={rate}'


def most_apart(one, other):
    assert len(one) == len(other) == 3 * WIDTH * HEIGHT * FRAMES, (len(one), len(other))
    return max(abs(a - b) for a, b in zip(one, other))


def psnr(one, other):
    square = sum((a - b) ** 2 for a, b in zip(one, other)) / len(one)
    return 10 * math.log10(255 ** 2 / square) if square else math.inf


def make_film(layout):
    """The footage, the footage with the overlay burned in, and the overlay alone."""
    overlay = f'{OVERLAY} layout={layout}'
    for ground in GROUNDS:
        source = f'videotestsrc pattern={ground} num-buffers={FRAMES} ! {caps("BGRx")}'
        launch(f'{source} ! videoconvert ! {caps("BGRA")} ! {FFV1}{ground}.mkv')
        launch(f'{source} ! {overlay} ! videoconvert ! {caps("BGRA")} ! {FFV1}burned-{ground}.mkv')
    launch(f'{NOTHING} num-buffers={FRAMES} ! {caps("BGRA")},colorimetry=1:1:5:1 ! {overlay} ! {FFV1}alone.mkv')
    launch(f'{NOTHING} num-buffers={FRAMES} ! {caps("A444_10LE")},colorimetry=bt709 ! {overlay} ! avenc_prores_ks ! qtmux ! '
           'filesink location=prores.mov')
    ffmpeg('-i', 'alone.mkv', '-c:v', 'qtrle', 'animation.mov')
    ffmpeg('-i', 'alone.mkv', '-c:v', 'libvpx-vp9', '-pix_fmt', 'yuva420p', '-crf', '12', '-b:v', '0', '-auto-alt-ref', '0', 'vp9.webm')


def forget(path):
    """So that a program that writes nothing is not judged by what another wrote."""
    if os.path.exists(path):
        os.remove(path)


def by_ffmpeg(ground, clip, *more):
    forget('laid.mkv')
    ffmpeg('-i', f'{ground}.mkv', *more, '-i', clip, '-filter_complex', '[0][1]overlay=format=gbrp,format=gbrp', '-c:v', 'ffv1', 'laid.mkv')
    return pixels('laid.mkv')


def by_melt(ground, transition):
    """It opens a window that nobody sees."""
    forget('laid.mkv')
    subprocess.run(['xvfb-run', '-a', 'melt', '-silent', '-profile', 'atsc_1080p_25', f'{ground}.mkv', '-track', 'alone.mkv',
                    '-transition', transition, 'a_track=0', 'b_track=1', 'in=0', f'out={FRAMES - 1}', '-consumer',
                    'avformat:laid.mkv', 'vcodec=ffv1', 'pix_fmt=bgr0', 'mlt_image_format=rgba', f'width={WIDTH}',
                    f'height={HEIGHT}', 'progressive=1', 'an=1'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   check=True, timeout=300)
    return pixels('laid.mkv')


def check_ffmpeg(burned):
    for ground in GROUNDS:
        for clip in ('alone.mkv', 'animation.mov'):
            off = most_apart(by_ffmpeg(ground, clip), burned[ground])
            assert off <= MOST, (ground, clip, off)


def check_lossy(burned):
    """Chroma and edges of text are what these codecs lose."""
    for clip, more, least in (('prores.mov', (), 45), ('vp9.webm', ('-c:v', 'libvpx-vp9'), 42)):
        for ground in ('white', 'black'):
            quality = psnr(by_ffmpeg(ground, clip, *more), burned[ground])
            print(f'# {clip} over {ground}: {quality:.1f} dB')
            assert quality >= least, (clip, ground, quality)


def check_melt(burned):
    for ground in GROUNDS:
        for transition in ('qtblend', 'frei0r.cairoblend'):
            off = most_apart(by_melt(ground, transition), burned[ground])
            assert off <= MOST, (ground, transition, off)


def typed():
    """The lines of the page for editors that make a transparent clip, shortened, each with what it writes."""
    page = os.path.join(os.environ['TELEMETRY_SOURCE_ROOT'], 'pipelines', 'editing.md')
    with open(page, encoding='utf-8') as file:
        for line in file:
            if re.match(r'    (gst-launch-1\.0 videotestsrc .*foreground-color=0|ffmpeg .*-i overlay\.mkv) ', line):
                line = re.sub(r'num-buffers=\d+', 'num-buffers=2', line.strip())
                yield line, line.split()[-1].replace('location=', '').replace('%05d', '00000')


def check_typed(burned):
    """What each line writes has alpha, and the transfer of footage where it says one."""
    lines = list(typed())
    assert len(lines) == 6, lines
    for line, clip in lines:
        subprocess.run(line.replace('ffmpeg', 'ffmpeg -nostdin -v error').split(), check=True, timeout=300, stdout=subprocess.DEVNULL)
        said = subprocess.run(['ffprobe', '-v', 'error', '-select_streams', 'v:0', '-show_entries',
                               'stream=pix_fmt,color_transfer:stream_tags=alpha_mode', '-of', 'default=nw=1', clip],
                              stdout=subprocess.PIPE, check=True, text=True, timeout=300).stdout
        assert re.search(r'pix_fmt=(yuva|rgba|bgra|argb)|alpha_mode=1', said), (line, said)
        assert 'iec61966' not in said or clip.endswith('.png'), (line, said)


def main():
    missing = None if shutil.which('melt') and shutil.which('xvfb-run') else 'melt or xvfb-run is not installed'
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    number = failed = 0
    with open('flight.csv', 'w', encoding='ascii') as file:
        file.write('time[s],altitude[m],speed[m/s]\n')
        file.writelines(f'{t},{1.9 * t * t},{14.3 * t}\n' for t in range(400))
    print(f'1..{3 * len(LAYOUTS) + 1}')
    for layout in LAYOUTS:
        make_film(layout)
        burned = {ground: pixels(f'burned-{ground}.mkv') for ground in GROUNDS}
        for check in (check_ffmpeg, check_lossy, check_melt, *((check_typed,) if layout == LAYOUTS[0] else ())):
            number += 1
            name = f'{number} {layout} {check.__name__}'
            if check is check_melt and missing:
                print(f'ok {name} # SKIP {missing}')
                continue
            try:
                check(burned)
                print(f'ok {name}')
            except (AssertionError, subprocess.SubprocessError) as error:
                failed += 1
                print(f'not ok {name}\n# {error}')
    shutil.rmtree(folder)
    sys.exit(failed > 0)


main()
