/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an edit says of each of its first frames, a line each, for tests that ask other programs the same:
 *   edit-frames FILE FRAMES
 * prints the source's name and the place in it in frames, a fraction as "21/2", and "-" where it shows nothing that is
 * known. What is left aside goes to standard error. */
#include "edit-text.h"

static void
print_frame (const TlmEdit *edit, gint64 frame)
{
  TlmRational time, media, rate;
  const TlmEditEvent *event;
  const TlmEditSource *source;

  g_assert_true (tlm_rational_make (frame * edit->rate.fps_d, edit->rate.fps_n, &time));
  event = tlm_edit_event_at (edit, time, &media);
  if (!event || event->source == TLM_EDIT_NOTHING) {
    g_print ("-\n");
    return;
  }
  source = edit->sources->pdata[event->source];
  g_assert_true (tlm_rational_make (source->rate.fps_n, source->rate.fps_d, &rate));
  g_assert_true (tlm_rational_multiply (media, rate, &media));
  g_print ("%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "\n", source->name, media.n, media.d);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmEdit) edit = NULL;
  gint64 n;

  if (argc != 3)
    return 2;
  edit = tlm_edit_open (argv[1], NULL, &error);
  if (!edit) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  n = g_ascii_strtoll (argv[2], NULL, 10);
  for (guint i = 0; i < edit->notes->len; i++)
    g_printerr ("%s\n", g_array_index (edit->notes, TlmEditNote, i).text);
  for (gint64 i = 0; i < n; i++)
    print_frame (edit, i);
  return 0;
}
