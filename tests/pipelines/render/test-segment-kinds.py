#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clips of many kinds in segments: the same pictures at the same times as the whole, by ffmpeg's account. $1 is the tool."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402 pylint: disable=wrong-import-position
from segments import (SPLIT, WHOLE, compare, frames, h264, n_segments,  # noqa: E402 pylint: disable=wrong-import-position
                      others, render_both, variable, warnings)


def test_the_same_pictures_at_the_same_times(folder):
    for name, make in SPLIT.items():
        done = compare(folder, name, make)
        assert n_segments(done) == (2 if name == 'rotated.mp4' else 3) and not warnings(done), (name, done)


def test_what_cannot_be_split_is_whole_and_said(folder):
    for name, (make, why) in WHOLE.items():
        done = compare(folder, name, make)
        said = [text for text in warnings(done) if 'not split' in text]
        assert n_segments(done) == 1 and len(said) == 1 and why in said[0], (name, done)


X264_B = 'x264enc threads=1 bframes=3 b-adapt=false pass=quant quantizer=18 speed-preset=veryfast'
X265_B = 'x265enc speed-preset=ultrafast option-string=lossless=1:bframes=3:b-adapt=0:frame-threads=1:log-level=error'


def check_times(whole, split):
    # Matroska has no decoding times: ffprobe's own begin with the third picture.
    shown, decoded = ([None if t is None else float(t) for t in tap.packets(split, 'v:0', entry)]
                      for entry in ('pts_time', 'dts_time'))
    reorder = list(zip(decoded, shown))
    decoded = [t for t in decoded if t is not None]
    assert any(a > b for a, b in zip(shown, shown[1:])), 'nothing is reordered'
    assert all(a < b for a, b in zip(decoded, decoded[1:])), decoded
    assert all(a is None or a <= b for a, b in reorder), reorder
    assert split.endswith('.mkv') or len(decoded) == len(shown)
    assert sorted(shown) == sorted(float(t) for t in tap.packets(whole, 'v:0', 'pts_time'))
    for stream, other in zip(tap.streams(whole), tap.streams(split)):
        assert stream.get('start_time') == other.get('start_time') and stream.get('duration') == other.get('duration'), other
    keys = [flags for flags in tap.packets(split, 'v:0', 'flags') if 'K' in flags]
    assert len(keys) >= 3, keys


def test_one_film_with_its_times_once(folder):
    """By coders that reorder: each picture once, decoding in order and before showing, one edit list."""
    for make, coder, ending in ((variable, X264_B, '.mp4'), (h264, X264_B, '.mkv'), (h264, X265_B, '.mp4')):
        clip = f'{folder}/clip.mp4'
        make(clip)
        whole, split, done = render_both(folder, clip, ending, code=['-e', coder, '-f'])
        assert n_segments(done) == 3 and not warnings(done), done
        check_times(whole, split)
        assert others(whole) == others(split)
        one, other = frames(whole), frames(split)
        assert one == other if coder == X265_B else [f.split(',')[2] for f in one] == [f.split(',')[2] for f in other], coder


tap.main(test_the_same_pictures_at_the_same_times, test_what_cannot_be_split_is_whole_and_said, test_one_film_with_its_times_once)
