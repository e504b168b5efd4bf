/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "job/job.h"

G_BEGIN_DECLS

/* A line of a manifest, or a group of it: what it says, by key. */
typedef struct {
  char *place;               /* "FILE:LINE", for messages */
  GPtrArray *keys;           /* char *, in the order of the file */
  GPtrArray *values;         /* char *, one for each; none is empty */
  GPtrArray *places;         /* char *, the same: where it stands, "FILE:LINE" and in a table the column */
} RenderRow;

RenderRow *render_row_new (const char *file, guint line);

void render_row_free (RenderRow *row);

/* An empty VALUE says nothing. PLACE is its own; NULL: the row's. */
void render_row_add (RenderRow *row, const char *place, const char *key, const char *value);

/* Whether a row may have KEY: it is one of ours, or a property of telemetryoverlay. The error has the nearest. */
gboolean render_row_check_key (const char *key, GError **error);

/* What is said last of KEY; NULL: nothing. The row's. */
const char *render_row_get (const RenderRow *row, const char *key);

/* Sets all that ROW says on JOB, but clip and outputs: a key that is none of a job's is a property of
 * telemetryoverlay. Paths are seen from FOLDER. Errors name the row's place. */
gboolean render_row_apply (const RenderRow *row, const char *folder, RenderJob *job, GError **error);

/* VALUE as an absolute path seen from FOLDER; a URI stays. To be freed. */
char *render_row_path (const char *value, const char *folder);

/* The rows of the manifest PATH (GPtrArray of RenderRow *): CSV (RFC 4180; commas, semicolons or tabs) or a key
 * file. NULL with an error that names the line. To be unreffed. */
GPtrArray *render_rows_read (const char *path, GError **error);
GPtrArray *render_rows_read_csv (const char *path, const char *text, GError **error);
GPtrArray *render_rows_read_keys (const char *path, const char *text, GError **error);

G_END_DECLS
