/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/cues.h"

#include <string.h>

#include "core/base/error.h"
#include "render/ass/cue-times.h"
#include "render/layout/layout-flight.h"
#include "render/scene/context.h"

typedef struct {
  TlrTemplate *template;
  GPtrArray *texts;        /* TlrText *: one, or one a vehicle */
} Line;

struct _TlrCues {
  TlrContext context;
  TlrLayout *layout;
  TlmTimeline *timeline;
  TlrCueTimes times;
  TlmSnapshot *snapshot;
  GPtrArray *lines;        /* Line * */
  GString *text, *next;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->texts, g_ptr_array_unref);
  tlr_template_free (line->template);
  g_free (line);
}

static gboolean
add_line (TlrCues *cues, const char *text, GError **error)
{
  gboolean each = strstr (text, "{vehicle}") != NULL;
  guint n = each ? tlm_timeline_n_vehicles (cues->timeline) : 1;
  TlrTemplate *template = tlr_template_parse (text, error);
  Line *line;

  if (!template)
    return FALSE;
  if (!tlr_template_check_flight (template, cues->timeline, error)) {
    tlr_template_free (template);
    return FALSE;
  }
  line = g_new0 (Line, 1);
  line->template = template;
  line->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_text_free);
  for (guint i = 0; i < n; i++) {
    TlrText *filled = tlr_text_new (template, &cues->context.source, i);
    tlr_text_add_channels (filled, &cues->context.channels);
    tlr_text_add_signals (filled, &cues->context.channels);
    g_ptr_array_add (line->texts, filled);
  }
  g_ptr_array_add (cues->lines, line);
  return TRUE;
}

static gboolean
add_lines (TlrCues *cues, const char *text, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (text, "\\n", -1);
  g_autofree char *joined = g_strjoinv ("\n", halves);
  g_auto (GStrv) lines = g_strsplit (joined, "\n", -1);

  if (g_strv_length (lines) > TLR_CUES_MAX_LINES) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "the template has %u lines; right are at most %d",
        g_strv_length (lines), TLR_CUES_MAX_LINES);
    return FALSE;
  }
  for (guint i = 0; lines[i]; i++)
    if (!add_line (cues, lines[i], error))
      return FALSE;
  return TRUE;
}

static const char *
default_text (const TlmTimeline *timeline)
{
  return tlm_timeline_n_vehicles (timeline) > 1 ? TLR_CUES_DEFAULT_MANY : TLR_CUES_DEFAULT_ONE;
}

TlrCues *
tlr_cues_new (const TlrCueSpec *spec, GError **error)
{
  g_autoptr (TlrCues) cues = NULL;

  g_return_val_if_fail (spec != NULL && spec->timeline != NULL && spec->layout != NULL, NULL);
  cues = g_new0 (TlrCues, 1);
  cues->layout = tlr_layout_ref (spec->layout);
  cues->timeline = tlm_timeline_ref (spec->timeline);
  cues->snapshot = tlm_snapshot_new ();
  cues->text = g_string_new (NULL);
  cues->next = g_string_new (NULL);
  cues->lines = g_ptr_array_new_with_free_func (line_free);
  cues->context.layout = cues->layout;
  cues->context.timeline = cues->timeline;
  tlr_context_start_plain (&cues->context, &spec->style, spec->mission);
  cues->times = (TlrCueTimes) { cues->timeline, spec->sync,
    spec->interval_ns > 0 ? spec->interval_ns : TLM_SECOND, spec->fps_n, spec->fps_d,
    spec->step_ns, &cues->context.channels };
  if (!add_lines (cues, spec->text ? spec->text : default_text (cues->timeline), error))
    return NULL;
  return g_steal_pointer (&cues);
}

void
tlr_cues_free (TlrCues *cues)
{
  if (!cues)
    return;
  g_clear_pointer (&cues->lines, g_ptr_array_unref);
  tlr_cue_times_clear (&cues->times);
  tlr_context_finish (&cues->context);
  tlm_snapshot_free (cues->snapshot);
  tlr_layout_unref (cues->layout);
  tlm_timeline_unref (cues->timeline);
  g_string_free (cues->text, TRUE);
  g_string_free (cues->next, TRUE);
  g_free (cues);
}

/* Appends without the blanks at its ends, runs of them as one. */
static void
append_line (GString *text, char *line)
{
  gsize start;

  g_strstrip (line);
  if (!*line || text->len + strlen (line) + 1 > TLR_CUES_MAX_TEXT)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  start = text->len;
  for (const char *p = line; *p; p++)
    if (*p != ' ' || p[1] != ' ' || text->len == start)
      g_string_append_c (text, *p);
}

/* What is to be said at an instant of footage. */
static void
print (TlrCues *cues, gint64 footage_ns, GString *text)
{
  char buf[TLR_TEMPLATE_SIZE];
  gint64 time_ns = tlm_sync_apply (&cues->times.sync, footage_ns);

  g_string_truncate (text, 0);
  tlm_timeline_at (cues->timeline, time_ns, &cues->context.channels, cues->snapshot);
  for (guint i = 0; i < cues->lines->len; i++) {
    const Line *line = cues->lines->pdata[i];
    for (guint j = 0; j < line->texts->len; j++) {
      tlr_text_print (line->texts->pdata[j], cues->snapshot, buf, NULL);
      append_line (text, buf);
    }
  }
}

TlrCue
tlr_cues_at (TlrCues *cues, gint64 from_ns, gint64 limit_ns)
{
  gint64 end, last = limit_ns - tlr_cue_times_step (&cues->times);

  g_return_val_if_fail (cues != NULL && limit_ns > from_ns, ((TlrCue) { 0, 0, "" }));
  print (cues, tlr_cue_times_floor (&cues->times, from_ns), cues->text);
  for (end = from_ns; end < limit_ns;) {
    end = tlr_cue_times_next (&cues->times, end);
    /* What could only begin less than a step before the limit is not written at all. */
    if (end > last) {
      end = limit_ns;
      break;
    }
    print (cues, end, cues->next);
    if (!g_string_equal (cues->text, cues->next))
      break;
  }
  return (TlrCue) { from_ns, MIN (end, limit_ns), cues->text->str };
}

gint64
tlr_cues_next_time (TlrCues *cues, gint64 after_ns)
{
  g_return_val_if_fail (cues != NULL, G_MAXINT64);
  return tlr_cue_times_next (&cues->times, after_ns);
}
