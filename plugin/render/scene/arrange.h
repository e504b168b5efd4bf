/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Makes all widgets of the context's layout, measures them and sets their rects
 * so that nothing leaves the safe area and no two overlap, making everything
 * smaller until that is so. Fails with TLM_ERROR_LAYOUT when it never is.
 * Returns TlrWidget *, in drawing order. */
GPtrArray *tlr_arrange_widgets (TlrContext *context, GError **error);

G_END_DECLS
