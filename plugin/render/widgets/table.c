/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/table.h"

#include "render/widgets/widgets.h"

#define ROW(name) &tlr_widget_##name,

static const TlrWidgetClass *const classes[] = { TLR_WIDGETS (ROW) };

const TlrWidgetClass *const *
tlr_widget_table (guint *n_classes)
{
  *n_classes = G_N_ELEMENTS (classes);
  return classes;
}
