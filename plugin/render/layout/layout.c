/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout.h"

#include "render/layout/layout-keys.h"

static const char *const shape_suffixes[] = {
  [TLR_SHAPE_WIDE] = "",
  [TLR_SHAPE_SQUARE] = "@square",
  [TLR_SHAPE_TALL] = "@tall",
};

static void
node_free (gpointer data)
{
  TlrNode *node = data;

  g_free (node->group);
  g_free (node);
}

TlrLayout *
tlr_layout_new (TlmKeyFile *file)
{
  TlrLayout *layout = g_new0 (TlrLayout, 1);

  layout->ref_count = 1;
  layout->file = file;
  layout->nodes = g_ptr_array_new_with_free_func (node_free);
  return layout;
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
  tlr_fonts_free (layout->fonts);
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

char *
tlr_layout_get_heading (const TlrLayout *layout, const char *key, TlrShape shape)
{
  const TlrKey *known = tlr_layout_find_key (key);
  char *value = tlr_layout_get (layout, "layout", key, shape, NULL);

  g_return_val_if_fail (known != NULL, value);
  return value ? value : g_strdup (known->fallback);
}
