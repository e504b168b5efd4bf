/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* One each a file. */
extern const TlrWidgetClass tlr_widget_arc;
extern const TlrWidgetClass tlr_widget_attitude;
extern const TlrWidgetClass tlr_widget_bar;
extern const TlrWidgetClass tlr_widget_channels;
extern const TlrWidgetClass tlr_widget_clock;
extern const TlrWidgetClass tlr_widget_dial;
extern const TlrWidgetClass tlr_widget_field;
extern const TlrWidgetClass tlr_widget_g_meter;
extern const TlrWidgetClass tlr_widget_group;
extern const TlrWidgetClass tlr_widget_image;
extern const TlrWidgetClass tlr_widget_panel;
extern const TlrWidgetClass tlr_widget_phase;
extern const TlrWidgetClass tlr_widget_phase_arc;
extern const TlrWidgetClass tlr_widget_phase_bar;
extern const TlrWidgetClass tlr_widget_map;
extern const TlrWidgetClass tlr_widget_plot;
extern const TlrWidgetClass tlr_widget_sparkline;
extern const TlrWidgetClass tlr_widget_tape;
extern const TlrWidgetClass tlr_widget_text_line;

G_END_DECLS
