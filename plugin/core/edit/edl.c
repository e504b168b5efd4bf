/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CMX 3600 edit decision lists. Their lines say source and record timecode of each event; a dissolve is
 * an event of two lines, whose first is what goes out; M2 after an event says its speed, remarks its
 * clips. The list does not say its frame rate. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/edit/edit-private.h"
#include "core/edit/edit-readers.h"
#include "core/edit/edl-private.h"

static void
cut_clear (gpointer data)
{
  TlmEdlCut *cut = data;

  g_free (cut->clip);
  g_free (cut->file);
}

/* Labels */

static TlmTimecodeRate
rate_of (const TlmEdl *edl, const TlmEdlLabel *label)
{
  TlmTimecodeRate rate = edl->rate;

  rate.drop = edl->uses_semicolons ? label->has_semicolon : edl->is_drop;
  return rate;
}

static gboolean
frame_of (const TlmEdl *edl, const TlmEdlLabel *label, gint64 *frame)
{
  TlmTimecodeRate rate = rate_of (edl, label);

  return tlm_timecode_rate_is_valid (&rate) && tlm_timecode_to_frame (&label->at, &rate, frame);
}

/* OUT over midnight. */
static void
unwrap (const TlmEdl *edl, const TlmEdlLabel *label, gint64 in, gint64 *out)
{
  TlmTimecodeRate rate = rate_of (edl, label);

  if (*out < in)
    *out += tlm_timecode_frames_per_day (&rate);
}

static gboolean
read_labels (TlmEdl *edl, TlmEdlCut *cut)
{
  const TlmEdlLine *line = &cut->line;

  if (!frame_of (edl, &line->source_in, &cut->source_in) || !frame_of (edl, &line->source_out, &cut->source_out) ||
      !frame_of (edl, &line->record_in, &cut->record_in) || !frame_of (edl, &line->record_out, &cut->record_out))
    return FALSE;
  unwrap (edl, &line->source_out, cut->source_in, &cut->source_out);
  unwrap (edl, &line->record_out, cut->record_in, &cut->record_out);
  return TRUE;
}

/* Gathering */

static void
take_event (TlmEdl *edl, const TlmEdlLine *line, guint64 at)
{
  TlmEdlCut cut = { .line = *line, .at = at };

  if (!line->is_video) {
    tlm_edit_tree_note (edl->tree, NULL, "line %" G_GUINT64_FORMAT ": event %u is sound, and not covered", at, line->number);
    return;
  }
  if (read_labels (edl, &cut))
    g_array_append_val (edl->cuts, cut);
  else
    tlm_edit_tree_note (edl->tree, NULL, "line %" G_GUINT64_FORMAT ": event %u has a timecode that %d/%d frames a second "
        "do not have, and is left empty", at, line->number, edl->rate.fps_n, edl->rate.fps_d);
}

/* It belongs to the event before it with the same reel. */
static void
take_speed (TlmEdl *edl, const TlmEdlLine *line, guint64 at)
{
  for (guint i = edl->cuts->len; i > 0; i--) {
    TlmEdlCut *cut = &g_array_index (edl->cuts, TlmEdlCut, i - 1);
    if (line->reel[0] && !g_str_equal (cut->line.reel, line->reel))
      continue;
    if (cut->has_speed)
      cut->wrong = "two lines M2 say its speed";
    cut->has_speed = TRUE;
    cut->frames_per_second = line->frames_per_second;
    cut->decimals = line->decimals;
    if (!frame_of (edl, &line->source_in, &cut->speed_at))
      cut->wrong = "the timecode of its M2 is none at this rate";
    return;
  }
  tlm_edit_tree_note (edl->tree, NULL, "line %" G_GUINT64_FORMAT ": M2 of the reel %s, which no event before it has", at,
      tlm_head (line->reel, 40).text);
}

static gboolean
is_pair (const TlmEdlCut *first, const TlmEdlCut *second)
{
  return first->line.number == second->line.number && first->record_out == second->record_in &&
      (second->line.effect == TLM_EDL_DISSOLVE || second->line.effect == TLM_EDL_WIPE);
}

static void
take_name (char **name, const char *text)
{
  g_free (*name);
  *name = g_strdup (text);
}

/* FROM names what goes out where the last event is a dissolve of two lines, else what the event shows. */
static void
take_remark (TlmEdl *edl, const TlmEdlLine *line)
{
  guint n = edl->cuts->len;
  TlmEdlCut *last = n > 0 ? &g_array_index (edl->cuts, TlmEdlCut, n - 1) : NULL;
  TlmEdlCut *before = n > 1 ? &g_array_index (edl->cuts, TlmEdlCut, n - 2) : NULL;

  if (!last)
    return;
  if (line->kind == TLM_EDL_FROM_CLIP)
    take_name (before && is_pair (before, last) ? &before->clip : &last->clip, line->text);
  else if (line->kind == TLM_EDL_TO_CLIP)
    take_name (&last->clip, line->text);
  else
    take_name (&last->file, line->text);
}

static void
take_line (TlmEdl *edl, const TlmEdlLine *line, guint64 at)
{
  switch (line->kind) {
    case TLM_EDL_TITLE:
      take_name (&tlm_edit_tree_edit (edl->tree)->title, line->text);
      break;
    case TLM_EDL_FCM:
      edl->is_drop = line->is_drop;
      break;
    case TLM_EDL_EVENT:
      take_event (edl, line, at);
      break;
    case TLM_EDL_SPEED:
      take_speed (edl, line, at);
      break;
    case TLM_EDL_EVENT_BROKEN:
    case TLM_EDL_SPEED_BROKEN:
      tlm_edit_tree_note (edl->tree, NULL, "line %" G_GUINT64_FORMAT " is left out: %s", at, line->text);
      break;
    case TLM_EDL_FROM_CLIP:
    case TLM_EDL_TO_CLIP:
    case TLM_EDL_SOURCE_FILE:
      take_remark (edl, line);
      break;
    default:
      break;
  }
}

typedef void (*Take) (TlmEdl *edl, const TlmEdlLine *line, guint64 at);

static void
each_line (TlmEdl *edl, const char *data, gsize length, Take take)
{
  guint64 at = 0;

  for (gsize i = 0; i < length;) {
    gsize begin = i;
    TlmEdlLine line;
    while (i < length && data[i] != '\n' && data[i] != '\r')
      i++;
    tlm_edl_line_read (data + begin, i - begin, &line);
    if (i + 1 < length && data[i] == '\r' && data[i + 1] == '\n')
      i++;
    i++;
    take (edl, &line, ++at);
  }
}

/* A writer that tells drop-frame by a semicolon does so everywhere; else FCM counts. */
static void
look_for_semicolons (TlmEdl *edl, const TlmEdlLine *line, guint64 at)
{
  (void) at;
  edl->uses_semicolons |= line->kind == TLM_EDL_EVENT && (line->record_in.has_semicolon ||
      line->source_in.has_semicolon || line->record_out.has_semicolon || line->source_out.has_semicolon);
}

/* Placing */

static TlmRational
seconds (const TlmEdl *edl, gint64 frames)
{
  TlmRational at = TLM_RATIONAL_ZERO;

  tlm_rational_multiply ((TlmRational) { .n = frames, .d = 1 }, edl->frame, &at);
  return at;
}

static guint
source_of (const TlmEdl *edl, const TlmEdlCut *cut)
{
  const gboolean has_reel = !g_str_equal (cut->line.reel, "AX");
  TlmEditSource source = { .name = cut->clip, .reel = has_reel ? (char *) cut->line.reel : NULL, .path = cut->file,
    .origin = TLM_EDIT_FROM_LABEL_ZERO, .rate = rate_of (edl, &cut->line.source_in) };

  return tlm_edit_tree_source (edl->tree, &source);
}

static gboolean
is_black (const TlmEdlCut *cut)
{
  return g_str_equal (cut->line.reel, "BL") || g_str_equal (cut->line.reel, "BLACK");
}

/* What goes out goes on under what comes in for N frames from FROM on, at its own speed. */
static gboolean
add (TlmEdl *edl, const TlmEdlCut *cut, gint64 zero, gint64 from, gint64 to, gint64 fade)
{
  g_autofree char *place = g_strdup_printf ("line %" G_GUINT64_FORMAT, cut->at);
  TlmEditItem item = TLM_EDIT_ITEM_INIT;
  TlmRational on;
  gint64 first = 0;

  if (is_black (cut) && fade == 0)
    return TRUE;
  item.unknown = is_black (cut) ? NULL : tlm_edl_retime (edl, cut, &first, &item.speed);
  if (!is_black (cut) && !item.unknown) {
    item.source = source_of (edl, cut);
    item.media_in = seconds (edl, first);
    if (tlm_rational_multiply (item.speed, seconds (edl, from - cut->record_in), &on))
      tlm_rational_add (item.media_in, on, &item.media_in);
  }
  if (cut->line.effect == TLM_EDL_KEY) {
    item.unknown = "a key over the picture";
    item.sees_through = TRUE;
  }
  item.record_in = seconds (edl, from - zero);
  item.record_out = seconds (edl, to - zero);
  item.fade_in = seconds (edl, fade);
  item.track = cut->line.track;
  item.place = place;
  return tlm_edit_sequence_add (edl->sequence, &item, edl->error);
}

/* The event that goes out where CUT, at INDEX, comes in: its own first line, or what ends there. */
static const TlmEdlCut *
outgoing (const TlmEdl *edl, guint index)
{
  const TlmEdlCut *cut = &g_array_index (edl->cuts, TlmEdlCut, index);

  for (guint i = index; i > 0 && index - i < 64; i--) {
    const TlmEdlCut *before = &g_array_index (edl->cuts, TlmEdlCut, i - 1);
    if (before->line.track == cut->line.track && before->record_out == cut->record_in)
      return before;
  }
  return NULL;
}

static gboolean
place_cut (TlmEdl *edl, guint index, gint64 zero)
{
  const TlmEdlCut *cut = &g_array_index (edl->cuts, TlmEdlCut, index);
  gboolean comes = cut->line.effect == TLM_EDL_DISSOLVE || cut->line.effect == TLM_EDL_WIPE;
  gint64 fade = comes ? MIN ((gint64) cut->line.effect_frames, cut->record_out - cut->record_in) : 0;
  const TlmEdlCut *before = fade > 0 ? outgoing (edl, index) : NULL;

  return (!before || add (edl, before, zero, cut->record_in, cut->record_in + fade, 0)) &&
      add (edl, cut, zero, cut->record_in, cut->record_out, fade);
}

static gint64
first_record (const TlmEdl *edl)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < edl->cuts->len; i++)
    first = MIN (first, g_array_index (edl->cuts, TlmEdlCut, i).record_in);
  return edl->cuts->len > 0 ? first : 0;
}

/* Film time 0: what is said of it, or the earliest event. */
static gboolean
find_zero (TlmEdl *edl, gint64 *zero)
{
  TlmEdit *edit = tlm_edit_tree_edit (edl->tree);
  TlmTimecodeRate rate = edl->rate;

  edit->rate = edl->rate;
  for (guint i = 0; i < edl->cuts->len && !edit->rate.drop; i++)
    edit->rate.drop = rate_of (edl, &g_array_index (edl->cuts, TlmEdlCut, i).line.record_in).drop;
  edit->has_start = TRUE;
  edit->start_frame = first_record (edl);
  rate.drop = edl->options->start.drop;
  if (edl->options->has_start && !tlm_timecode_to_frame (&edl->options->start.timecode, &rate, &edit->start_frame)) {
    g_set_error (edl->error, TLM_ERROR, TLM_ERROR_TIME, "the start is a timecode that %d/%d frames a second do not have",
        rate.fps_n, rate.fps_d);
    return FALSE;
  }
  *zero = edit->start_frame;
  return TRUE;
}

static gboolean
build (TlmEdl *edl, const char *data, gsize length)
{
  gint64 zero;

  each_line (edl, data, length, look_for_semicolons);
  each_line (edl, data, length, take_line);
  if (!find_zero (edl, &zero))
    return FALSE;
  for (guint i = 0; i < edl->cuts->len; i++)
    if (!place_cut (edl, i, zero))
      return FALSE;
  return TRUE;
}

static TlmEdit *
edl_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_edl.name);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (TlmEdlCut));
  TlmEdl edl = { .tree = tree, .options = options, .rate = options->rate, .cuts = cuts, .error = error };

  edl.rate.drop = FALSE;
  g_array_set_clear_func (cuts, cut_clear);
  if (options->rate.fps_n == 0 || !tlm_timecode_rate_is_valid (&edl.rate)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "an EDL does not say its frame rate: the caps of the film have "
        "it, or whoever reads it says it, as in --fps 25 or --fps 30000/1001 of telemetry-inspect");
    return NULL;
  }
  tlm_rational_make (edl.rate.fps_d, edl.rate.fps_n, &edl.frame);
  edl.nominal = (edl.rate.fps_n + edl.rate.fps_d - 1) / edl.rate.fps_d;
  edl.sequence = tlm_edit_tree_sequence (tree, NULL);
  if (!build (&edl, data, length))
    return NULL;
  return tlm_edit_tree_unroll (tree, edl.sequence, error);
}

/* An event in its first lines. */
static gboolean
edl_probe (const char *head, gsize length)
{
  guint lines = 0;

  for (gsize i = 0; i < length && lines < 200; lines++) {
    gsize begin = i;
    TlmEdlLine line;
    while (i < length && head[i] != '\n' && head[i] != '\r')
      i++;
    tlm_edl_line_read (head + begin, i - begin, &line);
    i++;
    if (line.kind == TLM_EDL_EVENT)
      return TRUE;
  }
  return FALSE;
}

const TlmEditReader tlm_edit_reader_edl = {
  .name = "edl",
  .description = "CMX 3600 edit decision list",
  .probe = edl_probe,
  .read = edl_read,
};
