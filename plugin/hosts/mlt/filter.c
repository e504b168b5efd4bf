/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter: telemetry over a clip. What a frame shows goes by its place in its own medium, so that it stays with the
 * medium when the clip is trimmed, split, moved, slowed or played in reverse. */
#include "hosts/mlt/services.h"

#include <math.h>
#include <string.h>

#include "hosts/mlt/picture.h"
#include "hosts/mlt/show.h"

#define SHOW "_telemetry_show"
/* Of a frame, for one filter. */
#define MEDIA_NS "media_ns"
#define OPACITY "opacity"
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

/* How far into its medium FRAME is; FALSE where MLT does not say. The producer that made it counts at its own rate: that
 * of a clip at another speed is the profile's, divided by the speed. Where time is remapped, the link says it. */
static gboolean
find_media_time (mlt_frame frame, gint64 *media_ns)
{
  mlt_producer producer = mlt_frame_get_original_producer (frame);
  double fps = producer ? mlt_producer_get_fps (producer) : 0, s;

  if (!(fps > 0))
    return FALSE;
  if (!is_remapped (producer, frame, &s))
    s = mlt_frame_original_position (frame) / fps;
  if (!(fabs (s) < LONGEST_S))
    return FALSE;
  *media_ns = (gint64) llround (s * 1e9);
  return TRUE;
}

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

/* Draws what FILTER shows on PICTURE, an image of FRAME, by what process() has found; FALSE with WHY, to be freed. */
static gboolean
draw (mlt_filter filter, mlt_frame frame, const TlhFrame *picture, char **why)
{
  mlt_properties properties = MLT_FILTER_PROPERTIES (filter);
  mlt_properties moment = mlt_frame_unique_properties (frame, MLT_FILTER_SERVICE (filter));
  mlt_profile profile = mlt_service_profile (MLT_FILTER_SERVICE (filter));
  TlrPose pose = TLR_POSE_PRESET;
  g_autoptr (TlhOverlay) overlay = telemetry_show_ref (mlt_properties_get_data (properties, SHOW, NULL), properties,
      profile ? profile->frame_rate_num : 0, profile ? profile->frame_rate_den : 0, MLT_FILTER_SERVICE (filter), why);
  g_autoptr (GError) error = NULL;

  if (!overlay)
    return FALSE;
  if (!mlt_properties_exists (moment, MEDIA_NS)) {
    *why = g_strdup ("telemetry: MLT does not say where in its medium this frame is; put the filter on the clip");
    return FALSE;
  }
  pose.opacity = mlt_properties_get_double (moment, OPACITY);
  if (tlh_overlay_draw (overlay, mlt_properties_get_int64 (moment, MEDIA_NS), &pose, picture, &error))
    return TRUE;
  *why = g_strdup_printf ("telemetry: %s", error->message);
  return FALSE;
}

static int
get_image (mlt_frame frame, uint8_t **image, mlt_image_format *format, int *width, int *height, int writable)
{
  mlt_filter filter = mlt_frame_pop_service (frame);
  g_autofree char *why = NULL;

  (void) writable;
  if (!get_drawable (frame, image, format, width, height))
    return 1;
  TlhFrame picture = telemetry_picture (frame, *image, *format, *width, *height);
  if (!draw (filter, frame, &picture, &why))
    tlh_frame_say (&picture, why);
  return 0;
}

/* What the image will need is found now, before filters behind this one change the frame, and kept with the frame: one
 * whose image nobody asks for takes it along. */
static mlt_frame
process (mlt_filter filter, mlt_frame frame)
{
  mlt_properties properties = MLT_FILTER_PROPERTIES (filter);
  mlt_properties moment = mlt_frame_unique_properties (frame, MLT_FILTER_SERVICE (filter));
  mlt_position position = mlt_filter_get_position (filter, frame), length = mlt_filter_get_length2 (filter, frame);
  gint64 media_ns;

  if (find_media_time (frame, &media_ns))
    mlt_properties_set_int64 (moment, MEDIA_NS, media_ns);
  mlt_properties_set_double (moment, OPACITY, mlt_properties_get (properties, "opacity") ?
      mlt_properties_anim_get_double (properties, "opacity", position, length) : 1.0);
  mlt_frame_push_service (frame, filter);
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
  mlt_properties_set (properties, "resource", arg);
  mlt_properties_set (properties, "opacity", "1");
  return filter;
}
