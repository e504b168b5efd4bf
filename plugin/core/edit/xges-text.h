/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values in the texts that GStreamer writes structures as: "properties, rate=(double)2, name=(string)\"a\\,b\";". */

/* The value of FIELD in TEXT (may be NULL), without its type, quotes and backslashes; to be freed, NULL where it is
 * not there. */
char *tlm_xges_field (const char *text, const char *field);

/* The fraction that FIELD is, with both parts above 0. */
gboolean tlm_xges_fraction (const char *text, const char *field, int *n, int *d);

G_END_DECLS
