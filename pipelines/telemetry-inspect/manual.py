#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A manual page of what a program says of itself.
  manual.py NAME.SECTION VERSION OUTPUT PROGRAM OPTION"""
import os
import re
import subprocess
import sys

SUMMARY = {
    'telemetry-inspect': 'list what a flight\'s telemetry says, at one time or as a whole',
    'telemetry-mission': 'file that says what belongs to a flight',
}
SEE = {
    'telemetry-inspect': 'telemetry-mission(5), gst-inspect-1.0(1), gst-launch-1.0(1)',
    'telemetry-mission': 'telemetry-inspect(1)',
}


def escaped(line):
    """LINE as roff prints it as it is."""
    line = line.replace('\\', '\\e').replace('-', '\\-')
    return '\\&' + line if line[:1] in ".'" else line


def option(line):
    """An option and its words, or None."""
    found = re.match(r'  (-\S(?:, )?.*?)(?:  +(\S.*))?$', line)
    return found.groups() if found else None


def body(text):
    """The text's lines: headings, options with their words, all else as it stands."""
    literal = False
    for line in text.splitlines():
        heading = re.match(r'(\S.* Options|Usage|Examples):$', line)
        words = None if heading else option(line)
        plain = not heading and not words
        if plain != literal:
            yield '.nf' if plain else '.fi'
            literal = plain
        if heading:
            yield '.SH ' + heading.group(1).upper().replace('USAGE', 'SYNOPSIS')
        elif words:
            yield '.TP'
            yield '\\fB' + escaped(words[0]) + '\\fR'
            yield escaped(words[1] or '')
        else:
            yield escaped(line)
    if literal:
        yield '.fi'


def main():
    page, version, output, program, option_name = sys.argv[1:]
    name, section = page.rsplit('.', 1)
    environment = dict(os.environ, LC_ALL='C.UTF-8', COLUMNS='80')
    text = subprocess.run([program, option_name], check=True, capture_output=True, text=True,
                          encoding='utf-8', env=environment).stdout
    lines = [f'.TH {name.upper()} {section} "" "gst\\-telemetry {version}"', '.SH NAME',
             f'{escaped(name)} \\- {escaped(SUMMARY[name])}']
    if not text.startswith('Usage'):
        lines.append('.SH DESCRIPTION')
    lines += [*body(text), '.SH SEE ALSO', escaped(SEE[name])]
    with open(output, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


main()
