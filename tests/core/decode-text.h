/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/decode/registry.h"

/* Decodes text that must be good. */
static inline TlmLog *
decode_text (const char *text, const char *columns)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  TlmDecodeOptions options = { .columns = columns };
  TlmLog *log = tlm_decode_bytes (bytes, "test", &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (log);
  return log;
}

/* The track, or NULL. */
static inline const TlmTrack *
track_of (TlmLog *log, const char *vehicle, const char *channel)
{
  TlmLogVehicle *owner = tlm_log_vehicle (log, vehicle);

  for (guint i = 0; i < owner->tracks->len; i++) {
    const TlmTrack *track = owner->tracks->pdata[i];
    if (strcmp (track->name, channel) == 0)
      return track;
  }
  return NULL;
}

/* The N samples of a channel are these, times in ms. */
static inline void
assert_samples (TlmLog *log, const char *vehicle, const char *channel, guint n,
    const double (*samples)[2])
{
  const TlmTrack *track = track_of (log, vehicle, channel);

  g_assert_nonnull (track);
  g_assert_cmpuint (tlm_series_length (track->series), ==, n);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (tlm_series_time (track->series, i), ==, (gint64) (samples[i][0] * 1e6));
    g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, i), samples[i][1], 1e-9);
  }
}

static inline gboolean
has_note (const TlmLog *log, const char *part)
{
  for (guint i = 0; i < log->notes->len; i++)
    if (strstr (log->notes->pdata[i], part))
      return TRUE;
  return FALSE;
}
