/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What stands on the picture: numbers and units as each language writes them, and
 * the count through holds, a recycle and a new T-0. */
#include <locale.h>
#include <string.h>

#include "core/flight-folder.h"
#include "core/time/iso8601.h"
#include "render/widgets/layout-load.h"
#include "sketched.h"

#define GERMAN "de_DE.UTF-8"

/* All texts of a layout at a time, a bar after each line, as they are drawn. */
static char *
texts_at (const TlmFlight *flight, const char *layout_text, const char *language, gint64 time_ns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test", layout_text, -1, &error);
  TlrStyle style = { .language = language, .profile = flight->profile };
  GString *texts = g_string_new (NULL);
  Sketched sketched;

  g_assert_no_error (error);
  sketched_start (&sketched, layout, flight->timeline, flight->mission, &style, 1920, 1080);
  sketched_seek (&sketched, time_ns);
  for (guint i = 0; i < sketched.context.items->len; i++) {
    const GArray *marks = sketched_item (&sketched, i);
    for (guint j = 0; j < marks->len; j++)
      if (g_array_index (marks, TlrMark, j).kind == TLR_MARK_TEXT)
        g_string_append (texts, g_array_index (marks, TlrMark, j).text);
    g_string_append (texts, marks->len > 0 ? "|" : "");
  }
  sketched_finish (&sketched);
  return g_string_free (texts, FALSE);
}

#define ROW(name, type, more) "[widget " name "]\nparent=all\ntype=" type "\n" more
#define ALL "[layout]\n[widget all]\ntype=group\narrange=column\n"
#define NBSP "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"

/* 3.6 x 1655.555 = 5959.998 km/h; 12 345.6 m; -12.5 m/s. Marks: Unicode CLDR 42,
 * <symbols> and minimumGroupingDigits; symbols of units in Russian: GOST 8.417. */
static void
test_languages (void)
{
  static const struct { const char *language, *texts; } rows[] = {
    { NULL, "5,960.00km/h|12,345.6m|\xe2\x88\x92" "12.50m/s|SPEED|" },
    { "en_GB", "5,960.00km/h|12,345.6m|\xe2\x88\x92" "12.50m/s|SPEED|" },
    { "ru", "5" NBSP "960,00км/ч|12" NBSP "345,6м|\xe2\x88\x92" "12,50м/с|СКОРОСТЬ|" },
    { "es", "5960,00km/h|12.345,6m|\xe2\x88\x92" "12,50m/s|VELOCIDAD|" },
    { "fr", "5" NNBSP "960,00km/h|12" NNBSP "345,6m|\xe2\x88\x92" "12,50m/s|VITESSE|" },
    { "de_AT", "5.960,00km/h|12.345,6m|\xe2\x88\x92" "12,50m/s|GESCHWINDIGKEIT|" },
    { "zh_CN", "5,960.00km/h|12,345.6m|\xe2\x88\x92" "12.50m/s|速度|" },
    { "ja", "5,960.00km/h|12,345.6m|\xe2\x88\x92" "12.50m/s|速度|" },
  };
  static const char layout[] = ALL
      ROW ("a", "field", "value={speed:km/h:2}\nunit={speed.unit:km/h}\n")
      ROW ("b", "field", "value={altitude:m:1}\nunit={altitude.unit:m}\n")
      ROW ("c", "field", "value={vertical-speed:m/s:2}\nunit={vertical-speed.unit:m/s}\n")
      ROW ("d", "text", "text={speed.label}\n");
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m),speed(m/s),vertical_speed(m/s)\n"
      "0,12345.6,1655.555,-12.5\n1,12345.6,1655.555,-12.5\n2,12345.6,1655.555,-12.5\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "log.csv", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *texts = texts_at (flight, layout, rows[i].language, TLM_SECOND);
    g_assert_cmpstr (texts, ==, rows[i].texts);
  }
}

/* A locale with a decimal comma, made in FOLDER. FALSE where the tool or its sources are missing. */
static gboolean
make_german (const char *folder)
{
  g_autofree char *place = g_build_filename (folder, GERMAN, NULL);
  const char *argv[] = { "localedef", "-c", "--no-archive", "-i", "de_DE", "-f", "UTF-8", place, NULL };

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
      NULL, NULL) && g_file_test (place, G_FILE_TEST_IS_DIR);
}

/* Whatever the process thinks a decimal mark is. */
static void
test_locale (void)
{
  g_autofree char *folder = g_dir_make_tmp ("locale-XXXXXX", NULL);
  const char *away[] = { "rm", "-r", folder, NULL };
  char text[8];

  if (!make_german (folder)) {
    g_test_skip ("localedef has no source of a locale with a decimal comma");
    g_rmdir (folder);
    return;
  }
  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, GERMAN));
  g_snprintf (text, sizeof text, "%.1f", 0.5);
  g_assert_cmpstr (text, ==, "0,5");
  test_languages ();
  setlocale (LC_ALL, "C.UTF-8");
  g_unsetenv ("LOCPATH");
  g_assert_true (g_spawn_sync (NULL, (char **) away, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static const char clocks[] = ALL ROW ("a", "clock", "") ROW ("b", "clock", "time=liftoff\n")
    ROW ("c", "clock", "time=utc\n") ROW ("d", "clock", "time=gmt\n")
    ROW ("e", "clock", "time=met\ndecimals=1\n") ROW ("f", "clock", "time=date\n")
    ROW ("g", "text", "text={speed}\n");

/* Opens a mission that has a clock and nothing else, and reads the picture at UTC. */
static char *
clocks_at (const char *mission, const char *language, const char *utc)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;
  TlmInstant instant = 0;

  flight_folder_put (folder, "a.mission", mission);
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  g_assert_true (tlm_iso8601_parse (utc, strlen (utc), TLM_SCALE_UTC, &instant));
  return texts_at (flight, clocks, language, tlm_timeline_from_instant (flight->timeline, instant));
}

#define M "\xe2\x88\x92"

/* Worked out by hand: T-0 at 12:00:00, holds of 10 min at T-4 min and 90 s at T-40 s. L
 * runs through them. 5 October is day 278. */
static void
test_holds (void)
{
  static const char mission[] = "[mission]\nliftoff=2021-10-05T12:00:00Z\n"
      "[clock]\nholds=-00:00:40/90, -00:04:00/00:10:00\n";
  static const struct { const char *utc, *texts; } rows[] = {
    { "2021-10-05T11:30:00Z", "T" M " 00:18:30|L" M " 00:30:00|11:30:00|GMT 278/11:30:00|MET " M
      "000/00:18:30.0|2021-10-05|---|" },
    { "2021-10-05T11:50:00Z", "T" M " 00:04:00 HOLD|L" M " 00:10:00|11:50:00|GMT 278/11:50:00|MET " M
      "000/00:04:00.0|2021-10-05|---|" },
    { "2021-10-05T11:55:30Z", "T" M " 00:03:00|L" M " 00:04:30|11:55:30|GMT 278/11:55:30|MET " M
      "000/00:03:00.0|2021-10-05|---|" },
    { "2021-10-05T12:00:00Z", "T+ 00:00:00|L+ 00:00:00|12:00:00|GMT 278/12:00:00|MET "
      "000/00:00:00.0|2021-10-05|---|" },
    { "2021-10-06T13:01:12.25Z", "T+ 25:01:12|L+ 25:01:12|13:01:12|GMT 279/13:01:12|MET "
      "001/01:01:12.2|2021-10-06|---|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *texts = clocks_at (mission, NULL, rows[i].utc);
    g_assert_cmpstr (texts, ==, rows[i].texts);
  }
  g_autofree char *russian = clocks_at (mission, "ru", "2021-10-05T11:50:00Z");
  g_assert_true (g_str_has_prefix (russian, "T" M " 00:04:00 ЗАДЕРЖКА|"));
}

/* A recycle at 11:58 to T-10 min, a new T-0 the day after, and liftoff 3 s late. */
static void
test_recycles (void)
{
  static const char mission[] = "[mission]\nliftoff=2021-10-06T12:00:03Z\n"
      "[clock]\nt-0=2021-10-05T12:00:00Z\nholds=-00:02:00/90\n"
      "recycles=2021-10-05T11:58:00Z/-00:10:00,2021-10-05T12:20:00Z/2021-10-06T12:00:00Z\n";
  static const struct { const char *utc, *texts; } rows[] = {
    { "2021-10-05T11:55:00Z", "T" M " 00:03:30|" }, { "2021-10-05T11:57:00Z", "T" M " 00:02:00 HOLD|" },
    { "2021-10-05T11:58:00Z", "T" M " 00:10:00|" }, { "2021-10-05T12:07:00Z", "T" M " 00:02:00 HOLD|" },
    { "2021-10-05T12:20:00Z", "T" M " 23:38:30|" }, { "2021-10-06T11:59:59Z", "T" M " 00:00:01|" },
    { "2021-10-06T12:00:03Z", "T+ 00:00:00|" }, { "2021-10-06T12:00:13Z", "T+ 00:00:10|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *texts = clocks_at (mission, NULL, rows[i].utc);
    g_assert_cmpstr (strndupa (texts, strlen (rows[i].texts)), ==, rows[i].texts);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/said-in-picture/languages", test_languages);
  g_test_add_func ("/said-in-picture/locale", test_locale);
  g_test_add_func ("/said-in-picture/holds", test_holds);
  g_test_add_func ("/said-in-picture/recycles", test_recycles);
  return g_test_run ();
}
