/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Both coordinates in one cell: read where it is known which is which, else a note shows the
 * columns= that works. */
#include "decode-text.h"

static const char *
note_of (const TlmLog *log, const char *part)
{
  for (guint i = 0; i < log->notes->len; i++)
    if (strstr (log->notes->pdata[i], part))
      return log->notes->pdata[i];
  return NULL;
}

/* The place of the second row, which is 47.125° north, 11.25° west in each table but where
 * another is said. */
static void
check_place (TlmLog *log, double latitude, double longitude)
{
  const TlmTrack *tracks[] = { track_of (log, "", "latitude"), track_of (log, "", "longitude") };

  for (guint i = 0; i < 2; i++) {
    g_assert_nonnull (tracks[i]);
    g_assert_cmpuint (tlm_series_length (tracks[i]->series), ==, 2);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (tracks[i]->series, 1),
        i == 0 ? latitude : longitude, 1e-9);
  }
}

static void
test_known (void)
{
  static const struct {
    const char *name, *first, *second;
    double latitude, longitude;
  } rows[] = {
    { "latlon", "\"47.124, -11.250\"", "\"47.125, -11.250\"", 47.125, -11.25 },
    { "LatLng", "47.124 -11.250", "47.125 -11.250", 47.125, -11.25 },
    { "\"lat,lon\"", "\"(47.124,-11.250)\"", "\"(47.125,-11.250)\"", 47.125, -11.25 },
    { "lon_lat", "-11.250/47.124", "-11.250/47.125", 47.125, -11.25 },
    { "GPS", "47.124N 11.250W", "47.125N 11.250W", 47.125, -11.25 },
    { "fix", "\"S 47.124\xc2\xb0, E 11.250\xc2\xb0\"", "\"S 47.125\xc2\xb0, E 11.250\xc2\xb0\"", -47.125, 11.25 },
    { "position", "11.250W 47.124N", "11.250W 47.125N", 47.125, -11.25 },
    { "lnglat", "-111.250 47.124", "-111.250 47.125", 47.125, -111.25 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),%s,alt(m)\n0,%s,100\n1,%s,200\n2,,300\n3,?,400\n",
        rows[i].name, rows[i].first, rows[i].second);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    g_test_message ("%s: %s", rows[i].name, rows[i].second);
    check_place (log, rows[i].latitude, rows[i].longitude);
    g_assert_nonnull (note_of (log, "latitude and longitude"));
    g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), ==, 4);
  }
}

/* The line that a note shows works when it is pasted. */
static void
test_told (void)
{
  static const char *const names[] = { "GPS", "position", "Location", "coords", "\"gps,position\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),%s,alt(m)\n0,,100\n1,47.124 -11.250,100\n"
        "2,47.125 -11.250,200\n", names[i]);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    const char *note = note_of (log, "two numbers, as of a place");
    g_autofree char *columns = NULL;
    g_test_message ("%s: %s", names[i], note);
    g_assert_nonnull (note);
    g_assert_cmpstr (log->hint, ==, note);
    g_assert_null (track_of (log, "", "latitude"));
    note = strstr (note, "columns=\"") + strlen ("columns=\"");
    columns = g_strndup (note, (gsize) (strstr (note, "\" takes") - note));
    g_autoptr (TlmLog) taken = decode_text (text, columns);
    check_place (taken, 47.125, -11.25);
    g_assert_null (note_of (taken, "two numbers"));
  }
}

/* What is no place, or is none for certain, stays a column as it is. */
static void
test_others (void)
{
  static const struct {
    const char *name, *cell;
  } rows[] = {
    { "range", "1.250 2.500" }, { "GPS", "3" }, { "GPS", "47.1" }, { "position", "12 14" },
    { "latlon", "97.125 11.250" }, { "GPS", "47.125N 11.250N" }, { "position", "47.125 11.250 300.500" },
    { "GPS", "47.125N 11.250" }, { "location", "Hall 3.125 A" }, { "coords", "1047.125 11.250" },
    { "GPS", "4712.500N 01115.000E" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),%s,alt(m)\n0,%s,100\n1,%s,200\n", rows[i].name,
        rows[i].cell, rows[i].cell);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    g_test_message ("%s: %s", rows[i].name, rows[i].cell);
    g_assert_null (track_of (log, "", "latitude"));
    g_assert_null (note_of (log, "two numbers, as of a place"));
    g_assert_cmpuint (log->n_bad, ==, 0);
  }
}

/* Letters that turn round in the middle make no place of the row, and a letter too many none
 * of the cell. */
static void
test_turned (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),GPS,alt(m)\n0,47.124N 11.250W,1\n1,11.250W 47.125N,2\n"
      "2,47.125N 11.250W,3\n3,47.125N 11.250S,4\n", NULL);

  check_place (log, 47.125, -11.25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-pairs/known", test_known);
  g_test_add_func ("/place-pairs/told", test_told);
  g_test_add_func ("/place-pairs/others", test_others);
  g_test_add_func ("/place-pairs/turned", test_turned);
  return g_test_run ();
}
