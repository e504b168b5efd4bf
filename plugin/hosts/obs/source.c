/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source: telemetry on nothing, by a clock of its own or as it comes. */
#include "hosts/obs/module.h"

#include "host/live.h"
#include "hosts/obs/hotkeys.h"
#include "hosts/obs/picture.h"
#include "hosts/obs/playhead.h"
#include "hosts/obs/show.h"

#define MS_NS 1000000
#define LEAST_SIDE 16
#define MOST_SIDE 16384

typedef struct {
  obs_source_t *source;
  TelemetryHotkeys hotkeys;
  TelemetryShow *show;
  TelemetryPlayhead playhead;
  GMutex drawing;              /* of what follows: other plugins have sources drawn by threads of their own */
  TelemetryPicture *picture;
  TelemetryReady ready;
  guint shown;                 /* the generation that was brought to a place */
  /* Read by any. */
  int width, height;
  guint64 n_uploads, n_updates;
} Source;

/* Liftoff is now: live telemetry counts from here; else the clock goes to where liftoff is. */
static void
set_t0 (Source *self, TlhOverlay *overlay)
{
  gint64 liftoff_ns = 0, now_ns = telemetry_now_ns ();

  if (!telemetry_playhead_look (&self->playhead).is_live) {
    tlh_overlay_liftoff (overlay, &liftoff_ns);
    telemetry_playhead_set (&self->playhead, liftoff_ns, now_ns);
  } else if (!tlh_live_set_liftoff (overlay, now_ns)) {
    blog (LOG_WARNING, "[telemetry] '%s': T0 is not set: no telemetry has come yet", obs_source_get_name (self->source));
  }
  telemetry_playhead_run (&self->playhead, TRUE, now_ns);
}

static void
confirm (Source *self, TlhOverlay *overlay)
{
  if (!tlh_overlay_confirm (overlay, telemetry_playhead_at (&self->playhead, telemetry_now_ns ())))
    blog (LOG_INFO, "[telemetry] '%s': there is nothing to confirm", obs_source_get_name (self->source));
  telemetry_playhead_touch (&self->playhead);
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
      telemetry_playhead_run (&self->playhead, command == TELEMETRY_RESUME, telemetry_now_ns ());
      break;
    case TELEMETRY_GRAPHICS_ON:
    case TELEMETRY_GRAPHICS_OFF:
      telemetry_playhead_switch (&self->playhead, command == TELEMETRY_GRAPHICS_ON);
      break;
    case TELEMETRY_CONFIRM:
      if (overlay)
        confirm (self, overlay);
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

/* What waits to be confirmed, in words, or NULL; to be freed. */
static char *
find_proposal (Source *self)
{
  g_autoptr (TlhOverlay) overlay = telemetry_show_ref_overlay (self->show);

  return overlay ? tlh_overlay_proposal (overlay, telemetry_playhead_at (&self->playhead, telemetry_now_ns ())) : NULL;
}

/* For scripts: where the clock is, what it cost, and what waits to be confirmed. */
static void
tell_status (void *data, calldata_t *answer)
{
  Source *self = data;
  g_autofree char *proposal = find_proposal (self);

  calldata_set_int (answer, "place_ns", telemetry_playhead_at (&self->playhead, telemetry_now_ns ()));
  calldata_set_int (answer, "readings", telemetry_playhead_look (&self->playhead).n_readings);
  calldata_set_int (answer, "uploads", (long long) __atomic_load_n (&self->n_uploads, __ATOMIC_RELAXED));
  calldata_set_int (answer, "updates", (long long) __atomic_load_n (&self->n_updates, __ATOMIC_RELAXED));
  calldata_set_string (answer, "proposal", proposal ? proposal : "");
}

static void
source_update (void *data, obs_data_t *values)
{
  Source *self = data;
  g_autoptr (TelemetrySettings) settings = telemetry_settings_read (values, TELEMETRY_SOURCE);

  telemetry_playhead_let_wait (&self->playhead, settings->waits);
  g_atomic_int_set (&self->width, (int) CLAMP (settings->width, LEAST_SIDE, MOST_SIDE));
  g_atomic_int_set (&self->height, (int) CLAMP (settings->height, LEAST_SIDE, MOST_SIDE));
  telemetry_show_set (self->show, settings, obs_source_get_name (self->source));
  telemetry_show_set_size (self->show, g_atomic_int_get (&self->width), g_atomic_int_get (&self->height));
}

static void *
source_create (obs_data_t *values, obs_source_t *source)
{
  Source *self = g_new0 (Source, 1);

  self->source = source;
  telemetry_playhead_init (&self->playhead);
  g_mutex_init (&self->drawing);
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
  telemetry_playhead_clear (&self->playhead);
  g_mutex_clear (&self->drawing);
  g_free (self);
}

static void
bring_up_to_date (Source *self)
{
  gint64 now_ns = telemetry_frame_ns (), place_ns;

  self->ready = telemetry_show_look (self->show);
  telemetry_playhead_take_up (&self->playhead, &self->ready, now_ns);
  /* Nothing is drawn that nobody sees. */
  if (!self->ready.canvas || !obs_source_showing (self->source) ||
      !telemetry_playhead_moves (&self->playhead, self->shown != self->ready.generation, now_ns, &place_ns))
    return;
  if (tlh_canvas_show (self->ready.canvas, place_ns) == TLH_CANVAS_BUSY)
    telemetry_playhead_touch (&self->playhead);
  else
    self->shown = self->ready.generation;
  if (tlh_canvas_is_outgrown (self->ready.canvas))
    telemetry_show_outgrow (self->show);
}

static void
source_tick (void *data, float seconds)
{
  Source *self = data;

  (void) seconds;
  g_mutex_lock (&self->drawing);
  bring_up_to_date (self);
  g_mutex_unlock (&self->drawing);
}

static void
draw (Source *self)
{
  if (telemetry_playhead_look (&self->playhead).is_off || !self->ready.canvas)
    return;
  telemetry_picture_take (self->picture, self->ready.canvas, self->ready.generation);
  telemetry_picture_draw (self->picture);
  __atomic_store_n (&self->n_uploads, telemetry_picture_n_uploads (self->picture), __ATOMIC_RELAXED);
  __atomic_store_n (&self->n_updates, tlh_canvas_n_updates (self->ready.canvas), __ATOMIC_RELAXED);
}

static void
source_render (void *data, gs_effect_t *effect)
{
  Source *self = data;

  (void) effect;
  g_mutex_lock (&self->drawing);
  draw (self);
  g_mutex_unlock (&self->drawing);
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
  return (uint32_t) g_atomic_int_get (&((Source *) data)->width);
}

static uint32_t
source_height (void *data)
{
  return (uint32_t) g_atomic_int_get (&((Source *) data)->height);
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
  g_autofree char *proposal = self ? find_proposal (self) : NULL;

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
  telemetry_playhead_run (&((Source *) data)->playhead, !pause, telemetry_now_ns ());
}

static void
media_restart (void *data)
{
  telemetry_playhead_set (&((Source *) data)->playhead, 0, telemetry_now_ns ());
  media_play_pause (data, false);
}

static void
media_stop (void *data)
{
  media_play_pause (data, true);
  telemetry_playhead_set (&((Source *) data)->playhead, 0, telemetry_now_ns ());
}

static int64_t
media_duration (void *data)
{
  return telemetry_playhead_look (&((Source *) data)->playhead).length_ns / MS_NS;
}

static int64_t
media_time (void *data)
{
  return telemetry_playhead_at (&((Source *) data)->playhead, telemetry_now_ns ()) / MS_NS;
}

static void
media_set_time (void *data, int64_t ms)
{
  telemetry_playhead_set (&((Source *) data)->playhead,
      CLAMP (ms, -G_MAXINT32, G_GINT64_CONSTANT (1000) * G_MAXINT32) * MS_NS, telemetry_now_ns ());
}

static enum obs_media_state
media_state (void *data)
{
  TelemetryPlayhead playhead = telemetry_playhead_look (&((Source *) data)->playhead);

  if (playhead.is_live || playhead.n_readings == 0)
    return OBS_MEDIA_STATE_NONE;
  return playhead.runs ? OBS_MEDIA_STATE_PLAYING : OBS_MEDIA_STATE_PAUSED;
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
