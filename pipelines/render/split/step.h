/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "split/cut-list.h"

G_BEGIN_DECLS

/* What one process does of a clip. */
typedef enum {
  RENDER_STEP_NONE,
  RENDER_STEP_WHOLE,         /* all of it */
  RENDER_STEP_CUT,           /* finds where it is cut (cut.h) */
  RENDER_STEP_SEGMENT,       /* one segment (segment.h) */
  RENDER_STEP_JOIN           /* the film of all of them, and what else is to be made (join.h) */
} RenderStep;

/* That, and of what. */
typedef struct {
  RenderStep step;
  RenderWanted wanted;       /* of CUT */
  guint number;              /* of SEGMENT, from 1 */
  char *made_of;             /* of CUT, SEGMENT and JOIN; its own */
} RenderOrder;

/* It goes to the process that does it, as one word. To be freed. */
char *render_order_to_text (const RenderOrder *order);

/* The process of one step, as render_worker_main(); TEXT as above, NULL: all of it. An exit status. */
int render_step_main (int parent, const char *text);

G_END_DECLS
