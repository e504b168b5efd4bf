/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FILE of STILL, "PLACE=FILE"; NULL where there is none. STILL's. */
const char *render_still_file (const char *still);

/* The kind of picture that PATH's ending says (.png, .jpg, .jpeg); NULL where it says none. Never freed. */
const char *render_still_caps (const char *path);

G_END_DECLS
