#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What bash completes of telemetry-render. $1 is the tool."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402 pylint: disable=wrong-import-position

FILE = f'{tap.ROOT}/pipelines/render/telemetry-render.bash'


def complete(folder, *words):
    """Of a line that ends in the last of WORDS, which bash has taken apart."""
    if not shutil.which('bash'):
        raise tap.Skip('no bash')
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _telemetry_render; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(['bash', '-c', script, 'bash', FILE, tap.TOOL, *words], cwd=folder, stdout=subprocess.PIPE, text=True,
                          check=True)
    return set(done.stdout.split('\n')) - {''}


def test_each_option_and_nothing_else(folder):
    options = {re.match(r'  (?:-., )?(--[a-z-]+)', line)[1] for line in tap.run('--help').stdout.splitlines()
               if re.match(r'  (?:-., )?--[a-z]', line)}
    assert len(options) > 20 and complete(folder, '--') == options, complete(folder, '--') ^ options
    assert complete(folder, '--only') == {'--only'} and complete(folder, '--s') == {o for o in options if o.startswith('--s')}


def test_values(folder):
    for name in ('a.mission', 'b.csv', 'c.layout', 'd.srt', 'e.manifest', 'f.mp4'):
        with open(f'{folder}/{name}', 'w', encoding='utf-8'):
            pass
    layouts = {name.split('.')[0] for name in os.listdir(f'{tap.ROOT}/plugin/data/layouts') if name.endswith('.layout')}
    assert complete(folder, '-l', '') == layouts | {'c.layout'}
    assert complete(folder, '--layout', '=', 'web') == {'webcast'} and complete(folder, '--layout', '=') == layouts | {'c.layout'}
    assert complete(folder, '-m', '') == {'a.mission'} and complete(folder, '--manifest', '') == {'b.csv', 'e.manifest'}
    assert complete(folder, '--subtitles', '=') == {'d.srt'} and complete(folder, '-t', 'b') == {'b.csv'}
    assert complete(folder, '') == set(os.listdir(folder)) and complete(folder, '--sync', '') == set()
    with open(f'{tap.ROOT}/pipelines/render/make/encoder.c', encoding='utf-8') as file:
        encoders = set(re.findall(r'\{ \.name = "([^"]+)", \.codec', file.read()))
    assert len(encoders) > 10 and complete(folder, '-e', '') == encoders, complete(folder, '-e', '') ^ encoders
    with open(f'{tap.ROOT}/plugin/core/base/language.c', encoding='utf-8') as file:
        languages = set(re.findall(r'\.code = "(..)"', file.read()))
    assert languages and complete(folder, '--languages', '') == languages, languages


tap.main(test_each_option_and_nothing_else, test_values)
