/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/picture.h"

#include <graphics/graphics.h>

/* scRGB counts in these, cd/m². */
#define SCRGB_UNIT 80.0f

typedef struct {
  gs_texture_t *texture;
  TlhPiece of;                 /* what it was uploaded from; pixels are not looked at */
} Tile;

struct _TelemetryPicture {
  GArray *tiles;               /* Tile */
  guint generation;
  guint64 n_uploads;
};

static void
clear_tile (gpointer data)
{
  gs_texture_destroy (((Tile *) data)->texture);
}

TelemetryPicture *
telemetry_picture_new (void)
{
  TelemetryPicture *picture = g_new0 (TelemetryPicture, 1);

  picture->tiles = g_array_new (FALSE, TRUE, sizeof (Tile));
  g_array_set_clear_func (picture->tiles, clear_tile);
  return picture;
}

void
telemetry_picture_free (TelemetryPicture *picture)
{
  if (!picture)
    return;
  obs_enter_graphics ();
  g_array_unref (picture->tiles);
  obs_leave_graphics ();
  g_free (picture);
}

static void
upload (TelemetryPicture *picture, Tile *tile, const TlhPiece *piece)
{
  if (tile->texture && (tile->of.width != piece->width || tile->of.height != piece->height))
    g_clear_pointer (&tile->texture, gs_texture_destroy);
  if (!tile->texture)
    tile->texture = gs_texture_create ((uint32_t) piece->width, (uint32_t) piece->height, GS_RGBA, 1, NULL, GS_DYNAMIC);
  tile->of = *piece;
  if (!tile->texture)
    return;
  gs_texture_set_image (tile->texture, piece->pixels, (uint32_t) piece->stride, false);
  picture->n_uploads++;
}

void
telemetry_picture_take (TelemetryPicture *picture, const TlhCanvas *canvas, guint generation)
{
  guint n = canvas ? tlh_canvas_n_pieces (canvas) : 0;

  if (picture->tiles->len != n)
    g_array_set_size (picture->tiles, n);
  for (guint i = 0; i < n; i++) {
    Tile *tile = &g_array_index (picture->tiles, Tile, i);
    TlhPiece piece = tlh_canvas_piece (canvas, i);
    if (generation != picture->generation)
      tile->of.serial = 0;
    if (piece.serial != tile->of.serial)
      upload (picture, tile, &piece);
  }
  picture->generation = generation;
}

/* The effect's way of drawing code values of sRGB, which they are, where OBS draws now. */
static const char *
choose_technique (gs_effect_t *effect)
{
  switch (gs_get_color_space ()) {
    case GS_CS_SRGB:
      return "Draw";
    case GS_CS_709_SCRGB:
      gs_effect_set_float (gs_effect_get_param_by_name (effect, "multiplier"),
          obs_get_video_sdr_white_level () / SCRGB_UNIT);
      return "DrawSrgbDecompressMultiply";
    default:
      return "DrawSrgbDecompress";
  }
}

static void
draw_tile (const Tile *tile, gs_effect_t *effect, const char *technique)
{
  if (!tile->texture || tile->of.serial == 0)
    return;
  gs_effect_set_texture (gs_effect_get_param_by_name (effect, "image"), tile->texture);
  gs_matrix_push ();
  gs_matrix_translate3f ((float) tile->of.x, (float) tile->of.y, 0.0f);
  while (gs_effect_loop (effect, technique))
    gs_draw_sprite (tile->texture, 0, 0, 0);
  gs_matrix_pop ();
}

void
telemetry_picture_draw (const TelemetryPicture *picture)
{
  gs_effect_t *effect = obs_get_base_effect (OBS_EFFECT_DEFAULT);
  const char *technique = choose_technique (effect);
  bool was_srgb = gs_framebuffer_srgb_enabled ();

  /* Blended in code values, as every other program here does: light would make edges of letters another picture. */
  gs_enable_framebuffer_srgb (false);
  gs_blend_state_push ();
  gs_blend_function (GS_BLEND_ONE, GS_BLEND_INVSRCALPHA);
  for (guint i = 0; i < picture->tiles->len; i++)
    draw_tile (&g_array_index (picture->tiles, Tile, i), effect, technique);
  gs_blend_state_pop ();
  gs_enable_framebuffer_srgb (was_srgb);
}

guint64
telemetry_picture_n_uploads (const TelemetryPicture *picture)
{
  return picture->n_uploads;
}
