/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/decode/registry.h"
#include "core/decode/feed.h"
#include "shared-data.h"

/* What the tests of packets share. */

#define JPSS_PACKETS "packets/jpss/J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1"
#define JPSS_PACKET_BYTES 71
#define JPSS_COUNT 7200
#define JPSS_TIMES "ADAET1DAY:cds,DOY:cds,ADAET2DAY:cds"
#define JPSS_MAP "position-x=ADGPSPOSX:m:ITRF,position-y=ADGPSPOSY:m:ITRF," \
    "position-z=ADGPSPOSZ:m:ITRF,velocity-x=ADGPSVELX:m/s:ITRF,velocity-y=ADGPSVELY:m/s:ITRF," \
    "velocity-z=ADGPSVELZ:m/s:ITRF,quaternion-x=ADCFAQ1@ADAET2DAY," \
    "quaternion-y=ADCFAQ2@ADAET2DAY,quaternion-z=ADCFAQ3@ADAET2DAY," \
    "quaternion-w=ADCFAQ4@ADAET2DAY,scid=ADAESCID@DOY"

/* The file's bytes, or NULL when the third-party data is not there. */
static inline GBytes *
load_shared (const char *relative)
{
  g_autofree char *path = shared_data_path (relative);
  char *data;
  gsize length;

  if (!path)
    return NULL;
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static inline const TlmTrack *
find_track (const TlmLog *log, const char *channel)
{
  for (guint v = 0; v < log->vehicles->len; v++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[v];
    for (guint i = 0; i < vehicle->tracks->len; i++) {
      TlmTrack *track = vehicle->tracks->pdata[i];
      if (strcmp (track->name, channel) == 0)
        return track;
    }
  }
  return NULL;
}

static inline const TlmTextTrack *
find_text (const TlmLog *log, const char *channel)
{
  for (guint v = 0; v < log->vehicles->len; v++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[v];
    for (guint i = 0; i < vehicle->texts->len; i++) {
      TlmTextTrack *track = vehicle->texts->pdata[i];
      if (strcmp (track->name, channel) == 0)
        return track;
    }
  }
  return NULL;
}

/* Decodes bytes that must be readable. */
static inline TlmLog *
decode_bytes (const guint8 *data, gsize length, const TlmDecodeOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  TlmLog *log = tlm_decode_bytes (bytes, "test", options, &error);

  g_assert_no_error (error);
  return log;
}

/* Everything in a log that a test compares, as text. */
static inline char *
describe_log (const TlmLog *log)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "good %lu bad %lu lost %lu dup %lu late %lu; %s\n",
      (gulong) log->n_good, (gulong) log->n_bad, (gulong) log->n_lost, (gulong) log->n_duplicate,
      (gulong) log->n_out_of_order, log->first_bad ? log->first_bad : "");
  for (guint v = 0; v < log->vehicles->len; v++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[v];
    for (guint i = 0; i < vehicle->tracks->len; i++) {
      const TlmTrack *track = vehicle->tracks->pdata[i];
      g_string_append_printf (out, "%s:", track->name);
      for (gsize k = 0; k < tlm_series_length (track->series); k++)
        g_string_append_printf (out, " %ld=%.17g", (glong) tlm_series_time (track->series, k),
            tlm_series_value (track->series, k));
      g_string_append_c (out, '\n');
    }
    if (vehicle->ephemeris && tlm_ephemeris_n_segments (vehicle->ephemeris) > 0) {
      gsize nodes;
      tlm_ephemeris_segment (vehicle->ephemeris, 0, &nodes, NULL);
      g_string_append_printf (out, "states %lu\n", (gulong) nodes);
    }
  }
  return g_string_free (out, FALSE);
}

/* A Space Packet of N data bytes at OUT; its length. */
static inline gsize
write_packet (guint8 *out, guint apid, guint segment, guint count, const guint8 *data, gsize n)
{
  const guint8 header[6] = {
    (guint8) (apid >> 8), (guint8) apid, (guint8) (segment << 6 | (count >> 8 & 63)),
    (guint8) count, (guint8) ((n - 1) >> 8), (guint8) (n - 1)
  };

  memcpy (out, header, sizeof header);
  memcpy (out + sizeof header, data, n);
  return n + sizeof header;
}
