/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/process.h"

#include <unistd.h>

static GSubprocess *prepared;

static GSubprocess *
spawn (const RenderOrder *order, GError **error)
{
  /* Between fork and exec that is this program, even where another took its place on the disk. */
  g_autofree char *parent = g_strdup_printf ("--render-one=%d", (int) getpid ());
  g_autofree char *step = render_order_to_text (order), *said = g_strconcat ("--render-step=", step, NULL);
  GSubprocessFlags quiet = g_getenv ("GST_DEBUG") ? 0 : G_SUBPROCESS_FLAGS_STDERR_SILENCE;

  return g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | quiet, error, "/proc/self/exe", parent,
      said, NULL);
}

void
render_process_prepare (void)
{
  const RenderOrder whole = { .step = RENDER_STEP_WHOLE };

  g_return_if_fail (!prepared);
  prepared = spawn (&whole, NULL);
}

GSubprocess *
render_process_start (const RenderOrder *order, GError **error)
{
  return prepared && order->step == RENDER_STEP_WHOLE ? g_steal_pointer (&prepared) : spawn (order, error);
}

void
render_process_discard (void)
{
  if (prepared)
    g_subprocess_force_exit (prepared);
  g_clear_object (&prepared);
}
