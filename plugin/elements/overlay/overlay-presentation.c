/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is shown: loaded by whoever starts the element or sets a property, and drawn by
 * the streaming thread. Loading holds no lock, so that several threads may load at once:
 * whoever finds that the settings changed meanwhile loads again. */
#include "elements/overlay/overlay-debug.h"
#include "elements/overlay/overlay-private.h"
#include "elements/settings/properties.h"
#include "elements/stream/stream-options.h"

/* A setting that is to be changed. */
typedef struct {
  guint id;                  /* of its property; 0: none is */
  const GValue *value;
} Change;

GstTelemetryPresentation *
gst_telemetry_overlay_ref_presentation (GstTelemetryOverlay *self)
{
  GstTelemetryPresentation *presentation;

  gst_telemetry_lock (&self->lock);
  presentation = self->presentation ? gst_telemetry_presentation_ref (self->presentation) : NULL;
  gst_telemetry_unlock (&self->lock);
  return presentation;
}

GstTelemetryPresentation *
gst_telemetry_overlay_begin_frame (GstTelemetryOverlay *self)
{
  GstTelemetryPresentation *presentation;

  gst_telemetry_lock (&self->lock);
  self->now = (GstTelemetryFrameSettings) {
    .time_source = self->settings.time_source,
    .time_offset_ns = self->settings.time_offset_ns,
    .graphics_white = self->settings.graphics_white,
    .pose = { .opacity = self->settings.opacity, .scale = self->settings.scale,
      .x = self->settings.offset_x, .y = self->settings.offset_y },
  };
  presentation = self->presentation ? gst_telemetry_presentation_ref (self->presentation) : NULL;
  gst_telemetry_unlock (&self->lock);
  return presentation;
}

/* Loads by the settings of this moment, with CHANGE; GENERATION says which they were. */
static GstTelemetryPresentation *
load_newest (GstTelemetryOverlay *self, Change change, guint *generation, GError **error)
{
  g_autoptr (GstTelemetryPresentation) previous = NULL;
  GstTelemetryPresentation *loaded;
  GstTelemetrySettings settings;

  gst_telemetry_lock (&self->lock);
  gst_telemetry_settings_copy (&settings, &self->settings);
  *generation = self->generation;
  previous = self->presentation ? gst_telemetry_presentation_ref (self->presentation) : NULL;
  gst_telemetry_unlock (&self->lock);
  if (change.id)
    gst_telemetry_settings_set (&settings, change.id, change.value);
  loaded = gst_telemetry_presentation_load (&settings, previous, error);
  gst_telemetry_settings_clear (&settings);
  return loaded;
}

/* With the lock held. */
static void
change_setting (GstTelemetryOverlay *self, Change change)
{
  if (!change.id)
    return;
  gst_telemetry_settings_set (&self->settings, change.id, change.value);
  self->generation++;
}

/* Puts LOADED (taken over) in place, and CHANGE into the settings; FALSE when these have
 * changed since that GENERATION. An element that was stopped meanwhile shows nothing. */
static gboolean
put_in_place (GstTelemetryOverlay *self, Change change, guint generation,
    GstTelemetryPresentation *loaded)
{
  g_autoptr (GstTelemetryPresentation) unused = loaded;
  gboolean newest;

  gst_telemetry_lock (&self->lock);
  newest = self->generation == generation;
  if (newest)
    change_setting (self, change);
  if (newest && self->started) {
    unused = self->presentation;
    self->presentation = loaded;
  }
  gst_telemetry_unlock (&self->lock);
  return newest;
}

static gboolean
load (GstTelemetryOverlay *self, Change change, GError **error)
{
  GstTelemetryPresentation *loaded;
  guint generation;

  do {
    loaded = load_newest (self, change, &generation, error);
    if (!loaded)
      return FALSE;
  } while (!put_in_place (self, change, generation, loaded));
  return TRUE;
}

/* Tells the queue how to read telemetry. TRUE where that is too late for what it reads now. */
static gboolean
give_options (GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation)
{
  TlmDecodeOptions options = gst_telemetry_stream_options (&presentation->settings,
      presentation->flight->mission, presentation->flight->mission->stream);

  return gst_telemetry_queue_set_options (self->queue, &options);
}

static void
give_new_options (GstTelemetryOverlay *self)
{
  g_autoptr (GstTelemetryPresentation) presentation = gst_telemetry_overlay_ref_presentation (self);

  if (presentation && give_options (self, presentation))
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("The telemetry that comes in by telemetry_sink is "
            "read as it was when it began: what was set now is for its next caps. To read it so from "
            "its beginning, set it before the pipeline plays."), (NULL));
}

void
gst_telemetry_overlay_change (GstTelemetryOverlay *self, guint id, const GValue *value)
{
  Change change = { .id = id, .value = value };
  g_autoptr (GError) error = NULL;
  gboolean started;

  gst_telemetry_lock (&self->lock);
  started = self->started;
  if (!started)
    change_setting (self, change);
  gst_telemetry_unlock (&self->lock);
  if (!started)
    return;
  if (load (self, change, &error))
    give_new_options (self);
  else
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("%s", error->message),
        ("the picture stays as it was"));
}

gboolean
gst_telemetry_overlay_load (GstTelemetryOverlay *self, GError **error)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  gboolean awaited;

  /* From now on whoever sets a property loads too. */
  gst_telemetry_lock (&self->lock);
  self->started = TRUE;
  gst_telemetry_unlock (&self->lock);
  if (!load (self, (Change) { .id = 0 }, error)) {
    gst_telemetry_overlay_unload (self);
    return FALSE;
  }
  presentation = gst_telemetry_overlay_ref_presentation (self);
  give_options (self, presentation);
  gst_telemetry_lock (&self->lock);
  awaited = self->telemetry_pad != NULL;
  gst_telemetry_unlock (&self->lock);
  if (awaited)
    gst_telemetry_queue_set_presentation (self->queue, presentation);
  return TRUE;
}

void
gst_telemetry_overlay_unload (GstTelemetryOverlay *self)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  gst_telemetry_lock (&self->lock);
  self->started = FALSE;
  presentation = g_steal_pointer (&self->presentation);
  gst_telemetry_unlock (&self->lock);
}

GstTelemetryPresentation *
gst_telemetry_overlay_find_announced (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *shown)
{
  g_autoptr (GstTelemetryPresentation) announced = gst_telemetry_queue_ref_announced (self->queue);

  if (!announced || shown->source == announced ||
      gst_telemetry_settings_name_flight (&shown->settings))
    return NULL;
  return g_steal_pointer (&announced);
}

void
gst_telemetry_overlay_adopt (GstTelemetryOverlay *self, GstTelemetryPresentation **shown,
    GstTelemetryPresentation *announced)
{
  g_autoptr (GstTelemetryPresentation) replaced = NULL;
  g_autoptr (GError) error = NULL;
  GstTelemetryPresentation *adopted;

  adopted = gst_telemetry_presentation_load_announced (&(*shown)->settings, announced, &error);
  if (!adopted) {
    GST_WARNING_OBJECT (self, "%s", error->message);
    return;
  }
  gst_telemetry_lock (&self->lock);
  /* A property that was set meanwhile wins: the next frame asks again. */
  if (self->presentation == *shown) {
    replaced = self->presentation;
    self->presentation = gst_telemetry_presentation_ref (adopted);
  }
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_presentation_unref (*shown);
  *shown = adopted;
}
