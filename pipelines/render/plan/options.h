/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "job/job.h"

G_BEGIN_DECLS

/* What the command line asks for. Strings are its own; NULL is not said. */
typedef struct {
  char **clips;
  char *manifest;
  char *telemetry, *mission;
  char *sync;                      /* a row's (sync.h) */
  char *layout;
  char *liftoff_at, *footage_start;
  char **set;                      /* each --set, NAME=VALUE */
  char *output;                    /* a file, or a folder */
  gboolean kinds[RENDER_N_KINDS];  /* that were asked for */
  char *files[RENDER_N_KINDS];     /* of each, where it has its own */
  char **stills;                   /* each --still, PLACE=FILE */
  char *encoder;
  char *languages;
  char *only;                      /* rows of the plan, from 1, "N" or "N-M"; NULL: all */
  gboolean count;                  /* print how many there are */
  int jobs;                        /* 0: as many as fit */
  gboolean json, quiet, dry_run, print_pipeline, force, verify, strict;
  char *segments;                  /* a row's (job.h) */
  int segment;                     /* of each clip, from 1, the one that is rendered, and nothing is joined; 0: all */
  char *step;                      /* what the process of one clip does of it (split/step.h); NULL: all */
  int parent;                      /* this is the process of one clip, and that the one that asked; 0: it is not */
} RenderOptions;

/* Reads the command line into OPTIONS, all zero before; what a user did wrong is the error. --help
 * prints and exits. */
gboolean render_options_parse (RenderOptions *options, int *argc, char ***argv, GError **error);

/* Frees what it owns. */
void render_options_clear (RenderOptions *options);

G_END_DECLS
