/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* That an element is there does not say that its device is. */
#include "core/base/error.h"
#include "make/encoder.h"

#define PICTURES 10
#define PATIENCE (20 * GST_SECOND)

static gboolean
run (GstElement *pipeline, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, PATIENCE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return TRUE;
  if (message)
    gst_message_parse_error (message, error, NULL);
  else
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "does not end");
  return FALSE;
}

static gboolean
try (const RenderChoice *choice, const RenderClip *clip, GError **error)
{
  g_autofree char *coder = render_choice_launch (choice, NULL);
  g_autofree char *launch = g_strdup_printf ("videotestsrc num-buffers=%d ! video/x-raw,width=%d,height=%d,"
      "framerate=25/1%s ! %s ! fakesink sync=false", PICTURES, clip->width, clip->height,
      clip->depth > 8 ? ",format=I420_10LE" : ",format=I420", coder);
  GstElement *pipeline = gst_parse_launch (launch, error);
  gboolean works;

  if (!pipeline)
    return FALSE;
  works = run (pipeline, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return works;
}

gboolean
render_encoder_try (const RenderChoice *choice, const RenderClip *clip, GError **error)
{
  return (choice->is_plain && !choice->is_device) || try (choice, clip, error);
}
