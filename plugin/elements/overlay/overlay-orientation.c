/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage that is stored on its side, with a tag that says how to turn it: players turn it
 * after the text is on it, and the text with it. */
#include "elements/overlay/container.h"
#include "elements/overlay/overlay-private.h"

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

void
gst_telemetry_overlay_warn_of_orientation (GstTelemetryOverlay *self)
{
  GstPad *pad = GST_BASE_TRANSFORM_SINK_PAD (self);

  if (self->told & GST_TELEMETRY_TOLD_ORIENTATION ||
      tagged_orientation (pad) == GST_VIDEO_ORIENTATION_IDENTITY || gst_telemetry_container_turns (pad))
    return;
  self->told |= GST_TELEMETRY_TOLD_ORIENTATION;
  GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("The footage is stored on its side or mirrored, with "
          "a tag (image-orientation) that says so, and the text would be turned with it: turn the "
          "picture before, as in ... ! videoflip video-direction=auto ! telemetryoverlay ..."), (NULL));
}
