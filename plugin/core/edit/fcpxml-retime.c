/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Speed in FCPXML: timeMap pairs times of the element with times of what it shows, conform-rate fits
 * another frame rate in. */
#include "core/edit/fcpxml-private.h"

#define MOST_POINTS 100000

/* Of a timeMap. */
typedef struct {
  TlmRational time, value;
  gboolean is_smooth;
} Point;

typedef struct {
  const TlmFcpxml *fcpxml;
  const xmlNode *node;
  const TlmFcpxmlContent *content;
  TlmRational in, start, end;   /* END on the time of START */
  guint track;
  const char *unknown;
  GArray *items;
} Retime;

static gboolean
beyond (const Retime *retime)
{
  return tlm_fcpxml_fail (retime->fcpxml, retime->node, "its times are beyond what can be counted");
}

/* From FROM to TO of the element's time the source runs from VALUE on. */
static gboolean
add_stretch (const Retime *retime, TlmRational from, TlmRational to, TlmRational value, TlmRational speed, const char *unknown)
{
  TlmEditItem item = retime->content->item;
  TlmRational shift;

  if (!tlm_rational_subtract (retime->in, retime->start, &shift) || !tlm_rational_add (from, shift, &item.record_in) ||
      !tlm_rational_add (to, shift, &item.record_out) ||
      !tlm_rational_subtract (value, retime->content->zero, &item.media_in))
    return beyond (retime);
  item.speed = speed;
  item.track = retime->track;
  item.unknown = item.unknown ? item.unknown : retime->unknown ? retime->unknown : unknown;
  if (item.unknown) {
    item.source = TLM_EDIT_NOTHING;
    item.inside = NULL;
  }
  if (tlm_rational_compare (item.record_out, item.record_in) > 0)
    g_array_append_val (retime->items, item);
  return TRUE;
}

static gboolean
read_points (const TlmFcpxml *fcpxml, const xmlNode *map, GArray *points)
{
  for (const xmlNode *at = tlm_edit_xml_first (map); at; at = tlm_edit_xml_next (at)) {
    Point point = { .time = TLM_RATIONAL_ZERO, .value = TLM_RATIONAL_ZERO,
      .is_smooth = !tlm_fcpxml_has (at, "interp", "linear") };
    const Point *before = points->len > 0 ? &g_array_index (points, Point, points->len - 1) : NULL;
    if (!tlm_edit_xml_is (at, "timept"))
      continue;
    if (!tlm_fcpxml_time (fcpxml, at, "time", &point.time, NULL) || !tlm_fcpxml_time (fcpxml, at, "value", &point.value, NULL))
      return FALSE;
    if (before && tlm_rational_compare (point.time, before->time) <= 0)
      return tlm_fcpxml_fail (fcpxml, at, "the times of a timeMap have to rise");
    if (points->len >= MOST_POINTS)
      return tlm_fcpxml_fail (fcpxml, at, "a timeMap has more than 100000 points");
    g_array_append_val (points, point);
  }
  return TRUE;
}

static gboolean
slope (const GArray *points, guint i, TlmRational *speed)
{
  const Point *a = &g_array_index (points, Point, i), *b = a + 1;
  TlmRational time, value;

  return tlm_rational_subtract (b->time, a->time, &time) && tlm_rational_subtract (b->value, a->value, &value) &&
      tlm_rational_divide (value, time, speed);
}

/* A smooth point between two speeds rounds the corner; how far is not written. */
static gboolean
is_curved (const GArray *points, guint i)
{
  TlmRational own, other;

  for (guint end = i; end <= i + 1; end++) {
    if (end == 0 || end + 1 >= points->len || !g_array_index (points, Point, end).is_smooth)
      continue;
    if (!slope (points, i, &own) || !slope (points, end == i ? i - 1 : i + 1, &other) ||
        tlm_rational_compare (own, other) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
add_segment (const Retime *retime, const GArray *points, guint i)
{
  const Point *a = &g_array_index (points, Point, i), *b = a + 1;
  TlmRational from = tlm_rational_compare (a->time, retime->start) < 0 ? retime->start : a->time;
  TlmRational to = tlm_rational_compare (b->time, retime->end) > 0 ? retime->end : b->time, speed, on, value;

  if (tlm_rational_compare (from, to) >= 0)
    return TRUE;
  if (!slope (points, i, &speed) || !tlm_rational_subtract (from, a->time, &on) || !tlm_rational_multiply (on, speed, &on) ||
      !tlm_rational_add (a->value, on, &value))
    return beyond (retime);
  return add_stretch (retime, from, to, value, speed,
      is_curved (points, i) ? "its timeMap changes from one speed to another on a curve" : NULL);
}

/* What the map does not say is left empty. */
static gboolean
add_outside (const Retime *retime, TlmRational from, TlmRational to)
{
  return tlm_rational_compare (from, to) >= 0 || add_stretch (retime, from, to, from, TLM_RATIONAL_ONE,
      "its timeMap does not say what is shown here");
}

static TlmRational
least (TlmRational a, TlmRational b)
{
  return tlm_rational_compare (a, b) < 0 ? a : b;
}

static gboolean
add_map (const Retime *retime, const xmlNode *map)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
  const Point *first, *last;

  if (!read_points (retime->fcpxml, map, points))
    return FALSE;
  if (points->len < 2)
    return add_outside (retime, retime->start, retime->end);
  first = &g_array_index (points, Point, 0);
  last = &g_array_index (points, Point, points->len - 1);
  if (!add_outside (retime, retime->start, least (first->time, retime->end)))
    return FALSE;
  for (guint i = 0; i + 1 < points->len; i++)
    if (!add_segment (retime, points, i))
      return FALSE;
  return add_outside (retime, tlm_rational_compare (last->time, retime->start) < 0 ? retime->start : last->time, retime->end);
}

/* Where rates are one nothing changes, and without scaling only which frame is taken. */
static gboolean
is_scaled (const xmlNode *conform, TlmRational rate)
{
  g_autofree char *text = conform ? tlm_edit_xml_attribute (conform, "srcFrameRate") : NULL;
  TlmRational own;

  if (!conform || tlm_fcpxml_has (conform, "scaleEnabled", "0"))
    return FALSE;
  return !text || !tlm_rational_from_rate (g_ascii_strtod (text, NULL), &own) || tlm_rational_compare (own, rate) != 0;
}

gboolean
tlm_fcpxml_retime (const TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlContent *content,
    const TlmFcpxmlStory *story, TlmRational in, TlmRational start, TlmRational duration, GArray *items)
{
  const xmlNode *map = tlm_edit_xml_child (node, "timeMap");
  Retime retime = { .fcpxml = fcpxml, .node = node, .content = content, .in = in, .start = start, .track = story->track,
    .items = items };

  if (is_scaled (tlm_edit_xml_child (node, "conform-rate"), story->rate))
    retime.unknown = "its conform-rate fits another frame rate in by a rule that FCPXML does not say";
  if (!tlm_rational_add (start, duration, &retime.end))
    return beyond (&retime);
  if (map)
    return add_map (&retime, map);
  return add_stretch (&retime, start, retime.end, start, TLM_RATIONAL_ONE, NULL);
}
