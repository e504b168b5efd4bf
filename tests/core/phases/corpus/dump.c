/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdio.h>

#include "record.h"

static const char *const units[RECORD_N] = { "m", "m/s", "m/s", "m/s2", "m/s2", "m", "m/s" };

static void
dump_head (const CorpusRecord *record, FILE *out)
{
  fputs ("time [s]", out);
  if (record->variant->states)
    fputs (",x [m],y [m],vx [m/s],vy [m/s]", out);
  for (guint i = 0; i < RECORD_N; i++)
    if (record->values[i])
      fprintf (out, ",%s [%s]", corpus_channel_name ((CorpusChannel) i), units[i]);
  fputc ('\n', out);
}

static void
dump_truth (const CorpusRecord *record, FILE *out)
{
  const CorpusTruth *truth = record->flight->truth;

  for (guint i = 0; i < truth->events->len; i++) {
    const CorpusEvent *event = &g_array_index (truth->events, CorpusEvent, i);
    fprintf (out, "# %.3f %s%s\n", event->t_s - record->zero_s, corpus_event_name (event->kind),
        event->optional ? " (optional)" : "");
  }
  for (guint i = 0; i < truth->stretches->len; i++) {
    const CorpusStretch *stretch = &g_array_index (truth->stretches, CorpusStretch, i);
    fprintf (out, "# %.3f state %s\n", stretch->from_s - record->zero_s,
        corpus_state_name (stretch->state));
  }
}

gboolean
corpus_record_dump (const CorpusRecord *record, const char *path)
{
  FILE *out = fopen (path, "w");

  if (!out) {
    fprintf (stderr, "%s cannot be written\n", path);
    return FALSE;
  }
  dump_head (record, out);
  for (guint j = 0; j < record->times->len; j++) {
    double t = g_array_index (record->times, double, j);
    CorpusPoint at = corpus_at (record->flight, t);
    fprintf (out, "%.4f", t - record->zero_s);
    if (record->variant->states)
      fprintf (out, ",%.2f,%.2f,%.4f,%.4f", at.x, at.y, at.vx, at.vy);
    for (guint i = 0; i < RECORD_N; i++)
      if (record->values[i])
        fprintf (out, ",%.10g", g_array_index (record->values[i], double, j));
    fputc ('\n', out);
  }
  dump_truth (record, out);
  return fclose (out) == 0;
}
