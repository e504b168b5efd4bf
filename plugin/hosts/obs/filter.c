/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter: telemetry over a media source, by the time of its medium. */
#include "hosts/obs/module.h"

#include "hosts/obs/picture.h"
#include "hosts/obs/show.h"

#define MS_NS 1000000

typedef struct {
  obs_source_t *source;
  TelemetryShow *show;
  GMutex drawing;              /* of what follows: other plugins have sources drawn by threads of their own */
  TelemetryPicture *picture;
  TelemetryReady ready;
  TlhCanvas *words;            /* in the place of the picture, or NULL */
  guint n_words;
  int width, height;
  gint64 place_ns;             /* into the medium */
} Filter;

static void
filter_update (void *data, obs_data_t *values)
{
  Filter *self = data;
  g_autoptr (TelemetrySettings) settings = telemetry_settings_read (values, TELEMETRY_FILTER);

  telemetry_show_set (self->show, settings, obs_source_get_name (self->source));
}

static void *
filter_create (obs_data_t *values, obs_source_t *source)
{
  Filter *self = g_new0 (Filter, 1);

  self->source = source;
  self->show = telemetry_show_new ();
  self->picture = telemetry_picture_new ();
  g_mutex_init (&self->drawing);
  filter_update (self, values);
  return self;
}

static void
filter_destroy (void *data)
{
  Filter *self = data;

  telemetry_show_free (self->show);
  telemetry_picture_free (self->picture);
  tlh_canvas_free (self->words);
  g_mutex_clear (&self->drawing);
  g_free (self);
}

/* Where in its medium PARENT is. At its end, and stopped, it stays at what was shown last. FALSE for a source that has
 * no such time. */
static gboolean
follow_medium (Filter *self, obs_source_t *parent)
{
  switch (obs_source_media_get_state (parent)) {
    case OBS_MEDIA_STATE_PLAYING:
    case OBS_MEDIA_STATE_PAUSED:
      self->place_ns = CLAMP (obs_source_media_get_time (parent), 0, G_GINT64_CONSTANT (1000) * G_MAXINT32) * MS_NS;
      return TRUE;
    case OBS_MEDIA_STATE_NONE:
      return (obs_source_get_output_flags (parent) & OBS_SOURCE_CONTROLLABLE_MEDIA) != 0;
    default:
      return TRUE;
  }
}

static gboolean
follow_size (Filter *self)
{
  obs_source_t *target = obs_filter_get_target (self->source);

  self->width = target ? (int) obs_source_get_base_width (target) : 0;
  self->height = target ? (int) obs_source_get_base_height (target) : 0;
  if (self->width <= 0 || self->height <= 0)
    return FALSE;
  telemetry_show_set_size (self->show, self->width, self->height);
  return TRUE;
}

/* NULL: none. */
static void
say (Filter *self, const char *words)
{
  if (!words) {
    g_clear_pointer (&self->words, tlh_canvas_free);
  } else if (!self->words) {
    blog (LOG_WARNING, "[telemetry] '%s': %s", obs_source_get_name (self->source), words);
    self->words = tlh_canvas_new_words (words, self->width, self->height);
    self->n_words++;
  }
}

static void
bring_up_to_date (Filter *self, obs_source_t *parent)
{
  if (!follow_size (self))
    return;
  self->ready = telemetry_show_look (self->show);
  if (!obs_source_enabled (self->source) || !obs_source_showing (parent))
    return;
  if (!follow_medium (self, parent)) {
    say (self, "telemetry: this source has no time of its own; put the filter on a media source");
    return;
  }
  say (self, NULL);
  if (self->ready.canvas)
    tlh_canvas_show (self->ready.canvas, self->place_ns);
}

static void
filter_tick (void *data, float seconds)
{
  Filter *self = data;
  obs_source_t *parent = obs_filter_get_parent (self->source);

  (void) seconds;
  if (!parent)
    return;
  g_mutex_lock (&self->drawing);
  bring_up_to_date (self, parent);
  g_mutex_unlock (&self->drawing);
}

static void
filter_render (void *data, gs_effect_t *effect)
{
  Filter *self = data;

  (void) effect;
  obs_source_skip_video_filter (self->source);
  g_mutex_lock (&self->drawing);
  /* Odd numbers are of words, even ones of pictures. */
  if (self->words)
    telemetry_picture_take (self->picture, self->words, 2 * self->n_words + 1);
  else
    telemetry_picture_take (self->picture, self->ready.canvas, 2 * self->ready.generation);
  /* Without a size there is nothing below. */
  if (self->width > 0 && self->height > 0)
    telemetry_picture_draw (self->picture);
  g_mutex_unlock (&self->drawing);
}

/* What the medium is in, which is not touched. */
static enum gs_color_space
filter_color_space (void *data, size_t n, const enum gs_color_space *preferred)
{
  return obs_source_get_color_space (obs_filter_get_target (((Filter *) data)->source), n, preferred);
}

static const char *
filter_name (void *type_data)
{
  (void) type_data;
  return obs_module_text ("filter");
}

static void
filter_defaults (obs_data_t *values)
{
  telemetry_settings_defaults (values, TELEMETRY_FILTER);
}

static bool
read_again (obs_properties_t *panel, obs_property_t *button, void *data)
{
  (void) panel, (void) button;
  telemetry_show_read_again (((Filter *) data)->show);
  return false;
}

static obs_properties_t *
filter_properties (void *data)
{
  obs_properties_t *panel = telemetry_settings_properties (TELEMETRY_FILTER);

  if (data)
    obs_properties_add_button (panel, "again", obs_module_text ("again"), read_again);
  return panel;
}

struct obs_source_info telemetry_filter_info = {
  .id = "spacecraft_telemetry_filter",
  .type = OBS_SOURCE_TYPE_FILTER,
  .output_flags = OBS_SOURCE_VIDEO | OBS_SOURCE_SRGB,
  .get_name = filter_name,
  .create = filter_create,
  .destroy = filter_destroy,
  .update = filter_update,
  .get_defaults = filter_defaults,
  .get_properties = filter_properties,
  .video_tick = filter_tick,
  .video_render = filter_render,
  .video_get_color_space = filter_color_space,
};
