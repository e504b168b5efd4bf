/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <ges/ges.h>

G_BEGIN_DECLS

/* Keeps the overlays of CLIP with its medium, and of the timeline that it is or comes in. Calls add nothing to the first.
 * The thread that edits. */
void telemetry_watch_clip (GESClip *clip);

/* The same for all clips of TIMELINE, also those that come. */
void telemetry_watch_timeline (GESTimeline *timeline);

G_END_DECLS
