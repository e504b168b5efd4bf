/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/flight.h"

static TlmFlight *
read_flight (const TlhWishes *wishes, GError **error)
{
  TlmFlightSource source = {
    .location = wishes->location,
    .mission = wishes->mission,
    .columns = wishes->columns,
    .timezone = wishes->timezone,
    .object = wishes->object,
    .footage_start = wishes->footage_start,
  };

  return source.location || source.mission ? tlm_flight_open (&source, error) : tlm_flight_new_empty (&source.limits);
}

TlhFlight *
tlh_flight_open (const TlhWishes *wishes, GError **error)
{
  TlmFlight *read = read_flight (wishes, error);
  TlhFlight *flight;

  if (!read)
    return NULL;
  flight = g_new0 (TlhFlight, 1);
  g_atomic_ref_count_init (&flight->references);
  g_mutex_init (&flight->lock);
  flight->read = read;
  if (wishes->confirm_phases) {
    flight->confirm = tlh_confirm_new ();
    tlh_confirm_sift (flight->confirm, read->timeline);
  }
  return flight;
}

TlhFlight *
tlh_flight_ref (TlhFlight *flight)
{
  g_atomic_ref_count_inc (&flight->references);
  return flight;
}

void
tlh_flight_unref (TlhFlight *flight)
{
  if (!flight || !g_atomic_ref_count_dec (&flight->references))
    return;
  tlh_growth_free (flight->growth);
  tlh_receiver_free (flight->receiver);
  tlh_confirm_free (flight->confirm);
  tlm_flight_free (flight->read);
  g_mutex_clear (&flight->lock);
  g_free (flight);
}

static gboolean
changes (const TlhFlight *flight)
{
  return flight->growth || flight->confirm;
}

void
tlh_flight_lock (TlhFlight *flight)
{
  if (changes (flight))
    g_mutex_lock (&flight->lock);
}

gboolean
tlh_flight_try_lock (TlhFlight *flight)
{
  return !changes (flight) || g_mutex_trylock (&flight->lock);
}

void
tlh_flight_unlock (TlhFlight *flight)
{
  if (changes (flight))
    g_mutex_unlock (&flight->lock);
}
