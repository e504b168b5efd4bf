#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Telemetry text that would act as markup, override, directive or line break comes
out as harmless text in every format, as FFmpeg and GStreamer's demuxers read it.
TAP."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

NOTES = [
    "plain", "<b>bold</b> <i>", "{\\an8}{\\b1}up", "a --> b", "00:00:01,000 --> 00:00:02,000",
    "line\nbreak\r\nand\n\nblank", "1\n00:00:00,000 --> 00:00:09,000\ninjected",
    "&amp; &lt;script&gt; &#60;", "tab\tbell\u0007esc\u001b[31m del\u007f nel\u0085",
    "\u202eoverride\u2066isolate\u2069", "\u05e9\u05dc\u05d5\u05dd\u200f \u200eLTR",
    "line\u2028separator\u2029paragraph", "\\N\\n\\h", "{unclosed", "NOTE comment\nSTYLE\n::cue{}",
    "WEBVTT", "Dialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,injected", "\ufeffmark",
    "<c.red><00:00:01.000>karaoke", "<" * 1000, "M" * 1000000, "end",
]
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
RAW = b'{"met":%d,"altitude":1,"note":"invalid \xff\xfe\xc3( \xed\xa0\x80 utf8"}\n'
TIMING = re.compile(r"(\d\d:)?\d\d:\d\d[.,]\d{3} --> (\d\d:)?\d\d:\d\d[.,]\d{3}( .*)?$")
number = 0


def point(name, good, note=""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} {name}")
    if not good:
        print("# " + repr(note)[:2000])


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, timeout=60, **options).stdout


def launch(log, rest):
    run(["gst-launch-1.0", "-q"] + f"telemetrysrc location={log} duration={len(NOTES) + 1}000000000 ! "
        f"telemetrysubtitle layout=none template={{text:note}} {rest}".split())


def write_log(folder):
    path = os.path.join(folder, "flight.jsonl")
    with open(path, "wb") as out:
        for second, note in enumerate(NOTES):
            out.write(json.dumps({"met": second, "altitude": 1, "note": note}).encode() + b"\n")
        out.write(RAW % len(NOTES))
    return path


def bad_characters(text):
    return [c for c in text if c in BIDI or (unicodedata.category(c) == "Cc" and c != "\n") or
            c in "\u2028\u2029"]


def read_cues(text):
    """The texts of SubRip and WebVTT blocks, or None where the grammar is broken."""
    cues = []
    for block in re.split(r"\n\n+", text.strip("\n")):
        lines = block.split("\n")
        if lines[0].startswith("WEBVTT"):
            continue
        if lines and re.fullmatch(r"\d+", lines[0]):
            lines = lines[1:]
        if not lines or not TIMING.match(lines[0]) or any("-->" in line for line in lines[1:]):
            return None
        cues.append("\n".join(lines[1:]))
    return cues


def plain(text):
    return text.replace("\u2060", "")


def dialogues(path, stream="0:s:0"):
    """What FFmpeg decodes, as the texts of ASS events."""
    text = run(["ffmpeg", "-v", "error", "-i", path, "-map", stream, "-f", "ass", "-"]).decode("utf-8")
    return [line.split(",", 9)[9].rstrip("\r") for line in text.split("\n") if line.startswith("Dialogue:")]


def acting(texts):
    """Those with what libass acts upon: a brace, a line break or hard blank that the
    telemetry wrote. FFmpeg writes a brace as \\{, since release 7 as \\{{} with empty overrides."""
    return [text for text in texts if re.search(r"(?<!\\)\{|\\[Nnh]", text.replace("\\{{}", ""))]


def check_decoded(name, path):
    texts = dialogues(path)
    point(f"{name}: FFmpeg decodes a cue a note", len(texts) == len(NOTES) + 1, (len(texts), texts))
    point(f"{name}: and nothing of it acts", not acting(texts), acting(texts))


def check_text_file(name, path):
    with open(path, "rb") as file:
        data = file.read()
    text = data.decode("utf-8")
    cues = read_cues(text)
    point(f"{name}: valid UTF-8, blocks follow the grammar", cues is not None and
          len(cues) == len(NOTES) + 1, cues)
    point(f"{name}: no control characters, separators and directional overrides",
          not bad_characters(text), bad_characters(text))
    point(f"{name}: no cue is longer than 8 KiB of telemetry",
          max(len(cue.encode()) for cue in cues or [""]) <= 8 * 8192)
    return cues or []


def buffers(path, demuxer, caps):
    """What GStreamer's demuxer gives, and that it comes to its end."""
    out = path + ".raw"
    run(["gst-launch-1.0", "-q"] + f"filesrc location={path} ! {demuxer} ! {caps} ! filesink location={out}".split())
    with open(out, "rb") as file:
        return file.read()


def check_srt(log, folder):
    path = os.path.join(folder, "flight.srt")
    launch(log, f"! text/x-raw,format=utf8 ! srtenc ! filesink location={path}")
    cues = check_text_file("srt", path)
    point("srt: no tag and no override", not [cue for cue in cues if re.search(r"<[a-zA-Z/]|\{", cue)], cues)
    point("srt: the words are there", plain(cues[1]) == NOTES[1] and
          plain(cues[2]) == NOTES[2].replace("{", "(").replace("}", ")"), cues[:3])
    check_decoded("srt", path)


def check_vtt(log, folder):
    path = os.path.join(folder, "flight.vtt")
    launch(log, f"! text/x-raw,format=pango-markup ! webvttenc ! filesink location={path}")
    cues = check_text_file("vtt", path)
    point("vtt: no tag, every ampersand a reference",
          not [cue for cue in cues if "<" in cue or re.search(r"&(?!(amp|lt|gt);)", cue)], cues)
    check_decoded("vtt", path)


def check_ass(log, folder):
    path = os.path.join(folder, "flight.ass")
    launch(log, f"! application/x-ass,format=file ! filesink location={path}")
    with open(path, "rb") as file:
        text = file.read().decode("utf-8")
    events = [line for line in text.split("[Events]\n")[1].split("\n") if line]
    point("ass: one line a note, and no other", len(events) == len(NOTES) + 2 and
          all(line.startswith("Dialogue: 0,") for line in events[1:]), events)
    point("ass: no control characters", not bad_characters(text), bad_characters(text))
    check_decoded("ass", path)


def check_muxed(log, folder, name, muxer, demuxer, caps):
    path = os.path.join(folder, "flight." + name)
    launch(log, f"! text/x-raw,format=utf8 ! queue ! {muxer} name=mux ! filesink location={path} "
           f"videotestsrc num-buffers={len(NOTES) + 1} ! video/x-raw,width=64,height=64,framerate=1/1 ! "
           "x264enc ! h264parse ! queue ! mux.")
    packets = [line for line in run(["ffprobe", "-v", "error", "-select_streams", "s:0", "-show_entries",
               "packet=pts_time,size", "-of", "csv=p=0", path]).decode().split() if line]
    point(f"{name}: a packet a note", len([p for p in packets if not p.endswith(",2")]) == len(NOTES) + 1, packets)
    check_decoded(name, path)
    data = buffers(path, demuxer, caps).decode("utf-8", "replace")
    point(f"{name}: GStreamer reads the words", "bold" in data and "plain" in data and
          not bad_characters(data.replace("\0", "")), bad_characters(data))


def main():
    print("TAP version 13")
    with tempfile.TemporaryDirectory() as folder:
        log = write_log(folder)
        check_srt(log, folder)
        check_vtt(log, folder)
        check_ass(log, folder)
        check_muxed(log, folder, "mkv", "matroskamux", "matroskademux", "text/x-raw")
        check_muxed(log, folder, "mp4", "mp4mux", "qtdemux", "text/x-raw")
    print(f"1..{number}")


main()
