/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/container.h"

#include <gst/video/video.h>

/* Elements and bins' borders between a demuxer and an effect: far fewer. */
#define MAX_STEPS 256

/* The part of an edit (operation, source, composition) that ELEMENT is in, which makes the
 * type known; NULL outside of one. */
static GstObject *
find_edit (GstElement *element)
{
  GType edited = g_type_from_name ("NleObject");
  GstObject *at = edited && element ? gst_object_ref (GST_OBJECT (element)) : NULL;

  while (at && !G_TYPE_CHECK_INSTANCE_TYPE (at, edited)) {
    GstObject *parent = gst_object_get_parent (at);
    gst_object_unref (at);
    at = parent;
  }
  return at;
}

static gboolean
is_edited (GstElement *element)
{
  g_autoptr (GstObject) edit = find_edit (element);

  return edit != NULL;
}

static gboolean
is_demuxer (GstElement *element)
{
  GstElementFactory *factory = gst_element_get_factory (element);

  return factory && gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DEMUXER);
}

/* The first pad on the other side of an element. */
static GstPad *
other_side (GstPad *pad)
{
  GstIterator *links = gst_pad_iterate_internal_links (pad);
  GValue item = G_VALUE_INIT;
  GstPad *found = NULL;

  if (!links)
    return NULL;
  if (gst_iterator_next (links, &item) == GST_ITERATOR_OK) {
    found = g_value_dup_object (&item);
    g_value_unset (&item);
  }
  gst_iterator_free (links);
  return found;
}

/* The pad of an element upstream that leads to PAD (taken), or NULL. */
static GstPad *
step_upstream (GstPad *pad)
{
  GstPad *peer = gst_pad_get_peer (pad);
  /* Both halves of a bin's border lead to the other, as an element's pads do. */
  GstPad *next = peer ? other_side (peer) : NULL;

  gst_clear_object (&peer);
  gst_object_unref (pad);
  return next;
}

/* Where in its medium that part of an edit begins. */
static guint64
in_point (GstObject *edit)
{
  guint64 in = GST_CLOCK_TIME_NONE;

  g_object_get (edit, "inpoint", &in, NULL);
  return GST_CLOCK_TIME_IS_VALID (in) ? in : 0;
}

/* By how much an element speeds up what goes through it; 1 unless it is a videorate that is told to. */
static double
speed_of (GstElement *element)
{
  GstElementFactory *factory = element ? gst_element_get_factory (element) : NULL;
  double rate = 1;

  if (factory && g_str_equal (GST_OBJECT_NAME (factory), "videorate"))
    g_object_get (element, "rate", &rate, NULL);
  return rate;
}

gboolean
gst_telemetry_container_clip (GstPad *sinkpad, GstTelemetryClip *clip)
{
  GstTelemetryClip met = { .speed = 1 };
  GType source = g_type_from_name ("NleSource");
  g_autoptr (GstElement) overlay = gst_pad_get_parent_element (sinkpad);
  g_autoptr (GstObject) own = find_edit (overlay);
  GstPad *pad = own && source ? gst_object_ref (sinkpad) : NULL;
  gboolean found = FALSE;

  for (guint i = 0; pad && !found && i < MAX_STEPS; i++) {
    g_autoptr (GstElement) element = gst_pad_get_parent_element (pad);
    g_autoptr (GstObject) edit = find_edit (element);
    found = edit && G_TYPE_CHECK_INSTANCE_TYPE (edit, source);
    if (found)
      met.clip_ns = in_point (edit);
    else
      met.speed *= speed_of (element);
    pad = step_upstream (pad);
  }
  gst_clear_object (&pad);
  if (found) {
    met.own_ns = in_point (own);
    *clip = met;
  }
  return found;
}

GstTelemetryContainer
gst_telemetry_container_find (GstPad *sinkpad)
{
  g_autoptr (GstPad) pad = gst_object_ref (sinkpad);

  for (guint i = 0; pad && i < MAX_STEPS; i++) {
    g_autoptr (GstPad) peer = gst_pad_get_peer (pad);
    g_autoptr (GstElement) element = gst_pad_get_parent_element (pad);

    if (element && is_edited (element))
      return GST_TELEMETRY_CONTAINER_EDIT;
    g_clear_object (&element);
    element = peer ? gst_pad_get_parent_element (peer) : NULL;
    if (element && is_edited (element))
      return GST_TELEMETRY_CONTAINER_EDIT;
    if (element && is_demuxer (element))
      return GST_TELEMETRY_CONTAINER_FILM;
    pad = step_upstream (g_steal_pointer (&pad));
  }
  return GST_TELEMETRY_CONTAINER_NONE;
}

gboolean
gst_telemetry_container_turns (GstPad *sinkpad)
{
  g_autoptr (GstPad) pad = gst_object_ref (sinkpad);

  for (guint i = 0; pad && i < MAX_STEPS; i++) {
    g_autoptr (GstPad) peer = gst_pad_get_peer (pad);
    g_autoptr (GstElement) element = peer ? gst_pad_get_parent_element (peer) : NULL;
    GstVideoOrientationMethod method = GST_VIDEO_ORIENTATION_IDENTITY;

    if (element && GST_IS_VIDEO_DIRECTION (element))
      g_object_get (element, "video-direction", &method, NULL);
    if (method != GST_VIDEO_ORIENTATION_IDENTITY)
      return TRUE;
    pad = step_upstream (g_steal_pointer (&pad));
  }
  return FALSE;
}

char *
gst_telemetry_container_uri (GstPad *sinkpad)
{
  g_autoptr (GstQuery) query = gst_query_new_uri ();
  char *uri = NULL;

  if (gst_pad_peer_query (sinkpad, query))
    gst_query_parse_uri (query, &uri);
  return uri;
}
