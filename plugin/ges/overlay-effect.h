/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <ges/ges.h>

G_BEGIN_DECLS

/* The element that a description begins with. */
#define TELEMETRY_OVERLAY "telemetryoverlay"

/* Whether DESCRIPTION begins with that element, and not with a longer word. */
gboolean telemetry_describes_overlay (const char *description);

/* Whether CHILD of a clip is such an effect. */
gboolean telemetry_is_overlay_effect (gpointer child);

/* Gives EFFECT, of CLIP, the clip's in-point: the stream time in it is then the time in the medium. What is
 * animated stays at its times in the medium. */
void telemetry_effect_follow (GESClip *clip, GESTrackElement *effect);

/* Lets every overlay of CLIP come before all effects that change its speed, and after the others. */
void telemetry_effects_order (GESClip *clip);

G_END_DECLS
