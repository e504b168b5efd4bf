/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage in many containers, beginning at many times, whose pictures carry their number as
 * bars. FFmpeg writes it. */
#pragma once

#include <string.h>

#include "overlay-fixture.h"

#define BARS 12           /* bits of the number, 16 pixels each, the lowest first */
#define RATE 25.0
#define SHOWN_FIRST 30.0  /* the first picture shows T+30 */
#define TOLERANCE 0.0025  /* s: containers count in milliseconds, and round */

/* A container: what FFmpeg is told to write. */
typedef struct {
  const char *name, *file, *options;
  gboolean constant_only;         /* has no time stamps */
  gboolean quick;                 /* in the short run */
} Container;

static const Container containers[] = {
  { .name = "ts", .file = "a.ts", .options = "-c:v libx264 -bf 2 -g 25", .quick = TRUE },
  { .name = "mkv", .file = "a.mkv", .options = "-c:v libx264 -bf 2 -g 25", .quick = TRUE },
  { .name = "mp4", .file = "a.mp4", .options = "-c:v libx264 -bf 2 -g 25", .quick = TRUE },
  { .name = "mp4-no-edit-list", .file = "b.mp4", .quick = TRUE,
    .options = "-c:v libx264 -bf 2 -g 25 -use_editlist 0" },
  { .name = "mp4-fragmented", .file = "c.mp4",
    .options = "-c:v libx264 -bf 2 -g 25 -movflags frag_keyframe+empty_moov" },
  { .name = "mov", .file = "a.mov", .options = "-c:v mjpeg -q:v 3" },
  { .name = "avi", .file = "a.avi", .options = "-c:v mjpeg -q:v 3", .constant_only = TRUE },
  { .name = "flv", .file = "a.flv", .options = "-c:v libx264 -bf 2 -g 25" },
  { .name = "webm", .file = "a.webm", .options = "-c:v libvpx -b:v 2M -deadline realtime" },
  { .name = "mxf", .file = "a.mxf", .options = "-c:v mpeg2video -bf 2 -g 12 -q:v 2", .constant_only = TRUE },
  { .name = "raw", .file = "a.y4m", .options = "-pix_fmt yuv420p", .constant_only = TRUE },
  { .name = "images", .file = "a%03d.png", .options = "-c:v png", .constant_only = TRUE },
};

typedef struct {
  const Container *container;
  const char *start;              /* s, of the container's first time stamp */
  gboolean variable;
} Cell;

/* 3 s in FOLDER; of a variable rate, every picture, then every third, then every second. The
 * path is to be freed; NULL where FFmpeg does not write it. */
static inline char *
make_footage (const char *folder, const Cell *cell)
{
  const char *pick = cell->variable ? ",select='if(lt(t,1),1,if(lt(t,2),not(mod(n,3)),not(mod(n,2))))'" : "";
  char *path = g_build_filename (folder, cell->container->file, NULL);
  g_autofree char *line = g_strdup_printf ("ffmpeg -nostdin -v error -y -f lavfi -i \"nullsrc=s=192x64:r=25:d=3,"
      "format=yuv420p,geq=lum='if(mod(trunc(N/pow(2,trunc(X/16))),2),220,30)':cb=128:cr=128%s\" "
      "-fps_mode vfr %s -output_ts_offset %s %s", pick, cell->container->options, cell->start, path);
  int status = -1;

  if (!g_spawn_command_line_sync (line, NULL, NULL, &status, NULL) || status != 0)
    g_clear_pointer (&path, g_free);
  return path;
}

static inline void
add_cell (const Container *container, const char *start, gboolean variable, GTestDataFunc test)
{
  Cell *cell = g_new0 (Cell, 1);
  g_autofree char *name = g_strdup_printf ("/containers/%s/%s/%s", container->name, start,
      variable ? "variable" : "constant");

  *cell = (Cell) { container, start, variable };
  g_test_add_data_func_full (name, cell, test, g_free);
}

/* A test a cell; WHOLE: all of them, else a few. */
static inline void
add_cells (GTestDataFunc test, gboolean whole)
{
  static const char *const starts[] = { "0", "5", "93600" };

  for (gsize c = 0; c < G_N_ELEMENTS (containers); c++)
    for (gsize s = 0; s < G_N_ELEMENTS (starts); s++)
      for (int variable = 0; variable < (containers[c].constant_only ? 1 : 2); variable++)
        if (whole || (containers[c].quick && s < 2 && variable == (s == 1)))
          add_cell (&containers[c], starts[s], variable, test);
}

/* Runs TEST on the cells that the arguments ask for: --whole for all of them. */
static inline int
run_cells (int argc, char **argv, Fixture *fixture, GTestDataFunc test)
{
  g_autofree char *ffmpeg = g_find_program_in_path ("ffmpeg");
  gboolean whole = FALSE;
  int result;

  gst_init (&argc, &argv);
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--whole")) {
      whole = TRUE;
      argv[i] = (char *) "--tap";
    }
  g_test_init (&argc, &argv, NULL);
  fixture_init (fixture);
  if (ffmpeg)
    add_cells (test, whole);
  result = g_test_run ();
  fixture_clear (fixture);
  return result;
}
