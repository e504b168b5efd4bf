# SPDX-License-Identifier: LGPL-2.1-or-later
# Sourced, not run: `install_packages build demo` installs those sets of Debian
# packages where they are missing, through apt-get, with sudo only if not root.

packages_build="gcc libc6-dev meson ninja-build pkg-config python3
  libglib2.0-dev libjson-glib-dev libxml2-dev liberfa-dev libproj-dev
  libcairo2-dev libpango1.0-dev librsvg2-dev libgdk-pixbuf-2.0-dev
  libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libgstreamer-plugins-bad1.0-dev libges-1.0-dev
  libavformat-dev libavcodec-dev libavutil-dev frei0r-plugins-dev
  gobject-introspection libgirepository1.0-dev gi-docgen tzdata proj-data"
packages_run="gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good
  gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-libav gstreamer1.0-x gstreamer1.0-plugins-base-apps
  ffmpeg python3 python3-websockets fonts-inter fonts-dejavu-core"
# Chinese and Japanese letters, 5 MB; Pango falls back to it of itself (fonts-noto-cjk is 57 MB).
packages_cjk="fonts-wqy-microhei"
# ges-effect.sh.
packages_edit="ges1.0-tools"
packages_test="$packages_cjk $packages_edit python3-gi libasan8 libubsan1 libass-dev libxml2-utils strace locales libmlt-dev
  libobs-dev xvfb libgl1-mesa-dri"
# package.sh.
packages_package="dpkg-dev binutils lintian libmlt-dev libobs-dev"
# Only tests/fuzz/run.sh needs it: libFuzzer, llvm-cov.
packages_fuzz="clang llvm"
# tests/debian.sh.
packages_debian="debootstrap git mount"
packages_full="chromium chromium-driver python3-selenium xvfb xauth slurm-wlm munge
  gstreamer1.0-gl libgl1-mesa-dri tesseract-ocr tesseract-ocr-eng python3-numpy melt frei0r-plugins"

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
      printf '%s ' "$package"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Whether packages can be installed; if not, why, and what to do.
can_install() {
  if ! command -v apt-get >/dev/null; then
    echo "these packages are needed, under the names that Debian gives them: $*" >&2
  elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "packages are missing, and there is neither root nor sudo here. As root: apt-get install --no-install-recommends $*" >&2
  else
    return 0
  fi
  return 1
}

# What apt-get says passes as it comes: the first minutes of a bare machine are spent here.
install_packages() {
  wanted=
  for set in "$@"; do
    eval "wanted=\"\$wanted \$packages_$set\""
  done
  # shellcheck disable=SC2086
  missing=$(missing_packages $wanted)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  can_install $missing || return 1
  echo "installing: $missing"
  as_root apt-get update -q
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# configure_build [OPTION ...]: the build folder of demo, scripts and tests. It has one configuration, so
# that none of them builds anew what another has built.
configure_build() {
  [ -f build/build.ninja ] || meson setup build -Dwerror=true "$@"
}
