/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/suggest.h"
#include "render/layout/layout-node.h"

#define WIDGET_PREFIX "widget "

static const TlrKey heading_keys[] = {
  { "name", TLR_KEY_TEXT, 0, 0, "", NULL, "for people" },
  { "description", TLR_KEY_TEXT, 0, 0, "", NULL, "for people" },
  { "units", TLR_KEY_CHOICE, 0, 0, "metric", "metric|imperial|nautical", "family of units" },
  { "safe", TLR_KEY_NUMBER, 0, 20, "5", NULL, "margin on each side, per cent" },
  { "reserve", TLR_KEY_RESERVE, 0, 0, "0", NULL,
    "strips kept free for subtitles or a logo: bottom 12%; right 20%" },
  { "refresh", TLR_KEY_NUMBER, 0, 3600, "0", NULL, "seconds between changes; 0: every frame" },
  { "fade", TLR_KEY_NUMBER, 0, 10, "0", NULL, "seconds in which widgets come and go" },
  TLR_TEXT_KEYS,
};

const TlrKey *
tlr_layout_keys (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (heading_keys);
  return heading_keys;
}

static const TlrKey *
find_heading_key (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (heading_keys); i++)
    if (strcmp (heading_keys[i].name, name) == 0)
      return &heading_keys[i];
  return NULL;
}

/* "size@tall", "label[ru]", "label@tall[ru]" without what follows the name. */
static char *
bare_name (const char *key, gboolean *shape_ok)
{
  gsize length = strcspn (key, "@[");
  const char *shape = key + length;

  *shape_ok = *shape != '@' || g_str_has_prefix (shape, "@tall") || g_str_has_prefix (shape, "@square");
  if (*shape == '@' && *shape_ok) {
    shape += strcspn (shape, "[");
    *shape_ok = strncmp (key + length, "@tall", (gsize) (shape - key) - length) == 0 ||
        strncmp (key + length, "@square", (gsize) (shape - key) - length) == 0;
  }
  return g_strndup (key, length);
}

static void
collect (GPtrArray *names, const TlrKey *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    g_ptr_array_add (names, (gpointer) keys[i].name);
}

static void
unknown_key (const TlrLayout *layout, const char *group, const TlrWidgetClass *klass,
    const char *key, const char *bare, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_common;
  const TlrKey *common = tlr_widget_common_keys (&n_common);

  if (klass) {
    collect (names, klass->keys, klass->n_keys);
    collect (names, common, n_common);
  } else {
    collect (names, heading_keys, G_N_ELEMENTS (heading_keys));
  }
  g_ptr_array_add (names, NULL);
  g_autofree char *hint = tlm_suggest_hint (bare, (const char *const *) names->pdata);
  tlm_key_file_error (layout->file, group, key, error, "unknown key%s", hint);
}

static gboolean
check_key (const TlrLayout *layout, const char *group, const TlrWidgetClass *klass,
    const char *key, GError **error)
{
  gboolean shape_ok;
  g_autofree char *bare = bare_name (key, &shape_ok);
  const TlrKey *known = klass ? tlr_widget_find_key (klass, bare) : find_heading_key (bare);
  g_autoptr (GError) why = NULL;

  if (!known || !shape_ok) {
    if (known)
      tlm_key_file_error (layout->file, group, key, error, "after @ stands tall or square");
    else
      unknown_key (layout, group, klass, key, bare, error);
    return FALSE;
  }
  g_autofree char *value = tlm_key_file_get (layout->file, group, key);
  if (value && tlr_key_check (known, value, &why))
    return TRUE;
  tlm_key_file_error (layout->file, group, key, error, "%s", why ? why->message : "wrong escape");
  return FALSE;
}

static gboolean
check_keys (const TlrLayout *layout, const char *group, const TlrWidgetClass *klass,
    GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (layout->file->keys, group, NULL, NULL);

  for (guint i = 0; keys && keys[i]; i++)
    if (!check_key (layout, group, klass, keys[i], error))
      return FALSE;
  return TRUE;
}

static const TlrWidgetClass *
find_class (const TlrLayout *layout, const char *group, GError **error)
{
  g_autofree char *type = tlm_key_file_get (layout->file, group, "type");
  const TlrWidgetClass *klass = type ? tlr_widget_find (type) : NULL;
  const char *names[64] = { NULL };
  guint n_classes;

  if (klass)
    return klass;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);
  for (guint i = 0; i < n_classes && i + 1 < G_N_ELEMENTS (names); i++)
    names[i] = classes[i]->name;
  g_autofree char *hint = tlm_suggest_hint (type ? type : "", names);
  if (type)
    tlm_key_file_error (layout->file, group, "type", error, "unknown widget \"%.80s\"%s", type, hint);
  else
    tlm_key_file_error (layout->file, group, NULL, error, "no type=%s", hint);
  return NULL;
}

static int
find_node (const TlrLayout *layout, const char *name)
{
  for (guint i = 0; i < layout->nodes->len; i++)
    if (strcmp (((TlrNode *) layout->nodes->pdata[i])->name, name) == 0)
      return (int) i;
  return -1;
}

static gboolean
find_parent (const TlrLayout *layout, TlrNode *node, GError **error)
{
  g_autofree char *parent = tlm_key_file_get (layout->file, node->group, "parent");

  node->parent = parent ? find_node (layout, parent) : -1;
  if (!parent || (node->parent >= 0 &&
        ((TlrNode *) layout->nodes->pdata[node->parent])->klass->is_group))
    return TRUE;
  tlm_key_file_error (layout->file, node->group, "parent", error,
      "\"%.80s\" is no widget of type group that stands above", parent);
  return FALSE;
}

static gboolean
add_node (TlrLayout *layout, const char *group, GError **error)
{
  const TlrWidgetClass *klass = find_class (layout, group, error);

  if (!klass || !check_keys (layout, group, klass, error))
    return FALSE;
  if (klass->check && !klass->check (layout->file, group, error))
    return FALSE;
  if (layout->nodes->len == TLR_LAYOUT_MAX_WIDGETS) {
    tlm_key_file_error (layout->file, group, NULL, error, "more than %d widgets",
        TLR_LAYOUT_MAX_WIDGETS);
    return FALSE;
  }
  TlrNode *node = g_new0 (TlrNode, 1);
  node->group = g_strdup (group);
  node->name = node->group + strlen (WIDGET_PREFIX);
  node->klass = klass;
  gboolean ok = find_parent (layout, node, error);
  g_ptr_array_add (layout->nodes, node);
  return ok;
}

/* A panel may lie under a widget that stands below it in the file. */
static gboolean
check_around (const TlrLayout *layout, GError **error)
{
  for (guint i = 0; i < layout->nodes->len; i++) {
    const TlrNode *node = layout->nodes->pdata[i];
    g_autofree char *around = tlm_key_file_get (layout->file, node->group, "around");

    if (!around || find_node (layout, around) >= 0)
      continue;
    tlm_key_file_error (layout->file, node->group, "around", error, "no widget \"%.80s\"", around);
    return FALSE;
  }
  return TRUE;
}

gboolean
tlr_layout_build (TlrLayout *layout, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (layout->file->keys, NULL);
  static const char *const known[] = { "layout", "strings", "widget NAME", NULL };

  for (guint i = 0; groups[i]; i++) {
    gboolean ok = TRUE;

    if (g_str_has_prefix (groups[i], WIDGET_PREFIX) && groups[i][strlen (WIDGET_PREFIX)]) {
      ok = add_node (layout, groups[i], error);
    } else if (strcmp (groups[i], "layout") == 0) {
      ok = check_keys (layout, groups[i], NULL, error);
    } else if (strcmp (groups[i], "strings") != 0) {
      g_autofree char *hint = tlm_suggest_hint (groups[i], known);
      tlm_key_file_error (layout->file, groups[i], NULL, error, "unknown group%s", hint);
      ok = FALSE;
    }
    if (!ok)
      return FALSE;
  }
  if (layout->nodes->len == 0)
    tlm_key_file_error (layout->file, "layout", NULL, error, "no group [widget NAME]: nothing to show");
  return layout->nodes->len > 0 && check_around (layout, error);
}
