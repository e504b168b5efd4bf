/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-check.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "render/layout/layout-colours.h"
#include "render/layout/layout-keys.h"

/* The kinds of widgets there are. */
typedef struct {
  const TlrWidgetClass *const *classes;
  guint n;
} Classes;

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
unknown_key (const TlrLayout *layout, const char *group, const TlrKeyGroup *kind,
    const TlrWidgetClass *klass, const char *key, const char *bare, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (klass)
    collect (names, klass->keys, klass->n_keys);
  collect (names, kind->keys, kind->n_keys);
  g_ptr_array_add (names, NULL);
  g_autofree char *hint = tlm_suggest_hint (bare, (const char *const *) names->pdata);
  tlm_key_file_error (layout->file, group, key, error, "unknown key%s", hint);
}

static gboolean
check_key (const TlrLayout *layout, const char *group, const TlrKeyGroup *kind,
    const TlrWidgetClass *klass, const char *key, GError **error)
{
  gboolean shape_ok;
  g_autofree char *bare = bare_name (key, &shape_ok);
  const TlrKey *known = klass ? tlr_widget_find_key (klass, bare) :
      tlr_keys_find (kind->keys, kind->n_keys, bare);
  g_autoptr (GError) why = NULL;

  if (!known || !shape_ok) {
    if (known)
      tlm_key_file_error (layout->file, group, key, error, "after @ stands tall or square");
    else
      unknown_key (layout, group, kind, klass, key, bare, error);
    return FALSE;
  }
  g_autofree char *value = tlm_key_file_get (layout->file, group, key);
  if (value && tlr_key_check (known, value, &why))
    return TRUE;
  g_autofree char *names = known->kind == TLR_KEY_COLOUR ? tlr_colours_hint (layout->file) : NULL;
  tlm_key_file_error (layout->file, group, key, error, "%s%s", why ? why->message : "wrong escape", names ? names : "");
  return FALSE;
}

/* Rows of a group, by name: of a widget, or of a group that is none. */
typedef struct {
  const TlrKeyGroup *kind;
  const TlrWidgetClass *klass;
} Rows;

static const TlrKey *
find_row (gconstpointer data, const char *name)
{
  const Rows *rows = data;

  return rows->klass ? tlr_widget_find_key (rows->klass, name) : tlr_keys_find (rows->kind->keys, rows->kind->n_keys, name);
}

/* KLASS is NULL for a group that is no widget. */
static gboolean
check_keys (const TlrLayout *layout, const char *group, const TlrKeyGroup *kind,
    const TlrWidgetClass *klass, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (layout->file->keys, group, NULL, NULL);
  const Rows rows = { kind, klass };

  if (!kind->any_key)
    tlr_colours_resolve (layout->file, group, find_row, &rows);
  for (guint i = 0; !kind->any_key && keys && keys[i]; i++)
    if (!check_key (layout, group, kind, klass, keys[i], error))
      return FALSE;
  return TRUE;
}

static const TlrWidgetClass *
find_class (const TlrLayout *layout, const char *group, const Classes *known, GError **error)
{
  g_autofree char *type = tlm_key_file_get (layout->file, group, "type");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < known->n; i++) {
    if (type && strcmp (known->classes[i]->name, type) == 0)
      return known->classes[i];
    g_ptr_array_add (names, (gpointer) known->classes[i]->name);
  }
  g_ptr_array_add (names, NULL);
  g_autofree char *hint = tlm_suggest_hint (type ? type : "", (const char *const *) names->pdata);
  if (type)
    tlm_key_file_error (layout->file, group, "type", error, "unknown widget \"%s\"%s", tlm_head (type, 80).text, hint);
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
      "\"%s\" is no widget of type group that stands above", tlm_head (parent, 80).text);
  return FALSE;
}

static gboolean
add_node (TlrLayout *layout, const char *group, const TlrKeyGroup *kind, const Classes *known,
    GError **error)
{
  const TlrWidgetClass *klass = find_class (layout, group, known, error);

  if (!klass || !check_keys (layout, group, kind, klass, error))
    return FALSE;
  if (klass->check && !klass->check (layout->file, group, error))
    return FALSE;
  if (layout->nodes->len >= tlm_limit (TLM_LIMIT_WIDGETS)) {
    g_autofree char *words = tlm_limit_words (TLM_LIMIT_WIDGETS);
    tlm_key_file_error (layout->file, group, NULL, error, "%s", words);
    return FALSE;
  }
  TlrNode *node = g_new0 (TlrNode, 1);
  node->group = g_strdup (group);
  node->name = node->group + strlen (TLR_WIDGET_GROUP);
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
    tlm_key_file_error (layout->file, node->group, "around", error, "no widget \"%s\"", tlm_head (around, 80).text);
    return FALSE;
  }
  return TRUE;
}

static void
unknown_group (const TlrLayout *layout, const char *group, GError **error)
{
  static const char *const known[] = { "layout", "colours", "strings", TLR_WIDGET_GROUP "NAME", NULL };
  g_autofree char *hint = tlm_suggest_hint (group, known);

  tlm_key_file_error (layout->file, group, NULL, error, "unknown group%s", hint);
}

static gboolean
check_group (TlrLayout *layout, const char *group, const Classes *known, GError **error)
{
  const TlrKeyGroup *kind = tlr_key_group_find (group);

  if (!kind) {
    unknown_group (layout, group, error);
    return FALSE;
  }
  return kind->is_widget ? add_node (layout, group, kind, known, error) :
      check_keys (layout, group, kind, NULL, error);
}

gboolean
tlr_layout_check (TlrLayout *layout, const TlrWidgetClass *const *classes, guint n_classes,
    GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (layout->file->keys, NULL);
  const Classes known = { classes, n_classes };

  if (!tlr_colours_check (layout->file, error))
    return FALSE;
  for (guint i = 0; groups[i]; i++)
    if (!check_group (layout, groups[i], &known, error))
      return FALSE;
  if (layout->nodes->len == 0)
    tlm_key_file_error (layout->file, "layout", NULL, error, "no group [widget NAME]: nothing to show");
  return layout->nodes->len > 0 && check_around (layout, error);
}
