/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/gopro/mp4-track.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/wide.h"
#include "core/decode/bytes.h"
#include "core/time/instant.h"

/* No film is longer, nor begins so late: 31 years, which with an instant are still 64 bits. */
#define MOST_NS (1000000000 * TLM_SECOND)

/* A box, or the bytes in it. */
typedef struct {
  const guint8 *data;
  gsize length;
} Box;

/* The boxes of a track that say where its samples are. */
typedef struct {
  Box mdhd, elst, stsd, stts, stsc, stsz, stco, co64;
} Track;

/* The box at POSITION, which moves past it, without its header. */
static gboolean
next_box (Box in, gsize *position, guint32 *type, Box *out)
{
  const guint8 *p;
  gsize left = in.length - *position, header = 8;
  guint64 size;

  if (left < header)
    return FALSE;
  p = in.data + *position;
  size = tlm_be32 (p);
  *type = tlm_be32 (p + 4);
  if (size == 1) {
    header = 16;
    if (left < header)
      return FALSE;
    size = tlm_be64 (p + 8);
  }
  if (size == 0)
    size = left;
  if (size < header || size > left)
    return FALSE;
  *out = (Box) { p + header, (gsize) size - header };
  *position += (gsize) size;
  return TRUE;
}

static guint32
four (const char *name)
{
  return tlm_be32 ((const guint8 *) name);
}

/* The first box of a PATH of types, one after another: "mdiaminfstbl". Empty
 * when there is none. */
static Box
find_box (Box in, const char *path)
{
  Box box;
  guint32 type;

  for (gsize i = 0; next_box (in, &i, &type, &box);)
    if (type == four (path))
      return path[4] ? find_box (box, path + 4) : box;
  return (Box) { NULL, 0 };
}

static Track
read_track (Box trak)
{
  Box stbl = find_box (trak, "mdiaminfstbl");

  return (Track) {
    .mdhd = find_box (trak, "mdiamdhd"),
    .elst = find_box (trak, "edtselst"),
    .stsd = find_box (stbl, "stsd"),
    .stts = find_box (stbl, "stts"),
    .stsc = find_box (stbl, "stsc"),
    .stsz = find_box (stbl, "stsz"),
    .stco = find_box (stbl, "stco"),
    .co64 = find_box (stbl, "co64"),
  };
}

/* How many entries of SIZE a full box has from OFFSET on, as the 32 bits before
 * it say and as there is room for. */
static guint
count_entries (Box box, gsize offset, gsize size)
{
  if (box.length < offset)
    return 0;
  return (guint) MIN (tlm_be32 (box.data + offset - 4), (box.length - offset) / size);
}

/* Ticks a second, of a movie's or a media header. */
static guint32
timescale (Box header)
{
  gsize at = header.length > 0 && header.data[0] == 1 ? 20 : 12;

  return header.length >= at + 4 ? tlm_be32 (header.data + at) : 0;
}

/* TICKS of which SCALE, more than 0, are a second. FALSE past MOST_NS. */
static gboolean
ticks_to_ns (guint64 ticks, guint32 scale, gint64 *ns)
{
  return ticks <= G_MAXINT64 &&
      tlm_wide_nearest (tlm_wide_product (tlm_wide ((gint64) ticks), TLM_SECOND), scale, ns) && *ns <= MOST_NS;
}

/* How much later than its own times a track is played, by its edit list (8.6.6): the empty
 * edits before the first that plays something, less where in the media that begins. FALSE past MOST_NS. */
static gboolean
edit_shift (const Track *track, guint32 movie_scale, guint32 scale, gint64 *shift_ns)
{
  gboolean wide = track->elst.length > 0 && track->elst.data[0] == 1;
  gsize word = wide ? 8 : 4, size = 2 * word + 4;
  guint n = count_entries (track->elst, 8, size);
  guint64 empty = 0;
  gint64 later_ns, begin_ns;

  *shift_ns = 0;
  for (guint i = 0; i < n && movie_scale > 0; i++) {
    const guint8 *entry = track->elst.data + 8 + size * i;
    gint64 media = wide ? (gint64) tlm_be64 (entry + 8) : (gint32) tlm_be32 (entry + 4);
    if (media >= 0) {
      if (!ticks_to_ns (empty, movie_scale, &later_ns) || !ticks_to_ns ((guint64) media, scale, &begin_ns))
        return FALSE;
      *shift_ns = later_ns - begin_ns;
      return TRUE;
    }
    if (__builtin_add_overflow (empty, tlm_be (entry, word), &empty))
      return FALSE;
  }
  return TRUE;
}

static guint
count_samples (const Track *track)
{
  if (track->stsz.length < 12)
    return 0;
  if (tlm_be32 (track->stsz.data + 4) != 0)
    return tlm_be32 (track->stsz.data + 8);
  return count_entries (track->stsz, 12, 4);
}

static gsize
sample_size (const Track *track, guint index)
{
  guint32 all = tlm_be32 (track->stsz.data + 4);

  return all != 0 ? all : tlm_be32 (track->stsz.data + 12 + 4 * (gsize) index);
}

static guint
count_chunks (const Track *track)
{
  return track->co64.data ? count_entries (track->co64, 8, 8) : count_entries (track->stco, 8, 4);
}

static guint64
chunk_offset (const Track *track, guint index)
{
  return track->co64.data ? tlm_be64 (track->co64.data + 8 + 8 * (gsize) index) :
      tlm_be32 (track->stco.data + 8 + 4 * (gsize) index);
}

/* Samples in the chunk INDEX (from 0); ENTRY is where the last one was found. */
static guint
samples_in_chunk (const Track *track, guint index, guint *entry)
{
  guint n = count_entries (track->stsc, 8, 12);
  const guint8 *first;

  if (n == 0)
    return 0;
  first = track->stsc.data + 8;
  while (*entry + 1 < n && tlm_be32 (first + 12 * ((gsize) *entry + 1)) <= index + 1)
    ++*entry;
  return tlm_be32 (first + 12 * (gsize) *entry + 4);
}

/* Where each sample is: sample by sample through the chunks, up to the first that the file, which may be
 * cut, does not have. FALSE where those that it has are more bytes than it: chunks at one place, by which a small
 * file would be read any number of times. */
static gboolean
place_samples (const Track *track, gsize length, GArray *samples)
{
  guint n = count_samples (track), chunks = count_chunks (track), entry = 0, index = 0;
  gsize left = length;

  for (guint chunk = 0; chunk < chunks && index < n; chunk++) {
    guint64 offset = chunk_offset (track, chunk);
    guint in_chunk = samples_in_chunk (track, chunk, &entry);
    for (guint i = 0; i < in_chunk && index < n; i++, index++) {
      gsize size = sample_size (track, index);
      TlmMp4Sample sample = { .offset = (gsize) offset, .size = size };
      if (offset > length || size > length - offset)
        return TRUE;
      if (size > left)
        return FALSE;
      left -= size;
      g_array_append_val (samples, sample);
      offset += size;
    }
  }
  return TRUE;
}

/* When each sample is played, SHIFT_NS included. Samples past what the table of times
 * tells have none, and are left out. FALSE past MOST_NS. */
static gboolean
time_samples (const Track *track, guint32 scale, gint64 shift_ns, GArray *samples)
{
  guint n = count_entries (track->stts, 8, 8), index = 0;
  guint64 ticks = 0;

  for (guint i = 0; i < n; i++) {
    const guint8 *entry = track->stts.data + 8 + 8 * (gsize) i;
    guint32 count = tlm_be32 (entry), delta = tlm_be32 (entry + 4);
    gint64 duration_ns = 0;
    if (!ticks_to_ns (delta, scale, &duration_ns))
      return FALSE;
    for (; count > 0 && index < samples->len; count--, index++, ticks += delta) {
      TlmMp4Sample *sample = &g_array_index (samples, TlmMp4Sample, index);
      if (!ticks_to_ns (ticks, scale, &sample->time_ns))
        return FALSE;
      sample->duration_ns = duration_ns;
      sample->time_ns += shift_ns;
    }
  }
  g_array_set_size (samples, index);
  return TRUE;
}

static gboolean
is_format (const Track *track, const char *format, GString *found)
{
  if (track->stsd.length < 16)
    return FALSE;
  if (memcmp (track->stsd.data + 12, format, 4) == 0)
    return TRUE;
  g_string_append (found, found->len > 0 ? ", " : "");
  for (guint i = 12; i < 16; i++) {
    char c = (char) track->stsd.data[i];
    g_string_append_c (found, g_ascii_isprint (c) ? c : '?');
  }
  return FALSE;
}

static gboolean
find_track (Box moov, const char *format, Track *track, GString *found)
{
  Box box;
  guint32 type;

  for (gsize i = 0; next_box (moov, &i, &type, &box);) {
    if (type != four ("trak"))
      continue;
    *track = read_track (box);
    if (is_format (track, format, found))
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_mp4_find_samples (const guint8 *data, gsize length, const char *format, GArray **samples,
    GError **error)
{
  Box moov = find_box ((Box) { data, length }, "moov");
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) array = g_array_new (FALSE, TRUE, sizeof (TlmMp4Sample));
  Track track;
  gint64 shift_ns;
  guint32 scale;

  if (!moov.data || !find_track (moov, format, &track, found)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, moov.data ?
        "an MP4 file without a track of %s telemetry; its tracks are %s; telemetry that is not in "
        "the film is a file of its own, with format=NAME where that is not recognised" :
        "an MP4 file of which the index (moov) is not there: no %s telemetry is found%s; the "
        "recording may have been cut short", format, !moov.data ? "" : found->len > 0 ? found->str :
        "none");
    return FALSE;
  }
  if (count_samples (&track) > tlm_limit (TLM_LIMIT_MP4_SAMPLES))
    return tlm_limit_fail (TLM_LIMIT_MP4_SAMPLES, TLM_ERROR_FORMAT, error, "an MP4 file whose track of %s telemetry "
        "says it has %u samples: ", format, count_samples (&track));
  scale = timescale (track.mdhd);
  if (scale > 0) {
    if (!place_samples (&track, length, array)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "an MP4 file whose track of %s telemetry is more bytes than the "
          "file: after %u of %u samples its chunks (stco, co64) lie on one another more than once; expected each "
          "sample at a place of its own", format, array->len, count_samples (&track));
      return FALSE;
    }
    if (!edit_shift (&track, timescale (find_box (moov, "mvhd")), scale, &shift_ns) ||
        !time_samples (&track, scale, shift_ns, array)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "an MP4 file whose track of %s telemetry is said to be played "
          "more than 31 years after the film begins: its times (stts, elst) are %u ticks a second; expected seconds to "
          "days", format, scale);
      return FALSE;
    }
  }
  if (array->len == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
        "an MP4 file whose track of %s telemetry holds nothing", format);
    return FALSE;
  }
  *samples = g_steal_pointer (&array);
  return TRUE;
}
