/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edit-still.h"

gboolean
tlm_edit_still_may_be_clear (const char *path)
{
  static const char *const solid[] = { ".jpg", ".jpeg", ".jpe", ".bmp", ".ppm", NULL };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; solid[i]; i++)
    if (g_str_has_suffix (lower, solid[i]))
      return FALSE;
  return TRUE;
}
