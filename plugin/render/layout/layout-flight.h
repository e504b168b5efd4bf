/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/layout/layout.h"
#include "render/layout/template.h"

G_BEGIN_DECLS

/* Whether the conditions of LAYOUT, those in its texts too, ask for channels that the flight of
 * TIMELINE has: a name that is neither the language's nor a channel of the flight would hide its widget
 * for ever. FALSE with TLM_ERROR_LAYOUT at the first such name, which says file, line, group, key, column,
 * what was found and a line that would work. Where more telemetry may come (GROWS, or an open timeline,
 * or one without a sample) it may still bring the name: that is a warning, and so is a name in has=
 * that is nearly that of a channel. WARNINGS (char *) receives them. */
gboolean tlr_layout_check_flight (const TlrLayout *layout, const TlmTimeline *timeline, gboolean grows,
    GPtrArray *warnings, GError **error);

/* The same of a text that stands in no layout: an error, or nothing where more may come. */
gboolean tlr_template_check_flight (const TlrTemplate *text, const TlmTimeline *timeline, GError **error);

G_END_DECLS
