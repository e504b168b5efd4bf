/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the picture at PATH may be clear in places. Stills of formats without alpha cover the film. Others are most
 * often logos and captions that lie over footage; which they are their file alone would say. */
gboolean tlm_edit_still_may_be_clear (const char *path);

G_END_DECLS
