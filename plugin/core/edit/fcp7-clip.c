/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clips of Final Cut Pro 7 XML: which place of which file one shows. The format's own rule is that in and out of a
 * clip with another speed count frames as they are shown; there are writers that count the file's. The length tells
 * them apart. */
#include <math.h>
#include <string.h>

#include "core/edit/fcp7-private.h"

/* How the speed of a clip is changed. */
typedef struct {
  gboolean is_remapped, is_reversed, is_curve, has_still;
  TlmRational speed;           /* without sign */
  gint64 still;                /* frame of the file that is held */
} Remap;

/* A clip in frames of its own rate. */
typedef struct {
  TlmTimecodeRate rate;
  gint64 in, out, offset;      /* OFFSET: of a subclip, in the file */
  gint64 file_frames;          /* or 0 */
} Clip;

/* Speed */

static TlmRational
percent (const char *text)
{
  TlmRational value = TLM_RATIONAL_ZERO;
  double number = g_ascii_strtod (text, NULL);

  if (!tlm_rational_parse (text, strlen (text), &value) ||
      !tlm_rational_divide (value, (TlmRational) { .n = 100, .d = 1 }, &value))
    tlm_rational_make (isfinite (number) && fabs (number) < 1e6 ? llrint (number * 1e4) : 0, 1000000, &value);
  return value;
}

/* A curve that stays at one frame is a still. */
static void
read_graph (const xmlNode *graph, Remap *remap)
{
  guint n = 0;

  for (const xmlNode *key = tlm_edit_xml_first (graph); key; key = tlm_edit_xml_next (key)) {
    g_autofree char *text = tlm_edit_xml_is (key, "keyframe") ? tlm_edit_xml_child_text (key, "value") : NULL;
    double value = text ? g_ascii_strtod (text, NULL) : 0;
    gint64 frame = isfinite (value) && value >= 0 && value < (double) TLM_FCP7_MOST_FRAMES ? (gint64) value : 0;
    if (!text)
      continue;
    remap->has_still = n++ == 0 || (remap->has_still && frame == remap->still);
    remap->still = frame;
  }
}

static void
read_parameter (const xmlNode *node, Remap *remap)
{
  g_autofree char *id = tlm_edit_xml_child_text (node, "parameterid"), *value = tlm_edit_xml_child_text (node, "value");

  if (g_strcmp0 (id, "graphdict") == 0)
    read_graph (node, remap);
  if (!id || !value)
    return;
  if (g_ascii_strcasecmp (id, "speed") == 0)
    remap->speed = percent (value);
  else if (g_ascii_strcasecmp (id, "reverse") == 0)
    remap->is_reversed = g_ascii_strcasecmp (value, "TRUE") == 0;
  else if (g_ascii_strcasecmp (id, "variablespeed") == 0)
    remap->is_curve = !g_str_equal (value, "0") && g_ascii_strcasecmp (value, "FALSE") != 0;
}

/* Writers leave its id out. */
static gboolean
is_effect (const xmlNode *effect, const char *id, const char *name)
{
  g_autofree char *said = tlm_edit_xml_child_text (effect, "effectid");

  if (said && said[0])
    return g_ascii_strcasecmp (said, id) == 0;
  g_free (said);
  said = tlm_edit_xml_child_text (effect, "name");
  return said && name && g_ascii_strcasecmp (said, name) == 0;
}

static Remap
read_remap (const xmlNode *node)
{
  Remap remap = { .speed = TLM_RATIONAL_ONE };

  for (node = tlm_edit_xml_first (node); node; node = tlm_edit_xml_next (node)) {
    const xmlNode *effect = tlm_edit_xml_is (node, "filter") ? tlm_edit_xml_child (node, "effect") : NULL;
    if (!effect || !is_effect (effect, "timeremap", "Time Remap") || !tlm_fcp7_is (node, "enabled", TRUE))
      continue;
    remap.is_remapped = TRUE;
    for (const xmlNode *at = tlm_edit_xml_first (effect); at; at = tlm_edit_xml_next (at))
      if (tlm_edit_xml_is (at, "parameter"))
        read_parameter (at, &remap);
  }
  if (remap.speed.n < 0) {
    remap.speed.n = -remap.speed.n;
    remap.is_reversed = !remap.is_reversed;
  }
  return remap;
}

/* Source */

static const xmlNode *
find_file (const TlmFcp7 *fcp7, const xmlNode *node)
{
  const xmlNode *file = tlm_edit_xml_child (node, "file");
  g_autofree char *id = file ? tlm_edit_xml_attribute (file, "id") : NULL;
  const xmlNode *whole = id ? g_hash_table_lookup (fcp7->files, id) : NULL;

  return whole ? whole : file;
}

static TlmEditSource
source_of (const xmlNode *node, const xmlNode *file, const Clip *clip)
{
  TlmEditSource source = { .name = tlm_edit_xml_child_text (node, "name"), .rate = clip->rate, .start = TLM_RATIONAL_ZERO,
    .origin = TLM_EDIT_FROM_FIRST_FRAME };
  const xmlNode *timecode = tlm_edit_xml_child (file, "timecode");
  gint64 first;

  if (!source.name || !source.name[0]) {
    g_free (source.name);
    source.name = tlm_edit_xml_child_text (file, "name");
  }
  source.path = tlm_edit_xml_child_text (file, "pathurl");
  source.reel = tlm_edit_xml_child_text (tlm_edit_xml_child (timecode, "reel"), "name");
  if (source.reel && !source.reel[0])
    g_clear_pointer (&source.reel, g_free);
  if (tlm_fcp7_start (file, &source.rate, &first)) {
    source.origin = TLM_EDIT_FROM_LABEL_ZERO;
    source.has_start = TRUE;
    source.start = tlm_fcp7_seconds (&source.rate, first);
  }
  return source;
}

/* Times */

/* Whether A and B are one frame of RATE apart at most. */
static gboolean
is_near (TlmRational a, TlmRational b, const TlmTimecodeRate *rate)
{
  TlmRational apart;

  if (!tlm_rational_subtract (a, b, &apart))
    return FALSE;
  apart.n = apart.n < 0 ? -apart.n : apart.n;
  return tlm_rational_compare (apart, tlm_fcp7_seconds (rate, 1)) <= 0;
}

static const char *
place_plain (TlmFcp7 *fcp7, const char *place, const TlmTimecodeRate *rate, const TlmFcp7Span *span, Clip *clip,
    TlmEditItem *item)
{
  const gint64 shown = span->end - span->start, cut = clip->out - clip->in;

  if (!is_near (tlm_fcp7_seconds (&clip->rate, cut), tlm_fcp7_seconds (rate, shown), rate)) {
    if (cut < shown - 1 || cut > shown + 1)
      return "its in and out are not as long as it is shown";
    tlm_edit_tree_note (fcp7->tree, NULL, "%s: its in and out are taken to count frames of the sequence, as its length says", place);
    clip->rate = *rate;
  }
  item->media_in = tlm_fcp7_seconds (&clip->rate, clip->in + clip->offset);
  return NULL;
}

/* FRAMES of the clip's rate, as seconds of the file. */
static gboolean
retimed (const Clip *clip, gint64 frames, TlmRational speed, TlmRational *out)
{
  return tlm_rational_multiply (tlm_fcp7_seconds (&clip->rate, frames), speed, out);
}

static const char *
place_remapped (TlmFcp7 *fcp7, const char *place, const TlmTimecodeRate *rate, const TlmFcp7Span *span, const Clip *clip,
    const Remap *remap, TlmEditItem *item)
{
  const TlmRational shown = tlm_fcp7_seconds (rate, span->end - span->start);
  const TlmRational cut = tlm_fcp7_seconds (&clip->rate, clip->out - clip->in);
  TlmRational in = TLM_RATIONAL_ZERO, last, taken;

  item->speed = remap->speed;
  item->speed.n *= remap->is_reversed ? -1 : 1;
  if (!tlm_rational_multiply (shown, remap->speed, &taken) || !retimed (clip, clip->in, remap->speed, &in))
    return "its times are beyond what can be counted";
  if (is_near (cut, shown, rate)) {
    if (remap->is_reversed && clip->file_frames <= 0)
      return "it runs back in a file whose length is not said";
    last = tlm_fcp7_seconds (&clip->rate, clip->file_frames - 1);
    if (remap->is_reversed && !tlm_rational_subtract (last, in, &in))
      return "its times are beyond what can be counted";
    if (remap->is_reversed)
      tlm_edit_tree_note (fcp7->tree, NULL, "%s: it runs back, and is taken to count from the file's last frame", place);
  } else if (is_near (cut, taken, rate)) {
    in = tlm_fcp7_seconds (&clip->rate, remap->is_reversed ? clip->out - 1 : clip->in);
    tlm_edit_tree_note (fcp7->tree, NULL, "%s: its in and out are taken to count the file's frames, and not those shown, as its "
        "length says", place);
  } else {
    return "its speed, in and out, and length disagree";
  }
  if (!tlm_rational_add (in, tlm_fcp7_seconds (&clip->rate, clip->offset), &item->media_in))
    return "its times are beyond what can be counted";
  return NULL;
}

static const char *
place_still (const xmlNode *node, const Clip *clip, const Remap *remap, TlmEditItem *item)
{
  gint64 frame = remap->has_still ? remap->still : -1;

  tlm_fcp7_frames (node, "stillframeoffset", &frame);
  item->speed = TLM_RATIONAL_ZERO;
  if (frame < 0)
    return "it is a still, and does not say of which frame";
  item->media_in = tlm_fcp7_seconds (&clip->rate, frame + clip->offset);
  return NULL;
}

static const char *
place_clip (TlmFcp7 *fcp7, const xmlNode *node, const TlmTimecodeRate *rate, const TlmFcp7Span *span, Clip *clip,
    TlmEditItem *item)
{
  g_autofree char *place = tlm_fcp7_place (node);
  const Remap remap = read_remap (node);

  if (!tlm_fcp7_frames (node, "in", &clip->in) || !tlm_fcp7_frames (node, "out", &clip->out))
    return "it has no in or no out";
  if (tlm_fcp7_is (node, "stillframe", FALSE) || (remap.is_remapped && remap.speed.n == 0))
    return place_still (node, clip, &remap, item);
  if (remap.is_curve)
    return "its speed follows a curve (variablespeed)";
  if (!remap.is_remapped || (!remap.is_reversed && tlm_rational_compare (remap.speed, TLM_RATIONAL_ONE) == 0))
    return place_plain (fcp7, place, rate, span, clip, item);
  return place_remapped (fcp7, place, rate, span, clip, &remap, item);
}

static void
set_source (TlmFcp7 *fcp7, const xmlNode *node, const xmlNode *file, const Clip *clip, TlmEditItem *item)
{
  TlmEditSource source = source_of (node, file, clip);

  if (source.has_start && !tlm_rational_add (item->media_in, source.start, &item->media_in))
    item->unknown = "its times are beyond what can be counted";
  item->source = item->unknown ? TLM_EDIT_NOTHING : tlm_edit_tree_source (fcp7->tree, &source);
  g_free (source.name);
  g_free (source.path);
  g_free (source.reel);
}

/* Titles of Premiere are clips of a file that only it has, as its adjustment layers are. */
static gboolean
is_clear (const xmlNode *node, const xmlNode *file)
{
  const xmlNode *where = tlm_edit_xml_child (file, "pathurl");
  g_autofree char *name = where ? NULL : tlm_edit_xml_child_text (node, "name");

  if (name && g_str_has_prefix (name, "Adjustment Layer"))
    return TRUE;
  for (node = tlm_edit_xml_first (node); node; node = tlm_edit_xml_next (node)) {
    const xmlNode *effect = tlm_edit_xml_is (node, "filter") ? tlm_edit_xml_child (node, "effect") : NULL;
    if (effect && is_effect (effect, "GraphicAndType", NULL))
      return TRUE;
  }
  return FALSE;
}

static const TlmEditSequence *
find_sequence (const TlmFcp7 *fcp7, const xmlNode *node)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");
  const TlmEditSequence *sequence = g_hash_table_lookup (fcp7->sequences, node);

  return sequence || !id ? sequence : g_hash_table_lookup (fcp7->ids, id);
}

void
tlm_fcp7_clip (TlmFcp7 *fcp7, const xmlNode *node, const TlmTimecodeRate *rate, const TlmFcp7Span *span, TlmEditItem *item)
{
  const xmlNode *nested = tlm_edit_xml_child (node, "sequence"), *file = find_file (fcp7, node);
  Clip clip = { .rate = *rate };

  if (is_clear (node, file)) {
    item->sees_through = TRUE;
    return;
  }
  tlm_fcp7_rate (node, &clip.rate);
  tlm_fcp7_frames (tlm_edit_xml_child (node, "subclipinfo"), "startoffset", &clip.offset);
  tlm_fcp7_frames (nested ? nested : file, "duration", &clip.file_frames);
  item->unknown = tlm_edit_xml_child (node, "multiclip") ? "it is a multiclip, whose angles are not read" :
      place_clip (fcp7, node, rate, span, &clip, item);
  if (nested) {
    item->inside = find_sequence (fcp7, nested);
    if (!item->inside && !item->unknown)
      item->unknown = "no sequence has its id";
  } else if (file) {
    set_source (fcp7, node, file, &clip, item);
  } else if (!item->unknown) {
    item->unknown = "it names no file";
  }
}
