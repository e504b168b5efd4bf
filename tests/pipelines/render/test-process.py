#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The processes of telemetry-render: who lives as long as whom. $1 is the tool."""
import json
import os
import select
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

LONG = 30                    # seconds of a clip that is still at work when it is looked at


def make(folder, *names, seconds=LONG):
    first = f'{folder}/{names[0]}'
    clips.ffmpeg('-f', 'lavfi', '-i', f'testsrc2=s=640x352:r=25:d={seconds}', '-c:v', 'mpeg4', first)
    for name in names[1:]:
        shutil.copy(first, f'{folder}/{name}')
    return [f'{folder}/{name}' for name in names]


def start(folder, names, *, tool=tap.TOOL, before=(), **options):
    """Until the first clip is at work; what was said until then is gone."""
    process = subprocess.Popen([*before, tool, *names, '-t', tap.LOG, '-o', f'{folder}/out/', '-j', '1', '--json', '-e',
                                'x264enc threads=1 speed-preset=ultrafast'], stdout=subprocess.PIPE, text=True, **options)
    for line in process.stdout:
        if json.loads(line)['event'] == 'plan':
            return process
    raise AssertionError(process.wait())


def children(pid):
    with open(f'/proc/{pid}/task/{pid}/children', encoding='utf-8') as file:
        return [int(one) for one in file.read().split()]


def test_a_worker_dies_with_its_parent(folder):
    process = start(folder, make(folder, 'a.mp4'))
    workers = children(process.pid)
    assert len(workers) == 1, workers
    os.kill(workers[0], signal.SIGSTOP)      # it does not come to its own end
    worker = os.pidfd_open(workers[0])
    process.kill()
    process.wait()
    poll = select.poll()
    poll.register(worker, select.POLLIN)
    assert poll.poll() == [(worker, select.POLLIN)]      # for as long as the suite lets it
    os.close(worker)


def test_as_the_first_process_of_a_container(folder):
    apart = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc']
    if not shutil.which('unshare') or subprocess.run([*apart, 'true'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise tap.Skip('no namespaces here')
    names = make(folder, 'a.mp4', seconds=1)
    done = subprocess.run([*apart, tap.TOOL, *names, '-t', tap.LOG, '-o', f'{folder}/o.mp4'], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 0 and os.path.exists(f'{folder}/o.mp4'), done


def test_a_hangup_that_is_ignored_stays_so(folder):
    names = make(folder, 'a.mp4', seconds=4)
    process = start(folder, names, before=['nohup'], start_new_session=True)
    os.killpg(process.pid, signal.SIGHUP)
    process.stdout.read()
    assert process.wait(timeout=120) == 0 and os.listdir(f'{folder}/out').count('a.mp4') == 1
    process = start(folder, make(folder, 'b.mp4'), start_new_session=True)
    os.killpg(process.pid, signal.SIGHUP)
    process.stdout.read()
    assert process.wait(timeout=120) == 130 and not os.path.exists(f'{folder}/out/b.mp4')


def test_a_program_that_is_replaced_goes_on(folder):
    tool = shutil.copy(tap.TOOL, f'{folder}/telemetry-render')
    names = make(folder, 'a.mp4', 'b.mp4', seconds=3)
    process = start(folder, names, tool=tool)
    with open(f'{folder}/new', 'w', encoding='utf-8') as file:
        file.write('#!/bin/false\n')
    os.chmod(f'{folder}/new', 0o755)
    os.rename(f'{folder}/new', tool)
    process.stdout.read()
    assert process.wait(timeout=120) == 0
    assert sorted(n for n in os.listdir(f'{folder}/out') if n[0] != '.') == ['a.mp4', 'b.mp4'], os.listdir(f'{folder}/out')


tap.main(test_a_worker_dies_with_its_parent, test_as_the_first_process_of_a_container, test_a_hangup_that_is_ignored_stays_so,
         test_a_program_that_is_replaced_goes_on)
