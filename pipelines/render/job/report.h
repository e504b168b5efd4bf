/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the process of one clip says to the one that started it: JSON objects, a line each, on
 * standard output. Any thread. */

/* Each line has "event" and what stands in the doc comment here. */

/* "plan": the encoder that was chosen ("encoder"), how many pictures there are ("frames") and how
 * long they last ("seconds"). */
void render_report_plan (const char *encoder, guint64 frames, gint64 duration_ns);

/* "progress": pictures that are done ("frame"). */
void render_report_progress (guint64 frame);

/* "warning": what people should know, and the output is made all the same ("text"). The same one once. */
void render_report_warning (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* "clip": a hash of all of the clip that was read (content.h), "whole". */
void render_report_clip (const char *whole);

/* What is said of an output that is whole. */
typedef struct {
  const char *kind;          /* "burn", …, "still"; never freed */
  char *encoder;             /* that made it, or NULL */
  guint64 frames;            /* 0: not counted */
} RenderMade;

/* "done": output PATH, which is whole and has its name ("output"), with MADE ("kind", "encoder", "frames"). */
void render_report_done (const char *path, const RenderMade *made);

/* "cut": in how many segments the clip is rendered ("segments"); 1: as a whole. */
void render_report_cut (guint segments);

/* "unsplit": why its segments are not to be trusted, so that it is rendered as a whole ("text"). */
void render_report_unsplit (const char *text);

/* "failed": why ("text"). */
void render_report_failed (const char *text);

/* How many different warnings were said. */
guint render_report_warnings (void);

G_END_DECLS
