/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "split/step.h"

G_BEGIN_DECLS

/* This program again, as the process of one step of a clip: it reads a job (job.h), ended, from its standard input, and says
 * on its standard output what happens (report.h). It dies with this process. All belong to one thread. */

/* Starts one before it is known what it does, so that it loads its libraries while that is found out. */
void render_process_prepare (void);

/* Starts one that does ORDER, or takes that which was prepared, where all of a clip is to be done. To be unreffed. */
GSubprocess *render_process_start (const RenderOrder *order, GError **error);

/* Ends that which was prepared and is not wanted; there need be none. */
void render_process_discard (void);

G_END_DECLS
