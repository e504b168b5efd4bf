/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Columns called speed that go below 0: a body thrown up at 100 m/s, whose height and
 * velocity are known in closed form. */
#include <string.h>

#include "core/decode/registry.h"
#include "core/log/magnitudes.h"

#define G 9.80665

typedef enum {
  NO_ALTITUDE = 1 << 0,
  UPSIDE_DOWN = 1 << 1,   /* the velocity is not that of the altitude */
  MAGNITUDE = 1 << 2,
  AT_REST = 1 << 3,       /* noise about 0 */
  CLIMB_TOO = 1 << 4,
  STRAY = 1 << 5          /* one sample below 0 */
} Kind;

static double
speed_at (Kind kind, int i)
{
  double v = 100 - G * i / 2;

  if (kind & AT_REST)
    return i % 2 ? 1.2 : -1.1;
  if (kind & STRAY)
    return i == 7 ? -40 : 50 + i;
  return kind & MAGNITUDE ? ABS (v) : kind & UPSIDE_DOWN ? -v : v;
}

static TlmLog *
read_flight (Kind kind)
{
  g_autoptr (GString) text = g_string_new ("time[s],speed[m/s],mach");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TlmLog *log;

  g_string_append_printf (text, "%s%s\n", kind & NO_ALTITUDE ? "" : ",altitude[m]",
      kind & CLIMB_TOO ? ",vertical-speed[m/s]" : "");
  for (int i = 0; i < 41; i++) {
    double t = i / 2.0, v = speed_at (kind, i);
    g_string_append_printf (text, "%.1f,%.4f,%.5f", t, v, v / 340);
    if (!(kind & NO_ALTITUDE))
      g_string_append_printf (text, ",%.4f", 2000 + 100 * t - G * t * t / 2);
    if (kind & CLIMB_TOO)
      g_string_append_printf (text, ",%.4f", 100 - G * t);
    g_string_append_c (text, '\n');
  }
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  log = tlm_decode_bytes (bytes, "thrown.csv", NULL, &error);
  g_assert_no_error (error);
  return log;
}

static const TlmTrack *
find_track (const TlmLog *log, const char *name)
{
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];

  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (strcmp (((const TlmTrack *) vehicle->tracks->pdata[i])->name, name) == 0)
      return vehicle->tracks->pdata[i];
  return NULL;
}

static guint
count_notes (const TlmLog *log)
{
  guint n = 0;

  for (guint i = 0; i < log->notes->len; i++)
    n += strstr (log->notes->pdata[i], "goes below 0") != NULL;
  return n;
}

/* What speed and Mach of a flight of that KIND are read as. */
static void
check (Kind kind, const char *speed, const char *mach, guint notes)
{
  g_autoptr (TlmLog) log = read_flight (kind);
  const char *const names[] = { "speed", "vertical-speed", "signed-speed" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!(kind & CLIMB_TOO) || i != 1)
      g_assert_true ((find_track (log, names[i]) != NULL) == g_str_equal (names[i], speed));
  g_assert_nonnull (find_track (log, mach));
  g_assert_cmpuint (count_notes (log), ==, notes);
}

static void
test_signed (void)
{
  g_autoptr (TlmLog) log = read_flight (0);
  const TlmTrack *climb = find_track (log, "vertical-speed");

  check (0, "vertical-speed", "signed-mach", 2);
  check (NO_ALTITUDE, "vertical-speed", "signed-mach", 2);
  g_assert_cmpstr (climb->column, ==, "speed[m/s]");
  g_assert_cmpfloat (ABS (tlm_series_value (climb->series, 40) - (100 - G * 20)), <, 1e-3);
}

/* Not the rate of the altitude, or there is one already: nobody knows of what it is. */
static void
test_unknown (void)
{
  check (UPSIDE_DOWN, "signed-speed", "signed-mach", 2);
  check (CLIMB_TOO, "signed-speed", "signed-mach", 2);
}

static void
test_magnitudes (void)
{
  check (MAGNITUDE, "speed", "mach", 0);
  check (AT_REST, "speed", "mach", 0);
  check (STRAY, "speed", "mach", 0);
}

/* Among many, it is found by the name that it has now. */
static void
test_found (void)
{
  g_autoptr (TlmLog) log = read_flight (0);
  TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);
  guint n;

  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("c%u", i);
    tlm_log_track (vehicle, name, TLM_QUANTITY_NONE);
  }
  n = vehicle->tracks->len;
  g_clear_pointer (&speed->series, tlm_series_free);
  speed->series = tlm_series_new ();
  for (int i = 0; i < 5; i++)
    tlm_series_append (speed->series, i, -50);
  tlm_series_seal (speed->series);
  g_assert_true (tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED) == speed);
  tlm_log_settle_magnitudes (log);
  g_assert_cmpstr (speed->name, ==, "signed-speed");
  g_assert_true (tlm_log_track (vehicle, "signed-speed", TLM_QUANTITY_SPEED) == speed);
  g_assert_cmpuint (vehicle->tracks->len, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/magnitudes/signed", test_signed);
  g_test_add_func ("/magnitudes/unknown", test_unknown);
  g_test_add_func ("/magnitudes/magnitudes", test_magnitudes);
  g_test_add_func ("/magnitudes/found", test_found);
  return g_test_run ();
}
