/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* The file beside an output NAME, .NAME.telemetry.json, that says what it was made of. */

/* What goes into those of one job. Its own; NULL is not known. */
typedef struct {
  char *made_of;             /* fingerprint of before it began (fingerprint.h) */
  char *whole;               /* hash of the clip (content.h) */
  char *encoders[RENDER_N_KINDS]; /* that made each output */
} RenderRecord;

void render_record_clear (RenderRecord *record);

/* Its path. To be freed. */
char *render_record_path (const char *output);

/* Why an output of JOB is not up to date: it is not as it was left, not made of what there is (fingerprint.h), or an
 * encoder of another version is here. With VERIFY the clip is read whole, and its date is nothing; without, its ends
 * are. NULL: all are up to date. CACHE is content.h's. To be freed. Blocks. */
char *render_record_explain (const RenderJob *job, gboolean verify, GHashTable *cache);

/* Writes RECORD beside each output of JOB, which is done, where it was made of what is still there; a warning, to be freed,
 * where it was not. Where it cannot be written the output is made anew next time, which is all that is lost. */
char *render_record_write (const RenderJob *job, const RenderRecord *record, GHashTable *cache);

G_END_DECLS
