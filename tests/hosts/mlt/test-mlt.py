#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The filter and the producer of MLT, in melt: each frame shows the instant of its own medium, whose frames are numbered
in their pixels, under trim, cuts, speed, reverse and nesting; and the picture is that of telemetryoverlay, in RGBA and in
YUV. TAP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

WIDTH, HEIGHT, FRAMES, RATE = 640, 360, 100, 25
BITS, BLOCK = 10, 16
MOST = 2          # codes of 255
LIFTOFF = '1.5'
FLIGHT = {'mission': 'flight.mission', 'layout': 'webcast', 'liftoff': LIFTOFF}
PROFILE = (f'description=test\nframe_rate_num={RATE}\nframe_rate_den=1\nwidth={WIDTH}\nheight={HEIGHT}\nprogressive=1\n'
           'sample_aspect_num=1\nsample_aspect_den=1\ndisplay_aspect_num=16\ndisplay_aspect_den=9\ncolorspace=709\n')
# In yuv420p the consumer of 7.12 mixes the planes of colour; test-mlt-image.c asks without it.
KINDS = {'rgba': ('RGBA', 'rgba', 4), 'yuv422': ('YUY2', 'yuyv422', 2)}


def run(*arguments, give=None):
    done = subprocess.run(arguments, input=give, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done


def write_flight():
    with open('flight.csv', 'w', encoding='utf-8') as log:
        log.write('time[s],altitude[m],speed[m/s]\n')
        for i in range(101):
            # Another number in each frame.
            log.write(f'{i / 10:.1f},{1000 * i},{100 * i}\n')
    with open('flight.mission', 'w', encoding='utf-8') as mission:
        mission.write('[mission]\nname=Test\n[telemetry]\nlocation=flight.csv\n[events]\nliftoff=0\nmeco=1.5\n')
    with open('profile', 'w', encoding='utf-8') as profile:
        profile.write(PROFILE)


def numbered():
    """RGBA frames that say their number in the upper left: white blocks for ones."""
    frames = []
    for number in range(FRAMES):
        rows = []
        for bit in range(BITS):
            shade = 235 if number >> bit & 1 else 20
            rows.append(bytes([shade, shade, shade, 255]) * BLOCK)
        top = b''.join(rows) + bytes([90, 60, 30, 255]) * (WIDTH - BITS * BLOCK)
        rest = bytes([90, 60, 30, 255]) * WIDTH
        frames.append(top * BLOCK + rest * (HEIGHT - BLOCK))
    return b''.join(frames)


def read_number(frame):
    row = frame[WIDTH * 4 * (BLOCK // 2):][:BITS * BLOCK * 4]
    return sum(1 << bit for bit in range(BITS) if row[(bit * BLOCK + BLOCK // 2) * 4] > 128)


def burned(raw, kind, rate=RATE):
    """What telemetryoverlay makes of the same frames."""
    form = KINDS[kind][0]
    with open('ground.raw', 'wb') as file:
        file.write(raw)
    run('gst-launch-1.0', '-q', 'filesrc', 'location=ground.raw', '!', 'rawvideoparse', f'format={form.lower()}',
        f'width={WIDTH}', f'height={HEIGHT}', f'framerate={rate}/1', f"colorimetry={'sRGB' if form == 'RGBA' else 'bt709'}", '!',
        'telemetryoverlay', 'mission=flight.mission', 'layout=webcast', f'liftoff-at={LIFTOFF}', '!',
        'filesink', 'location=burned.raw')
    return open('burned.raw', 'rb').read()


def melt(edit, kind='rgba', *more):
    with open('edit.mlt', 'w', encoding='utf-8') as file:
        file.write(edit)
    # Colour comes through as it is in RGBA; a pixel of the footage is a sample of the image.
    run('melt', '-silent', '-profile', 'profile', 'edit.mlt', '-consumer', 'avformat:out.nut', 'f=nut', 'vcodec=rawvideo',
        f'pix_fmt={KINDS[kind][1]}', f'mlt_image_format={kind}', 'an=1', 'real_time=-1', 'rescale=nearest', *more)
    return run('ffmpeg', '-nostdin', '-v', 'error', '-i', 'out.nut', '-f', 'rawvideo', '-pix_fmt', KINDS[kind][1], '-').stdout


def properties(values):
    return ''.join(f'<property name="{name}">{value}</property>' for name, value in values.items())


def the_filter(**more):
    return f"<filter>{properties({'mlt_service': 'telemetry', **FLIGHT, **more})}</filter>"


def document(body):
    return f'<?xml version="1.0"?><mlt profile="profile">{body}</mlt>'


def clip(name, resource='clip.nut', service=None, inside=''):
    values = {'resource': resource}
    if service:
        values['mlt_service'] = service
    return f'<producer id="{name}">{properties(values)}{inside}</producer>'


def playlist(name, *entries, inside=''):
    return f"<playlist id=\"{name}\">{''.join(entries)}{inside}</playlist>"


def entry(name, first=None, last=None, inside=''):
    span = '' if first is None else f' in="{first}" out="{last}"'
    return f'<entry producer="{name}"{span}>{inside}</entry>'


def cuts(name, first, last, inside):
    return clip(name) + playlist('main', entry(name, first, last, inside))


EDITS = {
    'a whole clip': (document(clip('a', inside=the_filter()) + playlist('main', entry('a', 0, 49))), list(range(50))),
    'a trimmed clip': (document(cuts('a', 30, 69, the_filter())), list(range(30, 70))),
    'two cuts of one producer': (
        document(clip('a', inside=the_filter()) + playlist('main', entry('a', 60, 79), entry('a', 5, 24))),
        list(range(60, 80)) + list(range(5, 25))),
    'cuts with filters of their own': (
        document(clip('a') + playlist('main', entry('a', 60, 79, the_filter()), entry('a', 5, 24, the_filter()))),
        list(range(60, 80)) + list(range(5, 25))),
    'a filter on the track': (
        document(clip('a') + playlist('main', entry('a', 40, 59), entry('a', 10, 29), inside=the_filter())),
        list(range(40, 60)) + list(range(10, 30))),
    'behind a blank': (
        document(clip('a', inside=the_filter()) + playlist('main', '<blank length="7"/>', entry('a', 20, 39))),
        [None] * 7 + list(range(20, 40))),
    'nested in another playlist': (
        document(clip('a', inside=the_filter()) + playlist('inner', entry('a', 30, 79)) + playlist('main', entry('inner', 10, 29))),
        list(range(40, 60))),
    'nested in a tractor': (
        document(clip('a', inside=the_filter()) + playlist('inner', entry('a', 30, 79))
                 + '<tractor id="deep"><track producer="inner"/></tractor>' + playlist('main', entry('deep', 5, 24))),
        list(range(35, 55))),
    'at twice the speed': (
        document(clip('a', '2:clip.nut', 'timewarp', the_filter()) + playlist('main', entry('a', 5, 44))), None),
    'in reverse': (
        document(clip('a', '-1:clip.nut', 'timewarp', the_filter()) + playlist('main', entry('a', 5, 44))), None),
    'in reverse at twice the speed': (
        document(clip('a', '-2:clip.nut', 'timewarp', the_filter()) + playlist('main', entry('a', 5, 44))), None),
}


def clock(frame):
    seconds = frame / RATE
    return f'00:00:{seconds:06.3f}'


def over_black(track, last):
    """Tracks as both editors lay them: a black one below, and a compositor."""
    black = properties({'length': last + 1, 'eof': 'continue', 'resource': 'black', 'mlt_service': 'color', 'set.test_audio': 0})
    blend = properties({'a_track': 0, 'b_track': 1, 'mlt_service': 'frei0r.cairoblend', 'always_active': 1})
    return (f'<producer id="black_track" in="0" out="{last}">{black}</producer>{track}'
            f'<tractor id="main" in="0" out="{last}"><track producer="black_track"/><track producer="top"/>'
            f'<transition id="blend">{blend}</transition></tractor>')


def as_kdenlive(first, last):
    """The effect is on the cut; times are clocks; a track is a tractor of two playlists."""
    effect = the_filter(kdenlive_id='telemetry', **{'kdenlive:collapsed': 0})
    cut = (f'<entry producer="clip0" in="{clock(first)}" out="{clock(last)}"><property name="kdenlive:id">4</property>'
           + effect.replace('<filter>', f'<filter id="filter0" in="{clock(first)}" out="{clock(last)}">') + '</entry>')
    track = ('<playlist id="playlist0">' + cut + '</playlist><playlist id="playlist1"/>'
             '<tractor id="top"><property name="kdenlive:timeline_active">1</property>'
             '<track hide="audio" producer="playlist0"/><track hide="audio" producer="playlist1"/></tractor>')
    clip0 = clip('clip0').replace('</producer>', properties({'kdenlive:id': 4, 'seekable': 1}) + '</producer>')
    return document(clip0 + over_black(track, last - first))


def as_shotcut(first, last):
    """Each clip is a chain, the filter is on it, and the track cuts it."""
    values = {'length': FRAMES, 'resource': 'clip.nut', 'mlt_service': 'avformat-novalidate', 'shotcut:hash': '0123456789abcdef'}
    chain = (f'<chain id="chain0" out="{clock(FRAMES - 1)}">' + properties(values)
             + the_filter(**{'shotcut:filter': 'telemetry'}) + '</chain>')
    track = (f'<playlist id="top"><property name="shotcut:video">1</property>'
             f'<entry producer="chain0" in="{clock(first)}" out="{clock(last)}"/></playlist>')
    return document(chain + over_black(track, last - first))


EDITS['a project as Kdenlive saves it'] = (as_kdenlive(30, 69), list(range(30, 70)))
EDITS['a project as Shotcut saves it'] = (as_shotcut(30, 69), list(range(30, 70)))


def apart(one, other):
    if one == other:
        return 0
    return max(abs(a - b) for a, b in zip(one, other))


def check_edit(made, frames, wanted):
    """Every frame is that of its number, with the telemetry of that number."""
    size = WIDTH * HEIGHT * 4
    shown = [made[i:i + size] for i in range(0, len(made), size)]
    if wanted is not None and len(shown) != len(wanted):
        return f'{len(shown)} frames, and not {len(wanted)}'
    if len(shown) < 20:
        return f'{len(shown)} frames'
    numbers = [read_number(frame) for frame in shown]
    if wanted is None and len(set(numbers)) < 10:
        return f'frames {numbers}'
    for i, frame in enumerate(shown):
        if wanted is not None and wanted[i] is None:
            continue
        if wanted is not None and numbers[i] != wanted[i]:
            return f'frame {i} is of picture {numbers[i]}, and not {wanted[i]}'
        expected = frames[numbers[i] * size:(numbers[i] + 1) * size]
        if apart(frame, expected) > MOST:
            near = [n for n in range(FRAMES) if apart(frame[size // 2:], frames[n * size + size // 2:(n + 1) * size]) <= MOST]
            return f'frame {i}, picture {numbers[i]}, shows the telemetry of picture {near or "none"}'
    return None


def check_slow(raw):
    """At half the speed two frames show each picture, and between two pictures is an instant of its own."""
    size, half = WIDTH * HEIGHT * 4, WIDTH * HEIGHT * 2
    twice = burned(b''.join(raw[i:i + size] for i in range(0, len(raw), size) for _ in range(2)), 'rgba', 2 * RATE)
    made = melt(document(clip('a', '0.5:clip.nut', 'timewarp', the_filter()) + playlist('main', entry('a', 20, 99))))
    if len(made) != 80 * size:
        return f'{len(made) // size} frames, and not 80'
    for i in range(80):
        number = read_number(made[i * size:(i + 1) * size])
        if abs(number - (20 + i) / 2) > 0.5:
            return f'frame {i} is of picture {number}'
        # Above it is the number.
        if apart(made[i * size + half:(i + 1) * size], twice[(20 + i) * size + half:(21 + i) * size]) > MOST:
            return f'frame {i}, picture {number}, shows other telemetry'
    return None


def check_remapped(frames):
    """Time remapped by the link of that name, slower, faster and backwards; and a chain without it."""
    size, half = WIDTH * HEIGHT * 4, WIDTH * HEIGHT * 2
    for mapping in (None, '0=0;60=1.2', '0=0;30=2.4', '0=2;40=0.4'):
        link = f"<link>{properties({'mlt_service': 'timeremap', 'map': mapping, 'time_map': mapping})}</link>" if mapping else ''
        made = melt(document('<chain id="c" in="0" out="59">'
                             + properties({'length': 60, 'resource': 'clip.nut', 'mlt_service': 'avformat'}) + link
                             + the_filter() + '</chain>' + playlist('main', entry('c', 0, 29))))
        numbers = []
        for i in range(0, 30, 3):
            numbers.append(read_number(made[i * size:(i + 1) * size]))
            shown = made[i * size + half:(i + 1) * size]
            # What is shown is of the instant, which may lie behind the beginning of its picture.
            if not any(apart(shown, frames[n * size + half:(n + 1) * size]) <= MOST for n in (numbers[-1], numbers[-1] + 1)):
                return f'{mapping}: frame {i}, picture {numbers[-1]}, shows other telemetry'
        if mapping and numbers == list(range(0, 30, 3)):
            return f'{mapping}: time is not remapped'
    return None


def convert(raw, pixels):
    return run('ffmpeg', '-nostdin', '-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', f'{WIDTH}x{HEIGHT}', '-r', str(RATE),
               '-i', '-', '-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-f', 'rawvideo', '-pix_fmt', pixels, '-', give=raw).stdout


class Tap:
    def __init__(self):
        self.number = self.failed = 0
        print('TAP version 13')

    def point(self, name, fault):
        self.number += 1
        self.failed += fault is not None
        print(f"{'ok' if fault is None else 'not ok'} {self.number} {name}")
        if fault is not None:
            print(f'# {fault}')


def check_format(kind, raw):
    """The same bytes go into both, in the format that the whole way has."""
    _, pixels, size = KINDS[kind]
    same = convert(raw, pixels)
    run('ffmpeg', '-nostdin', '-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', pixels, '-s', f'{WIDTH}x{HEIGHT}', '-r', str(RATE),
        '-i', '-', '-c', 'copy', '-colorspace', 'bt709', '-color_range', 'tv', f'{kind}.nut', give=same)
    made = melt(document(clip('a', f'{kind}.nut', inside=the_filter()) + playlist('main', entry('a'))), kind)
    # MLT brings the footage to colours of its own; over those we draw.
    same = melt(document(clip('a', f'{kind}.nut') + playlist('main', entry('a'))), kind)
    wanted = burned(same, kind)
    if len(made) != len(wanted):
        return f'{len(made)} bytes, and not {len(wanted)}'
    if made[:int(WIDTH * HEIGHT * size)] == same[:int(WIDTH * HEIGHT * size)]:
        return 'nothing is drawn'
    most = apart(made, wanted)
    return None if most <= MOST else f'{most} codes apart'


def check_producer(raw, frames):
    """Its own length, and laid over the footage it is the burned picture."""
    size = WIDTH * HEIGHT * 4
    made = melt(document(clip('t', 'flight.mission', 'telemetry').replace('</producer>', properties(FLIGHT) + '</producer>')
                         + playlist('main', entry('t'))))
    # The mission is 10 s long, and begins in this clip where it is told after the clip was made.
    length = int((10 + float(LIFTOFF)) * RATE) + 1
    if len(made) // size != length:
        return f'{len(made) // size} frames, and not {length}'
    worst = 0
    for i in range(0, FRAMES, 9):
        over, under, wanted = (b[i * size:(i + 1) * size] for b in (made, raw, frames))
        for k in range(0, size, 4):
            alpha = over[k + 3]
            for c in range(k, k + 3):
                worst = max(worst, abs((over[c] * alpha + under[c] * (255 - alpha)) / 255 - wanted[c]))
    return None if worst <= MOST else f'{worst} codes apart'


def check_length():
    """What is told of the flight makes the clip as long as that is; a length that somebody else set stays."""
    for words, length in (('telemetry:flight.mission', 251), ('telemetry:flight.mission liftoff=2.0', 301),
                          ('telemetry: resource=flight.csv liftoff=1.0', 276), ('telemetry:flight.mission length=90 out=89 liftoff=2.0', 90)):
        made = run('melt', '-silent', '-profile', 'profile', *words.split(), '-consumer', 'xml', 'no_meta=1').stdout.decode()
        found = re.search(r'<producer id="producer0" in="0" out="(\d+)"', made)
        if not found or int(found.group(1)) != length - 1:
            return f'{words}: out={found and found.group(1)}, and not {length - 1}'
    return None


def check_relative(frames):
    """Editors save paths from the project's folder, and the project is rendered from elsewhere."""
    edit = document(clip('a', inside=the_filter(mission='', resource='flight.mission')) + playlist('main', entry('a', 30, 69)))
    with open('edit.mlt', 'w', encoding='utf-8') as file:
        file.write(edit.replace('<mlt profile', f'<mlt root="{os.getcwd()}" profile').replace('profile="profile"', f'profile="{os.getcwd()}/profile"'))
    here = os.getcwd()
    os.chdir('/')
    try:
        run('melt', '-silent', '-profile', f'{here}/profile', f'{here}/edit.mlt', '-consumer', f'avformat:{here}/out.nut', 'f=nut',
            'vcodec=rawvideo', 'pix_fmt=rgba', 'mlt_image_format=rgba', 'an=1', 'real_time=-1', 'rescale=nearest')
    finally:
        os.chdir(here)
    made = run('ffmpeg', '-nostdin', '-v', 'error', '-i', 'out.nut', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-').stdout
    return check_edit(made, frames, list(range(30, 70)))


def check_opacity(frames):
    """Animated from nothing to all of it over the clip."""
    size = WIDTH * HEIGHT * 4
    made = melt(document(clip('a', inside=the_filter(opacity='0=0;49=1')) + playlist('main', entry('a', 0, 49))))
    plain = numbered()
    ways = []
    for i in (0, 25, 49):
        own = made[i * size:(i + 1) * size]
        ways.append(sum(abs(a - b) for a, b in zip(own[::401], plain[i * size:(i + 1) * size:401])))
    full = sum(abs(a - b) for a, b in zip(frames[49 * size:50 * size:401], plain[49 * size:50 * size:401]))
    good = ways[0] < 0.05 * full and 0.3 * full < ways[1] < 0.7 * full and 0.9 * full < ways[2] <= 1.05 * full
    return None if good else f'{ways} of {full}'


def check_faults():
    """What is wrong stands on the frame, and the render goes on."""
    size = WIDTH * HEIGHT * 4
    plain = numbered()
    for wrong in ({'mission': '/nowhere.mission'}, {'mission': ''}, {'layout': 'webcats'}, {'liftoff': 'soon'}, {'offset': 'x'},
                  {'units': 'ells'}):
        made = melt(document(clip('a', inside=the_filter(**wrong)) + playlist('main', entry('a', 0, 4))))
        if len(made) != 5 * size:
            return f'{wrong}: {len(made) // size} frames'
        if apart(made[:size], plain[:size]) < 50:
            return f'{wrong}: nothing is said'
        if apart(made[size - 4 * WIDTH:size], plain[size - 4 * WIDTH:size]) > MOST:
            return f'{wrong}: the last row is not the footage\'s'
    return None


def find_module(folder):
    """A folder that has the modules of the machine and ours."""
    libraries = subprocess.run(['pkg-config', '--variable=moduledir', 'mlt-framework-7'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    data = subprocess.run(['pkg-config', '--variable=mltdatadir', 'mlt-framework-7'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    build, source = os.environ['TELEMETRY_BUILD_ROOT'], os.environ['TELEMETRY_SOURCE_ROOT']
    os.mkdir(f'{folder}/modules')
    os.mkdir(f'{folder}/data')
    for name in ('core', 'avformat', 'xml', 'frei0r', 'plus', 'normalize', 'xine'):
        if os.path.exists(f'{libraries}/libmlt{name}.so'):
            os.symlink(f'{libraries}/libmlt{name}.so', f'{folder}/modules/libmlt{name}.so')
    os.symlink(f'{build}/plugin/hosts/mlt/libmlttelemetry.so', f'{folder}/modules/libmlttelemetry.so')
    for name in os.listdir(data):
        os.symlink(f'{data}/{name}', f'{folder}/data/{name}')
    os.mkdir(f'{folder}/data/telemetry')
    for name in ('filter', 'producer'):
        os.symlink(f'{source}/plugin/hosts/mlt/{name}_telemetry.yml', f'{folder}/data/telemetry/{name}_telemetry.yml')
    os.environ['MLT_REPOSITORY'] = f'{folder}/modules'
    os.environ['MLT_DATA'] = f'{folder}/data'


def said_names(kind):
    said = run('melt', '-query', f'{kind}=telemetry').stdout.decode()
    return set(re.findall(r'identifier: (\S+)', said)) - {'telemetry'} | ({'telemetry'} if said.count('identifier: telemetry') > 1 else set())


def check_metadata():
    for kind in ('filter', 'producer'):
        missing = {'resource', 'mission', 'telemetry', 'columns', 'layout', 'liftoff', 'offset', 'units', 'language', 'reserve'} - said_names(kind)
        if missing:
            return f'{kind}: no {missing}'
    return None


def check_panels():
    """The editors' panels set properties that there are, to layouts that there are, and leave out none of those."""
    source = os.environ['TELEMETRY_SOURCE_ROOT']
    layouts = {name[:-len('.layout')] for name in os.listdir(f'{source}/plugin/data/layouts') if name.endswith('.layout')}
    for kind, path in (('filter', 'effects'), ('producer', 'generators')):
        tree = xml.etree.ElementTree.parse(f'{source}/plugin/hosts/mlt/kdenlive/{path}/telemetry.xml').getroot()
        if tree.get('tag') != 'telemetry':
            return f'{path}: of {tree.get("tag")}'
        for parameter in tree.iter('parameter'):
            if parameter.get('name') not in said_names(kind):
                return f'{path}: {parameter.get("name")} is no property'
            # Others are sliders there, and write 0.
            if parameter.get('type') not in ('url', 'list', 'keywords', 'animated'):
                return f'{path}: {parameter.get("name")} of the type {parameter.get("type")}'
            shown = parameter.findtext('paramlistdisplay')
            if shown is not None and len(shown.split(',')) != len(parameter.get('paramlist').split(';')):
                return f'{path}: {parameter.get("name")} shows another number of words than it has'
            if parameter.get('name') == 'layout' and set(parameter.get('paramlist').split(';')) != layouts | {''}:
                return f'{path}: layouts {parameter.get("paramlist")}'
    with open(f'{source}/plugin/hosts/mlt/shotcut/ui.qml', encoding='utf-8') as file:
        panel = file.read()
    used = set(re.findall(r"(?:filter\.(?:get|set|getDouble|resetProperty|keyframeCount)|panel\.write)\('([a-z]+)'", panel))
    if not used or not used <= said_names('filter'):
        return f'Shotcut: {used}'
    listed = re.search(r'layouts: \[([^\]]*)\]', panel).group(1)
    if set(re.findall(r"'([^']*)'", listed)) != layouts | {''}:
        return f'Shotcut: layouts {listed}'
    for kind in ('filter', 'producer'):
        with open(f'{source}/plugin/hosts/mlt/{kind}_telemetry.yml', encoding='utf-8') as file:
            if not layouts <= set(re.findall(r'^ +- (\S+)$', file.read(), re.M)):
                return f'{kind}_telemetry.yml: layouts'
    return None


def main():
    if not shutil.which('melt') or not shutil.which('ffmpeg'):
        print('1..0 # SKIP no melt or no ffmpeg here')
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        find_module(folder)
        write_flight()
        raw = numbered()
        run('ffmpeg', '-nostdin', '-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', f'{WIDTH}x{HEIGHT}', '-r', str(RATE),
            '-i', '-', '-c', 'copy', 'clip.nut', give=raw)
        frames = burned(raw, 'rgba')
        tap = Tap()
        for name, (edit, wanted) in EDITS.items():
            tap.point(name, check_edit(melt(edit), frames, wanted))
        tap.point('at half the speed', check_slow(raw))
        tap.point('with time remapped', check_remapped(frames))
        for kind in KINDS:
            tap.point(f'the picture in {kind}', check_format(kind, raw))
        tap.point('the producer over the footage', check_producer(raw, frames))
        tap.point('the producer is as long as what it is told of', check_length())
        tap.point('a path from the project\'s folder', check_relative(frames))
        tap.point('opacity by key frames', check_opacity(frames))
        tap.point('what is wrong is said on the frame', check_faults())
        tap.point('metadata name each property', check_metadata())
        tap.point('the editors\' panels', check_panels())
        print(f'1..{tap.number}')
        os.chdir('/')
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main())
