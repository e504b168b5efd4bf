/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job.h"

G_BEGIN_DECLS

/* The file beside an output NAME, .NAME.telemetry.json, that says what it was made of. */

/* Its path. To be freed. */
char *render_record_path (const char *output);

/* Whether each output of JOB is there as it was left, made of what FINGERPRINTS say (fingerprint.h: with the
 * clip's ends and date, and with it whole; that which the record has is asked for), by an encoder of the version
 * that is here. */
gboolean render_record_is_current (const RenderJob *job, gboolean verify, GHashTable *cache);

/* Writes that of each output of JOB; ENCODER may be NULL. Where that fails the output is made anew next
 * time, which is all that is lost. */
void render_record_write (const RenderJob *job, const char *encoder, gboolean verify, GHashTable *cache);

G_END_DECLS
