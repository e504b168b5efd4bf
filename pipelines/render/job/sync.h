/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* The name of a property of JOB that ties its clip to the flight; NULL: none does. Never freed. */
const char *render_sync_of (const RenderJob *job);

/* Whether KEY of a manifest says such a thing, "sync" included. */
gboolean render_sync_is_tie (const char *key);

/* Takes away all that does. */
void render_sync_clear (RenderJob *job);

/* Ties JOB's clip to the flight by TEXT: a date is the UTC of the first picture, T± the flight time
 * of the first picture, anything else where liftoff is in the clip (core/footage/place.h). What tied it
 * before does so no more. An error quotes TEXT and shows what is right. */
gboolean render_sync_set (RenderJob *job, const char *text, GError **error);

G_END_DECLS
