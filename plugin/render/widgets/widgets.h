/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* All kinds of widgets, each the class tlr_widget_NAME in a file of its own. A new one
 * is a line here, a file in meson.build, a test and a picture of the gallery. */
#define TLR_WIDGETS(X) \
  X (arc) \
  X (attitude) \
  X (bar) \
  X (card) \
  X (channels) \
  X (clock) \
  X (countdown) \
  X (dial) \
  X (earth_moon) \
  X (field) \
  X (g_meter) \
  X (globe) \
  X (group) \
  X (image) \
  X (panel) \
  X (phase) \
  X (phase_arc) \
  X (phase_bar) \
  X (map) \
  X (plan) \
  X (plot) \
  X (sparkline) \
  X (svg) \
  X (tank) \
  X (tape) \
  X (text_line)

#define TLR_WIDGET_DECLARE(name) extern const TlrWidgetClass tlr_widget_##name;
TLR_WIDGETS (TLR_WIDGET_DECLARE)
#undef TLR_WIDGET_DECLARE

G_END_DECLS
