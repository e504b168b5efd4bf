/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A line that is over the limit is not copied first: nothing as long as it is asked of the allocator. */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/decode/registry.h"

#define LONG ((gsize) 16 << 20)

/* Under a sanitiser the allocator is not ours to replace. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);
void *malloc (size_t size);
void *calloc (size_t n, size_t size);
void *realloc (void *memory, size_t size);
static gsize largest;

__attribute__ ((visibility ("default"))) void *
malloc (size_t size)
{
  largest = MAX (largest, size);
  return __libc_malloc (size);
}

__attribute__ ((visibility ("default"))) void *
calloc (size_t n, size_t size)
{
  largest = MAX (largest, n * size);
  return __libc_calloc (n, size);
}

__attribute__ ((visibility ("default"))) void *
realloc (void *memory, size_t size)
{
  largest = MAX (largest, size);
  return __libc_realloc (memory, size);
}

/* What stands before and behind a line of LONG bytes, which FILLS it. */
static const struct {
  const char *format, *before, *behind;
} rows[] = {
  { "csv", "t(s),alt(m)\n0,0\n1,1\n", "\n2,2\n" },
  { "jsonl", "{\"t(s)\":0,\"alt(m)\":1}\n", "\n{\"t(s)\":1,\"alt(m)\":1}\n" },
  { "nmea", "$GPGGA,120000,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*45\n", "\n" },
  { "omm-csv", "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,"
      "MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\nA,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,1,0\n", "\n" },
};

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = g_string_sized_new (LONG + 1000);
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .format = rows[i].format };

    g_string_append (text, rows[i].before);
    while (text->len < LONG)
      g_string_append (text, "xxxxxxxxxxxxxxxx");
    g_string_append (text, rows[i].behind);
    g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
    largest = 0;
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x", &options, &error);
    g_test_message ("%s: %" G_GSIZE_FORMAT " bytes at most; %s", rows[i].format, largest,
        error ? error->message : log->first_bad);
    g_assert_cmpuint (largest, <, LONG / 4);
  }
}
#else
static void
test_lines (void)
{
  g_test_skip ("the allocator is not ours to replace");
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-memory/lines", test_lines);
  return g_test_run ();
}
