/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/widget-class.h"

G_BEGIN_DECLS

/* All kinds of widgets, in the order of the documentation; static. */
const TlrWidgetClass *const *tlr_widget_table (guint *n_classes);

G_END_DECLS
