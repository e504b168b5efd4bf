/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/table.h"

#include <string.h>

#include "render/layout/layout-keys.h"

static void
check_row (const char *group, const TlrKey *key)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (key->blurb);
  g_assert_true (!key->unit || key->kind == TLR_KEY_NUMBER);
  g_assert_true ((key->kind == TLR_KEY_CHOICE) == (key->choices != NULL));
  if (key->fallback && !tlr_key_check (key, key->fallback, &error))
    g_error ("%s %s: %s", group, key->name, error->message);
}

/* Every fallback is right for its key. */
static void
test_rows (void)
{
  guint n_classes, n_groups;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);
  const TlrKeyGroup *groups = tlr_key_groups (&n_groups);

  for (guint i = 0; i < n_groups; i++)
    for (guint j = 0; j < groups[i].n_keys; j++)
      check_row (groups[i].name, &groups[i].keys[j]);
  for (guint i = 0; i < n_classes; i++)
    for (guint j = 0; j < classes[i]->n_keys; j++) {
      check_row (classes[i]->name, &classes[i]->keys[j]);
      g_assert_true (tlr_widget_find_key (classes[i], classes[i]->keys[j].name) ==
          &classes[i]->keys[j]);
    }
}

static void
test_names (void)
{
  guint n;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (classes[i]->name, !=, classes[j]->name);
}

static void
check_inherited (const TlrKey *key)
{
  if (key->inherited != (tlr_layout_find_key (key->name) != NULL))
    g_error ("%s: what is in [layout] is inherited, and nothing else", key->name);
}

/* A widget's key that [layout] has as well takes its value from there. */
static void
test_inherited (void)
{
  guint n_classes, n_groups;
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);
  const TlrKeyGroup *groups = tlr_key_groups (&n_groups);

  for (guint i = 0; i < n_groups; i++)
    for (guint j = 0; groups[i].is_widget && j < groups[i].n_keys; j++)
      check_inherited (&groups[i].keys[j]);
  for (guint i = 0; i < n_classes; i++)
    for (guint j = 0; j < classes[i]->n_keys; j++)
      check_inherited (&classes[i]->keys[j]);
}

static void
test_groups (void)
{
  static const struct { const char *name; gboolean known, is_widget, any_key; } cases[] = {
    { .name = "layout", .known = TRUE },
    { .name = "strings", .known = TRUE, .any_key = TRUE },
    { .name = "widget speed", .known = TRUE, .is_widget = TRUE },
    { .name = "widget " },
    { .name = "widget" },
    { .name = "layouts" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const TlrKeyGroup *group = tlr_key_group_find (cases[i].name);

    g_assert_true ((group != NULL) == cases[i].known);
    g_assert_true (!group || (group->is_widget == cases[i].is_widget && group->any_key == cases[i].any_key));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/rows", test_rows);
  g_test_add_func ("/table/names", test_names);
  g_test_add_func ("/table/inherited", test_inherited);
  g_test_add_func ("/table/groups", test_groups);
  return g_test_run ();
}
