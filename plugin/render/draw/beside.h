/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file NAME seen from the folder of the file LAYOUT, a path or URI, that lies in that folder or below, also where
 * symbolic links lead elsewhere; NULL outside. What is not there yet lies where its name says. The caller's. Thread safe. */
GFile *tlr_beside_find (const char *layout, const char *name);

G_END_DECLS
