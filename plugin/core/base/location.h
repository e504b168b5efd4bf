/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a file is, as people write it: a path, or a URI. */

/* Whether LOCATION is a URI: a scheme with "://" behind it, or "file:" or "data:". Anything
 * else is a path: "a:b.csv" and "2024-05-04T09:00.csv" are names of files. Thread safe. */
gboolean tlm_location_is_uri (const char *location);

/* Whether TEXT, of what is built in or is a file of its own (a layout, a profile), names a file: it has a slash, or
 * ends in SUFFIX (".layout"). Thread safe. */
gboolean tlm_location_is_own (const char *text, const char *suffix);

/* The file, a relative path seen from the working folder; the caller's. Nothing is looked at
 * yet. */
GFile *tlm_location_file (const char *location);

G_END_DECLS
