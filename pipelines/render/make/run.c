/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/run.h"

#include <string.h>

#include "core/base/error.h"
#include "job/report.h"

#define TICK (GST_SECOND / 4)

/* How telemetryoverlay begins to say that no value was shown since it began (overlay-silence.c). */
#define SILENCE "Nothing on the layout has had a value"

static gboolean
is_ours (const GstMessage *message)
{
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (GST_MESSAGE_SRC (message)), "GstTelemetry");
}

static void
take_warning (RenderRun *run, GstMessage *message)
{
  g_autoptr (GError) warning = NULL;

  gst_message_parse_warning (message, &warning, NULL);
  if (!is_ours (message)) {
    g_free (run->trouble);
    run->trouble = g_strdup (warning->message);
  } else if (!run->goes_on || !g_str_has_prefix (warning->message, SILENCE)) {
    render_report_warning ("%s", warning->message);
  }
}

/* Whether a parser or a decoder finds something wrong with what it is given. Since GStreamer 1.24 JPEG is
 * parsed before it is decoded, and a parser gives up where a decoder goes on. */
static gboolean
is_of_clip (GstMessage *message, const GError *said)
{
  GstObject *source = GST_MESSAGE_SRC (message);
  const char *class = GST_IS_ELEMENT (source) ? gst_element_get_metadata (GST_ELEMENT (source), GST_ELEMENT_METADATA_KLASS) : NULL;

  return class && said->domain == GST_STREAM_ERROR &&
      (strstr (class, "Parser") || (strstr (class, "Decoder") && said->code == GST_STREAM_ERROR_DECODE));
}

/* The pipeline's own child that SOURCE is in, or is. */
static gpointer
part_of (const RenderRun *run, GstObject *source)
{
  while (source && GST_OBJECT_PARENT (source) != GST_OBJECT_CAST (run->pipeline))
    source = GST_OBJECT_PARENT (source);
  return source;
}

static gboolean
take_error (RenderRun *run, GstMessage *message, GError **error)
{
  g_autoptr (GError) said = NULL;
  g_autofree char *debug = NULL, *name = gst_object_get_name (GST_MESSAGE_SRC (message));

  gst_message_parse_error (message, &said, &debug);
  run->part = part_of (run, GST_MESSAGE_SRC (message));
  run->coder_failed = run->coder &&
      gst_object_has_as_ancestor (GST_MESSAGE_SRC (message), GST_OBJECT (run->coder));
  if (run->missing && !run->coder_failed)
    g_set_error (error, said->domain, said->code, "GStreamer has no %s here; apt install gstreamer1.0-libav "
        "gstreamer1.0-plugins-bad has most", run->missing);
  else if (is_ours (message))
    g_propagate_error (error, g_steal_pointer (&said));
  else if (!run->coder_failed && is_of_clip (message, said))
    g_set_error (error, said->domain, said->code, "the clip is damaged (%s: %s)", name, said->message);
  else
    g_set_error (error, said->domain, said->code, "%s: %s", name, said->message);
  return FALSE;
}

/* What no plugin is there for, which the error that follows does not say. */
static void
take_missing (RenderRun *run, const GstMessage *message)
{
  const GstStructure *said = gst_message_get_structure ((GstMessage *) message);
  const char *name = said && gst_structure_has_name (said, "missing-plugin") ? gst_structure_get_string (said, "name") : NULL;

  if (!name)
    return;
  g_free (run->missing);
  run->missing = g_strdup (name);
}

/* Until a message of END comes, for so many quiet ticks at most (0: any); what is said meanwhile is taken. */
static gboolean
wait (RenderRun *run, GstMessageType end, guint most_ticks, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (run->pipeline);

  for (guint ticks = 0; most_ticks == 0 || ticks < most_ticks;) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, TICK,
        end | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING | GST_MESSAGE_ELEMENT);
    ticks = message ? 0 : ticks + 1;
    if (!message && run->done)
      render_report_progress (run->done (run->data));
    else if (message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT)
      take_missing (run, message);
    else if (message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING)
      take_warning (run, message);
    else if (message)
      return GST_MESSAGE_TYPE (message) == end || take_error (run, message, error);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "nothing came for %u s; does the clip play elsewhere?",
      (guint) (most_ticks * TICK / GST_SECOND));
  return FALSE;
}

gboolean
render_run (RenderRun *run, GError **error)
{
  gboolean fine;

  gst_element_set_state (run->pipeline, GST_STATE_PLAYING);
  fine = wait (run, GST_MESSAGE_EOS, 0, error);
  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  return fine;
}

#define PREROLL_TICKS (60 * GST_SECOND / TICK)

static gboolean
pause_until (RenderRun *run, GstMessageType end, GError **error)
{
  gst_element_set_state (run->pipeline, GST_STATE_PAUSED);
  return wait (run, end, PREROLL_TICKS, error);
}

gboolean
render_run_preroll (RenderRun *run, GError **error)
{
  return pause_until (run, GST_MESSAGE_ASYNC_DONE, error);
}

gboolean
render_run_until_told (RenderRun *run, GError **error)
{
  return pause_until (run, GST_MESSAGE_APPLICATION, error);
}

void
render_run_say (RenderRun *run)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (run->pipeline);
  GstMessage *message;

  while ((message = gst_bus_pop_filtered (bus, GST_MESSAGE_WARNING))) {
    take_warning (run, message);
    gst_message_unref (message);
  }
}

void
render_run_clear (RenderRun *run)
{
  g_clear_pointer (&run->trouble, g_free);
  g_clear_pointer (&run->missing, g_free);
}
