/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* earth-film: the Earth as a camera on the spacecraft sees it, from the telemetry's own positions.
 *
 *   earth-film --telemetry FILE.csv --shots shots.tsv --shot NAME > NAME.y4m
 *   earth-film --telemetry FILE.csv --shots shots.tsv --still MET PICTURE.ppm
 *
 * --start and --duration (s) override the shot's own; --size WxH and --fps have defaults. */
#include "film/air.h"
#include "film/grade.h"
#include "film/output.h"
#include "film/pixels.h"
#include "film/scene.h"
#include "film/shot.h"
#include "film/track.h"
#include "flight/flight.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char *telemetry, *shots, *shot, *size, **rest;
  double still, start, duration;
  int fps, threads, width, height;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->telemetry);
  g_free (o->shots);
  g_free (o->shot);
  g_free (o->size);
  g_strfreev (o->rest);
}

static const char *current = "";

static void
show_painting (double done)
{
  fprintf (stderr, "\r%s painting %3.0f %%   ", current, 100.0 * done);
}

static gboolean
parse_options (Options *o, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "telemetry", 0, 0, G_OPTION_ARG_FILENAME, &o->telemetry, "Telemetry to fly along", "FILE.csv" },
    { "shots", 0, 0, G_OPTION_ARG_FILENAME, &o->shots, "Table of shots", "FILE.tsv" },
    { "shot", 0, 0, G_OPTION_ARG_STRING, &o->shot, "Name of the shot to film", "NAME" },
    { "start", 0, 0, G_OPTION_ARG_DOUBLE, &o->start, "First second after liftoff", "MET" },
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &o->duration, "Seconds to film", "S" },
    { "still", 0, 0, G_OPTION_ARG_DOUBLE, &o->still, "One picture, to the PPM file named last", "MET" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &o->size, "Size of the picture (1920x1080)", "WxH" },
    { "fps", 0, 0, G_OPTION_ARG_INT, &o->fps, "Pictures a second (25)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &o->threads, "Threads (all processors)", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->rest, NULL, "[PICTURE.ppm]" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (!o->telemetry || !o->shots || o->fps < 1 || o->threads < 1
      || sscanf (o->size ? o->size : "1920x1080", "%dx%d", &o->width, &o->height) != 2 || o->width < 64
      || o->width > PIXELS_MAX_WIDTH || o->height < 64 || o->width % 2 || o->height % 2
      || (!isnan (o->still) && (!o->rest || !o->rest[0])) || (isnan (o->still) && !o->shot)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
        "needed: --telemetry, --shots, and --shot NAME or --still MET PICTURE.ppm; "
        "an even size up to %d wide",
        PIXELS_MAX_WIDTH);
    return FALSE;
  }
  return TRUE;
}

static const Shot *
choose (const Options *o, const GArray *shots, GError **error)
{
  if (!o->shot)
    return shots_find (shots, o->still);
  for (guint i = 0; i < shots->len; i++)
    if (strcmp (g_array_index (shots, Shot, i).name, o->shot) == 0)
      return &g_array_index (shots, Shot, i);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: no shot named %s", o->shots, o->shot);
  return NULL;
}

/* The part of @shot that the options ask for. */
static Shot
cut (const Options *o, const Shot *shot)
{
  Shot part = *shot;

  if (!isnan (o->start))
    part.start_met_s = o->start;
  if (!isnan (o->duration))
    part.duration_s = o->duration;
  return part;
}

static gboolean
film (const Options *o, Scene *scene, const Shot *shot, GError **error)
{
  int frames = (int) lround (shot->duration_s * o->fps);
  g_autofree guint8 *picture = g_malloc ((gsize) o->width * o->height * 3 / 2);

  if (!output_start (stdout, o->width, o->height, o->fps, error))
    return FALSE;
  for (int i = 0; i < frames; i++) {
    scene_draw (scene, shot->start_met_s + (double) i / o->fps, picture);
    if (!output_frame (stdout, picture, o->width, o->height, error))
      return FALSE;
    if (i % 15 == 14 || i + 1 == frames)
      fprintf (stderr, "\r%s frame %d/%d      ", shot->name, i + 1, frames);
  }
  fputc ('\n', stderr);
  return TRUE;
}

static gboolean
take_still (const Options *o, Scene *scene, GError **error)
{
  g_autofree guint8 *picture = g_malloc ((gsize) o->width * o->height * 3 / 2);

  scene_draw (scene, o->still, picture);
  fputc ('\n', stderr);
  return output_ppm (o->rest[0], picture, o->width, o->height, error);
}

static gboolean
run (const Options *o, GError **error)
{
  g_autoptr (GArray) shots = shots_read (o->shots, error);
  const Shot *chosen = shots ? choose (o, shots, error) : NULL;
  if (!chosen)
    return FALSE;
  Shot shot = cut (o, chosen);
  Track *track = track_new (o->telemetry, error);
  if (!track)
    return FALSE;

  current = shot.name;
  air_init ();
  grade_init ();
  Scene *scene = scene_new (&shot, track, FLIGHT_LIFTOFF, o->width, o->height, o->threads, show_painting);
  gboolean done = isnan (o->still) ? film (o, scene, &shot, error) : take_still (o, scene, error);
  scene_free (scene);
  track_free (track);
  return done;
}

int
main (int argc, char **argv)
{
  Options o = { .still = NAN, .start = NAN, .duration = NAN, .fps = 25,
    .threads = MIN (g_get_num_processors (), 64) };
  g_autoptr (GError) error = NULL;

  int status = !parse_options (&o, &argc, &argv, &error) ? 2 : run (&o, &error) ? 0 : 1;
  if (error)
    g_printerr ("earth-film: %s\n", error->message);
  options_clear (&o);
  return status;
}
