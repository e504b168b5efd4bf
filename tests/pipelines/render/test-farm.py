#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A manifest as a Slurm array on two nodes of this machine, one of which dies on the way. $1 is the tool."""
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clips  # noqa: E402 pylint: disable=wrong-import-position
import tap  # noqa: E402 pylint: disable=wrong-import-position

CLIPS = 6
DAEMONS = ('munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'sinfo')
CONFIGURATION = '''ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SlurmdParameters=config_overrides
SlurmdTimeout=10
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
'''


def free_ports(number):
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(('127.0.0.1', 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Farm:
    """The daemons of a cluster, in the foreground, so that they end with us."""

    def __init__(self, folder):
        self.folder, self.processes = folder, {}
        for name in ('state', 'spool-n1', 'spool-n2'):
            os.mkdir(f'{folder}/{name}')
        with open(f'{folder}/slurm.conf', 'w', encoding='utf-8') as file:
            file.write(CONFIGURATION.format(folder=folder, host=socket.gethostname().split('.')[0], user=getpass.getuser(),
                                            ports=free_ports(3)))
        with open(f'{folder}/key', 'wb') as file:
            file.write(os.urandom(128))
        os.chmod(f'{folder}/key', 0o400)
        self.environment = dict(os.environ, SLURM_CONF=f'{folder}/slurm.conf')

    def start(self, name, *command):
        with open(f'{self.folder}/{name}.out', 'w', encoding='utf-8') as log:
            self.processes[name] = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)

    def begin(self):
        f = self.folder
        self.start('munged', 'munged', '--foreground', '--force', f'--key-file={f}/key', f'--socket={f}/munge.socket',
                   f'--pid-file={f}/munged.pid', f'--log-file={f}/munged.log', f'--seed-file={f}/seed')
        if not self.wait(lambda: os.path.exists(f'{f}/munge.socket'), 15):
            return 'munged does not run here'
        self.start('slurmctld', 'slurmctld', '-D')
        for node in ('n1', 'n2'):
            self.start(node, 'slurmd', '-D', '-N', node)
        return None if self.wait(lambda: self.ask('sinfo', '-h', '-o', '%D %t').strip() == '2 idle', 60) else \
            'slurmctld and slurmd do not run here'

    def ask(self, *command):
        return subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              check=False).stdout

    @staticmethod
    def wait(condition, seconds):
        for _ in range(seconds * 4):
            if condition():
                return True
            time.sleep(0.25)
        return False

    def own(self, *words):
        """Processes of ours whose environment has all of these."""
        found = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/environ', 'rb') as file:
                    said = file.read()
                with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
                    parent = int(file.read().rsplit(')', 1)[1].split()[1])
            except OSError:
                continue
            if all(word.encode() in said for word in (f'SLURM_CONF={self.folder}/slurm.conf', *words)):
                found.append((int(pid), parent))
        return found

    def running_on(self, node):
        return self.own(f'SLURMD_NODENAME={node}')

    def kill_node(self, node):
        """slurmd, its slurmstepd, and the task."""
        tasks = self.running_on(node)
        daemons = {pid for pid, _ in self.own()}
        doomed = {self.processes[node].pid, *(pid for pid, _ in tasks), *(parent for _, parent in tasks if parent in daemons)}
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.processes[node].wait()

    def end(self):
        for process in reversed(list(self.processes.values())):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()
        for pid, _ in self.own():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def use_farm(farm, folder, number, segments):
    """NUMBER clips, in so many segments each, on two nodes of which one dies while it works."""
    os.mkdir(folder)
    first = f'{folder}/0.mp4'
    clips.ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x352:r=25:d=6', '-c:v', 'mpeg4', first)
    for one in range(1, number):
        shutil.copy(first, f'{folder}/{one}.mp4')
    manifest = f'{folder}/clips.csv'
    with open(manifest, 'w', encoding='utf-8') as file:
        file.write(f'clip,telemetry,sync,encoder,output\n*.mp4,{tap.LOG},1,x264enc threads=1 pass=qual quantizer=20,out/\n')
    done = subprocess.run(['sh', f'{tap.ROOT}/pipelines/farm-slurm.sh', manifest, '--segments', str(segments)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, env=dict(farm.environment, FARM_LOGS=f'{folder}/logs'),
                          cwd=folder)
    assert done.returncode == 0 and f'{number} clips in {number * segments} tasks as job' in done.stdout, done
    assert farm.wait(lambda: len(farm.running_on('n1')) > 1, 60), farm.ask('squeue')
    farm.kill_node('n1')
    assert farm.wait(lambda: not farm.ask('squeue', '-h').strip(), 500), farm.ask('squeue')
    out = sorted(os.listdir(f'{folder}/out'))
    assert out == sorted(name for n in range(number) for name in (f'{n}.mp4', f'.{n}.mp4.telemetry.json')), out
    assert all(tap.times(f'{folder}/out/{n}.mp4') == tap.times(first) for n in range(number))
    with open(f'{folder}/logs/all.log', encoding='utf-8') as file:
        last = file.read()
    assert f'{number} up to date' in last or f'of {number} clips done' in last, last
    assert segments == 1 or 'not split' not in last, last


def test_an_array_whose_node_dies(folder):
    os.mkdir(f'{folder}/farm', 0o755)
    os.chmod(folder, 0o755)
    farm = Farm(f'{folder}/farm')
    try:
        reason = farm.begin()
        if reason:
            raise tap.Skip(reason)
        use_farm(farm, f'{folder}/clips', CLIPS, 1)
        farm.start('n1', 'slurmd', '-D', '-N', 'n1')
        assert farm.wait(lambda: farm.ask('sinfo', '-h', '-o', '%D %t').strip() == '2 idle', 60), farm.ask('sinfo')
        use_farm(farm, f'{folder}/segments', 2, 4)
    finally:
        farm.end()


os.environ['PATH'] += ':/usr/sbin'
missing = [daemon for daemon in DAEMONS if not shutil.which(daemon)]
if missing:
    print(f'1..0 # SKIP no {" ".join(missing)}: slurm-wlm and munge have them')
else:
    tap.main(test_an_array_whose_node_dies)
