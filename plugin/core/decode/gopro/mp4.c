/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/decoders.h"
#include "core/decode/gopro/gpmf-private.h"
#include "core/decode/gopro/mp4-track.h"
#include "core/decode/reader.h"
#include "core/time/iso8601.h"

static guint
mp4_probe (const guint8 *head, gsize length)
{
  return length >= 12 && memcmp (head + 4, "ftyp", 4) == 0 ? 90 : 0;
}

/* Which instant the film's 0 is, as all of its payloads say. */
static TlmInstant
find_start (const guint8 *data, const GArray *samples)
{
  TlmGpmfStarts starts = { 0 };
  TlmInstant start;

  for (guint i = 0; i < samples->len; i++) {
    const TlmMp4Sample *sample = &g_array_index (samples, TlmMp4Sample, i);
    TlmInstant instant;
    if (tlm_gpmf_find_time (data + sample->offset, sample->size, &instant))
      tlm_gpmf_starts_add (&starts, instant - sample->time_ns);
  }
  start = tlm_gpmf_starts_median (&starts);
  tlm_gpmf_starts_clear (&starts);
  return start;
}

static void
note_start (TlmLog *log, TlmInstant start)
{
  g_autofree char *text = tlm_instant_format_utc (start, 3, FALSE);

  tlm_log_note (log, "the film begins at %s by its GPS", text);
}

static gboolean
read_samples (TlmReader *reader, const guint8 *data, const GArray *samples, GError **error)
{
  for (guint i = 0; i < samples->len; i++) {
    const TlmMp4Sample *sample = &g_array_index (samples, TlmMp4Sample, i);
    tlm_reader_set_media_time (reader, sample->time_ns, sample->duration_ns);
    if (!tlm_reader_push (reader, data + sample->offset, sample->size, error))
      return FALSE;
    tlm_reader_discont (reader);
  }
  return tlm_reader_finish (reader, error);
}

static gboolean
mp4_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  g_autoptr (GArray) samples = NULL;
  TlmReader reader;
  TlmInstant start;
  gboolean done;

  if (!tlm_mp4_find_samples (data, length, "gpmd", &samples, error) ||
      !tlm_reader_init (&reader, tlm_decoder_gpmf.feed, log, options, error))
    return FALSE;
  start = find_start (data, samples);
  tlm_gpmf_set_film_start (reader.state, start);
  if (start != TLM_TIME_NONE) {
    note_start (log, start);
    log->film = (TlmClockFit) { .n = samples->len, .instant = start };
  }
  done = read_samples (&reader, data, samples, error);
  tlm_reader_clear (&reader);
  return done;
}

const TlmDecoder tlm_decoder_mp4 = {
  .name = "mp4",
  .description = "MP4 file of a GoPro camera, with GPMF in it",
  .extensions = "mp4 mov 360",
  .probe = mp4_probe,
  .decode = mp4_decode,
};
