/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The producer: a transparent clip with the telemetry on it, as long as the mission, to be laid over others. */
#include "hosts/mlt/services.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hosts/mlt/picture.h"
#include "hosts/mlt/show.h"

#define SHOW "_telemetry_show"
/* Of a mission that has nothing: ten minutes. */
#define LENGTH_S 600

static TlhOverlay *
ref_overlay (mlt_producer producer, char **why)
{
  mlt_properties properties = MLT_PRODUCER_PROPERTIES (producer);
  mlt_profile profile = mlt_service_profile (MLT_PRODUCER_SERVICE (producer));

  return telemetry_show_ref (mlt_properties_get_data (properties, SHOW, NULL), properties,
      profile ? profile->frame_rate_num : 0, profile ? profile->frame_rate_den : 0, MLT_PRODUCER_SERVICE (producer), why);
}

static int
get_image (mlt_frame frame, uint8_t **image, mlt_image_format *format, int *width, int *height, int writable)
{
  mlt_producer producer = mlt_frame_pop_service (frame);
  mlt_profile profile = mlt_service_profile (MLT_PRODUCER_SERVICE (producer));
  double fps = mlt_producer_get_fps (producer);
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  g_autoptr (TlhOverlay) overlay = ref_overlay (producer, &why);
  int size;

  (void) writable;
  if ((*width <= 0 || *height <= 0) && !profile)
    return 1;
  if (*width <= 0 || *height <= 0) {
    *width = profile->width;
    *height = profile->height;
  }
  *format = mlt_image_rgba;
  size = mlt_image_format_size (*format, *width, *height, NULL);
  *image = mlt_pool_alloc (size);
  if (!*image)
    return 1;
  memset (*image, 0, (size_t) size);
  mlt_frame_set_image (frame, *image, size, mlt_pool_release);
  TlhFrame picture = telemetry_picture (frame, *image, *format, *width, *height);
  if (!overlay || fps <= 0 || !tlh_overlay_draw (overlay, (gint64) llround (mlt_frame_original_position (frame) * 1e9 / fps),
          NULL, &picture, &error))
    tlh_frame_say (&picture, error ? error->message : why ? why : "telemetry: the profile has no rate");
  return 0;
}

static int
get_frame (mlt_producer producer, mlt_frame_ptr frame, int index)
{
  mlt_profile profile = mlt_service_profile (MLT_PRODUCER_SERVICE (producer));
  mlt_properties properties;

  (void) index;
  *frame = mlt_frame_init (MLT_PRODUCER_SERVICE (producer));
  if (!*frame)
    return 1;
  properties = MLT_FRAME_PROPERTIES (*frame);
  mlt_frame_set_position (*frame, mlt_producer_position (producer));
  mlt_properties_set_int (properties, "progressive", 1);
  mlt_properties_set_double (properties, "aspect_ratio", profile ? mlt_profile_sar (profile) : 1);
  mlt_frame_push_service (*frame, producer);
  mlt_frame_push_get_image (*frame, get_image);
  mlt_producer_prepare_next (producer);
  return 0;
}

static void
close_producer (mlt_producer producer)
{
  producer->close = NULL;
  mlt_producer_close (producer);
  free (producer);
}

/* The length that this file set last: one that differs is somebody else's, and stays. */
#define OWN_LENGTH "_telemetry_length"

static void
set_length (mlt_producer producer, const TlhOverlay *overlay)
{
  mlt_properties properties = MLT_PRODUCER_PROPERTIES (producer);
  double fps = mlt_producer_get_fps (producer);
  gint64 length_ns = 0;
  mlt_position frames;

  if (!overlay || !tlh_overlay_length (overlay, &length_ns) || length_ns == 0)
    length_ns = LENGTH_S * G_GINT64_CONSTANT (1000000000);
  /* The last sample is on the last frame. */
  frames = (mlt_position) MIN (floor ((double) length_ns * 1e-9 * fps) + 1.0, G_MAXINT32 / 2);
  mlt_properties_set_position (properties, "length", frames);
  mlt_properties_set_position (properties, "out", frames - 1);
  mlt_properties_set_position (properties, OWN_LENGTH, frames);
}

static gboolean
is_own_length (mlt_properties properties)
{
  mlt_position own = mlt_properties_get_position (properties, OWN_LENGTH);

  return mlt_properties_get_position (properties, "length") == own && mlt_properties_get_position (properties, "in") == 0 &&
      mlt_properties_get_position (properties, "out") == own - 1;
}

/* What is told after the clip was made changes how long it is, as long as nobody else has said that. */
static void
follow (mlt_properties owner, mlt_producer producer, mlt_event_data event)
{
  static const char *const names[] = { "resource", "mission", "telemetry", "columns", "liftoff" };
  const char *name = mlt_event_data_to_string (event);
  gboolean matters = FALSE;

  for (gsize i = 0; name && i < G_N_ELEMENTS (names); i++)
    matters |= strcmp (name, names[i]) == 0;
  /* Without either there is nothing to read yet, which is no error. */
  matters &= mlt_properties_get (owner, "resource") || mlt_properties_get (owner, "mission") ||
      mlt_properties_get (owner, "telemetry");
  if (!matters || !is_own_length (owner))
    return;
  g_autofree char *why = NULL;
  g_autoptr (TlhOverlay) overlay = ref_overlay (producer, &why);
  if (overlay)
    set_length (producer, overlay);
}

void *
telemetry_producer_init (mlt_profile profile, mlt_service_type type, const char *id, void *arg)
{
  mlt_producer producer = mlt_producer_new (profile);
  const char *resource = arg && *(const char *) arg ? arg : NULL;
  g_autofree char *why = NULL;
  mlt_properties properties;

  (void) type, (void) id;
  if (!producer)
    return NULL;
  properties = MLT_PRODUCER_PROPERTIES (producer);
  producer->get_frame = get_frame;
  producer->close = (mlt_destructor) close_producer;
  mlt_properties_set_data (properties, SHOW, telemetry_show_new (), 0, telemetry_show_free, NULL);
  mlt_properties_set (properties, "resource", resource);
  /* Editors make the clip first and tell it of a mission later; one that is named must be right. */
  g_autoptr (TlhOverlay) overlay = resource ? ref_overlay (producer, &why) : NULL;
  if (resource && !overlay) {
    mlt_producer_close (producer);
    return NULL;
  }
  set_length (producer, overlay);
  mlt_events_listen (properties, producer, "property-changed", (mlt_listener) follow);
  return producer;
}
