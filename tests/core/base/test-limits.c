/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of limits: it is whole, what is promised to be read is, setting it is strict, and the page of it says what it
 * says. After a change of the table, write the page anew:
 *
 *   TELEMETRY_WRITE_REFERENCE=1 meson test -C build limits */
#include "core/base/limits.h"
#include "reference-page.h"

#include <string.h>

static const char introduction[] =
    "# Limits\n\n"
    "Files and streams may come from anybody, and what they cost is limited. Past a limit an error or a warning\n"
    "names it and what raises it; nothing is cut in silence, but where the table says so. Whoever runs the program\n"
    "sets a limit, no file that is read can:\n\n"
    "- `telemetry-inspect --limit line-bytes=4M --limit columns=100000 wide.csv`\n"
    "- `telemetryoverlay limits=line-bytes=4M,columns=100000` (and `telemetrysrc`, `telemetryparse`,\n"
    "  `telemetrysubtitle`): for the whole process, and what is loaded from then on.\n\n"
    "A value is a whole number, or one with `k`, `M` or `G` behind it (of 1024). This page is made from the table\n"
    "of the program (tests/core/base/test-limits.c), which `telemetry-inspect --help-limits` prints.\n\n"
    "| limit | unless set | up to | unit | of what |\n|---|---|---|---|---|\n";

static char *
make_page (void)
{
  GString *out = g_string_new (introduction);

  for (guint i = 0; i < TLM_N_LIMITS; i++) {
    const TlmLimit *row = tlm_limit_row (i);
    g_string_append_printf (out, "| `%s` | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " | %s | %s |\n", row->name,
        row->value, row->most, row->unit, row->bounds);
  }
  return g_string_free (out, FALSE);
}

static void
test_page (void)
{
  g_autofree char *page = make_page ();

  reference_page_check ("pipelines/examples/LIMITS.md", page, "limits");
}

static void
test_rows (void)
{
  for (guint i = 0; i < TLM_N_LIMITS; i++) {
    const TlmLimit *row = tlm_limit_row (i);
    g_assert_true (row->name && row->unit && row->bounds);
    g_test_message ("%s", row->name);
    g_assert_cmpuint (row->least, <=, row->value);
    g_assert_cmpuint (row->value, <=, row->most);
    g_assert_cmpuint (tlm_limit (i), ==, row->value);
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (tlm_limit_row (j)->name, !=, row->name);
  }
}

/* What must be read without anybody setting anything, and that each can be had more of. */
static void
test_promises (void)
{
  const struct {
    TlmLimitId limit;
    guint64 least;
  } rows[] = {
    { TLM_LIMIT_COLUMNS, 65536 }, { TLM_LIMIT_CHANNELS, 65536 }, { TLM_LIMIT_XTCE_FIELDS, 65536 },
    { TLM_LIMIT_SAMPLES, 50000000 }, { TLM_LIMIT_STATES, 50000000 }, { TLM_LIMIT_MP4_SAMPLES, 50000000 },
    { TLM_LIMIT_EVENTS, 1000000 }, { TLM_LIMIT_SVG_ELEMENTS, 200000 }, { TLM_LIMIT_LINE_BYTES, 1 << 20 },
    { TLM_LIMIT_XML_DEPTH, 256 }, { TLM_LIMIT_FILE_BYTES, G_GUINT64_CONSTANT (16) << 30 },
    { TLM_LIMIT_UNPACKED_BYTES, 1 << 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const TlmLimit *row = tlm_limit_row (rows[i].limit);
    g_test_message ("%s", row->name);
    g_assert_cmpuint (row->value, >=, rows[i].least);
    g_assert_cmpuint (row->most, >, row->value);
  }
}

static void
test_set (void)
{
  g_assert_true (tlm_limits_set ("line-bytes=64k, columns=100;events=8\tsvg-filtered=0", NULL));
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_LINE_BYTES), ==, 65536);
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_COLUMNS), ==, 100);
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_EVENTS), ==, 8);
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_SVG_FILTERED), ==, 0);
  g_assert_true (tlm_limits_set (NULL, NULL) && tlm_limits_set ("", NULL));
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_COLUMNS), ==, 100);
  tlm_limits_reset ();
  g_assert_cmpuint (tlm_limit (TLM_LIMIT_COLUMNS), ==, 65536);
}

/* A part that is wrong changes nothing. */
static void
test_refused (void)
{
  const struct {
    const char *text, *said;
  } rows[] = {
    { "colums=5", "did you mean \"columns\"" }, { "columns", "whole number" }, { "columns=", "whole number" },
    { "columns=-1", "whole number" }, { "columns=5x", "whole number" }, { "columns=0", "1 to 1048576" },
    { "columns=99999999999999999999999", "1 to 1048576" }, { "line-bytes=1, columns=5", "16 to" },
    { "file-bytes=99999999999G", "whole number" }, { "columns=1 x\x1b[2J", "is no limit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (tlm_limits_set (rows[i].text, &error));
    g_test_message ("%s: %s", rows[i].text, error->message);
    g_assert_nonnull (strstr (error->message, rows[i].said));
    g_assert_cmpuint (tlm_limit (TLM_LIMIT_COLUMNS), ==, 65536);
  }
}

static void
test_words (void)
{
  g_autofree char *words = tlm_limit_words (TLM_LIMIT_COLUMNS), *last = NULL;

  g_assert_nonnull (strstr (words, "columns=65536"));
  g_assert_nonnull (strstr (words, "limits=columns=131072"));
  g_assert_nonnull (strstr (words, "--limit columns=131072"));
  g_assert_true (tlm_limits_set ("json-depth=2048", NULL));
  last = tlm_limit_words (TLM_LIMIT_JSON_DEPTH);
  g_assert_null (strstr (last, "--limit"));
  g_assert_nonnull (strstr (tlm_limit_said_of (TLM_LIMIT_COLUMNS, 7), "columns=7 "));
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/page", test_page);
  g_test_add_func ("/limits/rows", test_rows);
  g_test_add_func ("/limits/promises", test_promises);
  g_test_add_func ("/limits/set", test_set);
  g_test_add_func ("/limits/refused", test_refused);
  g_test_add_func ("/limits/words", test_words);
  return g_test_run ();
}
