# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clips of different kinds for the tests of telemetry-render, made by ffmpeg and gst-launch-1.0."""
import os
import shutil
import struct
import subprocess

RATE, SECONDS = 25, 2
PICTURE = ['-f', 'lavfi', '-i', f'testsrc2=s=320x192:r={RATE}:d={SECONDS}']
SOUND = ['-f', 'lavfi', '-i', f'sine=440:d={SECONDS}']
OTHER = ['-f', 'lavfi', '-i', f'sine=880:d={SECONDS}']
H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25']
DATED = ['-metadata', 'creation_time=2021-10-05T08:54:50Z', '-metadata', 'title=Pad camera']


def missing():
    """What the tests need and this machine has not, or None."""
    return next((f'no {tool}' for tool in ('ffmpeg', 'ffprobe', 'gst-launch-1.0') if not shutil.which(tool)), None)


def ffmpeg(*arguments):
    subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-y', *arguments], check=True)


def h264(path):
    ffmpeg(*PICTURE, *SOUND, *H264, '-c:a', 'aac', '-timecode', '10:00:00:00', *DATED, path)


def hevc_hdr(path):
    ffmpeg(*PICTURE, '-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-tag:v', 'hvc1',
           '-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc', '-x265-params',
           'log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400:'
           'master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)', *DATED, path)


def vp9(path):
    ffmpeg(*PICTURE, *SOUND, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', path)


def prores(path):
    ffmpeg(*PICTURE, *SOUND, '-c:v', 'prores_ks', '-c:a', 'pcm_s16le', '-timecode', '01:00:00:00', *DATED, path)


def klv(path):
    root, pictures = os.environ['TELEMETRY_SOURCE_ROOT'], path + '.m2v'
    ffmpeg(*PICTURE, '-c:v', 'mpeg2video', '-b:v', '2M', '-f', 'mpeg2video', pictures)
    subprocess.run(['gst-launch-1.0', '-q', 'mpegtsmux', 'name=mux', '!', 'filesink', f'location={path}',
                    'filesrc', f'location={pictures}', '!', 'mpegvideoparse', '!', 'queue', '!', 'mux.', 'telemetrysrc',
                    f'location={root}/pipelines/examples/sounding-rocket.csv', f'duration={SECONDS}000000000', '!',
                    'telemetryklvenc', 'liftoff=2021-10-05T08:55:02Z', 'datum=msl', '!', 'queue', '!', 'mux.'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.unlink(pictures)


def mjpeg(path):
    ffmpeg(*PICTURE, *SOUND, '-c:v', 'mjpeg', '-q:v', '3', '-c:a', 'pcm_s16le', path)


def two_sounds(path):
    words = path + '.srt'
    with open(words, 'w', encoding='utf-8') as file:
        file.write('1\n00:00:00,500 --> 00:00:01,500\nWords of the clip\n\n')
    ffmpeg(*PICTURE, *SOUND, *OTHER, '-i', words, '-map', '0', '-map', '1', '-map', '2', '-map', '3', *H264,
           '-pix_fmt', 'yuv420p10le', '-c:a:0', 'libvorbis', '-c:a:1', 'flac', '-c:s', 'srt',
           '-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=rus', *DATED, path)
    os.unlink(words)


def variable(path):
    ffmpeg(*PICTURE, *SOUND, '-vf', "select='not(between(n,10,19))*not(eq(mod(n,7),3))'", '-vsync', 'vfr', *H264,
           '-c:a', 'aac', path)


def rotated(path):
    """By a quarter to the right. Written here, as each release of ffmpeg asks for it otherwise: the matrix of
    the first track's header, 44 bytes after its name (ISO/IEC 14496-12, 8.3.2)."""
    ffmpeg(*PICTURE, *SOUND, *H264, '-c:a', 'aac', path)
    with open(path, 'r+b') as file:
        at = file.read().index(b'tkhd') + 44
        file.seek(at)
        file.write(struct.pack('>9i', 0, 1 << 16, 0, -1 << 16, 0, 0, 192 << 16, 0, 1 << 30))


def odd(path):
    ffmpeg(*PICTURE, *SOUND, '-vf', 'format=yuv444p,scale=321:193', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj444p',
           '-c:a', 'pcm_s16le', path)


def silent(path):
    ffmpeg(*PICTURE, *H264, path)


def broken(path):
    h264(path)
    with open(path, 'r+b') as file:
        file.truncate(os.path.getsize(path) * 2 // 3)


# Name of the clip, and of what is made of it.
ALL = {
    'h264.mp4': h264,
    'hevc-hdr.mp4': hevc_hdr,
    'vp9.webm': vp9,
    'prores.mov': prores,
    'klv.ts': klv,
    'mjpeg.mov': mjpeg,
    'two-sounds.mkv': two_sounds,
    'variable.mp4': variable,
    'rotated.mp4': rotated,
    'odd.mov': odd,
    'silent.mp4': silent,
    'broken.mp4': broken,
}
