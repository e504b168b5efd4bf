/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

int
main (void)
{
  fputs ("telemetry-render: built without libavformat, which copies sound, tags and other streams: install "
      "libavformat-dev, libavcodec-dev and libavutil-dev, then meson setup --reconfigure build and build again\n", stderr);
  return 2;
}
