/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/resources.h"

#include <stdlib.h>
#include <string.h>

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
tlm_resources_list (const TlmResources *resources)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  char **list;

  g_return_val_if_fail (resources != NULL, NULL);
  files = g_resource_enumerate_children (resources->bundle (), resources->folder,
      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **file = files; file && *file; file++) {
    if (!g_str_has_suffix (*file, resources->suffix))
      continue;
    (*file)[strlen (*file) - strlen (resources->suffix)] = '\0';
    g_strv_builder_add (names, *file);
  }
  list = g_strv_builder_end (names);
  qsort (list, g_strv_length (list), sizeof *list, compare_names);
  return list;
}

GBytes *
tlm_resources_load (const TlmResources *resources, const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (resources != NULL && name != NULL, NULL);
  path = g_strconcat (resources->folder, name, resources->suffix, NULL);
  return g_resource_lookup_data (resources->bundle (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}
