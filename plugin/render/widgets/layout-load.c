/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/layout-load.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/base/print-safe.h"
#include "core/base/resources.h"
#include "core/base/suggest.h"
#include "render/draw/beside.h"
#include "render/layout/layout-check.h"
#include "render/layout/layout-merge.h"
#include "render/widgets/table.h"

#define SUFFIX ".layout"

GResource *telemetry_layouts_get_resource (void);

static const TlmResources built_in = {
  .bundle = telemetry_layouts_get_resource,
  .folder = "/org/gst-telemetry/layouts/",
  .suffix = SUFFIX
};

/* One layout begins from another, and that from a third; more is a circle, or nobody's work. */
#define MOST_BASES 8

static TlmKeyFile *
no_built_in (const char *name, GError **error)
{
  g_auto (GStrv) known = tlr_layout_list ();
  g_autofree char *hint = tlm_suggest_hint (name, (const char *const *) known);

  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
      "no built-in layout \"%s\"%s (a file is given by a path with a / or ending in %s)", tlm_head (name, 80).text, hint, SUFFIX);
  return NULL;
}

static TlmKeyFile *
read_built_in (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = tlm_resources_load (&built_in, name);

  if (!bytes)
    return no_built_in (name, error);
  return tlm_key_file_parse_within (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), name,
      TLM_LIMIT_LAYOUT_BYTES, TLM_ERROR_LAYOUT, error);
}

/* As it is written, whatever it begins from. */
static TlmKeyFile *
read_own (const char *name_or_path, GError **error)
{
  return tlm_location_is_own (name_or_path, SUFFIX) ?
      tlm_key_file_load_within (name_or_path, TLM_LIMIT_LAYOUT_BYTES, TLM_ERROR_LAYOUT, error) : read_built_in (name_or_path, error);
}

/* Where the layout is that FILE begins from: its name, or its path beside FILE; NULL and an error where it may not be. To
 * be freed. */
static char *
find_base (const TlmKeyFile *file, const char *base, GError **error)
{
  if (!tlm_location_is_own (base, SUFFIX))
    return g_strdup (base);
  g_autoptr (GFile) beside = !strchr (base, '/') && tlm_location_is_own (file->name, SUFFIX) ?
      tlr_beside_find (file->name, base) : NULL;
  if (!beside) {
    tlm_key_file_error (file, "layout", "based-on", error,
        "\"%s\" is no layout beside this one; give a built-in one (webcast) or a file of the same folder (club%s)",
        tlm_head (base, 80).text, SUFFIX);
    return NULL;
  }
  char *path = g_file_get_path (beside);
  return path ? path : g_file_get_uri (beside);
}

/* FILE with what stands in the layouts that it begins from, each of which is right by itself. */
static gboolean
inherit (TlmKeyFile *file, guint depth, GError **error)
{
  g_autofree char *name = tlm_key_file_get (file, "layout", "based-on");
  g_autofree char *place = name && *name ? find_base (file, name, error) : NULL;
  g_autoptr (TlmKeyFile) base = NULL;
  g_autoptr (GError) why = NULL;

  if (!name || !*name)
    return TRUE;
  if (!place)
    return FALSE;
  if (depth == MOST_BASES) {
    tlm_key_file_error (file, "layout", "based-on", error, "is more than %d layouts deep: one begins from itself", MOST_BASES);
    return FALSE;
  }
  base = read_own (place, &why);
  if (!base)
    tlm_key_file_error (file, "layout", "based-on", error, "%s", why->message);
  return base && inherit (base, depth + 1, error) && tlr_layout_merge (file, base, error);
}

static gboolean
take_fonts (TlrLayout *layout, GError **error)
{
  g_autofree char *list = tlm_key_file_get (layout->file, "layout", "fonts");

  if (!list || !*list)
    return TRUE;
  layout->fonts = tlr_fonts_new (list, layout->file, error);
  return layout->fonts != NULL;
}

/* Takes the file over, after a failure too; NULL where there is none, and an error. */
static TlrLayout *
layout_from_file (TlmKeyFile *file, GError **error)
{
  g_autoptr (TlrLayout) layout = file ? tlr_layout_new (file) : NULL;
  guint n_classes;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);

  if (layout && inherit (file, 0, error) && tlr_layout_check (layout, classes, n_classes, error) && take_fonts (layout, error))
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

TlrLayout *
tlr_layout_load (const char *name_or_path, GError **error)
{
  g_return_val_if_fail (name_or_path != NULL, NULL);
  return layout_from_file (read_own (name_or_path, error), error);
}

char **
tlr_layout_list (void)
{
  return tlm_resources_list (&built_in);
}
