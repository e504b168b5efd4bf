/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/location.h"

#include <string.h>

gboolean
tlm_location_is_uri (const char *location)
{
  static const char *const alone[] = { "file", "data" };
  g_autofree char *scheme = NULL;

  g_return_val_if_fail (location != NULL, FALSE);
  scheme = g_uri_parse_scheme (location);
  if (!scheme)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (alone); i++)
    if (g_ascii_strcasecmp (scheme, alone[i]) == 0)
      return TRUE;
  return g_str_has_prefix (location + strlen (scheme), "://");
}

gboolean
tlm_location_is_own (const char *text, const char *suffix)
{
  g_return_val_if_fail (text != NULL && suffix != NULL, FALSE);
  return strchr (text, '/') || g_str_has_suffix (text, suffix);
}

GFile *
tlm_location_file (const char *location)
{
  g_return_val_if_fail (location != NULL, NULL);
  return tlm_location_is_uri (location) ? g_file_new_for_uri (location) :
      g_file_new_for_path (location);
}
