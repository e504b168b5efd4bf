/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/type-find.h"

#include <string.h>

#include "elements/stream/wire-format.h"

/* What is looked at: whole where it is shorter. */
#define HEAD_BYTES 4096

/* Of less than this nobody else is to be kept from what it thinks: a table of
 * numbers and a subtitle file look alike. */
#define SURE 60

/* The most that GStreamer says of text/plain, in steps down from 32 KiB to less of it. */
#define PLAIN_TEXT 95

/* As much of the beginning as there is; who looks does not always know how much
 * that is. */
static const guint8 *
peek (GstTypeFind *find, guint *length)
{
  guint there = 0, more = HEAD_BYTES;

  if (gst_type_find_peek (find, 0, HEAD_BYTES)) {
    there = HEAD_BYTES;
  } else {
    while (there + 1 < more) {
      guint middle = (there + more) / 2;
      if (gst_type_find_peek (find, 0, middle))
        there = middle;
      else
        more = middle;
    }
  }
  *length = there;
  return there > 0 ? gst_type_find_peek (find, 0, there) : NULL;
}

/* From a step above what GStreamer says of 32 KiB of plain text (and JSON Lines are text
 * too), to a step below what it says of a format with a signature. */
static guint
probability (guint score)
{
  if (score < SURE)
    return MIN (score, GST_TYPE_FIND_POSSIBLE);
  return PLAIN_TEXT + 1 + (score - SURE) * (GST_TYPE_FIND_NEARLY_CERTAIN - 2 - PLAIN_TEXT) / (100 - SURE);
}

/* What begins further on may be within something else: whoever knows that goes before it. */
static guint
search (const TlmDecoder *decoder, const guint8 *head, guint length)
{
  const TlmDecodeOptions none = { 0 };
  guint score = decoder->search ? decoder->search (head, length, &none) : 0;

  return MIN (score, GST_TYPE_FIND_POSSIBLE);
}

static void
find_type (GstTypeFind *find, gpointer data)
{
  const GstTelemetryWireType *type = data;
  guint length, score, chance;
  const guint8 *head = peek (find, &length);
  g_autoptr (GstCaps) caps = NULL;

  score = head ? type->decoder->probe (head, length) : 0;
  chance = score > 0 ? probability (score) : head ? search (type->decoder, head, length) : 0;
  if (chance == 0)
    return;
  caps = gst_caps_from_string (type->caps);
  gst_type_find_suggest (find, chance, caps);
}

gboolean
gst_telemetry_type_find_register (GstPlugin *plugin)
{
  gsize n;
  const GstTelemetryWireType *types = gst_telemetry_wire_types (&n);
  gboolean done = TRUE;

  for (gsize i = 0; i < n; i++) {
    g_autofree char *name = NULL;
    g_autofree char *extensions = NULL;
    g_autoptr (GstCaps) caps = NULL;
    if (!types[i].sniffed)
      continue;
    name = g_strconcat ("telemetry-", types[i].decoder->name, NULL);
    extensions = g_strdup (types[i].extensions);
    if (extensions)
      g_strdelimit (extensions, " ", ',');
    caps = gst_caps_from_string (types[i].caps);
    done &= gst_type_find_register (plugin, name, GST_RANK_MARGINAL, find_type, extensions, caps,
        (gpointer) &types[i], NULL);
  }
  return done;
}
