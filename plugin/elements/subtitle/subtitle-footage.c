/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a muxer gets the first picture of the clip that the text goes with. */
#include <gio/gio.h>

#include "elements/overlay/film-probe.h"
#include "elements/settings/ranked-lock.h"
#include "elements/subtitle/subtitle-private.h"
#include "elements/subtitle/subtitle-track.h"

/* The clip's file as a URI, to be freed; NULL where none is set. */
static char *
footage_uri (GstTelemetrySubtitle *self)
{
  g_autofree char *footage = NULL;
  g_autoptr (GFile) file = NULL;

  gst_telemetry_object_lock (self);
  footage = g_strdup (self->stream.settings.footage);
  gst_telemetry_object_unlock (self);
  if (!footage)
    return NULL;
  file = g_file_new_for_commandline_arg (footage);
  return g_file_get_uri (file);
}

/* The running time of the first picture; 0 where no clip is set or it cannot be known. */
static gint64
find_lead (GstTelemetrySubtitle *self)
{
  g_autofree char *uri = footage_uri (self);
  GstClockTime pts, lead = GST_CLOCK_TIME_NONE;
  GstSegment segment;

  if (!uri)
    return 0;
  gst_segment_init (&segment, GST_FORMAT_TIME);
  if (gst_telemetry_probe_first_picture (uri, &segment, &pts))
    lead = gst_segment_to_running_time (&segment, GST_FORMAT_TIME, pts);
  if (GST_CLOCK_TIME_IS_VALID (lead))
    return (gint64) MIN (lead, (GstClockTime) GST_TELEMETRY_LONGEST);
  GST_ELEMENT_WARNING (self, RESOURCE, READ, ("%s has no picture that can be decoded: the text is "
          "timed as if the first came at 0.", uri), ("footage"));
  return 0;
}

void
gst_telemetry_subtitle_meet_footage (GstTelemetrySubtitle *self)
{
  if (self->lead_ns < 0)
    self->lead_ns = find_lead (self);
  for (guint i = 0; i < self->tracks->len; i++)
    gst_pad_set_offset (gst_telemetry_track_get_pad (self->tracks->pdata[i]), self->lead_ns);
}
