/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "core/edit/edit-read.h"

/* Reads TEXT for a film of FPS_N/FPS_D, 0 to say none; it has to be right. */
static inline TlmEdit *
edit_of (const char *text, int fps_n, int fps_d)
{
  TlmEditOptions options = { .rate = { .fps_n = fps_n, .fps_d = fps_d } };
  g_autoptr (GError) error = NULL;
  TlmEdit *edit = tlm_edit_read (text, strlen (text), "film", &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
  return edit;
}

/* The source's frame that film frame FRAME shows, counted at the source's rate from its origin; -1
 * where it shows nothing that is known. NAME (may be NULL) is what the source is called. */
static inline gint64
edit_frame (const TlmEdit *edit, gint64 frame, const char **name)
{
  TlmRational time, media, rate;
  const TlmEditEvent *event;
  const TlmEditSource *source;

  g_assert_true (tlm_rational_make (frame * edit->rate.fps_d, edit->rate.fps_n, &time));
  event = tlm_edit_event_at (edit, time, &media);
  if (name)
    *name = NULL;
  if (!event || event->source == TLM_EDIT_NOTHING)
    return -1;
  source = edit->sources->pdata[event->source];
  if (name)
    *name = source->name;
  g_assert_true (tlm_rational_make (source->rate.fps_n, source->rate.fps_d, &rate));
  g_assert_true (tlm_rational_multiply (media, rate, &media));
  return tlm_rational_floor (media);
}

/* Whether some note, or what is unknown of some event, has WORDS. */
static inline gboolean
edit_says (const TlmEdit *edit, const char *words)
{
  for (guint i = 0; i < edit->notes->len; i++)
    if (strstr (g_array_index (edit->notes, TlmEditNote, i).text, words))
      return TRUE;
  for (guint i = 0; i < edit->events->len; i++) {
    const char *unknown = g_array_index (edit->events, TlmEditEvent, i).unknown;
    if (unknown && strstr (unknown, words))
      return TRUE;
  }
  return FALSE;
}

/* Film frame FRAME shows frame EXPECTED of the source NAME (NULL with -1: of none). */
static inline void
edit_check_named (const TlmEdit *edit, gint64 frame, const char *name, gint64 expected)
{
  const char *found_name;
  gint64 found = edit_frame (edit, frame, &found_name);

  if (found != expected || g_strcmp0 (name, found_name) != 0)
    g_test_message ("film frame %" G_GINT64_FORMAT " is %s %" G_GINT64_FORMAT, frame, found_name, found);
  g_assert_cmpint (found, ==, expected);
  g_assert_cmpstr (found_name, ==, name);
}

/* The same of whatever source. */
static inline void
edit_check (const TlmEdit *edit, gint64 frame, gint64 expected)
{
  gint64 found = edit_frame (edit, frame, NULL);

  if (found != expected)
    g_test_message ("film frame %" G_GINT64_FORMAT, frame);
  g_assert_cmpint (found, ==, expected);
}

/* TEXT is refused with a message that has WORDS. */
static inline void
edit_refuse (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmEdit) edit = tlm_edit_read (text, strlen (text), "film", NULL, &error);

  g_assert_null (edit);
  g_assert_nonnull (error);
  if (!strstr (error->message, words))
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}
