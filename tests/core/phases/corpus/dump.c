/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdio.h>

#include "core/phases/signals.h"
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

void
corpus_dump_signals (const CorpusRecord *record, const TlmProfile *profile,
    const TlmTimeline *timeline, const char *span)
{
  g_autoptr (TlmSignals) signals = tlm_signals_new (profile);
  double from = 0, to = 0;

  if (sscanf (span, "%lf,%lf", &from, &to) != 2)
    return;
  tlm_signals_update (signals, timeline, 0, G_MININT64);
  puts ("#   time altitude pace slope hold climb +- slope | rise fall thrust brake rest orbit q ballistic slowing");
  for (gsize i = 0; i < tlm_signals_length (signals); i++) {
    double t = corpus_record_s (record, tlm_signals_time (signals, i)) - record->zero_s;
    if (t < from || t > to)
      continue;
    printf ("# %8.2f %10.1f %9.3f %7.3f %7.3f %9.3f %6.3f %7.3f |", t,
        tlm_signals_value (signals, i, TLM_CHANNEL_ALTITUDE, 0),
        tlm_signals_value (signals, i, TLM_RULE_PACE, 0),
        tlm_signals_value (signals, i, TLM_RULE_PACE, 1),
        tlm_signals_value (signals, i, TLM_RULE_HOLD, 0),
        tlm_signals_value (signals, i, TLM_RULE_CLIMB, 0),
        tlm_signals_error (signals, i, TLM_RULE_CLIMB),
        tlm_signals_value (signals, i, TLM_RULE_CLIMB, 1));
    for (guint channel = TLM_RULE_RISING; channel <= TLM_RULE_ON_ORBIT; channel++)
      printf (" %3.0f", tlm_signals_value (signals, i, channel, 0));
    printf (" %8.0f %6.3f %5.1f\n", tlm_signals_value (signals, i, TLM_CHANNEL_DYNAMIC_PRESSURE, 0),
        tlm_signals_value (signals, i, TLM_RULE_BALLISTIC, 0),
        tlm_signals_value (signals, i, TLM_RULE_SLOWING, 0));
  }
}
