/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/object-choice.h"

#include <string.h>

#include "core/base/error.h"

static const TlmObject objects[] = {
  { "ISS (ZARYA)", "1998-067A", 25544 },
  { "ISS (NAUKA)", "2021-066A", 49044 },
  { "ISS (ZARYA)", "1998-067A", 25544 },   /* a second set */
  { "STARLINK-1007", "2019-074A", 44713 },
  { "2024", "2024-001B", 100001 },
  { "TBA", "", 0 },
};

static const struct {
  const char *wanted;
  gssize index;
  const char *says;
} choices[] = {
  { "25544", 0, NULL },
  { "025544", 0, NULL },
  { " iss (zarya) ", 0, NULL },
  { "1998-067a", 0, NULL },
  { "nauka", 1, NULL },
  { "A0001", 4, NULL },
  { "a0001", 4, NULL },
  { "100001", 4, NULL },
  { "2024", 4, NULL },          /* no number: a name */
  { "starlink", 3, NULL },
  { "TBA", 5, NULL },
  { "ISS", -1, "ISS (ZARYA) 25544, ISS (NAUKA) 49044" },
  { "I0001", -1, "no object \"I0001\"" },
  { "99999", -1, "of the 5 there are" },
  { "", -1, "no object" },
};

static void
test_choices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    g_autoptr (GError) error = NULL;
    gssize index = tlm_object_choose (objects, G_N_ELEMENTS (objects), choices[i].wanted, &error);

    g_assert_cmpint (index, ==, choices[i].index);
    g_assert_true ((index < 0) == (error != NULL));
    if (error)
      g_assert_nonnull (strstr (error->message, choices[i].says));
  }
}

/* Alpha-5: A to Z without I and O for 10 to 33. */
static void
test_numbers (void)
{
  static const struct { const char *text; guint32 number; } right[] = {
    { "0", 0 }, { "5", 5 }, { "A0000", 100000 }, { "H9999", 179999 }, { "J0000", 180000 },
    { "N0000", 220000 }, { "P0000", 230000 }, { "Z9999", 339999 }, { "999999999", 999999999 },
  };
  static const char *const wrong[] = { "", "I0000", "O0000", "A000", "A00000", "1000000000", "-1", "5 ",
    "5x", "A-001" };
  guint32 number = 42;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    g_assert_true (tlm_object_number (right[i].text, &number));
    g_assert_cmpuint (number, ==, right[i].number);
  }
  number = 42;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tlm_object_number (wrong[i], &number));
  g_assert_cmpuint (number, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-choice/choices", test_choices);
  g_test_add_func ("/object-choice/numbers", test_numbers);
  return g_test_run ();
}
