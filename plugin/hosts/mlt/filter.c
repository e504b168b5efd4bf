/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter: telemetry over a clip. What a frame shows goes by its place in its own medium, so that it stays with the
 * medium when the clip is trimmed, split, moved, slowed or played in reverse. */
#include "hosts/mlt/services.h"

#include <math.h>
#include <string.h>

#include "hosts/mlt/picture.h"
#include "hosts/mlt/show.h"

#define SHOW "_telemetry_show"
/* No medium is longer. */
#define LONGEST_S 2e9

static gboolean
is_number (const char *name)
{
  return name && *name && strspn (name, "0123456789") == strlen (name);
}

/* Which time of the medium FRAME shows, where a link of its chain remaps time. MLT keeps what a service has to say of a
 * frame in properties of the frame that have the service's number for a name (mlt_frame_unique_properties()); the
 * service itself is not to be had from here. */
static gboolean
is_remapped (mlt_producer producer, mlt_frame frame, double *s)
{
  mlt_properties properties = MLT_FRAME_PROPERTIES (frame);
  const char *type = mlt_properties_get (MLT_PRODUCER_PROPERTIES (producer), "mlt_type");

  for (int i = 0; g_strcmp0 (type, "chain") == 0 && i < mlt_properties_count (properties); i++) {
    mlt_properties own = is_number (mlt_properties_get_name (properties, i)) ?
        mlt_properties_get_data_at (properties, i, NULL) : NULL;
    if (own && mlt_properties_exists (own, "source_time")) {
      *s = mlt_properties_get_double (own, "source_time");
      return TRUE;
    }
  }
  return FALSE;
}

/* How far into its medium FRAME is. The producer that made it counts at its own rate: that of a clip at another speed is
 * the profile's, divided by the speed. Where time is remapped, the link says it. */
static gint64
media_time_ns (mlt_frame frame)
{
  mlt_producer producer = mlt_frame_get_original_producer (frame);
  double fps = producer ? mlt_producer_get_fps (producer) : 0, s;
  mlt_position position = mlt_frame_original_position (frame);

  if (producer && is_remapped (producer, frame, &s))
    return fabs (s) < LONGEST_S ? (gint64) llround (s * 1e9) : 0;
  return fps > 0 ? (gint64) llround (position * 1e9 / fps) : 0;
}

/* What get_image() needs of process(), before filters behind this one change the frame. */
typedef struct {
  gint64 media_ns;
  TlrPose pose;
} Moment;

/* The image in a format that can be drawn on, whatever comes. */
static gboolean
get_drawable (mlt_frame frame, uint8_t **image, mlt_image_format *format, int *width, int *height)
{
  *format = telemetry_picture_format (*format, *width, *height);
  if (mlt_frame_get_image (frame, image, format, width, height, 1) != 0 || !*image)
    return FALSE;
  if (telemetry_picture_format (*format, *width, *height) == *format)
    return TRUE;
  return frame->convert_image && frame->convert_image (frame, image, format, mlt_image_rgba) == 0 && *image &&
      *format == mlt_image_rgba;
}

static int
get_image (mlt_frame frame, uint8_t **image, mlt_image_format *format, int *width, int *height, int writable)
{
  g_autofree Moment *moment = mlt_frame_pop_service (frame);
  mlt_filter filter = mlt_frame_pop_service (frame);
  mlt_properties properties = MLT_FILTER_PROPERTIES (filter);
  mlt_profile profile = mlt_service_profile (MLT_FILTER_SERVICE (filter));
  TelemetryShow *show = mlt_properties_get_data (properties, SHOW, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  int failed;

  (void) writable;
  failed = !get_drawable (frame, image, format, width, height);
  if (failed)
    return failed;
  g_autoptr (TlhOverlay) overlay = telemetry_show_ref (show, properties, profile ? profile->frame_rate_num : 0,
      profile ? profile->frame_rate_den : 0, MLT_FILTER_SERVICE (filter), &why);
  TlhFrame picture = telemetry_picture (frame, *image, *format, *width, *height);
  if (!overlay || !tlh_overlay_draw (overlay, moment->media_ns, &moment->pose, &picture, &error))
    tlh_frame_say (&picture, error ? error->message : why);
  return 0;
}

static mlt_frame
process (mlt_filter filter, mlt_frame frame)
{
  mlt_properties properties = MLT_FILTER_PROPERTIES (filter);
  mlt_position position = mlt_filter_get_position (filter, frame), length = mlt_filter_get_length2 (filter, frame);
  Moment *moment = g_new (Moment, 1);

  *moment = (Moment) { .media_ns = media_time_ns (frame), .pose = TLR_POSE_PRESET };
  if (mlt_properties_get (properties, "opacity"))
    moment->pose.opacity = CLAMP (mlt_properties_anim_get_double (properties, "opacity", position, length), 0.0, 1.0);
  mlt_frame_push_service (frame, filter);
  mlt_frame_push_service (frame, moment);
  mlt_frame_push_get_image (frame, get_image);
  return frame;
}

void *
telemetry_filter_init (mlt_profile profile, mlt_service_type type, const char *id, void *arg)
{
  mlt_filter filter = mlt_filter_new ();
  mlt_properties properties;

  (void) profile, (void) type, (void) id;
  if (!filter)
    return NULL;
  filter->process = process;
  properties = MLT_FILTER_PROPERTIES (filter);
  mlt_properties_set_data (properties, SHOW, telemetry_show_new (), 0, telemetry_show_free, NULL);
  mlt_properties_set (properties, "mission", arg);
  mlt_properties_set (properties, "opacity", "1");
  return filter;
}
