/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip-text.h"

#include <string.h>

typedef struct {
  const char *text;
  const char *pieces[5];   /* cells in brackets */
} Case;

static const Case cases[] = {
  { "5,900 km/h", { "[5,900 ]", "km/h" } },
  { "M 3.30", { "M", "[ 3.30]" } },
  { "Stage separation T\xe2\x88\x92""00:00:09", { "Stage separation", "[ T\xe2\x88\x92""00:00:09]" } },
  { "a 1 b  c 22", { "a", "[ 1 ]", "b  c", "[ 22]" } },
  { " km 5", { "[ ]", "km", "[ 5]" } },
  { "5 км/ч ", { "[5 ]", "км/ч", "[ ]" } },
  { "12\xe2\x80\xaf""345 ft", { "[12\xe2\x80\xaf""345 ]", "ft" } },
};

static void
test_pieces (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *text = cases[i].text;
    guint n = 0;

    g_assert_true (tlr_strip_is_mixed (text));
    while (*text) {
      TlrPiece piece;
      text = tlr_strip_take_piece (text, &piece);
      g_autofree char *said = piece.cells ? g_strdup_printf ("[%s]", piece.text) : g_strdup (piece.text);
      g_assert_cmpstr (said, ==, cases[i].pieces[n++]);
    }
    g_assert_null (cases[i].pieces[n]);
  }
}

/* Nothing to gain, or something to lose: one word. */
static void
test_whole (void)
{
  static const char *const texts[] = {
    "", " ", "Max Q", "5,900", "T+ 00:01:00", "AOS-12", "\xd7\x9e\xd7\x94\xd7\x99\xd7\xa8 5", "\xe9\x80\x9f\xe5\xba\xa6 5",
    "e\xcc\x81t\xc3\xa9 5",
  };
  g_autofree char *longest = g_strnfill (TLR_STRIP_PIECE_SIZE - 2, 'x');
  g_autofree char *too_long = g_strconcat (longest, " 5", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (tlr_strip_is_mixed (texts[i]));
  g_assert_false (tlr_strip_is_mixed (too_long));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strip-text/pieces", test_pieces);
  g_test_add_func ("/strip-text/whole", test_whole);
  return g_test_run ();
}
