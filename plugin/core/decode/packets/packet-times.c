/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-times.h"

#include <string.h>

#include "core/base/error.h"
#include "core/decode/packets/packet-names.h"

TlmClock
tlm_packet_times_clock (const TlmPacketTimes *times)
{
  return tlm_packet_time_clock (&times->times[0]);
}

static gboolean
parse_list (TlmPacketTimes *times, const char *text, const TlmPacketProgram *program,
    GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", TLM_PACKET_TIMES_MAX);

  for (char **part = parts; *part; part++) {
    TlmPacketTime *time = &times->times[times->n];
    if (!tlm_packet_time_parse (g_strstrip (*part), program, time, error))
      return FALSE;
    times->n++;
    times->sums |= time->kind == TLM_PACKET_TIME_SUM;
    if (tlm_packet_time_clock (time) == tlm_packet_times_clock (times))
      continue;
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: %s is %s and %s is not; add @EPOCH, for "
        "example @2000-01-01T12:00:00, to the one that lacks it", time->name,
        tlm_packet_time_clock (time) == TLM_CLOCK_TAI ? "a date" : "elapsed time",
        times->times[0].name);
    return FALSE;
  }
  return TRUE;
}

/* A definition may have a field that is the time. */
static gboolean
parse_field (TlmPacketTimes *times, const TlmPacketProgram *program, GError **error)
{
  g_autofree char *names = NULL;

  for (guint i = 0; i < program->fields->len; i++) {
    const TlmPacketField *field = program->fields->pdata[i];
    if (field->type->kind == TLM_FIELD_INSTANT)
      return parse_list (times, field->name, program, error);
  }
  names = tlm_packet_names (program);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "packets do not say which field is their time; add "
      "time=FIELD:FORMAT to [packets] of the mission, for example time=%s:cds; fields of %s: %s",
      program->fields->len > 7 ? ((TlmPacketField *) program->fields->pdata[7])->name : "FIELD",
      program->source, names);
  return FALSE;
}

gboolean
tlm_packet_times_parse (TlmPacketTimes *times, const char *text,
    const TlmPacketProgram *program, GError **error)
{
  g_return_val_if_fail (times != NULL && program != NULL, FALSE);
  return text ? parse_list (times, text, program, error) : parse_field (times, program, error);
}

void
tlm_packet_times_clear (TlmPacketTimes *times)
{
  for (guint i = 0; i < TLM_PACKET_TIMES_MAX; i++)
    tlm_packet_time_clear (&times->times[i]);
}

gboolean
tlm_packet_times_find (const TlmPacketTimes *times, const TlmChannelMapping *mapping,
    guint *index, GError **error)
{
  *index = 0;
  if (!mapping->time)
    return TRUE;
  for (*index = 0; *index < times->n; (*index)++)
    if (strcmp (times->times[*index].name, mapping->time) == 0)
      return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: %s is of time %s, which is not in time=; "
      "add %s:FORMAT there", mapping->channel, mapping->time, mapping->time);
  return FALSE;
}

guint
tlm_packet_times_read (TlmPacketTimes *times, const TlmPacketState *state, const guint8 *data,
    gsize length)
{
  guint n = 0;

  for (guint i = 0; i < times->n; i++) {
    times->has[i] = tlm_packet_time_read (&times->times[i], state, data, length, &times->at[i]);
    n += times->has[i];
  }
  return n;
}
