/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* The process of one clip: what crashes in it takes no other clip along. Reads a job from standard
 * input, does it, says on standard output what becomes of it (report.h). It ends with the process PARENT, which started
 * it. The exit status: 0 or 1. */
int render_worker_main (int parent);

G_END_DECLS
