/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Storylines of FCPXML: elements in a row, transitions between them, and what is connected to each. */
#include "core/edit/fcpxml-private.h"

#define MOST_LANES 10000

/* An element of a storyline, in the sequence's time. */
typedef struct {
  TlmRational in, out;
  guint first, n;            /* its items */
  gboolean covers;           /* something is seen that is no title */
  char *place;
} Piece;

typedef struct {
  TlmRational in, out;
} Mix;

typedef struct {
  TlmFcpxml *fcpxml;
  const TlmFcpxmlStory *story;
  TlmRational end;           /* of the last element, on the storyline's time */
  GArray *pieces;            /* Piece */
  GArray *mixes;             /* Mix */
  GArray *items;             /* TlmEditItem */
} Line;

static gboolean place_element (Line *line, const xmlNode *node);

static void
piece_clear (gpointer piece)
{
  g_free (((Piece *) piece)->place);
}

static gboolean
beyond (const TlmFcpxml *fcpxml, const xmlNode *node)
{
  return tlm_fcpxml_fail (fcpxml, node, "its times are beyond what can be counted");
}

static Line
line_new (TlmFcpxml *fcpxml, const TlmFcpxmlStory *story)
{
  Line line = { .fcpxml = fcpxml, .story = story, .end = story->begin,
    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)), .mixes = g_array_new (FALSE, FALSE, sizeof (Mix)),
    .items = g_array_new (FALSE, FALSE, sizeof (TlmEditItem)) };

  g_array_set_clear_func (line.pieces, piece_clear);
  return line;
}

/* Transitions */

/* The outgoing piece goes on to the transition's end under the incoming one, which begins at its start. */
static gboolean
mix_items (const Line *line, const Mix *mix, const Piece *out, const Piece *in)
{
  TlmEditItem *item;
  TlmRational length, early;

  if (!tlm_rational_subtract (mix->out, mix->in, &length))
    return FALSE;
  if (out && out->n > 0) {
    item = &g_array_index (line->items, TlmEditItem, out->first + out->n - 1);
    item->record_out = mix->out;
    if (!in || !in->covers)
      item->fade_out = length;
  }
  if (!in || in->n == 0)
    return TRUE;
  item = &g_array_index (line->items, TlmEditItem, in->first);
  if (!tlm_rational_subtract (item->record_in, mix->in, &early) || !tlm_rational_multiply (early, item->speed, &early) ||
      !tlm_rational_subtract (item->media_in, early, &item->media_in))
    return FALSE;
  item->record_in = mix->in;
  item->fade_in = length;
  return TRUE;
}

static gboolean
is_in (const Mix *mix, TlmRational time)
{
  return tlm_rational_compare (mix->in, time) <= 0 && tlm_rational_compare (time, mix->out) <= 0;
}

/* What ends and what begins in it, which stand one behind the other. */
static gboolean
join (const Line *line, const Mix *mix, guint *at)
{
  const Piece *out = NULL, *in = NULL;

  for (; *at < line->pieces->len; ++*at) {
    const Piece *piece = &g_array_index (line->pieces, Piece, *at);
    if (is_in (mix, piece->in) && !is_in (mix, piece->out)) {
      in = piece;
      break;
    }
    if (is_in (mix, piece->out))
      out = piece;
    if (tlm_rational_compare (piece->in, mix->out) > 0)
      break;
  }
  if (!out && !in)
    tlm_edit_tree_note (line->fcpxml->tree, &mix->in, "a transition joins nothing that stands at it");
  return mix_items (line, mix, out, in);
}

static gboolean
take_transition (Line *line, const xmlNode *node)
{
  TlmRational offset = line->end, duration = TLM_RATIONAL_ZERO;
  Mix mix;

  if (!tlm_fcpxml_time (line->fcpxml, node, "offset", &offset, NULL) ||
      !tlm_fcpxml_time (line->fcpxml, node, "duration", &duration, NULL))
    return FALSE;
  if (duration.n <= 0)
    return tlm_fcpxml_fail (line->fcpxml, node, "a transition has to have a duration above 0");
  if (!tlm_rational_add (offset, line->story->shift, &mix.in) || !tlm_rational_add (mix.in, duration, &mix.out))
    return beyond (line->fcpxml, node);
  g_array_append_val (line->mixes, mix);
  return TRUE;
}

/* Transitions are in order of time, as pieces are: both are passed once. */
static gboolean
line_finish (Line *line, const xmlNode *node)
{
  guint at = 0;

  for (guint i = 0; i < line->mixes->len; i++)
    if (!join (line, &g_array_index (line->mixes, Mix, i), &at))
      return beyond (line->fcpxml, node);
  for (guint i = 0; i < line->items->len; i++)
    if (!tlm_edit_sequence_add (line->story->sequence, &g_array_index (line->items, TlmEditItem, i), line->fcpxml->error))
      return FALSE;
  return TRUE;
}

static gboolean
line_clear (Line *line, gboolean done)
{
  g_array_unref (line->pieces);
  g_array_unref (line->mixes);
  g_array_unref (line->items);
  return done;
}

/* Elements */

static gboolean
is_story_element (const xmlNode *node)
{
  static const char *const names[] = { "asset-clip", "clip", "ref-clip", "sync-clip", "mc-clip", "video", "audio", "gap",
    "title", "audition", NULL };

  return g_strv_contains (names, (const char *) node->name);
}

static guint
lane_track (const TlmFcpxmlStory *story, const xmlNode *node)
{
  g_autofree char *text = tlm_edit_xml_attribute (node, "lane");
  gint64 lane = text ? g_ascii_strtoll (text, NULL, 10) : 0;

  return (guint) CLAMP ((gint64) story->track + CLAMP (lane, -MOST_LANES, MOST_LANES), 0, G_MAXINT32);
}

static gboolean
is_connected (const xmlNode *node)
{
  g_autofree char *lane = tlm_edit_xml_attribute (node, "lane");

  return lane && !g_str_equal (lane, "0");
}

/* A connected storyline's elements count from where it begins; one that only holds what is shown has
 * its holder's time. */
static gboolean
read_spine (TlmFcpxml *fcpxml, const xmlNode *spine, const TlmFcpxmlStory *story)
{
  TlmFcpxmlStory own = *story;
  TlmRational offset = TLM_RATIONAL_ZERO;
  gboolean has_offset;

  if (!tlm_fcpxml_time (fcpxml, spine, "offset", &offset, &has_offset))
    return FALSE;
  if (has_offset && !tlm_rational_add (own.shift, offset, &own.shift))
    return beyond (fcpxml, spine);
  if (has_offset)
    own.begin = TLM_RATIONAL_ZERO;
  own.track = lane_track (story, spine);
  return tlm_fcpxml_story (fcpxml, spine, &own);
}

/* What is connected to NODE has its offset on NODE's time. */
static gboolean
place_connected (TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlStory *story)
{
  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at)) {
    TlmFcpxmlStory own = *story;
    Line line;
    gboolean done;
    if (!is_connected (at))
      continue;
    if (tlm_edit_xml_is (at, "spine")) {
      if (!read_spine (fcpxml, at, story))
        return FALSE;
      continue;
    }
    if (!is_story_element (at))
      continue;
    own.track = lane_track (story, at);
    own.begin = TLM_RATIONAL_ZERO;
    line = line_new (fcpxml, &own);
    done = place_element (&line, at) && line_finish (&line, at);
    if (!line_clear (&line, done))
      return FALSE;
  }
  return TRUE;
}

/* Where NODE begins and for how long, on its parent's time and its own. */
static gboolean
read_extent (Line *line, const xmlNode *node, const TlmFcpxmlContent *content, TlmRational *offset, TlmRational *start,
    TlmRational *duration)
{
  TlmFcpxml *fcpxml = line->fcpxml;
  gboolean has_start, has_duration;
  TlmRational passed;

  *duration = content->duration;
  if (!tlm_fcpxml_time (fcpxml, node, "offset", offset, NULL) ||
      !tlm_fcpxml_time (fcpxml, node, "start", start, &has_start) ||
      !tlm_fcpxml_time (fcpxml, node, "duration", duration, &has_duration))
    return FALSE;
  if (!has_start && content->has_first && !tlm_edit_xml_child (node, "timeMap"))
    *start = content->first;
  if (!has_duration && !content->has_duration)
    return tlm_fcpxml_fail (fcpxml, node, "it has no duration, and neither has what it shows");
  if (!has_duration && content->has_first && (!tlm_rational_subtract (*start, content->first, &passed) ||
      !tlm_rational_subtract (*duration, passed, duration)))
    return beyond (fcpxml, node);
  return duration->n >= 0 || tlm_fcpxml_fail (fcpxml, node, "its duration is below 0");
}

/* Of an audition's the first counts, at the audition's place. */
static gboolean
place_audition (Line *line, const xmlNode *node)
{
  const xmlNode *pick = tlm_edit_xml_first (node);
  TlmRational offset = line->end;

  while (pick && !is_story_element (pick))
    pick = tlm_edit_xml_next (pick);
  if (!pick || tlm_edit_xml_is (pick, "audition"))
    return TRUE;
  if (!tlm_fcpxml_time (line->fcpxml, node, "offset", &offset, NULL))
    return FALSE;
  line->end = offset;
  return place_element (line, pick);
}

static gboolean
place_element (Line *line, const xmlNode *node)
{
  TlmFcpxml *fcpxml = line->fcpxml;
  TlmFcpxmlStory connected = *line->story;
  TlmFcpxmlContent content;
  TlmRational offset = line->end, start = TLM_RATIONAL_ZERO, duration;
  Piece piece = { .first = line->items->len };

  if (tlm_edit_xml_is (node, "audition"))
    return place_audition (line, node);
  if (!tlm_fcpxml_content (fcpxml, node, line->story, &content) ||
      !read_extent (line, node, &content, &offset, &start, &duration))
    return FALSE;
  if (!tlm_rational_add (offset, line->story->shift, &piece.in) || !tlm_rational_add (piece.in, duration, &piece.out) ||
      !tlm_rational_add (offset, duration, &line->end) || !tlm_rational_subtract (piece.in, start, &connected.shift))
    return beyond (fcpxml, node);
  piece.place = tlm_fcpxml_place (node);
  content.item.place = piece.place;
  g_array_append_val (line->pieces, piece);
  if (!content.is_empty && !tlm_fcpxml_retime (fcpxml, node, &content, line->story, piece.in, start, duration, line->items))
    return FALSE;
  g_array_index (line->pieces, Piece, line->pieces->len - 1).n = line->items->len - piece.first;
  g_array_index (line->pieces, Piece, line->pieces->len - 1).covers = !content.is_empty && !content.item.sees_through;
  return place_connected (fcpxml, node, &connected);
}

gboolean
tlm_fcpxml_story (TlmFcpxml *fcpxml, const xmlNode *holder, const TlmFcpxmlStory *story)
{
  Line line = line_new (fcpxml, story);

  for (const xmlNode *at = tlm_edit_xml_first (holder); at; at = tlm_edit_xml_next (at)) {
    gboolean done = TRUE;
    if (is_connected (at))
      continue;
    if (tlm_edit_xml_is (at, "spine"))
      done = read_spine (fcpxml, at, story);
    else if (tlm_edit_xml_is (at, "transition"))
      done = take_transition (&line, at);
    else if (is_story_element (at))
      done = place_element (&line, at);
    if (!done)
      return line_clear (&line, FALSE);
  }
  return line_clear (&line, line_finish (&line, holder));
}
