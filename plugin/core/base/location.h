/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a file is, as people write it: a path, or a URI. */

/* Whether LOCATION is a URI: a scheme with "://" behind it, or "file:" or "data:". Anything
 * else is a path: "a:b.csv" and "2024-05-04T09:00.csv" are names of files. Thread safe. */
gboolean tlm_location_is_uri (const char *location);

/* The file, a relative path seen from the working folder; the caller's. Nothing is looked at
 * yet. */
GFile *tlm_location_file (const char *location);

G_END_DECLS
