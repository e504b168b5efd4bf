/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/step.h"

#include <string.h>

#include "core/base/error.h"
#include "job/report.h"
#include "make/worker.h"
#include "split/cut.h"
#include "split/join.h"
#include "split/segment.h"

static const char *const names[] = {
  [RENDER_STEP_NONE] = "none",
  [RENDER_STEP_WHOLE] = "whole",
  [RENDER_STEP_CUT] = "cut",
  [RENDER_STEP_SEGMENT] = "segment",
  [RENDER_STEP_JOIN] = "join",
};

char *
render_order_to_text (const RenderOrder *order)
{
  return g_strdup_printf ("%s:%u:%d:%s", names[order->step], order->step == RENDER_STEP_CUT ? order->wanted.n : order->number,
      order->wanted.is_auto, order->made_of ? order->made_of : "");
}

static gboolean
parse (const char *text, RenderOrder *order, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ":", 4);

  for (guint i = 0; g_strv_length (words) == 4 && i < G_N_ELEMENTS (names); i++)
    if (strcmp (words[0], names[i]) == 0) {
      guint number = (guint) g_ascii_strtoull (words[1], NULL, 10);
      *order = (RenderOrder) { .step = i, .wanted = { number, words[2][0] == '1' }, .number = number,
        .made_of = g_strdup (words[3]) };
      return TRUE;
    }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "\"%s\" is no step of a clip", text);
  return FALSE;
}

static gboolean
cut_or_render (const RenderJob *job, const RenderOrder *order, GError **error)
{
  gboolean unsplit = FALSE;

  if (order->step == RENDER_STEP_CUT)
    return render_cut (job, order->made_of, order->wanted, error);
  if (render_segment (job, order->made_of, order->number, &unsplit, error))
    return TRUE;
  if (unsplit)
    render_report_unsplit ((*error)->message);
  return FALSE;
}

int
render_step_main (int parent, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RenderJob) job = NULL;
  RenderOrder order = { RENDER_STEP_WHOLE };
  int status;

  if (text && !parse (text, &order, &error)) {
    render_report_failed (error->message);
    return 1;
  }
  if (order.step == RENDER_STEP_WHOLE || order.step == RENDER_STEP_JOIN)
    return render_worker_main (parent, order.step == RENDER_STEP_JOIN ? render_join : NULL, order.made_of);
  job = render_worker_begin (parent, &error);
  status = job && cut_or_render (job, &order, &error) ? 0 : 1;
  if (status != 0)
    render_report_failed (error->message);
  g_free (order.made_of);
  return status;
}
