/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "render/widgets/widgets.h"

static const TlrWidgetClass *const classes[] = {
  &tlr_widget_arc,
  &tlr_widget_attitude,
  &tlr_widget_bar,
  &tlr_widget_channels,
  &tlr_widget_clock,
  &tlr_widget_dial,
  &tlr_widget_field,
  &tlr_widget_g_meter,
  &tlr_widget_group,
  &tlr_widget_image,
  &tlr_widget_panel,
  &tlr_widget_phase,
  &tlr_widget_phase_arc,
  &tlr_widget_phase_bar,
  &tlr_widget_map,
  &tlr_widget_plot,
  &tlr_widget_sparkline,
  &tlr_widget_tape,
  &tlr_widget_text_line,
};

const TlrWidgetClass *const *
tlr_widget_table (guint *n_classes)
{
  *n_classes = G_N_ELEMENTS (classes);
  return classes;
}

const TlrWidgetClass *
tlr_widget_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i]->name, name) == 0)
      return classes[i];
  return NULL;
}
