#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What farm-slurm.sh gives to a cluster, by an sbatch that keeps its script, and what a shell makes of that. $1 is the tool."""
import os
import shlex
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402 pylint: disable=wrong-import-position

SCRIPT = f'{tap.ROOT}/pipelines/farm-slurm.sh'
SBATCH = '''#!/bin/sh
n=$(($(ls "$KEPT" | wc -l) / 2 + 1))
cat >"$KEPT/$n.sh"
printf '%s\\0' "$@" >"$KEPT/$n.options"
echo "$n"
'''
# Says how it was called; is asked for the number of clips first.
TOOL = '''#!/bin/sh
for last; do :; done
case $last in --count) echo 3 ;; *) printf '%s\\0' "$@" >>"$SAID" ;; esac
'''


def put(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod(path, 0o755)


def farm(folder, manifest, *words):
    """The process, and the scripts that were submitted."""
    for name in ('bin', 'kept', 'build/pipelines/render'):
        os.makedirs(f'{folder}/{name}', exist_ok=True)
    for name in os.listdir(f'{folder}/kept'):
        os.unlink(f'{folder}/kept/{name}')
    put(f'{folder}/bin/sbatch', SBATCH)
    put(f'{folder}/build/pipelines/render/telemetry-render', TOOL)
    environment = dict(os.environ, PATH=f'{folder}/bin:{os.environ["PATH"]}', KEPT=f'{folder}/kept', SAID=f'{folder}/said',
                       TELEMETRY_BUILD_ROOT=f'{folder}/build', FARM_LOGS=f'{folder}/logs 100%d')
    done = subprocess.run(['sh', SCRIPT, manifest, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
                          check=False, cwd=folder)
    scripts = sorted(name for name in os.listdir(f'{folder}/kept') if name.endswith('.sh'))
    return done, [f'{folder}/kept/{name}' for name in scripts], environment


def said_by(folder, script, environment, task='1'):
    """The arguments of the tool, as bytes, of each time that SCRIPT calls it."""
    path = f'{folder}/said'
    if os.path.exists(path):
        os.unlink(path)
    subprocess.run(['sh', script], env=dict(environment, SLURM_ARRAY_TASK_ID=task), check=True)
    with open(path, 'rb') as file:
        return file.read().split(b'\0')[:-1]


def test_names_of_any_bytes(folder):
    names = ["o'h \"no\" $(touch bad) `touch bad`", 'two\nlines\n', b'caf\xe9 \\n', '*', '-e', '']
    for name in ['plain.csv', "it's \"a\" $list\n.csv", 'end\n']:
        with open(f'{folder}/{name}', 'w', encoding='utf-8') as file:
            file.write('clip\n')
        done, scripts, environment = farm(folder, name, *[word for each in names for word in ('--set', each)])
        assert done.returncode == 0 and len(scripts) == 2, done
        wanted = [b'--manifest', os.fsencode(os.path.realpath(folder) + '/' + name)]
        wanted += [word for each in names for word in (b'--set', each if isinstance(each, bytes) else os.fsencode(each))]
        assert said_by(folder, scripts[0], environment, '2') == wanted + [b'--jobs', b'1', b'--only', b'2-2']
        assert said_by(folder, scripts[1], environment) == wanted
    assert not os.path.exists(f'{folder}/bad')
    with open(f'{folder}/kept/1.options', 'rb') as file:
        options = file.read().split(b'\0')
    assert os.fsencode(f'--output={folder}/logs 100%%d/clip-%a.log') in options, options


def test_all_is_forced_once(folder):
    """The last task takes what the others made for what it is."""
    put(f'{folder}/list.csv', 'clip\n')
    for word in ('--force', '-f'):
        done, scripts, environment = farm(folder, 'list.csv', '--quiet', word, '-l', 'minimal')
        assert done.returncode == 0, done
        assert word.encode() in said_by(folder, scripts[0], environment)
        assert said_by(folder, scripts[1], environment)[2:] == [b'--quiet', b'-l', b'minimal']


def test_what_tasks_say_themselves(folder):
    """Each would do the same, or none what was asked."""
    put(f'{folder}/list.csv', 'clip\n')
    for words, why in ((['--only', '3-7'], '--only: each task'), (['--only=2'], '--only: each task'), (['--segment', '1'], '--segment:'),
                       (['-qf'], 'give -f by itself'), (['--segments', '4', '--force'], '--force with --segments 4'),
                       (['--segments=auto'], 'a farm needs a number')):
        done, scripts, _ = farm(folder, 'list.csv', *words)
        assert done.returncode == 1 and why in done.stderr.decode() and not scripts, (shlex.join(words), done, scripts)


tap.main(test_names_of_any_bytes, test_all_is_forced_once, test_what_tasks_say_themselves)
