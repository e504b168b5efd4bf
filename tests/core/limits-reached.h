/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/base/limits.h"
#include "core/decode/registry.h"

/* What the tests of limits share: each limit set low, what reaches it is read, what passes it by one is not, and what is
 * said names the limit and both ways to raise it. */

/* Sets a limit, and no other. */
static inline void
limit_set (const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%s=%" G_GUINT64_FORMAT, name, value);
  g_autoptr (GError) error = NULL;

  tlm_limits_reset ();
  g_assert_true (tlm_limits_set (text, &error));
  g_assert_no_error (error);
}

/* SAID is about this limit. */
static inline void
limit_assert_says (const char *said, const char *name, guint64 value)
{
  g_autofree char *limit = g_strdup_printf ("the limit %s=%" G_GUINT64_FORMAT " ", name, value);
  g_autofree char *property = g_strdup_printf ("limits=%s=", name);
  g_autofree char *option = g_strdup_printf ("--limit %s=", name);

  g_assert_nonnull (said);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, limit));
  g_assert_nonnull (strstr (said, property));
  g_assert_nonnull (strstr (said, option));
}

/* All that LOG or ERROR say, in one text. */
static inline char *
limit_words_of (const TlmLog *log, const GError *error)
{
  GString *words = g_string_new (error ? error->message : "");

  for (guint i = 0; log && i < log->notes->len; i++)
    g_string_append_printf (words, "\n%s", (char *) log->notes->pdata[i]);
  for (guint i = 0; log && i < log->warnings->len; i++)
    g_string_append_printf (words, "\n%s", (char *) log->warnings->pdata[i]);
  if (log && log->first_bad)
    g_string_append_printf (words, "\n%s", log->first_bad);
  return g_string_free (words, FALSE);
}

/* A table, document, … of N of what the limit counts. */
typedef GString *(*LimitMake) (guint n);

/* A table of N samples of one channel. */
static inline GString *
limit_make_samples (guint n)
{
  GString *text = g_string_new ("t(s),alt(m)\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%u\n", i, i);
  return text;
}

/* TEXT, read as what says that it is of FORMAT. */
static inline TlmLog *
limit_decode (const GString *text, const char *format, GError **error)
{
  TlmDecodeOptions options = { .format = format };
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);

  return tlm_decode_bytes (bytes, "x", &options, error);
}

/* A limit of what is read of a format. */
typedef struct {
  const char *limit, *format;
  guint64 value;
  LimitMake make;
  gboolean is_read;        /* past the limit too, without what is over it */
} LimitCase;

/* What reaches it is read and not spoken of; of one more the limit is said. */
static inline void
limit_check (const LimitCase *of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) fits = of->make ((guint) of->value), over = of->make ((guint) of->value + 1);
  g_autoptr (TlmLog) right = NULL, wrong = NULL;
  g_autofree char *words = NULL, *before = NULL, *said = g_strdup_printf ("limit %s", of->limit);

  g_test_message ("%s of %s", of->limit, of->format);
  limit_set (of->limit, of->value);
  right = limit_decode (fits, of->format, &error);
  g_assert_no_error (error);
  before = limit_words_of (right, NULL);
  g_assert_null (strstr (before, said));
  wrong = limit_decode (over, of->format, &error);
  g_assert_true (!of->is_read || wrong);
  words = limit_words_of (wrong, error);
  limit_assert_says (words, of->limit, of->value);
  tlm_limits_reset ();
}
