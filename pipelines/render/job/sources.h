/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "job/job.h"

G_BEGIN_DECLS

/* Who is told what a job is made of beside its clip. */
typedef struct {
  gboolean (*file) (gpointer data, const char *what, const char *location, GError **error);
                             /* "telemetry", "events", "mission", "layout", "picture": a file or a folder, path or URI; FALSE,
                              * with an error, ends it */
  void (*words) (gpointer data, const char *text);   /* of a mission or a layout; or NULL */
  void (*family) (gpointer data, const char *name);  /* of a font that a layout names; or NULL */
  gpointer data;
} RenderSourceVisitor;

/* Tells VISITOR all files that JOB's telemetry, mission and layout name, with MISSION, which is JOB's, or NULL without one.
 * FALSE with an error where VISITOR says so, or the layout cannot be read. Blocks. */
gboolean render_sources_visit (const RenderJob *job, const TlmMission *mission, const RenderSourceVisitor *visitor, GError **error);

G_END_DECLS
