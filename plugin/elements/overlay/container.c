/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/container.h"

/* Elements and bins' borders between a demuxer and an effect: far fewer. */
#define MAX_STEPS 256

/* Whether ELEMENT is in an edit, which makes the type known. */
static gboolean
is_edited (GstElement *element)
{
  GType edited = g_type_from_name ("NleObject");
  g_autoptr (GstObject) at = gst_object_ref (GST_OBJECT (element));

  while (edited && at) {
    GstObject *parent;
    if (G_TYPE_CHECK_INSTANCE_TYPE (at, edited))
      return TRUE;
    parent = gst_object_get_parent (at);
    gst_object_unref (at);
    at = parent;
  }
  return FALSE;
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
    gst_clear_object (&pad);
    /* Both halves of a bin's border lead to the other, as an element's pads do. */
    pad = peer ? other_side (peer) : NULL;
  }
  return GST_TELEMETRY_CONTAINER_NONE;
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
