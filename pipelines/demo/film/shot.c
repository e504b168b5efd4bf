/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shot.h"

#include <stddef.h>
#include <string.h>

static const struct { const char *name; size_t offset; } columns[] = {
  { "start_met_s", offsetof (Shot, start_met_s) },
  { "duration_s", offsetof (Shot, duration_s) },
  { "heading_deg", offsetof (Shot, heading_deg) },
  { "limb", offsetof (Shot, limb) },
  { "fov_deg", offsetof (Shot, fov_deg) },
  { "roll_deg", offsetof (Shot, roll_deg) },
  { "pan_deg_s", offsetof (Shot, pan_deg_s) },
  { "exposure_ev", offsetof (Shot, exposure_ev) },
  { "shake_px", offsetof (Shot, shake_px) },
  { "at_station", offsetof (Shot, at_station) },
};

static void
clear (gpointer data)
{
  g_free (((Shot *) data)->name);
}

static gboolean
check_header (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  if (g_strv_length (cells) != 1 + G_N_ELEMENTS (columns) || strcmp (cells[0], "name") != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (cells[1 + i], columns[i].name) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
add_shot (GArray *shots, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  Shot shot = { 0 };

  if (g_strv_length (cells) != 1 + G_N_ELEMENTS (columns))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    char *end;
    *(double *) ((char *) &shot + columns[i].offset) = g_ascii_strtod (cells[1 + i], &end);
    if (end == cells[1 + i] || *end)
      return FALSE;
  }
  if (shot.duration_s <= 0.0 || shot.fov_deg < 10.0 || shot.fov_deg > 100.0)
    return FALSE;
  shot.name = g_strdup (cells[0]);
  g_array_append_val (shots, shot);
  return TRUE;
}

GArray *
shots_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_autoptr (GArray) shots = g_array_new (FALSE, TRUE, sizeof (Shot));
  g_array_set_clear_func (shots, clear);
  for (int i = 0; lines[i]; i++)
    if (!(i == 0 ? check_header (lines[i]) : add_shot (shots, lines[i]))) {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
          "%s:%d: '%s'; expected name and %u numbers, as in the demo's shots.tsv", path, i + 1, lines[i],
          (guint) G_N_ELEMENTS (columns));
      return NULL;
    }
  if (shots->len > 0)
    return g_steal_pointer (&shots);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: no shot", path);
  return NULL;
}

const Shot *
shots_find (const GArray *shots, double met)
{
  for (guint i = 0; i < shots->len; i++) {
    const Shot *shot = &g_array_index (shots, Shot, i);
    if (met >= shot->start_met_s && met < shot->start_met_s + shot->duration_s)
      return shot;
  }
  return &g_array_index (shots, Shot, 0);
}
