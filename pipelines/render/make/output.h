/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "job/report.h"

G_BEGIN_DECLS

/* What stands behind the part's name for a copy of the clip beside it (uncut.h). */
#define RENDER_OUTPUT_UNCUT ".mkv"

/* A file that is written beside its place and gets its name when it is whole. */
typedef struct {
  char *path;                /* where it belongs */
  char *part;                /* what is written meanwhile */
  int lock;                  /* of PART, which no two may write */
} RenderOutput;

/* What PATH is called while it is written: the same each time, so that the next run finds what a
 * killed one left. To be freed. */
char *render_output_part (const char *path);

/* Makes the folder and takes the place; an error where somebody writes it now. To be closed. */
gboolean render_output_open (RenderOutput *output, const char *path, GError **error);

/* What was written goes to the disk and waits for its name; OUTPUT is taken, MADE is copied. An output for which that
 * fails is abandoned. A process does one job: its outputs wait together. */
gboolean render_output_finish (RenderOutput *output, const RenderMade *made, GError **error);

/* Gives all that wait their names and says so (report.h). Where one cannot have it, that and those after it are
 * abandoned. */
gboolean render_outputs_name (GError **error);

/* Takes away all that wait. */
void render_outputs_discard (void);

/* Takes away what was written so far. Nothing for one that is all zero, or closed. */
void render_output_abandon (RenderOutput *output);

/* Takes away that copy. */
void render_output_sweep_uncut (const char *path);

/* Takes away what a process that is no more has left of PATH; nothing where one writes it now. */
void render_output_sweep (const char *path);

G_END_DECLS
