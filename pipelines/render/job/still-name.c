/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/still-name.h"

#include <string.h>

/* Kinds of pictures by a file's ending, in letters of any case. */
static const struct {
  const char *ending, *caps;
} pictures[] = {
  { ".png", "image/png" },
  { ".jpg", "image/jpeg" },
  { ".jpeg", "image/jpeg" },
};

/* No place has an equals sign in it, and a file's name may. */
const char *
render_still_file (const char *still)
{
  const char *equals = strchr (still, '=');

  return equals ? equals + 1 : NULL;
}

const char *
render_still_caps (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot && i < G_N_ELEMENTS (pictures); i++)
    if (g_ascii_strcasecmp (dot, pictures[i].ending) == 0)
      return pictures[i].caps;
  return NULL;
}
