/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "medium.h"

#include "studio.h"

static int state = OBS_MEDIA_STATE_PLAYING;
static int now_ms;

static const char *
name (void *data)
{
  (void) data;
  return "medium";
}

static void *
create (obs_data_t *settings, obs_source_t *source)
{
  (void) settings;
  return source;
}

static void
destroy (void *data)
{
  (void) data;
}

static uint32_t
width (void *data)
{
  (void) data;
  return STUDIO_WIDTH;
}

static uint32_t
height (void *data)
{
  (void) data;
  return STUDIO_HEIGHT;
}

/* A grey of 0x40. */
static void
render (void *data, gs_effect_t *effect)
{
  gs_effect_t *solid = obs_get_base_effect (OBS_EFFECT_SOLID);
  struct vec4 grey;

  (void) data, (void) effect;
  vec4_set (&grey, 64.0f / 255.0f, 64.0f / 255.0f, 64.0f / 255.0f, 1.0f);
  gs_effect_set_vec4 (gs_effect_get_param_by_name (solid, "color"), &grey);
  while (gs_effect_loop (solid, "Solid"))
    gs_draw_sprite (NULL, 0, STUDIO_WIDTH, STUDIO_HEIGHT);
}

static int64_t
get_time (void *data)
{
  (void) data;
  return g_atomic_int_get (&now_ms);
}

static enum obs_media_state
get_state (void *data)
{
  (void) data;
  return (enum obs_media_state) g_atomic_int_get (&state);
}

void
medium_set (enum obs_media_state wanted, gint64 ms)
{
  g_atomic_int_set (&now_ms, (int) ms);
  g_atomic_int_set (&state, (int) wanted);
}

void
medium_register (void)
{
  struct obs_source_info info = { .id = MEDIUM_ID, .type = OBS_SOURCE_TYPE_INPUT,
    .output_flags = OBS_SOURCE_VIDEO | OBS_SOURCE_CUSTOM_DRAW | OBS_SOURCE_CONTROLLABLE_MEDIA, .get_name = name,
    .create = create, .destroy = destroy, .get_width = width, .get_height = height, .video_render = render,
    .media_get_time = get_time, .media_get_state = get_state };

  obs_register_source (&info);
  info.id = STILL_ID;
  info.output_flags = OBS_SOURCE_VIDEO | OBS_SOURCE_CUSTOM_DRAW;
  info.media_get_time = NULL;
  info.media_get_state = NULL;
  obs_register_source (&info);
}
