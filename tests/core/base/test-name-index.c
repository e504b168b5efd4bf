/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finding by name, against looking through the array, while members come and go. */
#include "core/base/name-index.h"

#include <string.h>

/* How often a name was read. */
static guint n_read;

static const char *
name_of (gconstpointer member)
{
  n_read++;
  return member;
}

static gpointer
look_through (const GPtrArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    if (strcmp (members->pdata[i], name) == 0)
      return members->pdata[i];
  return NULL;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TlmNameIndex index = { 0 };

  for (int i = 0; i < 20000; i++) {
    g_autofree char *name = g_strdup_printf ("n%d", g_rand_int_range (random, 0, 200));
    gpointer found = tlm_name_index_find (&index, members, name_of, name);
    g_assert_true (found == look_through (members, name));
    if (!found)
      g_ptr_array_add (members, g_strdup (name));
    if (members->len > 0 && g_rand_int_range (random, 0, 10) == 0)
      g_ptr_array_remove_index (members, (guint) g_rand_int_range (random, 0, (gint32) members->len));
  }
  tlm_name_index_clear (&index);
}

/* N members cost N, not N². */
static void
test_cost (void)
{
  enum { N = 20000 };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TlmNameIndex index = { 0 };

  n_read = 0;
  for (int i = 0; i < N; i++) {
    g_autofree char *name = g_strdup_printf ("n%d", i);
    g_assert_null (tlm_name_index_find (&index, members, name_of, name));
    g_ptr_array_add (members, g_strdup (name));
    g_assert_true (tlm_name_index_find (&index, members, name_of, name) == members->pdata[i]);
  }
  g_test_message ("%u names read for %d members", n_read, N);
  g_assert_cmpuint (n_read, <, 4 * N);
  tlm_name_index_clear (&index);
}

/* A member that is called something else. */
static void
test_renamed (void)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TlmNameIndex index = { 0 };

  for (int i = 0; i < 30; i++)
    g_ptr_array_add (members, g_strdup_printf ("n%02d", i));
  g_assert_true (tlm_name_index_find (&index, members, name_of, "n05") == members->pdata[5]);
  ((char *) members->pdata[5])[0] = 'x';
  g_assert_null (tlm_name_index_find (&index, members, name_of, "n05"));
  ((char *) members->pdata[7])[0] = 'x';
  tlm_name_index_clear (&index);
  g_assert_true (tlm_name_index_find (&index, members, name_of, "x07") == members->pdata[7]);
  tlm_name_index_clear (&index);
}

/* An array that is small for a while has forgotten who was in it, be they at the same addresses. */
static void
test_small_meanwhile (void)
{
  static char names[30][8];
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  TlmNameIndex index = { 0 };

  for (int i = 0; i < 30; i++) {
    g_snprintf (names[i], sizeof names[i], "a%d", i);
    g_ptr_array_add (members, names[i]);
  }
  g_assert_true (tlm_name_index_find (&index, members, name_of, "a3") == names[3]);
  g_ptr_array_set_size (members, 0);
  g_assert_null (tlm_name_index_find (&index, members, name_of, "b3"));
  for (int i = 0; i < 30; i++) {
    names[i][0] = 'b';
    g_ptr_array_add (members, names[i]);
  }
  g_assert_true (tlm_name_index_find (&index, members, name_of, "b3") == names[3]);
  tlm_name_index_clear (&index);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-index/random", test_random);
  g_test_add_func ("/name-index/cost", test_cost);
  g_test_add_func ("/name-index/renamed", test_renamed);
  g_test_add_func ("/name-index/small-meanwhile", test_small_meanwhile);
  return g_test_run ();
}
