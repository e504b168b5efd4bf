/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "job/job.h"

G_BEGIN_DECLS

/* Sets what JOB says on an element of ours: its telemetry, its mission and its properties, of those that
 * the element has. Errors name the property, the value and the nearest right one. */
gboolean render_overlay_set (GstElement *element, const RenderJob *job, GError **error);

/* Whether each property of JOB is one of telemetryoverlay's, with a value that it may have. */
gboolean render_overlay_check (const RenderJob *job, GError **error);

/* Whether VALUE is one that telemetryoverlay's property NAME may have. */
gboolean render_overlay_check_value (const char *name, const char *value, GError **error);

/* Names of its properties that can be set. To be freed; they are not. Empty where it is not there. */
const char **render_overlay_names (void);

/* As in a launch line: "telemetryoverlay mission=… layout=…". To be freed. */
char *render_overlay_launch (const RenderJob *job);

/* TEXT in quotes, for launch text. To be freed. */
char *render_launch_quote (const char *text);

/* LAUNCH, launch text, as words that a shell (POSIX, 2.2) passes to gst-launch-1.0 as they are. NULL where it has
 * control characters, which a terminal obeys. To be freed. */
char *render_launch_shell (const char *launch);

G_END_DECLS
