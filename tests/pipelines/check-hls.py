#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads an HLS folder as a player does (RFC 8216) and says what is wrong."""
import os
import re
import sys

folder = sys.argv[1]
errors = []


def lines(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read().split("\n")


def attributes(text):
    return dict((k, v.strip('"')) for k, v in re.findall(r'([A-Z0-9-]+)=("[^"]*"|[^,]*)', text))


def media(name):
    """Segments of a media playlist: (file, seconds)."""
    text = lines(name)
    if text[0] != "#EXTM3U":
        errors.append(f"{name}: does not begin with #EXTM3U")
    target = [int(line.split(":")[1]) for line in text if line.startswith("#EXT-X-TARGETDURATION:")]
    found = []
    for tag, uri in zip(text, text[1:]):
        if tag.startswith("#EXTINF:"):
            found.append((uri, float(tag[8:].split(",")[0])))
    if len(target) != 1 or any(round(seconds) > target[0] for _, seconds in found):
        errors.append(f"{name}: a segment is longer than the target duration")
    if "#EXT-X-ENDLIST" not in text:
        errors.append(f"{name}: no #EXT-X-ENDLIST")
    for uri, _ in found:
        if not os.path.exists(os.path.join(folder, uri)):
            errors.append(f"{name}: {uri} is not there")
    return found


def seconds(text):
    match = re.fullmatch(r"(?:(\d\d+):)?([0-5]\d):([0-5]\d\.\d{3})", text)
    if not match:
        errors.append(f"{text} is no WebVTT time stamp")
        return 0
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3])


def check_text(name, start, end):
    text = lines(name)
    if text[0] != "WEBVTT" or not re.fullmatch(r"X-TIMESTAMP-MAP=MPEGTS:\d+,LOCAL:00:00:00\.000", text[1]):
        errors.append(f"{name}: no header with X-TIMESTAMP-MAP")
    cues = [line for line in text if " --> " in line]
    for cue in cues:
        first, _, last = cue.split(" ")[:3]
        if not seconds(first) < end or not seconds(last) > start:
            errors.append(f"{name}: {cue} is not in {start}..{end}")
    for line in text:
        if " --> " not in line and re.search(r"-->|<[^/]|&(?!amp;|lt;|gt;)", line):
            errors.append(f"{name}: markup in {line}")
    return len(cues)


master = lines("index.m3u8")
video = media([line for line in master if line and not line.startswith("#")][0])
renditions = [attributes(line[13:]) for line in master if line.startswith("#EXT-X-MEDIA:")]
if not renditions or any(r.get("TYPE") != "SUBTITLES" or not r.get("LANGUAGE") for r in renditions):
    errors.append("index.m3u8: no subtitle rendition with a language")
for rendition in renditions:
    at, cues = 0.0, 0
    segments = media(rendition["URI"])
    if len(segments) != len(video):
        errors.append("text and video are not cut alike")
    for uri, length in segments:
        cues += check_text(uri, at, at + length + 0.1)
        at += length
    if cues == 0:
        errors.append(f"{rendition['URI']}: no cues")
print("\n".join(errors))
sys.exit(1 if errors else 0)
