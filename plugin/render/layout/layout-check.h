/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/layout.h"
#include "render/layout/widget-class.h"

G_BEGIN_DECLS

/* Checks all groups and keys of a layout that has no nodes yet, and fills those with
 * its widgets, each of one of N_CLASSES. FALSE with TLM_ERROR_LAYOUT at the first thing
 * that is wrong, which it names by file, line, group and key. */
gboolean tlr_layout_check (TlrLayout *layout, const TlrWidgetClass *const *classes,
    guint n_classes, GError **error);

G_END_DECLS
