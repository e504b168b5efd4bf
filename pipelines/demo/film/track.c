/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "track.h"

#include <string.h>

typedef struct { double met, range; Vec3 pos; } Row;

struct Track { GArray *rows; };

static const char *const names[] = {
  "time[s]", "latitude[deg]", "longitude[deg]", "altitude[m]", "range[m]",
};

static int
column_of (char **header, const char *name)
{
  for (int i = 0; header[i]; i++)
    if (strcmp (g_strstrip (header[i]), name) == 0)
      return i;
  return -1;
}

static double
cell (char **cells, int column)
{
  if (column < 0 || column >= (int) g_strv_length (cells) || !*cells[column])
    return NAN;
  return g_ascii_strtod (cells[column], NULL);
}

static void
add_row (Track *track, const char *line, const int *column)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);
  Row row = { .met = cell (cells, column[0]), .range = cell (cells, column[4]) };
  Geodetic place = { cell (cells, column[1]) * M_PI / 180.0, cell (cells, column[2]) * M_PI / 180.0,
    cell (cells, column[3]) };

  row.pos = earth_fixed (place);
  if (isfinite (row.met) && isfinite (vec3_norm (row.pos)))
    g_array_append_val (track->rows, row);
}

Track *
track_new (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  int column[G_N_ELEMENTS (names)];

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0] ? lines[0] : "", ",", -1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    column[i] = column_of (header, names[i]);
    if (column[i] < 0 && i < 4) {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:1: no column %s", path, names[i]);
      return NULL;
    }
  }
  Track *track = g_new0 (Track, 1);
  track->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  for (char **line = lines + 1; lines[0] && *line; line++)
    if (**line)
      add_row (track, *line, column);
  if (track->rows->len >= 4)
    return track;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %u whole rows; at least 4 are needed", path,
      track->rows->len);
  track_free (track);
  return NULL;
}

void
track_free (Track *track)
{
  if (!track)
    return;
  g_array_unref (track->rows);
  g_free (track);
}

/* The second of the four rows around @met. */
static guint
find (const Track *track, double met)
{
  guint low = 1, high = track->rows->len - 3;

  while (low < high) {
    guint mid = (low + high + 1) / 2;
    if (g_array_index (track->rows, Row, mid).met <= met)
      low = mid;
    else
      high = mid - 1;
  }
  return low;
}

/* Lagrange's weights of four rows at @met. */
static void
weigh (const Row *row, double met, double *weight)
{
  for (int i = 0; i < 4; i++) {
    weight[i] = 1.0;
    for (int j = 0; j < 4; j++)
      if (j != i)
        weight[i] *= (met - row[j].met) / (row[i].met - row[j].met);
  }
}

static Vec3
position (const Track *track, double met)
{
  const Row *row = &g_array_index (track->rows, Row, find (track, met) - 1);
  Vec3 sum = { 0.0, 0.0, 0.0 };
  double weight[4];

  weigh (row, met, weight);
  for (int i = 0; i < 4; i++)
    sum = vec3_add (sum, weight[i], row[i].pos);
  return sum;
}

State
track_at (const Track *track, double met)
{
  double first = g_array_index (track->rows, Row, 0).met;
  double last = g_array_index (track->rows, Row, track->rows->len - 1).met;

  met = CLAMP (met, first + 0.1, last - 0.1);
  Vec3 move = vec3_add (position (track, met + 0.1), -1.0, position (track, met - 0.1));
  return (State) { position (track, met), vec3_scale (5.0, move) };
}

double
track_range (const Track *track, double met)
{
  guint i = find (track, met);
  const Row *a = &g_array_index (track->rows, Row, i), *b = a + 1;
  double u = CLAMP ((met - a->met) / (b->met - a->met), 0.0, 1.0);

  return a->range + u * (b->range - a->range);
}
