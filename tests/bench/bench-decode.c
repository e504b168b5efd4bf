/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "core/decode/registry.h"

/* How long reading telemetry takes, sealing included: a table of a million rows
 * and five columns, and the same as JSON Lines and as parallel arrays. Prints
 * the best of five runs. */

#define ROWS 1000000
#define RUNS 5

static double
altitude_at (guint i)
{
  return 100 + 0.01 * i + 5 * sin (i * 1e-3);
}

static char *
make_csv (void)
{
  GString *text = g_string_new ("t(s),alt(m),vz(m/s),accel(m/s2),lat(deg)\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "%.3f,%.2f,%.3f,%.3f,%.6f\n", i * 0.01, altitude_at (i),
        7.5 * cos (i * 1e-3), -9.8 + i * 1e-7, 28.5 + i * 1e-8);
  return g_string_free (text, FALSE);
}

static char *
make_jsonl (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "{\"met\":%.3f,\"altitude\":%.2f,\"vertical-speed\":%.3f,"
        "\"acceleration\":%.3f,\"latitude\":%.6f}\n", i * 0.01, altitude_at (i),
        7.5 * cos (i * 1e-3), -9.8 + i * 1e-7, 28.5 + i * 1e-8);
  return g_string_free (text, FALSE);
}

static char *
make_arrays (void)
{
  GString *text = g_string_new ("{");
  static const char *const names[] = { "t(s)", "velocity(m/s)", "altitude(km)" };

  for (guint k = 0; k < 3; k++) {
    g_string_append_printf (text, "%s\"%s\":[", k > 0 ? "," : "", names[k]);
    for (guint i = 0; i < ROWS; i++)
      g_string_append_printf (text, "%s%.3f", i > 0 ? ", " : "", k == 0 ? i * 0.033 :
          altitude_at (i));
    g_string_append_c (text, ']');
  }
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}

static double
cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void
bench (const char *name, char *(*make) (void))
{
  char *text = make ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  double best = INFINITY;

  for (int run = 0; run < RUNS; run++) {
    g_autoptr (GError) error = NULL;
    double start = cpu_s ();
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, name, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (log->n_good, ==, ROWS);
    best = fmin (best, cpu_s () - start);
  }
  printf ("%-8s %7.1f MB  %6.3f s  %7.1f MB/s  %6.2f Mrows/s\n", name,
      (double) g_bytes_get_size (bytes) / 1e6, best, (double) g_bytes_get_size (bytes) / 1e6 / best,
      ROWS / 1e6 / best);
}

int
main (void)
{
  bench ("csv", make_csv);
  bench ("jsonl", make_jsonl);
  bench ("json", make_arrays);
  return 0;
}
