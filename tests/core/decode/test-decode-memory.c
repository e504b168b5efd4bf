/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What decoding asks of the allocator. */
#include <string.h>

#include "core/base/limits.h"
#include "core/decode/registry.h"
#include "counted-malloc.h"

#define LONG ((gsize) 16 << 20)

#define CATALOGUE "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE," \
    "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\nA,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,1,0\n"

/* What stands before and behind a line of LONG bytes, which FILLS it. */
static const struct {
  const char *format, *before, *behind;
} rows[] = {
  { "csv", "t(s),alt(m)\n0,0\n1,1\n", "\n2,2\n" },
  { "jsonl", "{\"t(s)\":0,\"alt(m)\":1}\n", "\n{\"t(s)\":1,\"alt(m)\":1}\n" },
  { "nmea", "$GPGGA,120000,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*45\n", "\n" },
  { "omm-csv", CATALOGUE, "\n" },
};

/* A line that is over the limit is not copied first: nothing as long as it is asked for. */
static void
test_lines (void)
{
  if (!COUNTS_ALLOCATIONS) {
    g_test_skip ("allocations cannot be counted in this build");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = g_string_sized_new (LONG + 1000);
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .format = rows[i].format };

    g_string_append (text, rows[i].before);
    while (text->len < LONG)
      g_string_append (text, "xxxxxxxxxxxxxxxx");
    g_string_append (text, rows[i].behind);
    g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
    largest_allocation = 0;
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x", &options, &error);
    g_test_message ("%s: %" G_GSIZE_FORMAT " bytes at most; %s", rows[i].format, largest_allocation,
        error ? error->message : log->first_bad);
    g_assert_cmpuint (largest_allocation, <, LONG / 4);
  }
}

/* Three lines ask for no room for all that a line may hold, groups of thousands and fractions with commas among them. */
static void
test_small (void)
{
  static const char *const texts[] = { "t(s),alt(m)\n0,0\n1,1\n", "t(s);alt(m)\n0;1 000,5\n1;2 000,5\n",
    "t(s),alt(m)\n0,\"1,000,000.5\"\n1,\"2,000,000.5\"\n" };

  if (!COUNTS_ALLOCATIONS) {
    g_test_skip ("allocations cannot be counted in this build");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmDecodeOptions options = { .format = "csv" };
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (GError) error = NULL;
    largest_allocation = 0;
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x", &options, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (log->n_good, ==, 2);
    g_test_message ("%" G_GSIZE_FORMAT " bytes at most", largest_allocation);
    g_assert_cmpuint (largest_allocation, <, 64 << 10);
  }
}

/* Adds a row to a document, whose number it is. */
typedef void (*AddRow) (GString *text, guint row);

static void
add_vehicle_row (GString *text, guint row)
{
  g_string_append_printf (text, "%u,%u,v%u\n", row, row, row % 20);
}

static void
add_bad_row (GString *text, guint row)
{
  g_string_append_printf (text, "%u,%s,v%u\n", row, row % 2 ? "bad" : "1", row % 3);
}

static void
add_absurd_row (GString *text, guint row)
{
  g_string_append_printf (text, "%u,%s,v%u\n", row, row % 2 ? "-1e30" : "1", row % 3);
}

static void
add_short_row (GString *text, guint row)
{
  g_string_append_printf (text, "B,%u\n", row);
}

static void
add_bad_line (GString *text, guint row)
{
  g_string_append_printf (text, row % 2 ? "{\"t(s)\":%u,\n" : "{\"t(s)\":%u} 1\n", row);
}

/* Deeper than is read. */
static void
add_deep_line (GString *text, guint row)
{
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "{\"a\":");
  g_string_append_c (text, '\n');
}

static void
add_event (GString *text, guint row)
{
  g_string_append_printf (text, "\"e%u\": \"x\",\n", row);
}

static const struct {
  const char *name, *format, *before, *behind;
  AddRow add;
} costs[] = {
  { "known vehicles", "csv", "t(s),alt(m),vehicle\n", "", add_vehicle_row },
  { "cells that are no number", "csv", "t(s),alt(m),vehicle\n", "", add_bad_row },
  { "cells that no channel can be", "csv", "t(s),alt(m),vehicle\n", "", add_absurd_row },
  { "lines that are no record", "jsonl", "{\"t(s)\":0,\"alt(m)\":1}\n", "", add_bad_line },
  { "lines that nest too deep", "jsonl", "{\"t(s)\":0,\"alt(m)\":1}\n", "", add_deep_line },
  { "rows of a catalogue that are not whole", "omm-csv", CATALOGUE, "", add_short_row },
  { "events without a time", "events", "{", "\"meco\": 1, \"seco1\": 2}", add_event },
};

static guint
count_allocations (gsize i, guint n)
{
  TlmDecodeOptions options = { .format = costs[i].format };
  g_autoptr (GString) text = g_string_new (costs[i].before);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;
  guint before;

  for (guint row = 0; row < n; row++)
    costs[i].add (text, row);
  g_string_append (text, costs[i].behind);
  bytes = g_bytes_new_static (text->str, text->len);
  before = n_allocations;
  log = tlm_decode_bytes (bytes, "x", &options, &error);
  g_assert_no_error (error);
  return n_allocations - before;
}

/* Of twice as many rows there are a few more, as arrays grow: none that is made for each row. */
static void
test_rows (void)
{
  const guint n = 4000;

  if (!COUNTS_ALLOCATIONS) {
    g_test_skip ("allocations cannot be counted in this build");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++) {
    guint some = count_allocations (i, n), more = count_allocations (i, 2 * n);
    g_test_message ("%s: %u, and of twice as many %u", costs[i].name, some, more);
    g_assert_cmpint ((int) more - (int) some, <, n / 10);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode-memory/lines", test_lines);
  g_test_add_func ("/decode-memory/small", test_small);
  g_test_add_func ("/decode-memory/rows", test_rows);
  return g_test_run ();
}
