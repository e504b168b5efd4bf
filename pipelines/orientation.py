#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How a clip is to be turned to be upright, by the matrix in its container.
  orientation.py of CLIP            the video-direction of videoflip that turns it: identity, 90r, ...
  orientation.py keep CLIP COPY     writes that of CLIP into COPY, an MP4, MOV or Matroska file made of it
  orientation.py set WAY FILE       writes WAY into FILE
GStreamer 1.22 writes it into neither container, and FFmpeg 5.1 not into Matroska."""
import json
import mmap
import os
import struct
import subprocess
import sys

# Of each way of turning: the matrix of MP4, a b c d of x' = ax + cy, y' = bx + dy (y down), and the
# yaw and roll of Matroska in degrees: flipped left to right by the first, then turned against the clock.
WAYS = {
    'identity': ((1, 0, 0, 1), (0, 0)),
    '90r': ((0, 1, -1, 0), (0, -90)),
    '180': ((-1, 0, 0, -1), (0, 180)),
    '90l': ((0, -1, 1, 0), (0, 90)),
    'horiz': ((-1, 0, 0, 1), (180, 0)),
    'vert': ((1, 0, 0, -1), (180, 180)),
    'ul-lr': ((0, 1, 1, 0), (180, 90)),
    'ur-ll': ((0, -1, -1, 0), (180, -90)),
}
MASTERS = {0xAE, 0xE0, 0xE1, 0x55B0, 0x55D0, 0x7670}  # of Matroska, under Tracks
TRACKS, TRACK, VIDEO, VOID, PROJECTION = 0x1654AE6B, 0xAE, 0xE0, 0xEC, 0x7670
SEGMENT, CLUSTER = 0x18538067, 0x1F43B675


class Problem(Exception):
    pass


def way_of(clip):
    done = subprocess.run(['ffprobe', '-v', 'error', '-select_streams', 'v:0', '-show_streams', '-of', 'json', clip],
                          stdout=subprocess.PIPE, check=False)
    streams = json.loads(done.stdout or b'{}').get('streams') or []
    if not streams:
        raise Problem(f'{clip}: ffprobe finds no video in it')
    for data in streams[0].get('side_data_list', []):
        if 'displaymatrix' not in data:
            continue
        rows = [line.split(':')[1].split() for line in data['displaymatrix'].split('\n') if ':' in line]
        sign = tuple((int(n) > 0) - (int(n) < 0) for row in rows[:2] for n in row[:2])
        for way, (matrix, _) in WAYS.items():
            if sign == matrix:
                return way
        raise Problem(f'{clip}: turned by {data.get("rotation")} degrees, which is no quarter of a turn; '
                      'turn it first, as in ffmpeg -i CLIP UPRIGHT.mp4')
    return 'identity'


def boxes(data, start, end):
    """(kind, begin of the content, end) of each box of MP4."""
    while start + 8 <= end:
        size, kind = struct.unpack_from('>I4s', data, start)
        head = 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack_from('>Q', data, start + 8)[0], 16
        size = size or end - start
        if size < head or start + size > end:
            raise Problem(f'a box of {size} bytes at {start}')
        yield kind, start + head, start + size
        start += size


def box(data, start, end, path):
    """The first box down the PATH, as (begin, end), or None."""
    for kind, begin, stop in boxes(data, start, end):
        if kind == path[0]:
            return (begin, stop) if len(path) == 1 else box(data, begin, stop, path[1:])
    return None


def turn_mp4(data, way):
    a, b, c, d = WAYS[way][0]
    movie = box(data, 0, len(data), [b'moov'])
    for kind, begin, end in boxes(data, *movie) if movie else ():
        handler = box(data, begin, end, [b'mdia', b'hdlr']) if kind == b'trak' else None
        if not handler or data[handler[0] + 8:handler[0] + 12] != b'vide':
            continue
        header, _ = box(data, begin, end, [b'tkhd'])
        at = header + (52 if data[header] == 1 else 40)
        width, height = struct.unpack_from('>2I', data, at + 36)
        # What the turn takes out of the upper left corner is brought back into it.
        x, y = ((a < 0) * width + (c < 0) * height, (b < 0) * width + (d < 0) * height)
        struct.pack_into('>9i', data, at, a << 16, b << 16, 0, c << 16, d << 16, 0, x, y, 1 << 30)
        return
    raise Problem('no video track in it')


def number(data, at, keep_mark):
    """An EBML number: (value, where it ends)."""
    length = 9 - data[at].bit_length()
    if length > 8 or at + length > len(data):
        raise Problem(f'no EBML number at {at}')
    value = int.from_bytes(data[at:at + length], 'big')
    return value if keep_mark else value & ((1 << 7 * length) - 1), at + length


def elements(data, start, end):
    """(id, begin of the content, end) of each element of Matroska."""
    while start < end:
        kind, at = number(data, start, True)
        size, begin = number(data, at, False)
        unknown = size == (1 << 7 * (begin - at)) - 1
        stop = end if unknown else begin + size
        if stop > end:
            raise Problem(f'an element of {size} bytes at {start}')
        yield kind, begin, stop
        start = stop


def element(kind, content, length=None):
    length = length or next(n for n in range(1, 9) if len(content) < (1 << 7 * n) - 1)
    return kind.to_bytes((kind.bit_length() + 7) // 8, 'big') + \
        (len(content) | 1 << 7 * length).to_bytes(length, 'big') + content


def projection(way):
    """Rectangular, which need not be said."""
    return element(PROJECTION, b''.join(element(kind, struct.pack('>f', degrees)) for kind, degrees in
                                        zip((0x7673, 0x7675), WAYS[way][1]) if degrees))


def is_video(data, start, end):
    return any(kind == 0x83 and data[begin:stop] == b'\1' for kind, begin, stop in elements(data, start, end))


def rebuilt(data, start, end, way):
    """The elements with sizes written as short as can be, the video's with a projection."""
    done = b''
    for kind, begin, stop in elements(data, start, end):
        content = bytes(data[begin:stop])
        if kind == TRACK:
            mine = way if is_video(data, begin, stop) else None
            content = rebuilt(data, begin, stop, mine)
            way = None if mine else way
        elif kind in MASTERS and kind != PROJECTION:
            content = rebuilt(data, begin, stop, way) + (projection(way) if kind == VIDEO and way else b'')
        if kind != VOID and not (kind == PROJECTION and way):
            done += element(kind, content)
    return done


def turn_matroska(data, way):
    """In the room that the writer's eight-byte sizes leave, so that nothing else moves."""
    segment = next(((b, e) for kind, b, e in elements(data, 0, len(data)) if kind == SEGMENT), None)
    start = segment[0] if segment else 0
    for kind, begin, stop in elements(data, *segment) if segment else ():
        if kind == CLUSTER:
            break
        if kind == TRACKS:
            done = element(TRACKS, rebuilt(data, begin, stop, way))
            room = stop - start - len(done)
            if room < 0 or room == 1:
                raise Problem('no room for a turn among its tracks: mkvpropedit --edit track:v1 '
                              f'--set projection-pose-roll={WAYS[way][1][1]} makes some')
            length = 1 if room < 128 else 8
            data[start:stop] = done + (element(VOID, bytes(room - 1 - length), length) if room else b'')
            return
        start = stop
    raise Problem('no tracks before its pictures')


def turn(path, way):
    """Reads what stands before the pictures, or after them, and writes it back in place."""
    with open(path, 'r+b') as file, mmap.mmap(file.fileno(), 0) as data:
        (turn_matroska if data[:4] == b'\x1a\x45\xdf\xa3' else turn_mp4)(data, way)


def keep(clip, copy):
    way = way_of(clip)
    if way == 'identity':
        return
    turn(copy, way)
    if way_of(copy) != way:
        raise Problem(f'is to be turned ({way}), which was written into it, but ffprobe does not read it there')


def main():
    arguments = sys.argv[1:]
    actions = {('of', 2): lambda clip: print(way_of(clip)), ('keep', 3): keep, ('set', 3): lambda way, file: turn(file, way)}
    action = actions.get((arguments[0] if arguments else '', len(arguments)))
    if not action or (arguments[0] == 'set' and arguments[1] not in WAYS):
        sys.exit(__doc__ + '\nWAY is one of ' + ' '.join(WAYS))
    try:
        action(*arguments[1:])
    except (Problem, OSError, ValueError) as problem:
        sys.exit(f'{os.path.basename(sys.argv[0])}: {arguments[-1]}: {problem}')


main()
