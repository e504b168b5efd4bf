/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/writer.h"

#include <math.h>
#include <string.h>

#include "core/base/cell.h"
#include "core/base/limits.h"

void
tlm_writer_init (TlmWriter *writer, TlmLog *log, const char *name)
{
  g_return_if_fail (writer != NULL && log != NULL);
  *writer = (TlmWriter) { .log = log, .name = g_strdup (name ? name : ""),
    .last_ns = TLM_TIME_NONE };
}

void
tlm_writer_clear (TlmWriter *writer)
{
  g_return_if_fail (writer != NULL);
  g_clear_pointer (&writer->name, g_free);
}

void
tlm_writer_slot_clear (TlmWriterSlot *slot)
{
  g_return_if_fail (slot != NULL);
  g_clear_pointer (&slot->last, g_free);
}

/* The vehicle that a writer's samples are of. */
static TlmLogVehicle *
vehicle_of (TlmWriter *writer)
{
  if (!writer->vehicle)
    writer->vehicle = tlm_log_vehicle (writer->log, writer->name);
  return writer->vehicle;
}

static TlmTrack *
make_track (TlmWriter *writer, const char *name, TlmQuantity quantity)
{
  TlmLogVehicle *vehicle = vehicle_of (writer);

  return vehicle ? tlm_log_track (vehicle, name, quantity) : NULL;
}

void
tlm_writer_put (TlmWriter *writer, TlmChannelId channel, gint64 time_ns, double value)
{
  const TlmChannel *row = tlm_channel_get (channel);
  TlmTrack *track = writer->tracks[channel];

  if (!(value >= row->minimum && value <= row->maximum))
    return;
  if (!track)
    track = writer->tracks[channel] = make_track (writer, row->name, row->quantity);
  if (!track)
    return;
  if (!(writer->is_better && tlm_series_replace_last (track->series, time_ns, value)))
    tlm_series_append (track->series, time_ns, value);
  tlm_series_declare_step (track->series, time_ns, writer->step_ns);
}

void
tlm_writer_put_altitude (TlmWriter *writer, TlmDatum datum, gint64 time_ns, double m)
{
  if (writer->altitude == TLM_DATUM_UNDECLARED)
    writer->altitude = datum;
  if (writer->altitude != datum) {
    tlm_writer_put (writer, datum == TLM_DATUM_MSL ? TLM_CHANNEL_ALTITUDE_MSL :
        TLM_CHANNEL_ALTITUDE_ELLIPSOID, time_ns, m);
    return;
  }
  tlm_writer_put (writer, TLM_CHANNEL_ALTITUDE, time_ns, m);
  if (writer->tracks[TLM_CHANNEL_ALTITUDE])
    writer->tracks[TLM_CHANNEL_ALTITUDE]->datum = datum;
}

void
tlm_writer_put_own (TlmWriter *writer, TlmWriterSlot *slot, const char *name,
    TlmQuantity quantity, gint64 time_ns, double value)
{
  if (!slot->track)
    slot->track = make_track (writer, name, quantity);
  if (!slot->track)
    return;
  tlm_series_append (slot->track->series, time_ns, value);
  tlm_series_declare_step (slot->track->series, time_ns, writer->step_ns);
}

static void
say (TlmTextTrack *track, gint64 time_ns, TlmCell cell)
{
  g_autofree char *valid = tlm_cell_dup (cell, tlm_limit (TLM_LIMIT_TEXT_BYTES));

  tlm_text_track_append (track, time_ns, valid);
}

void
tlm_writer_put_text (TlmWriter *writer, TlmWriterSlot *slot, const char *name, gint64 time_ns,
    const char *text, gsize length)
{
  TlmCell cell = tlm_cell_until_nul ((TlmCell) { text, length });

  if (slot->last && slot->last_length == cell.length &&
      memcmp (slot->last, cell.text, cell.length) == 0)
    return;
  g_free (slot->last);
  slot->last = g_memdup2 (cell.text, cell.length + !cell.length);
  slot->last_length = cell.length;
  if (!slot->text && vehicle_of (writer))
    slot->text = tlm_log_text (vehicle_of (writer), name);
  if (slot->text)
    say (slot->text, time_ns, cell);
}

void
tlm_writer_put_ground_velocity (TlmWriter *writer, gint64 time_ns, double north, double east)
{
  double speed = hypot (north, east);

  tlm_writer_put (writer, TLM_CHANNEL_HORIZONTAL_SPEED, time_ns, speed);
  if (speed >= TLM_WRITER_MOVING_M_S)
    tlm_writer_put (writer, TLM_CHANNEL_HEADING, time_ns,
        fmod (atan2 (east, north) * 180 / G_PI + 360, 360));
}

/* Channels that a receiver without a fix has lost, the place first. */
static const TlmChannelId navigation[] = { TLM_CHANNEL_LATITUDE, TLM_CHANNEL_LONGITUDE,
  TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_ALTITUDE_ELLIPSOID,
  TLM_CHANNEL_SPEED, TLM_CHANNEL_HORIZONTAL_SPEED, TLM_CHANNEL_VERTICAL_SPEED,
  TLM_CHANNEL_HEADING };

static void
break_first (TlmWriter *writer, gsize n, gint64 time_ns)
{
  for (gsize i = 0; i < n; i++)
    if (writer->tracks[navigation[i]])
      tlm_series_add_break (writer->tracks[navigation[i]]->series, time_ns);
}

void
tlm_writer_lose_fix (TlmWriter *writer, gint64 time_ns)
{
  break_first (writer, G_N_ELEMENTS (navigation), time_ns);
}

void
tlm_writer_lose_place (TlmWriter *writer, gint64 time_ns)
{
  break_first (writer, 2, time_ns);
}

void
tlm_writer_count (TlmWriter *writer, gint64 time_ns)
{
  writer->log->n_good++;
  if (writer->last_ns != TLM_TIME_NONE) {
    writer->log->n_duplicate += time_ns == writer->last_ns;
    writer->log->n_out_of_order += time_ns < writer->last_ns;
  }
  writer->last_ns = time_ns;
}
