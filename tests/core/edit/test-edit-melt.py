#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""melt renders projects of footage whose frames say their number, and the edit list says the same number for each. TAP.
Skips where melt or ffmpeg is missing."""
import os
import shutil
import sys
import tempfile

from numbered import FRAMES, HEIGHT, WIDTH, compare, listed, numbers_of, run, write_footage

HEAD = ('<?xml version="1.0"?><mlt LC_NUMERIC="C"><profile frame_rate_num="25" frame_rate_den="1" width="192" height="32" '
        'progressive="1" sample_aspect_num="1" sample_aspect_den="1" display_aspect_num="6" display_aspect_den="1" colorspace="709"/>')


def properties(values):
    return ''.join(f'<property name="{name}">{value}</property>' for name, value in values.items())


def producer(name, resource=None, service='avformat', **more):
    return (f'<producer id="{name}" in="0" out="{more.get("length", FRAMES) - 1}">'
            + properties({'resource': resource or f'{name}.mkv', 'mlt_service': service, 'length': FRAMES, **more}) + '</producer>')


def warp(name, speed, clip='a'):
    length = int(FRAMES / abs(speed))
    return producer(name, f'{speed}:{clip}.mkv', 'timewarp', length=length, warp_speed=speed)


def cut(name, first, last, inside=''):
    return f'<entry producer="{name}" in="{first}" out="{last}">{inside}</entry>'


def blank(n):
    return f'<blank length="{n}"/>'


def playlist(name, *parts):
    return f'<playlist id="{name}">{"".join(parts)}</playlist>'


def transition(service, below, above, first, last, **more):
    return f'<transition in="{first}" out="{last}">' + properties({'mlt_service': service, 'a_track': below, 'b_track': above, **more}) + '</transition>'


def tractor(name, tracks, *transitions, span=''):
    return f'<tractor id="{name}"{span}>' + ''.join(f'<track producer="{track}"/>' for track in tracks) + ''.join(transitions) + '</tractor>'


CLIPS = producer('a') + producer('b')
BLACK = producer('black_track', 'black', 'color', length=500)
ALWAYS = {'always_active': 1}
PROJECTS = {
    'cuts and blanks': CLIPS + playlist('v', cut('a', 10, 19), blank(5), cut('b', 3, 12), cut('a', 0, 9)),
    'the topmost track is seen without a transition': CLIPS + playlist('v1', cut('a', 0, 29)) + playlist('v2', blank(10), cut('b', 0, 9))
        + tractor('film', ['v1', 'v2']),
    'tracks are composited': CLIPS + BLACK + playlist('v1', cut('a', 0, 29)) + playlist('v2', blank(10), cut('b', 0, 9))
        + tractor('film', ['black_track', 'v1', 'v2'], transition('qtblend', 0, 1, 0, 499, **ALWAYS),
                  transition('qtblend', 0, 2, 0, 499, **ALWAYS), span=' in="0" out="29"'),
    'a dissolve between tracks': CLIPS + playlist('v1', cut('a', 0, 29)) + playlist('v2', blank(15), cut('b', 40, 69))
        + tractor('film', ['v1', 'v2'], transition('luma', 0, 1, 15, 23)),
    'a dissolve that runs the other way': CLIPS + playlist('v1', blank(15), cut('b', 40, 69)) + playlist('v2', cut('a', 0, 23))
        + tractor('film', ['v1', 'v2'], transition('luma', 0, 1, 15, 23, reverse=1)),
    'a dissolve in a tractor between clips': CLIPS
        + '<tractor id="x" in="0" out="10"><track producer="a" in="30" out="40"/><track producer="b" in="5" out="15"/>'
        + transition('luma', 0, 1, 0, 10) + transition('mix', 0, 1, 0, 10) + '</tractor>'
        + playlist('v1', cut('a', 0, 29), cut('x', 0, 10), cut('b', 16, 30)),
    'twice as fast': warp('w', 2) + playlist('v', cut('w', 5, 34)),
    'half as fast': warp('w', 0.5) + playlist('v', cut('w', 20, 59)),
    'at 1.25': warp('w', 1.25) + playlist('v', cut('w', 8, 70)),
    'backwards': warp('w', -1) + playlist('v', cut('w', 10, 49)),
    'backwards twice as fast': warp('w', -2) + playlist('v', cut('w', 10, 39)),
    'a sequence in a sequence': CLIPS + playlist('inner', cut('a', 30, 49), cut('b', 0, 19)) + tractor('deep', ['inner'])
        + playlist('v', cut('deep', 10, 29), cut('a', 0, 4)),
    'a producer that begins later': '<producer id="a" in="20" out="59">' + properties({'resource': 'a.mkv', 'mlt_service': 'avformat'})
        + '</producer>' + '<playlist id="v"><entry producer="a"/></playlist>',
    'a clip that repeats': CLIPS + playlist('v', '<entry producer="a" in="7" out="9" repeat="3"/>', cut('b', 0, 9)),
    'a card of colour over footage': CLIPS + producer('card', '#ff101010', 'color', length=500) + playlist('v1', cut('a', 1, 20))
        + playlist('v2', blank(5), cut('card', 0, 4)) + tractor('film', ['v1', 'v2']),
}

PROJECTS['a film as Kdenlive saves it'] = (
    CLIPS + BLACK + warp('w', -2)
    + '<playlist id="main_bin"><property name="xml_retain">1</property>' + cut('b', 0, 99) + '</playlist>'
    + playlist('playlist0', cut('a', 0, 9)) + '<tractor id="tractor0" in="0"><track hide="video" producer="playlist0"/></tractor>'
    + playlist('playlist2', cut('a', 0, 29), blank(10), cut('w', 5, 34)) + playlist('playlist3', blank(20), cut('b', 40, 69))
    + '<tractor id="tractor1" in="0" out="69"><track hide="audio" producer="playlist2"/><track hide="audio" producer="playlist3"/>'
    + transition('luma', 0, 1, 20, 30, **{'kdenlive:mixcut': 5, 'reverse': 0})
    + transition('luma', 0, 1, 40, 48, **{'kdenlive:mixcut': 5, 'reverse': 1}) + '</tractor>'
    + playlist('playlist4', blank(60), cut('b', 0, 4)) + tractor('tractor2', ['playlist4'])
    + tractor('{5}', ['black_track', 'tractor0', 'tractor1', 'tractor2'], transition('mix', 0, 1, 0, 499, sum=1, **ALWAYS),
              transition('qtblend', 0, 2, 0, 499, **ALWAYS), transition('qtblend', 0, 3, 0, 499, **ALWAYS), span=' in="0" out="69"')
    + '<tractor id="project" in="0" out="69"><track producer="{5}" in="0" out="69"/></tractor>')
# A quarter of a frame behind each picture, which is the same one floored and to the nearest.
REMAPS = {'a steady remap': '0=0.01;60=4.81', 'a remap backwards': '0=3.01;60=0.61',
          'a remap by the clock': '00:00:00.000=1.01;00:00:02.400=3.41'}
for name, remap in REMAPS.items():
    PROJECTS[name] = ('<chain id="c" in="0" out="59">' + properties({'length': 60, 'resource': 'a.mkv', 'mlt_service': 'avformat'})
        + '<link>' + properties({'mlt_service': 'timeremap', 'map': remap, 'time_map': remap}) + '</link></chain>' + playlist('v', cut('c', 4, 40)))


def rendered(document):
    with open('film.mlt', 'w', encoding='utf-8') as file:
        file.write(HEAD + document + '</mlt>')
    # Now and then melt ends before it has written a frame.
    for _ in range(3):
        run('melt', '-silent', 'film.mlt', '-consumer', 'avformat:out.nut', 'f=nut', 'vcodec=rawvideo', 'pix_fmt=rgb24',
            'mlt_image_format=rgb', 'an=1', 'real_time=-1', 'rescale=nearest')
        if os.path.getsize('out.nut') > WIDTH * HEIGHT * 3:
            break
    return numbers_of(run('ffmpeg', '-nostdin', '-v', 'error', '-i', 'out.nut', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'))


def check(program, document):
    shown = rendered(document)
    return compare(shown, listed(program, 'film.mlt', len(shown)))


def main(program):
    if not shutil.which('melt') or not shutil.which('ffmpeg'):
        print('1..0 # SKIP melt or ffmpeg is missing')
        return 0
    print(f'1..{len(PROJECTS)}')
    failed = 0
    os.environ['QT_QPA_PLATFORM'] = 'offscreen'
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_footage()
        for number, (name, document) in enumerate(PROJECTS.items(), 1):
            problem = check(program, document)
            failed += problem is not None
            print(f"{'not ok' if problem else 'ok'} {number} - {name}{': ' + problem if problem else ''}", flush=True)
        os.chdir('/')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
