/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Source pads that come and go, and their tracks. */
#include <stdio.h>

#include "elements/settings/ranked-lock.h"
#include "elements/stream/sample-witness.h"
#include "elements/subtitle/subtitle-private.h"
#include "elements/subtitle/subtitle-track.h"

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_TEXT_CAPS));

static GstStaticPadTemplate more_template = GST_STATIC_PAD_TEMPLATE ("src_%u", GST_PAD_SRC,
    GST_PAD_REQUEST, GST_STATIC_CAPS (GST_TELEMETRY_TEXT_CAPS));

/* With the object lock held. */
static GPtrArray *
take_pads (GPtrArray **pads)
{
  GPtrArray *taken = *pads;

  *pads = g_ptr_array_new_with_free_func (gst_object_unref);
  return taken;
}

/* One that comes late begins where the stream is. */
static void
add_track (GstTelemetrySubtitle *self, GstPad *pad)
{
  GstEvent *segment = gst_pad_get_sticky_event (self->sinkpad, GST_EVENT_SEGMENT, 0);
  GstTelemetryTrack *track;
  guint number = 0;

  sscanf (GST_PAD_NAME (pad), "src_%u", &number);
  track = gst_telemetry_track_new (&self->stream, pad, number);
  if (self->placed)
    gst_telemetry_track_place (track, self->passed_ns);
  if (segment)
    gst_telemetry_track_forward (track, segment);
  gst_pad_set_offset (pad, MAX (self->lead_ns, 0));
  g_ptr_array_add (self->tracks, track);
  gst_flow_combiner_add_pad (self->flows, pad);
}

static void
remove_track (GstTelemetrySubtitle *self, GstPad *pad)
{
  for (guint i = 0; i < self->tracks->len; i++) {
    if (gst_telemetry_track_get_pad (self->tracks->pdata[i]) != pad)
      continue;
    gst_flow_combiner_remove_pad (self->flows, pad);
    g_ptr_array_remove_index (self->tracks, i--);
  }
}

void
gst_telemetry_subtitle_settle_tracks (GstTelemetrySubtitle *self)
{
  g_autoptr (GPtrArray) joining = NULL;
  g_autoptr (GPtrArray) leaving = NULL;

  gst_telemetry_object_lock (self);
  joining = take_pads (&self->joining);
  leaving = take_pads (&self->leaving);
  gst_telemetry_object_unlock (self);
  for (guint i = 0; i < joining->len; i++)
    add_track (self, joining->pdata[i]);
  for (guint i = 0; i < leaving->len; i++)
    remove_track (self, leaving->pdata[i]);
}

gboolean
gst_telemetry_subtitle_is_leaving (GstTelemetrySubtitle *self, GstPad *pad)
{
  gboolean leaving;

  gst_telemetry_object_lock (self);
  leaving = g_ptr_array_find (self->leaving, pad, NULL);
  gst_telemetry_object_unlock (self);
  return leaving;
}

static gboolean
has_track (const GstTelemetrySubtitle *self, guint number)
{
  g_autofree char *name = g_strdup_printf ("src_%u", number);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (GST_ELEMENT (self), name);

  return pad != NULL;
}

static GstPad *
request_new_pad (GstElement *element, GstPadTemplate *templ, const gchar *name,
    const GstCaps *caps)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE_CAST (element);
  g_autofree char *own = NULL;
  guint number = 0;
  GstPad *pad;

  if (!name || sscanf (name, "src_%u", &number) != 1)
    for (number = 1; has_track (self, number); number++);
  own = g_strdup_printf ("src_%u", number);
  if (number == 0 || has_track (self, number)) {
    GST_WARNING_OBJECT (self, "there is no room for %s", own);
    return NULL;
  }
  pad = gst_pad_new_from_static_template (&more_template, own);
  gst_pad_use_fixed_caps (pad);
  gst_pad_set_query_function (pad, gst_telemetry_witness_query);
  gst_element_add_pad (element, pad);
  gst_telemetry_object_lock (self);
  g_ptr_array_add (self->joining, gst_object_ref (pad));
  gst_telemetry_object_unlock (self);
  return pad;
}

static void
release_pad (GstElement *element, GstPad *pad)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE_CAST (element);

  gst_telemetry_object_lock (self);
  g_ptr_array_add (self->leaving, gst_object_ref (pad));
  gst_telemetry_object_unlock (self);
  gst_pad_set_active (pad, FALSE);
  gst_element_remove_pad (element, pad);
}

void
gst_telemetry_subtitle_add_first_pad (GstTelemetrySubtitle *self)
{
  GstPad *pad = gst_pad_new_from_static_template (&src_template, "src");

  gst_pad_use_fixed_caps (pad);
  gst_pad_set_query_function (pad, gst_telemetry_witness_query);
  add_track (self, pad);
  gst_element_add_pad (GST_ELEMENT (self), pad);
}

void
gst_telemetry_subtitle_install_pads (GstElementClass *element_class)
{
  element_class->request_new_pad = request_new_pad;
  element_class->release_pad = release_pad;
  /* Launch lines take the first template that fits, once src is linked. */
  gst_element_class_add_static_pad_template (element_class, &more_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
}
