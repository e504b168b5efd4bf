/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/hold.h"

#include <string.h>

typedef enum { KIND_CHANNEL, KIND_ALTITUDE, KIND_OWN, KIND_TEXT, KIND_LOST_FIX } Kind;

typedef struct {
  Kind kind;
  guint which;             /* channel, datum or quantity */
  gint64 local_ns;
  double value;
  TlmWriterSlot *slot;
  const char *name;
  const char *text;
  TlmDuration step_ns;
} Waiting;

void
tlm_hold_init (TlmHold *hold, TlmWriter *writer)
{
  g_return_if_fail (hold != NULL && writer != NULL);
  *hold = (TlmHold) { .writer = writer,
    .waiting = g_array_new (FALSE, FALSE, sizeof (Waiting)) };
}

void
tlm_hold_clear (TlmHold *hold)
{
  g_return_if_fail (hold != NULL);
  g_clear_pointer (&hold->waiting, g_array_unref);
}

static void
write_through (TlmHold *hold, const Waiting *sample)
{
  gint64 time_ns = sample->local_ns + hold->offset_ns;

  hold->writer->step_ns = sample->step_ns;
  switch (sample->kind) {
    case KIND_CHANNEL:
      tlm_writer_put (hold->writer, sample->which, time_ns, sample->value);
      break;
    case KIND_ALTITUDE:
      tlm_writer_put_altitude (hold->writer, sample->which, time_ns, sample->value);
      break;
    case KIND_OWN:
      tlm_writer_put_own (hold->writer, sample->slot, sample->name, sample->which, time_ns,
          sample->value);
      break;
    case KIND_TEXT:
      tlm_writer_put_text (hold->writer, sample->slot, sample->name, time_ns, sample->text,
          strlen (sample->text));
      break;
    case KIND_LOST_FIX:
      tlm_writer_lose_fix (hold->writer, time_ns);
      break;
  }
}

static void
take (TlmHold *hold, Waiting sample)
{
  sample.step_ns = hold->step_ns;
  if (hold->useless || (hold->settled && hold->clock != hold->writer->log->clock))
    return;
  if (hold->settled)
    write_through (hold, &sample);
  else if (hold->waiting->len < TLM_HOLD_MAX)
    g_array_append_val (hold->waiting, sample);
}

void
tlm_hold_put (TlmHold *hold, TlmChannelId channel, gint64 local_ns, double value)
{
  take (hold, (Waiting) { .kind = KIND_CHANNEL, .which = channel, .local_ns = local_ns,
        .value = value });
}

void
tlm_hold_put_altitude (TlmHold *hold, TlmDatum datum, gint64 local_ns, double m)
{
  take (hold, (Waiting) { .kind = KIND_ALTITUDE, .which = datum, .local_ns = local_ns,
        .value = m });
}

void
tlm_hold_put_own (TlmHold *hold, TlmWriterSlot *slot, const char *name, TlmQuantity quantity,
    gint64 local_ns, double value)
{
  take (hold, (Waiting) { .kind = KIND_OWN, .which = quantity, .local_ns = local_ns,
        .value = value, .slot = slot, .name = name });
}

void
tlm_hold_put_text (TlmHold *hold, TlmWriterSlot *slot, const char *name, gint64 local_ns,
    const char *text)
{
  take (hold, (Waiting) { .kind = KIND_TEXT, .local_ns = local_ns, .slot = slot, .name = name,
        .text = text });
}

void
tlm_hold_lose_fix (TlmHold *hold, gint64 local_ns)
{
  take (hold, (Waiting) { .kind = KIND_LOST_FIX, .local_ns = local_ns });
}

/* How much time the samples that wait are of. */
static TlmDuration
span (const TlmHold *hold)
{
  gint64 first = G_MAXINT64, last = G_MININT64;

  for (guint i = 0; i < hold->waiting->len; i++) {
    gint64 local_ns = g_array_index (hold->waiting, Waiting, i).local_ns;
    first = MIN (first, local_ns);
    last = MAX (last, local_ns);
  }
  return last > first ? last - first : 0;
}

gboolean
tlm_hold_is_full (const TlmHold *hold)
{
  const TlmLog *log = hold->writer->log;

  if (hold->waiting->len >= TLM_HOLD_MAX)
    return TRUE;
  return log->is_stream && !hold->is_patient &&
      span (hold) >= (log->is_live ? TLM_HOLD_LIVE_NS : TLM_HOLD_PIPE_NS);
}

guint
tlm_hold_drop (TlmHold *hold)
{
  guint n = hold->waiting->len;

  g_array_set_size (hold->waiting, 0);
  return n;
}

gboolean
tlm_hold_first (const TlmHold *hold, gint64 *local_ns)
{
  for (guint i = 0; i < hold->waiting->len; i++) {
    const Waiting *sample = &g_array_index (hold->waiting, Waiting, i);
    if (sample->kind == KIND_LOST_FIX)
      continue;
    *local_ns = sample->local_ns;
    return TRUE;
  }
  return FALSE;
}

static gboolean
has_clock (const TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (vehicle->tracks->len > 0 || vehicle->texts->len > 0)
      return TRUE;
  }
  return FALSE;
}

void
tlm_hold_settle (TlmHold *hold, TlmClock clock, gint64 offset_ns)
{
  TlmLog *log = hold->writer->log;

  if (has_clock (log) && log->is_stream && log->clock == TLM_CLOCK_ELAPSED &&
      clock == TLM_CLOCK_TAI) {
    /* What it still has was timed by the offset so far. */
    if (hold->settled)
      tlm_log_shift (log, offset_ns - hold->offset_ns);
    log->clock = clock;
  }
  if (!has_clock (log))
    log->clock = clock;
  hold->useless = log->clock != clock;
  hold->settled = TRUE;
  hold->clock = clock;
  hold->offset_ns = offset_ns;
  for (guint i = 0; i < hold->waiting->len && !hold->useless; i++)
    write_through (hold, &g_array_index (hold->waiting, Waiting, i));
  g_array_set_size (hold->waiting, 0);
}
