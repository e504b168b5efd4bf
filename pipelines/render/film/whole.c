/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/whole.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/error.h"
#include "core/time/elapsed.h"

#define NS ((AVRational) { 1, 1000000000 })
#define LEAST_NS (G_GINT64_CONSTANT (500) * 1000000)

void
render_reading_note (RenderReading *reading, const AVPacket *packet)
{
  gint64 time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;

  if (time == AV_NOPTS_VALUE)
    return;
  if (reading->n++ == 0) {
    reading->first = reading->last = time;
    reading->end = time + packet->duration;
    return;
  }
  reading->longest = MAX (reading->longest, time - reading->last);
  reading->first = MIN (reading->first, time);
  reading->last = MAX (reading->last, time);
  reading->end = MAX (reading->end, time + packet->duration);
}

gboolean
render_whole_check_index (AVFormatContext *input, const char *path, GError **error)
{
  gint64 size = input->pb ? avio_size (input->pb) : -1;

  if (size < 0 || !strstr (input->iformat->name, "mov"))
    return TRUE;
  for (unsigned i = 0; i < input->nb_streams; i++) {
    int n = avformat_index_get_entries_count (input->streams[i]), missing = 0;
    for (int k = 0; k < n; k++) {
      const AVIndexEntry *entry = avformat_index_get_entry (input->streams[i], k);
      missing += entry->pos + entry->size > size;
    }
    if (missing > 0) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is damaged: the file ends after %" G_GINT64_FORMAT " bytes, and %d "
          "of the %d samples of stream %u lie behind that; copy it anew from where it came", path, size, missing, n, i);
      return FALSE;
    }
  }
  return TRUE;
}

/* Matroska states how long a track lasts in a tag, "HH:MM:SS.nnnnnnnnn", where its writer does; counted from where
 * the film begins. */
static gboolean
read_tag (const AVStream *stream, gint64 *end_ns)
{
  const AVDictionaryEntry *tag = av_dict_get (stream->metadata, "DURATION", NULL, 0);
  const char *colon = tag ? strchr (tag->value, ':') : NULL;

  return colon && g_ascii_isdigit (tag->value[0]) && strchr (colon + 1, ':') &&
      tlm_elapsed_parse (tag->value, strlen (tag->value), end_ns);
}

/* Where STREAM is said to end, in the container's time. */
static gboolean
stated_end (const AVFormatContext *input, const AVStream *stream, const RenderReading *reading, gint64 *end_ns)
{
  if (read_tag (stream, end_ns))
    return TRUE;
  if (input->duration_estimation_method != AVFMT_DURATION_FROM_STREAM)
    return FALSE;
  if (stream->duration != AV_NOPTS_VALUE && stream->duration > 0) {
    *end_ns = av_rescale_q (reading->first + stream->duration, stream->time_base, NS);
    return TRUE;
  }
  if (input->duration == AV_NOPTS_VALUE || input->duration <= 0)
    return FALSE;
  *end_ns = av_rescale (input->duration + (input->start_time != AV_NOPTS_VALUE ? input->start_time : 0), 1000000000, AV_TIME_BASE);
  return TRUE;
}

static gint64
missing_ns (const AVFormatContext *input, const AVStream *stream, const RenderReading *reading)
{
  gint64 end_ns, missing;

  if (reading->n == 0 || !stated_end (input, stream, reading, &end_ns))
    return 0;
  missing = end_ns - av_rescale_q (reading->end, stream->time_base, NS);
  return missing > MAX (LEAST_NS, av_rescale_q (reading->longest, stream->time_base, NS)) ? missing : 0;
}

/* A number of EBML (RFC 8794, 4) at PLACE of BYTES, its marker left in where it is an ID; 0 where it is cut off, or
 * is a size that is not known. */
static guint64
read_number (const guint8 *bytes, gsize length, gsize *place, gboolean is_id)
{
  guint extra = 0;
  guint64 value;

  if (*place >= length || bytes[*place] == 0)
    return 0;
  while (!(bytes[*place] & 0x80 >> extra))
    extra++;
  if (length - *place <= extra)
    return 0;
  value = is_id ? bytes[*place] : bytes[*place] & (0x7f >> extra);
  for (guint i = 1; i <= extra; i++)
    value = value << 8 | bytes[*place + i];
  *place += extra + 1;
  return !is_id && value == (G_GUINT64_CONSTANT (1) << 7 * (extra + 1)) - 1 ? 0 : value;
}

/* The first LENGTH bytes of FILE, or less: how many there are. It is left where it was. */
static gsize
read_start (AVIOContext *file, guint8 *bytes, int length)
{
  gint64 place = avio_tell (file);
  int n = avio_seek (file, 0, SEEK_SET) < 0 ? 0 : avio_read (file, bytes, length);

  avio_seek (file, place, SEEK_SET);
  return (gsize) MAX (n, 0);
}

/* How many bytes a Matroska file lacks of the Segment that it states (RFC 9559, 5.1). */
static gint64
missing_bytes (const AVFormatContext *input)
{
  guint8 bytes[256];
  gint64 size = input->pb ? avio_size (input->pb) : -1;
  guint64 stated;
  gsize place = 0, length;

  if (size < 0 || !strstr (input->iformat->name, "matroska"))
    return 0;
  length = read_start (input->pb, bytes, sizeof bytes);
  if (read_number (bytes, length, &place, TRUE) != 0x1a45dfa3)
    return 0;
  stated = read_number (bytes, length, &place, FALSE);
  place += (gsize) MIN (stated, length);
  if (read_number (bytes, length, &place, TRUE) != 0x18538067)
    return 0;
  stated = read_number (bytes, length, &place, FALSE);
  return stated > 0 ? MAX ((gint64) place + (gint64) MIN (stated, (guint64) G_MAXINT64 / 2) - size, 0) : 0;
}

char *
render_whole_explain (const AVFormatContext *input, int stream, const RenderReading *reading, const char *path)
{
  gint64 missing, lost = missing_ns (input, input->streams[stream], reading);
  g_autofree char *quoted = g_shell_quote (path);

  if (lost > 0)
    return g_strdup_printf ("its pictures end %.3f s before the end that its container states: it may be cut off; ffprobe %s "
        "says what is there", (double) lost / 1e9, quoted);
  missing = missing_bytes (input);
  return missing == 0 ? NULL : g_strdup_printf ("its file is %" G_GINT64_FORMAT " bytes shorter than it states: it is cut off; "
      "ffprobe %s says what is there", missing, quoted);
}
