#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""GES makes timelines of footage whose frames say their number, saves and plays them, and the edit list of what it saved
says the same number for each frame. TAP. Skips where GES, its Python or ffmpeg is missing."""
import os
import shutil
import sys
import tempfile

from numbered import HEIGHT, WIDTH, compare, listed, numbers_of, write_footage

# No element of ours is in it, and with sanitizers Python could not load them.
for name in ('GST_PLUGIN_PATH', 'GST_REGISTRY'):
    os.environ.pop(name, None)

try:
    import gi
    gi.require_version('GES', '1.0')
    gi.require_version('GstApp', '1.0')
    from gi.repository import GES, Gst, GstApp  # noqa: F401
except (ImportError, ValueError):
    GES = None

CAPS = f'video/x-raw,format=RGB,framerate=25/1,width={WIDTH},height={HEIGHT}'


def ns(frames):
    return frames * Gst.SECOND // 25


def add(layer, name, start, length, inpoint=0, rate=None):
    asset = GES.UriClipAsset.request_sync(Gst.filename_to_uri(os.path.abspath(name)))
    clip = layer.add_asset(asset, ns(start), ns(inpoint), ns(length), GES.TrackType.VIDEO)
    if rate:
        assert clip.add(GES.Effect.new(f'videorate rate={rate}'))
        clip.set_duration(ns(length))


def cuts(timeline):
    layer = timeline.append_layer()
    add(layer, 'a.mkv', 0, 10, 10)
    add(layer, 'b.mkv', 10, 20, 3)
    add(layer, 'a.mkv', 30, 10, 80)


def crossfade(timeline):
    """Of eight frames: GES darkens what goes out twice, so that what comes in is the brighter from 0.38 on, and of eight
    frames none lies between that and the middle."""
    layer = timeline.append_layer()
    add(layer, 'a.mkv', 0, 30, 10)
    add(layer, 'b.mkv', 22, 30, 5)


def layers(timeline):
    top = timeline.append_layer()
    add(top, 'b.mkv', 10, 5, 50)
    bottom = timeline.append_layer()
    add(bottom, 'a.mkv', 0, 30, 40)


def overlapping(timeline):
    timeline.set_auto_transition(False)
    layer = timeline.append_layer()
    layer.set_auto_transition(False)
    add(layer, 'a.mkv', 0, 30, 10)
    add(layer, 'b.mkv', 20, 30, 5)


def faster(timeline):
    layer = timeline.append_layer()
    add(layer, 'a.mkv', 0, 20, 10, 2.0)
    add(layer, 'b.mkv', 20, 10, 20)


TIMELINES = {'cuts': cuts, 'a crossfade': crossfade, 'layers over one another': layers, 'clips that overlap': overlapping,
             'twice as fast': faster}


def new_timeline(fill):
    timeline = GES.Timeline.new()
    track = GES.VideoTrack.new()
    track.set_restriction_caps(Gst.Caps.from_string(CAPS.replace('format=RGB,', '')))
    timeline.add_track(track)
    timeline.set_auto_transition(True)
    fill(timeline)
    timeline.commit()
    return timeline


def played(timeline):
    """The numbers of all frames."""
    pipeline = GES.Pipeline.new()
    pipeline.set_timeline(timeline)
    pipeline.set_mode(GES.PipelineFlags.VIDEO_PREVIEW)
    sink = Gst.parse_bin_from_description(f'videoconvert ! {CAPS.replace("framerate=25/1,", "")} ! appsink name=s sync=false', True)
    pipeline.preview_set_video_sink(sink)
    pipeline.set_state(Gst.State.PAUSED)
    pipeline.get_state(20 * Gst.SECOND)
    pipeline.set_state(Gst.State.PLAYING)
    frames = []
    while (sample := sink.get_by_name('s').try_pull_sample(20 * Gst.SECOND)) is not None:
        data = sample.get_buffer().extract_dup(0, sample.get_buffer().get_size())
        frames.append(data[:WIDTH * HEIGHT * 3])
    message = pipeline.get_bus().pop_filtered(Gst.MessageType.ERROR)
    pipeline.set_state(Gst.State.NULL)
    if message:
        raise RuntimeError(message.parse_error()[0].message + message.parse_error()[1])
    return numbers_of(b''.join(frames))


def check(program, fill):
    timeline = new_timeline(fill)
    timeline.save_to_uri(Gst.filename_to_uri(os.path.abspath('film.xges')), None, True)
    shown = played(timeline)
    return compare(shown, listed(program, 'film.xges', len(shown)))


def main(program):
    if GES:
        Gst.init(None)
    if not GES or not shutil.which('ffmpeg') or not GES.init() or not Gst.ElementFactory.find('avdec_ffv1'):
        print('1..0 # SKIP GES, ffmpeg or libav is missing')
        return 0
    print(f'1..{len(TIMELINES)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_footage()
        for number, (name, fill) in enumerate(TIMELINES.items(), 1):
            problem = check(program, fill)
            failed += problem is not None
            print(f"{'not ok' if problem else 'ok'} {number} - {name}{': ' + problem if problem else ''}", flush=True)
        os.chdir('/')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
