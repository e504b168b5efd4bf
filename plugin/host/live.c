/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/live.h"

#include "core/mission/flight.h"
#include "host/overlay-private.h"

static TlhReceiver *
open_receiver (const TlmFlight *read, const TlhWishes *wishes, const TlhStream *stream, GError **error)
{
  const TlmMissionSource *source = read->mission->stream;
  TlmDecodeOptions options = tlm_mission_source_options (source);
  const char *format = stream->format ? stream->format : options.format;

  options.stamp_offset_ns = source->stamp_offset_ns;
  options.near_ns = tlm_flight_near (read->mission, wishes->footage_start);
  options.packets.prompt = TRUE;
  if (wishes->columns)
    options.columns = wishes->columns;
  if (wishes->timezone)
    options.timezone = wishes->timezone;
  if (wishes->object)
    options.object = wishes->object;
  options.format = format;
  return tlh_receiver_new (format, stream->datagrams, &options, error);
}

TlhOverlay *
tlh_live_open (const TlhWishes *wishes, const TlhStream *stream, GError **error)
{
  TlhFlight *flight;

  g_return_val_if_fail (wishes != NULL && stream != NULL, NULL);
  flight = tlh_flight_open (wishes, error);
  if (!flight)
    return NULL;
  flight->receiver = open_receiver (flight->read, wishes, stream, error);
  if (!flight->receiver) {
    tlh_flight_unref (flight);
    return NULL;
  }
  flight->growth = tlh_growth_new (flight->read, flight->confirm, stream->history_ns);
  return tlh_overlay_new (flight, wishes, error);
}

gboolean
tlh_live_feed (TlhOverlay *overlay, const guint8 *data, gsize length, gint64 came_ns, GError **error)
{
  TlhFlight *flight;
  TlhDelivery delivery;
  gboolean done;

  g_return_val_if_fail (overlay != NULL && tlh_flight_is_live (overlay->flight), FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  flight = overlay->flight;
  done = tlh_receiver_push (flight->receiver, data, length, came_ns, &delivery, error);
  if (!delivery.log)
    return done;
  tlh_flight_lock (flight);
  done = tlh_growth_extend (flight->growth, &delivery, done ? error : NULL) && done;
  tlh_flight_unlock (flight);
  return done;
}

void
tlh_live_restart (TlhOverlay *overlay)
{
  g_return_if_fail (overlay != NULL && tlh_flight_is_live (overlay->flight));
  tlh_receiver_restart (overlay->flight->receiver);
}

gboolean
tlh_live_set_liftoff (TlhOverlay *overlay, gint64 place_ns)
{
  gboolean done;

  g_return_val_if_fail (overlay != NULL && tlh_flight_is_live (overlay->flight), FALSE);
  tlh_flight_lock (overlay->flight);
  done = tlh_growth_set_liftoff (overlay->flight->growth, place_ns);
  tlh_flight_unlock (overlay->flight);
  return done;
}

char *
tlh_live_pop_warning (TlhOverlay *overlay)
{
  char *warning;

  g_return_val_if_fail (overlay != NULL && tlh_flight_is_live (overlay->flight), NULL);
  tlh_flight_lock (overlay->flight);
  warning = tlh_growth_pop_warning (overlay->flight->growth);
  tlh_flight_unlock (overlay->flight);
  return warning;
}
