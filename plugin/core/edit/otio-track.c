/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tracks and stacks of OpenTimelineIO as sequences. */
#include "core/base/error.h"
#include "core/edit/otio-private.h"

/* Stacks and tracks in one another; the sequence of the film is one more. */
#define MOST_DEEP 62

/* What two neighbours of a track have in common. */
typedef struct {
  TlmRational before, after;   /* how long the transition is on each side of the cut */
} Mix;

/* A child of a track. */
typedef struct {
  TlmOtioPart part;
  TlmRational in;            /* its beginning, without the transition */
  gboolean has_lead, has_tail;
  Mix lead, tail;
} Child;

typedef struct {
  TlmOtio *otio;
  TlmEditSequence *sequence;
  GArray *children;          /* Child */
  TlmRational end;           /* of the last one */
  gboolean has_mix;          /* a transition came last */
  Mix mix;
} Track;

static guint32
member (const TlmOtio *otio, guint32 node, const char *key)
{
  return tlm_json_tree_member (otio->json, node, key);
}

void
tlm_otio_part_clear (gpointer part)
{
  g_clear_pointer (&((TlmOtioPart *) part)->place, g_free);
}

static void
child_clear (gpointer child)
{
  tlm_otio_part_clear (&((Child *) child)->part);
}

static gboolean
beyond (const TlmOtio *otio, guint32 node)
{
  return tlm_otio_fail (otio, node, "its times are beyond what can be counted");
}

/* Parts */

static gboolean
is_composition (const TlmOtio *otio, guint32 node)
{
  return tlm_otio_is (otio->json, node, "Stack") || tlm_otio_is (otio->json, node, "Track") ||
      tlm_otio_is (otio->json, node, "Sequence");
}

static gboolean
is_enabled (const TlmOtio *otio, guint32 node)
{
  return !tlm_json_tree_is_false (otio->json, member (otio, node, "enabled"));
}

/* The film counts as the first picture in it does, where nothing better is said. */
static void
take_rate (TlmOtio *otio, const TlmOtioRange *range)
{
  TlmTimecodeRate rate = range->rate;

  if (otio->has_rate || otio->is_sound || !tlm_timecode_rate_is_valid (&rate))
    return;
  tlm_edit_tree_edit (otio->tree)->rate = rate;
  otio->has_rate = TRUE;
}

/* source_range, or all that there is. */
static gboolean
find_range (TlmOtio *otio, guint32 node, TlmOtioPart *part, TlmOtioRange *range)
{
  guint32 own = member (otio, node, "source_range");

  *range = (TlmOtioRange) { .start = TLM_RATIONAL_ZERO, .duration = TLM_RATIONAL_ZERO };
  if (tlm_json_tree_is_object (otio->json, own)) {
    if (!tlm_otio_range (otio->json, own, range))
      return tlm_otio_fail (otio, node, "its source_range has to have start_time and duration, each with a value and a "
          "rate above 0");
  } else if (part->item.inside) {
    range->duration = part->duration;
  } else if (!tlm_otio_range (otio->json, member (otio, tlm_otio_reference (otio, node), "available_range"), range)) {
    return tlm_otio_fail (otio, node, "it has neither source_range nor a medium with available_range, so that it has no "
        "length, and what follows it no place");
  }
  return range->duration.n >= 0 || tlm_otio_fail (otio, node, "its duration is below 0");
}

/* OpenTimelineIO's own reader of EDLs writes where a track is on the tape as a start below 0, before all
 * that the track holds: such a track is shown from its beginning. */
static void
mend_range (TlmOtio *otio, const TlmOtioPart *part, TlmOtioRange *range)
{
  TlmRational end;

  if (!part->item.inside || range->start.n >= 0 || !tlm_rational_add (range->start, range->duration, &end) || end.n > 0)
    return;
  range->start = TLM_RATIONAL_ZERO;
  if (!otio->is_sound)
    tlm_edit_tree_note (otio->tree, NULL, "%s: its source_range is before all that it holds, as readers of EDLs write it: it "
        "is shown from its beginning", part->place);
}

static gboolean
fill_part (TlmOtio *otio, guint32 node, TlmOtioPart *part)
{
  gboolean is_gap = tlm_otio_is (otio->json, node, "Gap") || tlm_otio_is (otio->json, node, "Filler");
  gboolean is_clip = tlm_otio_is (otio->json, node, "Clip");
  TlmOtioRange range;

  if (is_composition (otio, node)) {
    part->item.inside = tlm_otio_composition (otio, node, &part->duration);
    if (!part->item.inside)
      return FALSE;
  }
  if (!find_range (otio, node, part, &range))
    return FALSE;
  mend_range (otio, part, &range);
  take_rate (otio, &range);
  part->duration = range.duration;
  part->item.media_in = range.start;
  part->is_empty = is_gap || !is_enabled (otio, node) || otio->is_sound;
  if (part->is_empty)
    return TRUE;
  if (is_clip)
    tlm_otio_show (otio, node, &range, part);
  else if (!part->item.inside)
    part->item.unknown = "it is none of what OpenTimelineIO has in tracks: Clip, Gap, Stack, Track, Transition";
  tlm_otio_retime (otio, node, part);
  return TRUE;
}

gboolean
tlm_otio_part (TlmOtio *otio, guint32 node, TlmOtioPart *part)
{
  *part = (TlmOtioPart) { .item = TLM_EDIT_ITEM_INIT, .duration = TLM_RATIONAL_ZERO };
  if (!tlm_json_tree_is_object (otio->json, node))
    return tlm_otio_fail (otio, node, "a child of a stack or track has to be an object with an OTIO_SCHEMA");
  part->place = tlm_otio_place (otio, node);
  part->item.place = part->place;
  if (fill_part (otio, node, part))
    return TRUE;
  tlm_otio_part_clear (part);
  return FALSE;
}

/* Stacks */

static gboolean
add_layer (TlmOtio *otio, TlmEditSequence *sequence, guint32 node, guint track, TlmRational *duration)
{
  TlmOtioPart part;
  gboolean done;

  if (!tlm_otio_part (otio, node, &part))
    return FALSE;
  if (tlm_rational_compare (part.duration, *duration) > 0)
    *duration = part.duration;
  part.item.record_out = part.duration;
  part.item.track = track;
  done = part.is_empty || tlm_edit_sequence_add (sequence, &part.item, otio->error);
  tlm_otio_part_clear (&part);
  return done;
}

static gboolean
read_stack (TlmOtio *otio, TlmEditSequence *sequence, guint32 children, TlmRational *duration)
{
  guint track = 0;

  for (guint32 at = tlm_json_tree_first (otio->json, children); at != TLM_JSON_NONE;
      at = tlm_json_tree_next (otio->json, children, at))
    if (!add_layer (otio, sequence, at, track++, duration))
      return FALSE;
  return TRUE;
}

/* Tracks */

static gboolean
take_transition (Track *track, guint32 node)
{
  TlmOtio *otio = track->otio;
  Mix mix;

  if (!tlm_otio_time (otio->json, member (otio, node, "in_offset"), &mix.before, NULL) ||
      !tlm_otio_time (otio->json, member (otio, node, "out_offset"), &mix.after, NULL) || mix.before.n < 0 || mix.after.n < 0)
    return tlm_otio_fail (otio, node, "a transition has to have in_offset and out_offset, each with a value of 0 or more "
        "and a rate above 0");
  track->mix = mix;
  track->has_mix = TRUE;
  if (track->children->len > 0) {
    Child *last = &g_array_index (track->children, Child, track->children->len - 1);
    last->tail = mix;
    last->has_tail = TRUE;
  }
  return TRUE;
}

static gboolean
take_child (Track *track, guint32 node)
{
  Child child = { .in = track->end };

  if (tlm_otio_is (track->otio->json, node, "Transition"))
    return take_transition (track, node);
  if (!tlm_otio_part (track->otio, node, &child.part))
    return FALSE;
  child.has_lead = track->has_mix;
  child.lead = track->mix;
  track->has_mix = FALSE;
  g_array_append_val (track->children, child);
  return tlm_rational_add (track->end, child.part.duration, &track->end) || beyond (track->otio, node);
}

/* It begins and ends as far before and after its cuts as the transitions there say. What comes in covers
 * what goes out; where nothing comes in, what goes out uncovers what is under it. */
static gboolean
stretch (Child *child, const Child *next)
{
  TlmEditItem *item = &child->part.item;
  gboolean uncovers = child->has_tail && (!next || next->part.is_empty || next->part.item.sees_through);
  TlmRational early;

  item->record_in = child->in;
  if (!tlm_rational_add (child->in, child->part.duration, &item->record_out))
    return FALSE;
  if (child->has_lead && (!tlm_rational_subtract (child->in, child->lead.before, &item->record_in) ||
      !tlm_rational_add (child->lead.before, child->lead.after, &item->fade_in) ||
      !tlm_rational_multiply (child->lead.before, item->speed, &early) ||
      !tlm_rational_subtract (item->media_in, early, &item->media_in)))
    return FALSE;
  return (!child->has_tail || tlm_rational_add (item->record_out, child->tail.after, &item->record_out)) &&
      (!uncovers || tlm_rational_add (child->tail.before, child->tail.after, &item->fade_out));
}

/* A transition may not reach past its neighbours' other ends. */
static void
bound_mixes (Track *track)
{
  for (guint i = 0; i < track->children->len; i++) {
    Child *child = &g_array_index (track->children, Child, i);
    Child *next = i + 1 < track->children->len ? child + 1 : NULL;
    gboolean is_short = child->has_tail && tlm_rational_compare (child->tail.before, child->part.duration) > 0;
    gboolean next_is_short = child->has_tail && next && tlm_rational_compare (child->tail.after, next->part.duration) > 0;
    if (is_short)
      child->tail.before = child->part.duration;
    if (next_is_short)
      child->tail.after = next->part.duration;
    if (next && next->has_lead)
      next->lead = child->tail;
    if (is_short || next_is_short)
      tlm_edit_tree_note (track->otio->tree, NULL, "the transition behind %s is longer than what it joins, and is cut short",
          child->part.place);
  }
}

static gboolean
add_children (Track *track, guint32 node)
{
  bound_mixes (track);
  for (guint i = 0; i < track->children->len; i++) {
    Child *child = &g_array_index (track->children, Child, i);
    if (child->part.is_empty)
      continue;
    if (!stretch (child, i + 1 < track->children->len ? child + 1 : NULL))
      return beyond (track->otio, node);
    if (!tlm_edit_sequence_add (track->sequence, &child->part.item, track->otio->error))
      return FALSE;
  }
  return TRUE;
}

/* A track with a transition at an end is that much longer, as OTIO counts; HEAD is the one it begins with,
 * or NULL. */
static gboolean
measure (const Track *track, guint32 node, const Mix *head, TlmRational *duration)
{
  *duration = track->end;
  return ((!head || tlm_rational_add (*duration, head->before, duration)) &&
      (!track->has_mix || tlm_rational_add (*duration, track->mix.after, duration))) || beyond (track->otio, node);
}

static gboolean
read_track (TlmOtio *otio, TlmEditSequence *sequence, guint32 children, TlmRational *duration)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Child));
  Track track = { .otio = otio, .sequence = sequence, .children = parts, .end = TLM_RATIONAL_ZERO };
  gboolean has_head = FALSE;
  Mix head = { .before = TLM_RATIONAL_ZERO, .after = TLM_RATIONAL_ZERO };

  g_array_set_clear_func (parts, child_clear);
  for (guint32 at = tlm_json_tree_first (otio->json, children); at != TLM_JSON_NONE;
      at = tlm_json_tree_next (otio->json, children, at)) {
    if (!take_child (&track, at))
      return FALSE;
    if (parts->len == 0 && track.has_mix) {
      has_head = TRUE;
      head = track.mix;
    }
  }
  return add_children (&track, children) && measure (&track, children, has_head ? &head : NULL, duration);
}

/* Both */

/* "Video" where nothing is said. */
static gboolean
is_heard (TlmOtio *otio, guint32 node)
{
  g_autofree char *kind = tlm_json_tree_text (otio->json, member (otio, node, "kind"));
  g_autofree char *place = NULL;

  if (tlm_otio_is (otio->json, node, "Stack") || !kind || !*kind || g_ascii_strcasecmp (kind, "Video") == 0)
    return FALSE;
  if (!otio->is_sound) {
    place = tlm_otio_place (otio, node);
    tlm_edit_tree_note (otio->tree, NULL, "%s is a track of %s, and not covered", place,
        g_ascii_strcasecmp (kind, "Audio") == 0 ? "sound" : "another kind than Video");
  }
  return TRUE;
}

TlmEditSequence *
tlm_otio_composition (TlmOtio *otio, guint32 node, TlmRational *duration)
{
  g_autofree char *name = tlm_json_tree_text (otio->json, member (otio, node, "name"));
  guint32 children = member (otio, node, "children");
  TlmEditSequence *sequence = tlm_edit_tree_sequence (otio->tree, name);
  gboolean was_sound = otio->is_sound, done;

  *duration = TLM_RATIONAL_ZERO;
  if (otio->depth >= MOST_DEEP) {
    tlm_otio_fail (otio, node, "more than 62 stacks and tracks stand in one another");
    return NULL;
  }
  otio->depth++;
  otio->is_sound |= is_heard (otio, node);
  done = tlm_otio_is (otio->json, node, "Stack") ? read_stack (otio, sequence, children, duration) :
      read_track (otio, sequence, children, duration);
  otio->is_sound = was_sound;
  otio->depth--;
  return done ? sequence : NULL;
}
