/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/window.h"

#include "core/base/error.h"

/* Containers and demuxers round times; a picture that is off by more than that, or than a quarter of the step to
 * the next, is another. */
#define ALLOWED_NS ((gint64) 1000 * 1000)

/* What the probe that holds the first picture needs. */
typedef struct {
  RenderWindow *window;
  GstElement *overlay;
  guint came;
} Hold;

/* Since the clip's own zero; FALSE where a picture has none. */
static gboolean
stream_time (GstPad *pad, const GstBuffer *buffer, gint64 *time_ns)
{
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment;
  guint64 time = 0;
  int sign;

  if (!event || !GST_BUFFER_PTS_IS_VALID (buffer))
    return FALSE;
  gst_event_parse_segment (event, &segment);
  sign = gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  *time_ns = sign * (gint64) time;
  return sign != 0;
}

/* When the picture of that index is shown, on the pipeline's stream time; G_MAXINT64 behind the last one. */
static gint64
expected_ns (const RenderWindow *window, guint64 index)
{
  gint64 time_ns;

  return render_picture_clock_time (window->clock, index, &time_ns) ? window->origin_ns + time_ns : G_MAXINT64;
}

/* The second picture says it: matroskademux 1.22 has the first one at 0 where sound begins before it. */
static void
learn_origin (RenderWindow *window, GstPad *pad, const GstBuffer *second)
{
  gint64 came_ns, time_ns;

  window->has_origin = stream_time (pad, second, &came_ns) && render_picture_clock_time (window->clock, 1, &time_ns);
  window->origin_ns = window->has_origin ? came_ns - time_ns : 0;
}

static GstPadProbeReturn
hold (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Hold *held = data;

  if (held->window->has_origin)
    return GST_PAD_PROBE_OK;
  if (held->came++ == 0)
    return GST_PAD_PROBE_PASS;
  learn_origin (held->window, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  gst_element_post_message (held->overlay, gst_message_new_application (GST_OBJECT (held->overlay),
          gst_structure_new_empty ("held")));
  return GST_PAD_PROBE_OK;
}

/* Of what is sought the middle, since containers round; the demuxer goes to the key before. */
static gboolean
seek (const RenderWindow *window, GstPad *pad, GError **error)
{
  gint64 from = expected_ns (window, window->first), to = expected_ns (window, window->first + 1);
  gint64 length = to == G_MAXINT64 ? render_picture_clock_duration (window->clock, window->first) : to - from;
  GstEvent *event = gst_event_new_seek (1.0, GST_FORMAT_TIME,
      GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE, GST_SEEK_TYPE_SET, from + length / 2,
      GST_SEEK_TYPE_NONE, -1);

  if (window->has_origin && gst_pad_push_event (pad, event))
    return TRUE;
  if (!window->has_origin)
    gst_event_unref (event);
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "the clip cannot be sought in");
  return FALSE;
}

gboolean
render_window_seek (RenderWindow *window, RenderRun *run, GstElement *overlay, GError **error)
{
  Hold held = { .window = window, .overlay = overlay };
  g_autoptr (GstPad) pad = NULL;
  gulong probe;
  gboolean fine;

  if (window->first == 0)
    return TRUE;
  pad = gst_element_get_static_pad (overlay, "sink");
  probe = gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BLOCK | GST_PAD_PROBE_TYPE_BUFFER, hold, &held, NULL);
  window->is_learning = TRUE;
  fine = render_run_until_told (run, error);
  window->is_learning = FALSE;
  fine = fine && seek (window, pad, error);
  gst_pad_remove_probe (pad, probe);
  return fine;
}

static GstPadProbeReturn
end (GstPad *pad, GstPadProbeInfo *info)
{
  gst_pad_send_event (pad, gst_event_new_eos ());
  gst_buffer_unref (GST_PAD_PROBE_INFO_BUFFER (info));
  GST_PAD_PROBE_INFO_FLOW_RETURN (info) = GST_FLOW_EOS;
  return GST_PAD_PROBE_HANDLED;
}

static GstPadProbeReturn
fail (RenderWindow *window, GstPad *pad, GstPadProbeInfo *info, const char *what)
{
  if (!window->fault)
    window->fault = g_strdup_printf ("%s where picture %" G_GUINT64_FORMAT " of the clip was to come", what,
        window->first + window->passed);
  return end (pad, info);
}

GstPadProbeReturn
render_window_filter (RenderWindow *window, GstPad *pad, GstPadProbeInfo *info)
{
  guint64 index = window->first + window->passed;
  gint64 time_ns, wanted_ns, next_ns, allowed_ns;

  if (window->is_learning)
    return GST_PAD_PROBE_OK;
  if (!stream_time (pad, GST_PAD_PROBE_INFO_BUFFER (info), &time_ns))
    return fail (window, pad, info, "a picture without a time came");
  if (index == 0) {
    window->passed++;
    return GST_PAD_PROBE_OK;
  }
  if (!window->has_origin)
    learn_origin (window, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  wanted_ns = expected_ns (window, index);
  next_ns = expected_ns (window, index + 1);
  allowed_ns = next_ns == G_MAXINT64 ? ALLOWED_NS : MIN (ALLOWED_NS, (next_ns - wanted_ns) / 4);
  if (window->passed == window->n)
    return wanted_ns == G_MAXINT64 ? fail (window, pad, info, "one more came") : end (pad, info);
  if (window->passed == 0 && time_ns < wanted_ns - allowed_ns)
    return GST_PAD_PROBE_DROP;
  if (ABS (time_ns - wanted_ns) > allowed_ns)
    return fail (window, pad, info, "another came");
  window->passed++;
  return GST_PAD_PROBE_OK;
}

gboolean
render_window_check (RenderWindow *window)
{
  if (!window->fault && window->passed != window->n)
    window->fault = g_strdup_printf ("the end came where picture %" G_GUINT64_FORMAT " of the clip was to come",
        window->first + window->passed);
  return window->fault == NULL;
}

void
render_window_clear (RenderWindow *window)
{
  g_clear_pointer (&window->fault, g_free);
}
