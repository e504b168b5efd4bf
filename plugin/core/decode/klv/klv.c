/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/klv/klv-private.h"

#define PREFIX 4             /* bytes that begin every SMPTE universal label */
#define SET_DESIGNATOR 4     /* the byte that tells sets and packs (2) from elements (1) */
#define REGISTRY_VERSION 7   /* the byte that says which edition of the registry it is from */

typedef struct {
  TlmLog *log;
  TlmWriter writer;
  TlmKlvSet0601 *set_0601;
  TlmKlvSet0104 *set_0104;
  gint64 media_ns;
  guint64 offset;            /* of the bytes consumed before */
  gboolean in_garbage;
  gboolean last;             /* no more comes */
} Klv;

static gboolean
is_key (const guint8 *data, const guint8 *key)
{
  return memcmp (data, key, REGISTRY_VERSION) == 0 &&
      memcmp (data + REGISTRY_VERSION + 1, key + REGISTRY_VERSION + 1,
      TLM_KLV_KEY - REGISTRY_VERSION - 1) == 0;
}

static gboolean
is_known (const guint8 *data)
{
  return is_key (data, tlm_klv_key_0601) || is_key (data, tlm_klv_key_0104) ||
      is_key (data, tlm_klv_key_1107);
}

static guint
klv_probe (const guint8 *head, gsize length)
{
  if (length < TLM_KLV_KEY)
    return 0;
  if (is_known (head))
    return 100;
  return memcmp (head, tlm_klv_key_0601, PREFIX) == 0 && head[SET_DESIGNATOR] == 2 ? 40 : 0;
}

static gpointer
klv_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Klv *klv = g_new0 (Klv, 1);

  klv->log = log;
  klv->media_ns = TLM_TIME_NONE;
  tlm_writer_init (&klv->writer, log, options->vehicle);
  klv->set_0601 = tlm_klv_0601_new (&klv->writer);
  klv->set_0104 = tlm_klv_0104_new (&klv->writer);
  return klv;
}

static void
klv_close (gpointer data)
{
  Klv *klv = data;

  tlm_klv_0601_free (klv->set_0601);
  tlm_klv_0104_free (klv->set_0104);
  tlm_writer_clear (&klv->writer);
  g_free (klv);
}

void
tlm_klv_set_vehicle (gpointer reader, const char *vehicle)
{
  TlmWriter *writer = &((Klv *) reader)->writer;

  if (writer->vehicle || strcmp (writer->name, vehicle) == 0)
    return;
  g_free (writer->name);
  writer->name = g_strdup (vehicle);
}

static void
klv_set_media_time (gpointer data, gint64 time_ns, gint64 duration_ns)
{
  ((Klv *) data)->media_ns = time_ns;
}

/* WHAT is said once of what follows on each other. */
static void
bad (Klv *klv, gsize position, const char *what)
{
  if (!klv->in_garbage)
    tlm_log_bad (klv->log, "byte %" G_GUINT64_FORMAT ": %s", klv->offset + position, what);
  klv->in_garbage = TRUE;
}

/* Where a universal label may begin at or after POSITION: where less than its
 * prefix is left, if nowhere else. */
static gsize
find_label (const guint8 *data, gsize length, gsize position)
{
  while (position < length) {
    const guint8 *hit = memchr (data + position, tlm_klv_key_0601[0], length - position);
    gsize n;
    if (!hit)
      return length;
    position = (gsize) (hit - data);
    n = MIN (length - position, PREFIX);
    if (memcmp (hit, tlm_klv_key_0601, n) == 0)
      return position;
    position++;
  }
  return length;
}

/* The key of a set that is read, and a length that one can have. */
static guint
klv_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  gsize at = find_label (head, length, 0);

  while (at + TLM_KLV_KEY < length) {
    gsize items = at + TLM_KLV_KEY, n;
    if (is_known (head + at) && tlm_klv_length (head, length, &items, &n) &&
        n <= tlm_limit (TLM_LIMIT_KLV_SET_BYTES))
      return 80;
    at = find_label (head, length, at + PREFIX);
  }
  return 0;
}

/* A whole set at POSITION. FALSE when it is none: the search goes on inside it. */
static gboolean
read_set (Klv *klv, const guint8 *packet, gsize length, gsize items, gsize position)
{
  const char *problem = NULL;

  if (is_key (packet, tlm_klv_key_0601))
    problem = tlm_klv_0601_read (klv->set_0601, packet, length, items, klv->media_ns);
  else if (is_key (packet, tlm_klv_key_0104))
    problem = tlm_klv_0104_read (klv->set_0104, packet, length, items, klv->media_ns);
  else if (is_key (packet, tlm_klv_key_1107))
    problem = tlm_klv_1107_read (&klv->writer, packet, length, items, klv->media_ns);
  if (problem)
    bad (klv, position, problem);
  else
    klv->in_garbage = FALSE;
  return problem == NULL;
}

/* Whether the length of the set at DATA has come, whatever it says. */
static gboolean
has_length (const guint8 *data, gsize length)
{
  gsize long_form = length > TLM_KLV_KEY && data[TLM_KLV_KEY] > 0x80 ?
      data[TLM_KLV_KEY] & 0x7f : 0;

  return length > TLM_KLV_KEY + MIN (long_form, 4);
}

/* How far the key of another set may go that begins in the N bytes of this one. Where they end with
 * a checksum that tells a piece of one from its own, and no more has to come for it. */
static gsize
key_reach (const guint8 *packet, gsize n)
{
  return is_key (packet, tlm_klv_key_0601) || is_key (packet, tlm_klv_key_1107) ? n : n + TLM_KLV_KEY - 1;
}

/* Whether one may begin in the last of them. */
static gboolean
may_end_in_key (const guint8 *packet, gsize n, gsize length)
{
  return !is_known (packet) || find_label (packet, length, n - (TLM_KLV_KEY - 1)) < n;
}

/* Whether the key of another set begins in the N bytes of this one, of which and
 * of what follows LENGTH came: its length is wrong, or its end was lost. */
static gboolean
holds_key (const guint8 *packet, gsize n, gsize length)
{
  gsize at = find_label (packet, length, PREFIX);

  while (at < n && at + TLM_KLV_KEY <= length) {
    if (is_known (packet + at))
      return TRUE;
    at = find_label (packet, length, at + PREFIX);
  }
  return FALSE;
}

/* The set at DATA of which LENGTH bytes came, at POSITION of the stream. Returns
 * how far to go on: 0 to wait for more. */
static gsize
take_set (Klv *klv, const guint8 *data, gsize length, gsize position)
{
  gsize items = TLM_KLV_KEY, n, reach;

  if (!has_length (data, length))
    return 0;
  if (data[SET_DESIGNATOR] != 2 || !tlm_klv_length (data, length, &items, &n)) {
    bad (klv, position, "no set of KLV items");
    return PREFIX;
  }
  if (n > tlm_limit (TLM_LIMIT_KLV_SET_BYTES)) {
    bad (klv, position, klv->in_garbage ? NULL : tlm_limit_said (TLM_LIMIT_KLV_SET_BYTES));
    return PREFIX;
  }
  n += items;
  reach = key_reach (data, n);
  if (holds_key (data, n, MIN (length, reach))) {
    bad (klv, position, "a set is cut, or its length is wrong");
    return PREFIX;
  }
  /* A set of another kind may be the stump of a key and what came after it. */
  if (n > length || (reach > length && !klv->last && may_end_in_key (data, n, length)))
    return 0;
  return read_set (klv, data, n, items, position) ? n : PREFIX;
}

static gboolean
klv_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Klv *klv = data;
  gsize position = 0;

  while (position < length) {
    gsize found = find_label (bytes, length, position), step;

    if (found > position)
      bad (klv, position, "no universal label of a KLV set");
    position = found;
    step = take_set (klv, bytes + position, length - position, position);
    if (step == 0)
      break;
    position += step;
  }
  klv->offset += position;
  *consumed = position;
  return TRUE;
}

static gboolean
klv_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Klv *klv = data;

  klv->last = TRUE;
  while (length > 0) {
    gsize consumed = 0, skipped;
    klv_consume (klv, bytes, length, &consumed, NULL);
    bytes += consumed;
    length -= consumed;
    skipped = MIN (length, PREFIX);
    if (skipped > 0)
      bad (klv, 0, "the last set is cut");
    bytes += skipped;
    length -= skipped;
  }
  if (klv->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "no KLV set of MISB ST 0601, ST 1107 or EG 0104 that can be read%s%s",
      klv->log->first_bad ? "; " : "", klv->log->first_bad ? klv->log->first_bad : "");
  return FALSE;
}

static const TlmFeedClass klv_feed = {
  .open = klv_open,
  .consume = klv_consume,
  .finish = klv_finish,
  .close = klv_close,
  .set_media_time = klv_set_media_time,
};

const TlmDecoder tlm_decoder_klv = {
  .name = "klv",
  .description = "KLV of a camera: MISB ST 0601, ST 1107, EG 0104",
  .extensions = "klv",
  .probe = klv_probe,
  .search = klv_search,
  .feed = &klv_feed,
};
