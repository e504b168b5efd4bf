/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/spool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"

/* made_of, first, n, encoder, caps. */
#define HEAD G_VARIANT_TYPE ("(sttss)")
#define MOST_HEAD (1u << 20)

static const char magic[16] = "telemetry-pics1";

struct RenderSpool {
  FILE *file;
  char *path;
  RenderSpoolHead head;
  guint64 passed;            /* pictures that were written, or read */
};

/* Before the bytes of a picture; one of SIZE 0 is the end. */
typedef struct {
  gint64 pts, dts, duration;
  guint32 size, is_key;
} Record;

static gboolean
fail (const RenderSpool *spool, const char *what, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s", spool->path, what);
  return FALSE;
}

static gboolean
put (RenderSpool *spool, gconstpointer bytes, gsize size, GError **error)
{
  return fwrite (bytes, 1, size, spool->file) == size || fail (spool, g_strerror (errno), error);
}

static gboolean
take (RenderSpool *spool, gpointer bytes, gsize size, GError **error)
{
  return fread (bytes, 1, size, spool->file) == size || fail (spool, "is cut off", error);
}

static RenderSpool *
open_file (const char *path, const char *mode, GError **error)
{
  RenderSpool *spool = g_new0 (RenderSpool, 1);

  spool->path = g_strdup (path);
  spool->file = fopen (path, mode);
  if (spool->file)
    return spool;
  fail (spool, g_strerror (errno), error);
  render_spool_free (spool);
  return NULL;
}

RenderSpool *
render_spool_new (const char *path, const RenderSpoolHead *head, GError **error)
{
  g_autoptr (GVariant) said = g_variant_ref_sink (g_variant_new ((const char *) HEAD, head->made_of, head->first, head->n,
          head->encoder, head->caps));
  g_autoptr (RenderSpool) spool = open_file (path, "wbe", error);
  guint32 size = (guint32) g_variant_get_size (said);

  if (!spool || !put (spool, magic, sizeof magic, error) || !put (spool, &size, sizeof size, error) ||
      !put (spool, g_variant_get_data (said), size, error))
    return NULL;
  return g_steal_pointer (&spool);
}

gboolean
render_spool_put (RenderSpool *spool, const AVPacket *packet, GError **error)
{
  const Record record = { .pts = packet->pts, .dts = packet->dts, .duration = packet->duration,
    .size = (guint32) MAX (packet->size, 0), .is_key = (packet->flags & AV_PKT_FLAG_KEY) != 0 };

  if (record.size == 0)
    return fail (spool, "a picture without bytes", error);
  spool->passed++;
  return put (spool, &record, sizeof record, error) && put (spool, packet->data, record.size, error);
}

gboolean
render_spool_finish (RenderSpool *spool, GError **error)
{
  const Record end = { .pts = (gint64) spool->passed };
  FILE *file;

  if (!put (spool, &end, sizeof end, error))
    return FALSE;
  file = g_steal_pointer (&spool->file);
  return fclose (file) == 0 || fail (spool, g_strerror (errno), error);
}

static gboolean
read_head (RenderSpool *spool, GError **error)
{
  char found[sizeof magic];
  guint32 size;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) said = NULL;
  guint8 *data;

  if (!take (spool, found, sizeof found, error) || !take (spool, &size, sizeof size, error))
    return FALSE;
  if (memcmp (found, magic, sizeof magic) != 0 || size > MOST_HEAD)
    return fail (spool, "is no file of pictures", error);
  data = g_malloc (size);
  bytes = g_bytes_new_take (data, size);
  if (!take (spool, data, size, error))
    return FALSE;
  said = g_variant_ref_sink (g_variant_new_from_bytes (HEAD, bytes, FALSE));
  g_variant_get (said, (const char *) HEAD, &spool->head.made_of, &spool->head.first, &spool->head.n, &spool->head.encoder,
      &spool->head.caps);
  return TRUE;
}

RenderSpool *
render_spool_open (const char *path, GError **error)
{
  g_autoptr (RenderSpool) spool = open_file (path, "rbe", error);

  return spool && read_head (spool, error) ? g_steal_pointer (&spool) : NULL;
}

const RenderSpoolHead *
render_spool_head (const RenderSpool *spool)
{
  return &spool->head;
}

static gboolean
end (const RenderSpool *spool, const Record *record, GError **error)
{
  if (record->pts != (gint64) spool->passed || spool->passed != spool->head.n)
    fail (spool, "has not as many pictures as it says", error);
  return FALSE;
}

gboolean
render_spool_next (RenderSpool *spool, AVPacket *packet, gboolean with_bytes, GError **error)
{
  Record record;

  if (!take (spool, &record, sizeof record, error))
    return FALSE;
  if (record.size == 0)
    return end (spool, &record, error);
  if (record.size > G_MAXINT / 2 || (with_bytes && av_new_packet (packet, (int) record.size) < 0))
    return fail (spool, "has a picture that is too large", error);
  if (with_bytes ? !take (spool, packet->data, record.size, error) : fseeko (spool->file, record.size, SEEK_CUR) != 0)
    return FALSE;
  packet->pts = record.pts;
  packet->dts = record.dts;
  packet->duration = record.duration;
  packet->flags = record.is_key ? AV_PKT_FLAG_KEY : 0;
  spool->passed++;
  return TRUE;
}

void
render_spool_free (RenderSpool *spool)
{
  if (!spool)
    return;
  if (spool->file)
    fclose (spool->file);
  g_free (spool->path);
  g_free (spool->head.made_of);
  g_free (spool->head.encoder);
  g_free (spool->head.caps);
  g_free (spool);
}
