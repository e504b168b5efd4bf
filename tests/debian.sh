#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Both commands of README on a bare Debian, in a chroot that debootstrap makes: demo and tests, from a
# clean clone, without ../shared.
#   sh tests/debian.sh bookworm|trixie [COMMAND ...]
# COMMAND stands in for the two, as in 'sh pipelines/demo.sh'; it runs in the clone. It needs root (the
# chroot, mounts) and a Debian mirror: MIRROR, or that of the machine's own sources. CHROOTS is where bare
# systems are kept between runs; each run unpacks one anew, so that what it installs is what it needs.
# Files of the folder IN are in /opt/in there; what is left in /opt/out is put into the folder OUT.
# USERS=sudo runs as a user who may use sudo, TIMES=2 twice in a row, BUSY=8 beside eight busy loops.
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh

release=${1-}
case $release in
  bookworm | trixie) shift ;;
  *) sed -n 's/^#   sh /usage: sh /p' "$0" >&2 && exit 2 ;;
esac
[ "$(id -u)" -eq 0 ] || { echo "skipped: a chroot needs root" && exit 77; }
install_packages debian
own=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb  *\(\[[^]]*] *\)\{0,1\}\([^ ]*\) .*/\2/p' /etc/apt/sources.list \
  /etc/apt/sources.list.d/debian.* 2>/dev/null | head -n 1)
mirror=${MIRROR:-${own:-http://deb.debian.org/debian}}
kept=${CHROOTS:-/var/tmp/gst-telemetry-chroots}
mkdir -p "$kept"
bare=$kept/$release.tar.gz
root=$(mktemp -d "$kept/$release.XXXXXX")
busy=

# What still runs in there ends. Nothing is removed below a folder that is still mounted.
leave() {
  code=$?
  trap - EXIT HUP INT TERM
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root" 2>/dev/null)" != "$root" ] || kill -KILL "${process#/proc/}" 2>/dev/null || true
  done
  # shellcheck disable=SC2086
  [ -z "$busy" ] || kill $busy 2>/dev/null || true
  for place in dev/shm dev/pts sys proc; do
    ! mountpoint -q "$root/$place" || umount -l "$root/$place"
  done
  if grep -q " $root/" /proc/mounts; then
    echo "debian.sh: something is still mounted below $root, which stays" >&2
  else
    rm -rf --one-file-system "$root"
  fi
  exit "$code"
}
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

if [ ! -f "$bare" ]; then
  echo "$release: debootstrap from $mirror"
  debootstrap --variant=minbase "$release" "$root" "$mirror"
  tar -C "$root" --one-file-system -cf - . | gzip -1 >"$bare.part"
  mv "$bare.part" "$bare"
else
  tar -C "$root" -xzf "$bare"
fi

# mktemp made the folder for root alone, and others than root work in it.
chmod 755 "$root"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
mkdir -p "$root/dev/shm"
mount -t proc proc "$root/proc"
mount --bind /sys "$root/sys"
mount --bind /dev/pts "$root/dev/pts"
mount --bind /dev/shm "$root/dev/shm"

# Without the git of the chroot, which is bare.
git clone -q --no-local . "$root/opt/gst-telemetry"
mkdir -p "$root/opt/in" "$root/opt/out"
[ -z "${IN-}" ] || cp "$IN"/* "$root/opt/in/"
who=root
if [ "${USERS-}" = sudo ]; then
  who=tester
  chroot "$root" sh -c 'apt-get update -q && apt-get install -q -y --no-install-recommends sudo &&
    useradd -m tester && echo "tester ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/tester && chown -R tester /opt/gst-telemetry'
fi
i=0
while [ $i -lt "${BUSY:-0}" ]; do
  i=$((i + 1))
  (while :; do :; done) &
  busy="$busy $!"
done

[ $# -gt 0 ] || set -- 'sh pipelines/demo.sh' 'sh tests/run.sh'
i=0
while [ $i -lt "${TIMES:-1}" ]; do
  i=$((i + 1))
  for command; do
    echo "$release, $who, run $i: $command"
    # Waited for, so that a signal is obeyed meanwhile.
    chroot "$root" su -s /bin/sh "$who" -c "cd /opt/gst-telemetry && $command" &
    wait $!
  done
done
[ -z "${OUT-}" ] || cp "$root"/opt/out/* "$OUT/"
