/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/layout-load.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/base/print-safe.h"
#include "core/base/resources.h"
#include "core/base/suggest.h"
#include "render/layout/layout-check.h"
#include "render/widgets/table.h"

#define SUFFIX ".layout"

GResource *telemetry_layouts_get_resource (void);

static const TlmResources built_in = {
  .bundle = telemetry_layouts_get_resource,
  .folder = "/org/gst-telemetry/layouts/",
  .suffix = SUFFIX
};

/* Takes the file over, after a failure too; NULL where there is none, and an error. */
static TlrLayout *
layout_from_file (TlmKeyFile *file, GError **error)
{
  g_autoptr (TlrLayout) layout = file ? tlr_layout_new (file) : NULL;
  guint n_classes;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);

  if (layout && tlr_layout_check (layout, classes, n_classes, error))
    return g_steal_pointer (&layout);
  tlm_error_make_safe (error);
  return NULL;
}

TlrLayout *
tlr_layout_parse (const char *name, const char *text, gssize length, GError **error)
{
  TlmKeyFile *file;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);
  file = tlm_key_file_parse_within (text, length, name, TLM_LIMIT_LAYOUT_BYTES, TLM_ERROR_LAYOUT, error);
  return layout_from_file (file, error);
}

static TlrLayout *
load_built_in (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = tlm_resources_load (&built_in, name);

  if (!bytes) {
    g_auto (GStrv) known = tlr_layout_list ();
    g_autofree char *hint = tlm_suggest_hint (name, (const char *const *) known);
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
        "no built-in layout \"%s\"%s (a file is given by a path with a / or ending in %s)",
        tlm_head (name, 80).text, hint, SUFFIX);
    return NULL;
  }
  return tlr_layout_parse (name, g_bytes_get_data (bytes, NULL),
      (gssize) g_bytes_get_size (bytes), error);
}

TlrLayout *
tlr_layout_load (const char *name_or_path, GError **error)
{
  g_return_val_if_fail (name_or_path != NULL, NULL);
  if (!tlm_location_is_own (name_or_path, SUFFIX))
    return load_built_in (name_or_path, error);
  TlmKeyFile *file = tlm_key_file_load_within (name_or_path, TLM_LIMIT_LAYOUT_BYTES, TLM_ERROR_LAYOUT, error);
  return layout_from_file (file, error);
}

char **
tlr_layout_list (void)
{
  return tlm_resources_list (&built_in);
}
