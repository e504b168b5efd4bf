/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ELEMENT with the version of its plugin, as records have it: "x264enc 1.22.0". To be freed. */
char *render_encoder_name (const char *element);

G_END_DECLS
