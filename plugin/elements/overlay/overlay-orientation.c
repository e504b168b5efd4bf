/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage that is stored on its side, with a tag that says how to turn it: players turn it
 * after the text is on it, and the text with it. */
#include "elements/overlay/overlay-private.h"

/* Elements between the source and the overlay that are looked at. */
#define MAX_STEPS 64

/* How the tags that came say the picture is to be turned; the tag of the stream goes before
 * that of the medium, as videoflip has it. Identity where none does. */
static GstVideoOrientationMethod
tagged_orientation (GstPad *pad)
{
  GstVideoOrientationMethod method = GST_VIDEO_ORIENTATION_IDENTITY;
  gboolean of_stream = FALSE;
  GstEvent *event;

  for (guint i = 0; (event = gst_pad_get_sticky_event (pad, GST_EVENT_TAG, i)); i++) {
    GstVideoOrientationMethod said;
    GstTagList *tags;
    gst_event_parse_tag (event, &tags);
    if (!of_stream && gst_video_orientation_from_tag (tags, &said)) {
      method = said;
      of_stream = gst_tag_list_get_scope (tags) == GST_TAG_SCOPE_STREAM;
    }
    gst_event_unref (event);
  }
  return method;
}

/* The output pad inside a bin that PAD stands for, or PAD; as a reference of the caller's. */
static GstPad *
inner_pad (GstPad *pad)
{
  while (GST_IS_GHOST_PAD (pad)) {
    GstPad *target = gst_ghost_pad_get_target (GST_GHOST_PAD (pad));
    if (!target)
      break;
    gst_object_unref (pad);
    pad = target;
  }
  return pad;
}

/* The pad that PAD, an input, is fed by, out of a bin or inside it; or NULL. */
static GstPad *
feeding_pad (GstPad *pad)
{
  g_autoptr (GstPad) peer = gst_pad_get_peer (pad);
  g_autoptr (GstObject) parent = NULL;

  if (!peer)
    return NULL;
  if (!GST_IS_PROXY_PAD (peer) || GST_IS_GHOST_PAD (peer))
    return inner_pad (g_steal_pointer (&peer));
  /* The inside of a bin's own input: on with what feeds the bin. */
  parent = gst_object_get_parent (GST_OBJECT (peer));
  return parent && GST_IS_GHOST_PAD (parent) ? feeding_pad (GST_PAD (parent)) : NULL;
}

/* Whether an element before PAD has turned the picture, or may have: the tag goes on past
 * videoflip of GStreamer 1.22 as it was. */
static gboolean
is_turned_before (GstPad *pad)
{
  g_autoptr (GstPad) input = gst_object_ref (pad);

  for (guint step = 0; step < MAX_STEPS && input; step++) {
    g_autoptr (GstPad) output = feeding_pad (input);
    g_autoptr (GstElement) element = output ? gst_pad_get_parent_element (output) : NULL;
    GstVideoOrientationMethod method = GST_VIDEO_ORIENTATION_IDENTITY;
    if (element && GST_IS_VIDEO_DIRECTION (element)) {
      g_object_get (element, "video-direction", &method, NULL);
      if (method != GST_VIDEO_ORIENTATION_IDENTITY)
        return TRUE;
    }
    gst_clear_object (&input);
    /* So is called what has only one. */
    input = element ? gst_element_get_static_pad (element, "sink") : NULL;
  }
  return FALSE;
}

void
gst_telemetry_overlay_warn_of_orientation (GstTelemetryOverlay *self)
{
  GstPad *pad = GST_BASE_TRANSFORM_SINK_PAD (self);

  if (self->told & GST_TELEMETRY_TOLD_ORIENTATION ||
      tagged_orientation (pad) == GST_VIDEO_ORIENTATION_IDENTITY || is_turned_before (pad))
    return;
  self->told |= GST_TELEMETRY_TOLD_ORIENTATION;
  GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("The footage is stored on its side or mirrored, with "
          "a tag (image-orientation) that says so, and the text would be turned with it: turn the "
          "picture before, as in ... ! videoflip video-direction=auto ! telemetryoverlay ..."), (NULL));
}
