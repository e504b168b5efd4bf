/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Producers and chains of MLT: what is cut. */
#include <math.h>
#include <string.h>

#include "core/edit/edit-still.h"
#include "core/edit/mlt-private.h"

/* An attribute is a property too, and one that is written out counts before it. */
char *
tlm_mlt_property (const xmlNode *node, const char *name)
{
  const xmlNode *service = node;

  for (node = tlm_edit_xml_first (node); node; node = tlm_edit_xml_next (node)) {
    xmlAttr *attribute = node->properties;
    if (!tlm_edit_xml_is (node, "property") || !attribute)
      continue;
    g_autofree char *key = tlm_edit_xml_attribute (node, "name");
    if (g_strcmp0 (key, name) == 0) {
      char *value = tlm_edit_xml_text (node);
      if (!value[0])
        g_clear_pointer (&value, g_free);
      return value;
    }
  }
  return tlm_edit_xml_attribute (service, name);
}

gboolean
tlm_mlt_is_set (const xmlNode *node, const char *name)
{
  g_autofree char *value = tlm_mlt_property (node, name);

  return value && !g_str_equal (value, "0");
}

/* Filters whose picture is that of another instant. */
static gboolean
changes_time (const char *service)
{
  static const char *const those[] = { "freeze", "frei0r.delay0r", "frei0r.delaygrab", "frei0r.nervous",
    "avfilter.loop", "avfilter.random", "avfilter.reverse", "avfilter.setpts", "avfilter.shuffleframes", NULL };

  return g_strv_contains (those, service);
}

void
tlm_mlt_look_at_filters (const xmlNode *node, TlmMltService *service)
{
  for (node = tlm_edit_xml_first (node); node && !service->unknown; node = tlm_edit_xml_next (node)) {
    g_autofree char *name = tlm_edit_xml_is (node, "filter") ? tlm_mlt_property (node, "mlt_service") : NULL;
    if (name && changes_time (name) && !tlm_mlt_is_set (node, "disable"))
      service->unknown = g_strdup_printf ("the filter %s changes its times", name);
  }
}

/* Speed of a chain's link timeremap where it is the same everywhere: all values of "0=2;100=2" are. */
static gboolean
steady_speed (const char *map, double *speed)
{
  g_auto (GStrv) keys = g_strsplit (map ? map : "", ";", 100);
  gboolean has_one = FALSE;

  for (guint i = 0; keys[i]; i++) {
    const char *value = strrchr (keys[i], '=');
    char *end;
    double number = g_ascii_strtod (value ? value + 1 : keys[i], &end);
    if (end == (value ? value + 1 : keys[i]) || *g_strstrip (end) || (has_one && number != *speed))
      return FALSE;
    *speed = number;
    has_one = TRUE;
  }
  return has_one;
}

static gboolean
set_speed (TlmMltService *service, double speed)
{
  gboolean is_right = isfinite (speed) && fabs (speed) <= 1000 &&
      tlm_rational_make (llrint (speed * 1e6), 1000000, &service->speed);

  return is_right || (service->speed = TLM_RATIONAL_ONE, FALSE);
}

/* "0=1.5", a frame and the file's second there, between which time runs evenly: other curves have a letter before "=". */
static gboolean
read_key (const TlmMlt *mlt, const char *text, gint64 *frame, TlmRational *second)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 3);

  return g_strv_length (parts) == 2 && tlm_mlt_frames (mlt, g_strstrip (parts[0]), frame) &&
      tlm_rational_parse (g_strstrip (parts[1]), strlen (parts[1]), second);
}

/* A map of two keys is one speed from the first of them to the last. */
static gboolean
take_straight_map (const TlmMlt *mlt, const char *map, TlmMltService *service)
{
  g_auto (GStrv) keys = g_strsplit (map, ";", 4);
  gint64 from = 0, to = 0;
  TlmRational first, last, speed, before;

  if (g_strv_length (keys) != 2 || !read_key (mlt, keys[0], &from, &first) || !read_key (mlt, keys[1], &to, &last) ||
      from > service->in || to < service->out - 1 || to <= from)
    return FALSE;
  if (!tlm_rational_subtract (last, first, &speed) || !tlm_rational_divide (speed, tlm_mlt_seconds (mlt, to - from), &speed) ||
      !tlm_rational_multiply (speed, tlm_mlt_seconds (mlt, from), &before) ||
      !tlm_rational_subtract (first, before, &service->media_zero))
    return FALSE;
  service->speed = speed;
  return TRUE;
}

static void
look_at_links (const TlmMlt *mlt, const xmlNode *node, TlmMltService *service)
{
  for (node = tlm_edit_xml_first (node); node && !service->unknown; node = tlm_edit_xml_next (node)) {
    g_autofree char *name = tlm_edit_xml_is (node, "link") ? tlm_mlt_property (node, "mlt_service") : NULL;
    g_autofree char *map = NULL, *times = NULL;
    double speed = 1;
    if (!name || !g_str_equal (name, "timeremap") || tlm_mlt_is_set (node, "disable"))
      continue;
    map = tlm_mlt_property (node, "speed_map");
    times = tlm_mlt_property (node, "time_map");
    if (!times)
      times = tlm_mlt_property (node, "map");
    if (times ? !take_straight_map (mlt, times, service) :
        !steady_speed (map, &speed) || speed < 0 || !set_speed (service, speed))
      service->unknown = g_strdup ("its speed is mapped along a curve (timeremap)");
  }
}

/* What a timewarp plays is opened at a rate of its own, which is a fraction of whole numbers, and each frame
 * of it shown for one of the film. Reversed it begins with its last frame. */
static void
warp (const TlmMlt *mlt, const char *resource, TlmMltService *service)
{
  double speed = g_ascii_strtod (resource, NULL);
  gint64 scale = mlt->rate.fps_n < 1000 ? 1000 : 1;
  double rate_n;

  if (speed == 0 || !strchr (resource, ':'))
    speed = 1;
  rate_n = (double) (mlt->rate.fps_n * scale) / fabs (speed);
  if (!isfinite (rate_n) || rate_n < 1 || rate_n > G_MAXINT ||
      !tlm_rational_make (mlt->rate.fps_n * scale, (gint64) rate_n, &service->speed)) {
    service->unknown = g_strdup_printf ("its speed of %g is beyond what is known here", speed);
    return;
  }
  if (speed < 0) {
    if (service->out >= TLM_MLT_MOST_FRAMES ||
        !tlm_rational_multiply (service->speed, tlm_mlt_seconds (mlt, service->out - 1), &service->media_zero))
      service->unknown = g_strdup ("it runs back from an end that is not said");
    service->speed.n = -service->speed.n;
  }
}

/* Colours are "#AARRGGBB", "#RRGGBB", "0xRRGGBBAA" and names, all of which are opaque but "0". */
static gboolean
is_opaque (const char *colour)
{
  gsize length = strlen (colour);

  if (colour[0] == '#')
    return length != 9 || g_ascii_strncasecmp (colour + 1, "ff", 2) == 0;
  if (g_str_has_prefix (colour, "0x"))
    return length == 10 && g_ascii_strcasecmp (colour + 8, "ff") == 0;
  return g_ascii_isalpha (colour[0]) && g_ascii_strcasecmp (colour, "transparent") != 0;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return name && g_strv_contains (names, name);
}

static void
add_source (TlmMlt *mlt, const xmlNode *node, const char *resource, TlmMltService *service)
{
  static const char *const names[] = { "kdenlive:clipname", "shotcut:caption" };
  g_autofree char *original = tlm_mlt_property (node, "kdenlive:originalurl");
  g_autofree char *name = NULL;
  const char *path = original ? original : resource;
  TlmEditSource source = { .path = (char *) path, .origin = TLM_EDIT_FROM_FIRST_FRAME, .rate = mlt->rate,
    .start = TLM_RATIONAL_ZERO };

  for (guint i = 0; !name && i < G_N_ELEMENTS (names); i++)
    name = tlm_mlt_property (node, names[i]);
  if (!name)
    name = g_path_get_basename (path);
  source.name = name;
  service->source = tlm_edit_tree_source (mlt->tree, &source);
}

static void
add_medium (TlmMlt *mlt, const xmlNode *node, const char *kind, const char *resource, TlmMltService *service)
{
  static const char *const stills[] = { "qimage", "pixbuf", NULL };
  static const char *const projects[] = { "xml", "xml-nogl", "xml-string", NULL };
  static const char *const other[] = { "framebuffer", "hold", "consumer", NULL };
  const gboolean warps = g_strcmp0 (kind, "timewarp") == 0;
  const char *colon = warps ? strchr (resource, ':') : NULL;

  if (warps)
    warp (mlt, resource, service);
  if (is_one_of (kind, stills))
    service->sees_through = tlm_edit_still_may_be_clear (resource);
  if (is_one_of (kind, projects) || g_str_has_suffix (resource, ".mlt") || g_str_has_suffix (resource, ".kdenlive"))
    service->unknown = g_strdup_printf ("it is another project, which is not read: %s", resource);
  else if (is_one_of (kind, other))
    service->unknown = g_strdup_printf ("the producer %s changes its times", kind);
  add_source (mlt, node, colon ? colon + 1 : resource, service);
}

static void
add_still_note (TlmMlt *mlt, const xmlNode *node, const char *resource)
{
  g_autofree char *place = tlm_edit_xml_place (node);

  tlm_edit_tree_note (mlt->tree, NULL, "%s: the picture %s may be clear in places: what is under it counts", place, resource);
}

/* How long it is: of the attributes or, where they say nothing, its property. */
static void
find_extent (TlmMlt *mlt, const xmlNode *node, TlmMltService *service)
{
  g_autofree char *length = tlm_mlt_property (node, "length");

  service->out = TLM_MLT_MOST_FRAMES;
  if (length)
    tlm_mlt_frames (mlt, length, &service->out);
  tlm_mlt_range (mlt, node, &service->in, &service->out);
}

void
tlm_mlt_clip (TlmMlt *mlt, const xmlNode *node, TlmMltService *service)
{
  static const char *const titles[] = { "qtext", "kdenlivetitle", "pango", "glaxnimate", NULL };
  static const char *const fills[] = { "noise", "count", "blipflash", NULL };
  g_autofree char *kind = tlm_mlt_property (node, "mlt_service"), *resource = tlm_mlt_property (node, "resource");
  g_autofree char *video = tlm_mlt_property (node, "video_index");

  find_extent (mlt, node, service);
  if (g_strcmp0 (video, "-1") == 0 || tlm_mlt_is_set (node, "set.test_image") || g_strcmp0 (kind, "tone") == 0) {
    service->is_sound = TRUE;
    return;
  }
  if (g_strcmp0 (kind, "color") == 0 || g_strcmp0 (kind, "colour") == 0) {
    service->is_plain = TRUE;
    service->sees_through = !is_opaque (resource ? resource : "0");
  } else if (is_one_of (kind, titles)) {
    service->sees_through = TRUE;
  } else if (!is_one_of (kind, fills) && !(kind && g_str_has_prefix (kind, "frei0r."))) {
    add_medium (mlt, node, kind, resource ? resource : "", service);
    if (service->sees_through)
      add_still_note (mlt, node, resource ? resource : "");
    look_at_links (mlt, node, service);
  }
  tlm_mlt_look_at_filters (node, service);
}
