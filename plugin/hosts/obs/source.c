/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source: telemetry on nothing, by a clock of its own or as it comes. */
#include "hosts/obs/module.h"

#include "host/live.h"
#include "hosts/obs/clock.h"
#include "hosts/obs/hotkeys.h"
#include "hosts/obs/picture.h"
#include "hosts/obs/show.h"

#define MS_NS 1000000
#define LEAST_SIDE 16
#define MOST_SIDE 16384

typedef struct {
  obs_source_t *source;
  TelemetryHotkeys hotkeys;
  TelemetryShow *show;
  TelemetryPicture *picture;   /* the graphics thread's … */
  TelemetryReady ready;        /* … and this */
  GMutex lock;                 /* of what follows */
  TelemetryClock clock;        /* of live telemetry: whether it runs, and where it is held */
  gboolean is_live, is_off, waits;
  guint n_readings;            /* that CLOCK was started for */
  gint64 length_ns;
  uint32_t width, height;
  guint64 n_uploads, n_updates;
} Source;

/* With the lock held. Live telemetry is placed by when it comes. */
static gint64
place (const Source *self, gint64 now_ns)
{
  return self->is_live && self->clock.runs ? now_ns : telemetry_clock_at (&self->clock, now_ns);
}

static gint64
lock_place (Source *self)
{
  gint64 place_ns;

  g_mutex_lock (&self->lock);
  place_ns = place (self, telemetry_now_ns ());
  g_mutex_unlock (&self->lock);
  return place_ns;
}

static void
set_place (Source *self, gint64 place_ns)
{
  g_mutex_lock (&self->lock);
  telemetry_clock_set (&self->clock, place_ns, telemetry_now_ns ());
  g_mutex_unlock (&self->lock);
}

static void
run (Source *self, gboolean runs)
{
  gint64 now_ns = telemetry_now_ns ();

  g_mutex_lock (&self->lock);
  if (runs != self->clock.runs) {
    telemetry_clock_set (&self->clock, place (self, now_ns), now_ns);
    self->clock.runs = runs;
  }
  g_mutex_unlock (&self->lock);
}

/* Liftoff is now: live telemetry counts from here; else the clock goes to where liftoff is. */
static void
set_t0 (Source *self, TlhOverlay *overlay)
{
  gint64 liftoff_ns = 0;
  gboolean is_live;

  g_mutex_lock (&self->lock);
  is_live = self->is_live;
  g_mutex_unlock (&self->lock);
  if (!is_live) {
    tlh_overlay_liftoff (overlay, &liftoff_ns);
    set_place (self, liftoff_ns);
  } else if (!tlh_live_set_liftoff (overlay, telemetry_now_ns ())) {
    blog (LOG_WARNING, "[telemetry] '%s': T0 is not set: no telemetry has come yet", obs_source_get_name (self->source));
  }
  run (self, TRUE);
}

static void
set_off (Source *self, gboolean is_off)
{
  g_mutex_lock (&self->lock);
  self->is_off = is_off;
  g_mutex_unlock (&self->lock);
}

static void
obey (Source *self, TelemetryCommand command)
{
  g_autoptr (TlhOverlay) overlay = telemetry_show_ref_overlay (self->show);

  switch (command) {
    case TELEMETRY_SET_T0:
      if (overlay)
        set_t0 (self, overlay);
      break;
    case TELEMETRY_HOLD:
    case TELEMETRY_RESUME:
      run (self, command == TELEMETRY_RESUME);
      break;
    case TELEMETRY_GRAPHICS_ON:
    case TELEMETRY_GRAPHICS_OFF:
      set_off (self, command == TELEMETRY_GRAPHICS_OFF);
      break;
    case TELEMETRY_CONFIRM:
      if (overlay && !tlh_overlay_confirm (overlay, lock_place (self)))
        blog (LOG_INFO, "[telemetry] '%s': there is nothing to confirm", obs_source_get_name (self->source));
      break;
    default:
      break;
  }
}

static void
on_hotkey (void *data, obs_hotkey_id id, obs_hotkey_t *hotkey, bool is_pressed)
{
  Source *self = data;

  (void) hotkey;
  if (is_pressed)
    obey (self, telemetry_hotkeys_command (&self->hotkeys, id));
}

/* For scripts: where the clock is, what it cost, and what waits to be confirmed. */
static void
tell_status (void *data, calldata_t *answer)
{
  Source *self = data;
  g_autoptr (TlhOverlay) overlay = telemetry_show_ref_overlay (self->show);
  g_autofree char *proposal = overlay ? tlh_overlay_proposal (overlay, lock_place (self)) : NULL;

  g_mutex_lock (&self->lock);
  calldata_set_int (answer, "place_ns", place (self, telemetry_now_ns ()));
  calldata_set_int (answer, "readings", self->n_readings);
  calldata_set_int (answer, "uploads", (long long) self->n_uploads);
  calldata_set_int (answer, "updates", (long long) self->n_updates);
  g_mutex_unlock (&self->lock);
  calldata_set_string (answer, "proposal", proposal ? proposal : "");
}

static void
source_update (void *data, obs_data_t *values)
{
  Source *self = data;
  g_autoptr (TelemetrySettings) settings = telemetry_settings_read (values, TELEMETRY_SOURCE);

  g_mutex_lock (&self->lock);
  self->waits = settings->waits;
  self->width = (uint32_t) CLAMP (settings->width, LEAST_SIDE, MOST_SIDE);
  self->height = (uint32_t) CLAMP (settings->height, LEAST_SIDE, MOST_SIDE);
  g_mutex_unlock (&self->lock);
  telemetry_show_set (self->show, settings, obs_source_get_name (self->source));
  telemetry_show_set_size (self->show, (int) self->width, (int) self->height);
}

static void *
source_create (obs_data_t *values, obs_source_t *source)
{
  Source *self = g_new0 (Source, 1);

  self->source = source;
  g_mutex_init (&self->lock);
  self->show = telemetry_show_new ();
  self->picture = telemetry_picture_new ();
  telemetry_hotkeys_register (&self->hotkeys, source, on_hotkey, self);
  proc_handler_add (obs_source_get_proc_handler (source), "void telemetry_status(out int place_ns, out int readings, "
      "out int uploads, out int updates, out string proposal)", tell_status, self);
  source_update (self, values);
  return self;
}

static void
source_destroy (void *data)
{
  Source *self = data;

  telemetry_hotkeys_unregister (&self->hotkeys);
  telemetry_show_free (self->show);
  telemetry_picture_free (self->picture);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Telemetry that was opened anew begins at 0. With the lock held. */
static void
follow_readings (Source *self, const TelemetryReady *ready, gint64 now_ns)
{
  if (ready->n_readings == self->n_readings)
    return;
  self->n_readings = ready->n_readings;
  self->is_live = ready->is_live;
  self->clock = (TelemetryClock) { .since_ns = now_ns, .runs = ready->is_live || !self->waits };
}

/* Nothing is drawn that nobody sees. */
static void
source_tick (void *data, float seconds)
{
  Source *self = data;
  gint64 now_ns = telemetry_frame_ns (), place_ns;
  gboolean is_off;

  (void) seconds;
  self->ready = telemetry_show_look (self->show);
  g_mutex_lock (&self->lock);
  follow_readings (self, &self->ready, now_ns);
  self->length_ns = self->ready.length_ns;
  is_off = self->is_off;
  place_ns = place (self, now_ns);
  g_mutex_unlock (&self->lock);
  if (is_off || !self->ready.canvas || !obs_source_showing (self->source))
    return;
  tlh_canvas_show (self->ready.canvas, place_ns);
  if (tlh_canvas_is_outgrown (self->ready.canvas))
    telemetry_show_outgrow (self->show);
}

static void
source_render (void *data, gs_effect_t *effect)
{
  Source *self = data;
  gboolean is_off;

  (void) effect;
  g_mutex_lock (&self->lock);
  is_off = self->is_off;
  g_mutex_unlock (&self->lock);
  if (is_off || !self->ready.canvas)
    return;
  telemetry_picture_take (self->picture, self->ready.canvas, self->ready.generation);
  telemetry_picture_draw (self->picture);
  g_mutex_lock (&self->lock);
  self->n_uploads = telemetry_picture_n_uploads (self->picture);
  self->n_updates = tlh_canvas_n_updates (self->ready.canvas);
  g_mutex_unlock (&self->lock);
}

static const char *
source_name (void *type_data)
{
  (void) type_data;
  return obs_module_text ("source");
}

static uint32_t
source_width (void *data)
{
  return ((Source *) data)->width;
}

static uint32_t
source_height (void *data)
{
  return ((Source *) data)->height;
}

static void
source_defaults (obs_data_t *values)
{
  telemetry_settings_defaults (values, TELEMETRY_SOURCE);
}

static bool
read_again (obs_properties_t *panel, obs_property_t *button, void *data)
{
  (void) panel, (void) button;
  telemetry_show_read_again (((Source *) data)->show);
  return false;
}

static obs_properties_t *
source_properties (void *data)
{
  Source *self = data;
  obs_properties_t *panel = telemetry_settings_properties (TELEMETRY_SOURCE);
  g_autoptr (TlhOverlay) overlay = self ? telemetry_show_ref_overlay (self->show) : NULL;
  g_autofree char *proposal = overlay ? tlh_overlay_proposal (overlay, lock_place (self)) : NULL;

  obs_properties_add_button (panel, "again", obs_module_text ("again"), read_again);
  if (proposal) {
    g_autofree char *line = g_strdup_printf ("%s %s", obs_module_text ("proposal"), proposal);
    obs_properties_add_text (panel, "proposal", line, OBS_TEXT_INFO);
  }
  return panel;
}

/* OBS's own controls of media hold the clock, let it go and set it. */

static void
media_play_pause (void *data, bool pause)
{
  run (data, !pause);
}

static void
media_restart (void *data)
{
  set_place (data, 0);
  run (data, TRUE);
}

static void
media_stop (void *data)
{
  run (data, FALSE);
  set_place (data, 0);
}

static int64_t
media_duration (void *data)
{
  Source *self = data;
  int64_t ms;

  g_mutex_lock (&self->lock);
  ms = self->length_ns / MS_NS;
  g_mutex_unlock (&self->lock);
  return ms;
}

static int64_t
media_time (void *data)
{
  return lock_place (data) / MS_NS;
}

static void
media_set_time (void *data, int64_t ms)
{
  set_place (data, CLAMP (ms, -G_MAXINT32, G_GINT64_CONSTANT (1000) * G_MAXINT32) * MS_NS);
}

static enum obs_media_state
media_state (void *data)
{
  Source *self = data;
  enum obs_media_state state;

  g_mutex_lock (&self->lock);
  state = self->is_live || self->n_readings == 0 ? OBS_MEDIA_STATE_NONE :
      self->clock.runs ? OBS_MEDIA_STATE_PLAYING : OBS_MEDIA_STATE_PAUSED;
  g_mutex_unlock (&self->lock);
  return state;
}

struct obs_source_info telemetry_source_info = {
  .id = "spacecraft_telemetry",
  .type = OBS_SOURCE_TYPE_INPUT,
  .output_flags = OBS_SOURCE_VIDEO | OBS_SOURCE_CUSTOM_DRAW | OBS_SOURCE_CONTROLLABLE_MEDIA,
  .icon_type = OBS_ICON_TYPE_TEXT,
  .get_name = source_name,
  .create = source_create,
  .destroy = source_destroy,
  .update = source_update,
  .get_width = source_width,
  .get_height = source_height,
  .get_defaults = source_defaults,
  .get_properties = source_properties,
  .video_tick = source_tick,
  .video_render = source_render,
  .media_play_pause = media_play_pause,
  .media_restart = media_restart,
  .media_stop = media_stop,
  .media_get_duration = media_duration,
  .media_get_time = media_time,
  .media_set_time = media_set_time,
  .media_get_state = media_state,
};
