/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/beside.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/location.h"

/* The path of FILE with all symbolic links followed, or NULL. */
static char *
real_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path ? realpath (path, NULL) : NULL;
}

/* Whether FILE lies in FOLDER or below, also where a symbolic link says otherwise. What is not there
 * yet, or is no path, lies where its name says. */
static gboolean
lies_in (GFile *file, GFile *folder)
{
  char *real = real_path (file), *within = real_path (folder);
  gsize length = within ? strlen (within) : 0;
  gboolean result = g_file_has_prefix (file, folder) && (!real || !within ||
      (strncmp (real, within, length) == 0 && (within[length - 1] == '/' || real[length] == '/')));

  free (real);
  free (within);
  return result;
}

GFile *
tlr_beside_find (const char *layout, const char *name)
{
  g_autoptr (GFile) own = tlm_location_file (layout);
  g_autoptr (GFile) folder = g_file_get_parent (own);
  g_autoptr (GFile) file = folder ? g_file_resolve_relative_path (folder, name) : NULL;

  return file && lies_in (file, folder) ? g_steal_pointer (&file) : NULL;
}
