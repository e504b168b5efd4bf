/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/suggest.h"
#include "render/layout/layout-node.h"

#define SUFFIX ".layout"

GResource *telemetry_layouts_get_resource (void);

static const TlmResources built_in = {
  .bundle = telemetry_layouts_get_resource,
  .folder = "/org/gst-telemetry/layouts/",
  .suffix = SUFFIX
};

static const char *const shape_suffixes[] = { "", "@square", "@tall" };

static void
node_free (gpointer data)
{
  TlrNode *node = data;

  g_free (node->group);
  g_free (node);
}

static TlrLayout *
layout_from_file (TlmKeyFile *file, GError **error)
{
  g_autoptr (TlrLayout) layout = g_new0 (TlrLayout, 1);

  layout->ref_count = 1;
  layout->file = file;
  layout->nodes = g_ptr_array_new_with_free_func (node_free);
  return tlr_layout_build (layout, error) ? g_steal_pointer (&layout) : NULL;
}

TlrLayout *
tlr_layout_parse (const char *name, const char *text, gssize length, GError **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);
  if (bytes > TLR_LAYOUT_MAX_BYTES) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
        "%s: %" G_GSIZE_FORMAT " bytes; a layout has at most %d", name, bytes,
        TLR_LAYOUT_MAX_BYTES);
    return NULL;
  }
  TlmKeyFile *file = tlm_key_file_parse (text, (gssize) bytes, name, TLM_ERROR_LAYOUT, error);
  return file ? layout_from_file (file, error) : NULL;
}

static TlrLayout *
load_built_in (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = tlm_resources_load (&built_in, name);

  if (!bytes) {
    g_auto (GStrv) known = tlr_layout_list ();
    g_autofree char *hint = tlm_suggest_hint (name, (const char *const *) known);
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
        "no built-in layout \"%.80s\"%s (a file is given by a path with a / or ending in %s)",
        name, hint, SUFFIX);
    return NULL;
  }
  return tlr_layout_parse (name, g_bytes_get_data (bytes, NULL),
      (gssize) g_bytes_get_size (bytes), error);
}

TlrLayout *
tlr_layout_load (const char *name_or_path, GError **error)
{
  g_return_val_if_fail (name_or_path != NULL, NULL);
  if (!strchr (name_or_path, '/') && !g_str_has_suffix (name_or_path, SUFFIX))
    return load_built_in (name_or_path, error);
  TlmKeyFile *file = tlm_key_file_load (name_or_path, TLM_ERROR_LAYOUT, error);
  return file ? layout_from_file (file, error) : NULL;
}

TlrLayout *
tlr_layout_ref (TlrLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);
  g_atomic_int_inc (&layout->ref_count);
  return layout;
}

void
tlr_layout_unref (TlrLayout *layout)
{
  if (!layout || !g_atomic_int_dec_and_test (&layout->ref_count))
    return;
  g_ptr_array_unref (layout->nodes);
  tlm_key_file_free (layout->file);
  g_free (layout);
}

char *
tlr_layout_get (const TlrLayout *layout, const char *group, const char *key, TlrShape shape,
    const char *language)
{
  g_autofree char *shaped = g_strconcat (key, shape_suffixes[shape], NULL);
  GKeyFile *keys = layout->file->keys;
  char *value = g_key_file_get_locale_string (keys, group, shaped, language ? language : "C", NULL);

  if (!value && shape != TLR_SHAPE_WIDE)
    value = g_key_file_get_locale_string (keys, group, key, language ? language : "C", NULL);
  return value ? g_strstrip (value) : NULL;
}

static char *
get_heading (const TlrLayout *layout, const char *key, const char *language)
{
  char *value = tlr_layout_get (layout, "layout", key, TLR_SHAPE_WIDE, language);

  return value ? value : g_strdup ("");
}

char *
tlr_layout_get_name (const TlrLayout *layout, const char *language)
{
  g_return_val_if_fail (layout != NULL, NULL);
  return get_heading (layout, "name", language);
}

char *
tlr_layout_get_description (const TlrLayout *layout, const char *language)
{
  g_return_val_if_fail (layout != NULL, NULL);
  return get_heading (layout, "description", language);
}

char **
tlr_layout_list (void)
{
  return tlm_resources_list (&built_in);
}
