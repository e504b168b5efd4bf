/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"

#include "core/base/print-safe.h"

G_DEFINE_QUARK (tlm-error-quark, tlm_error)

gboolean
tlm_error_make_safe (GError **error)
{
  g_autofree char *quoted = error && *error ? (*error)->message : NULL;

  if (quoted)            /* libxml2's end with a line feed */
    (*error)->message = tlm_print_safe (g_strchomp (quoted));
  return FALSE;
}
