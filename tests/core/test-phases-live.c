/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/decoder.h"
#include "core/phases/engine.h"
#include "shared-data.h"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return g_test_run ();
}
