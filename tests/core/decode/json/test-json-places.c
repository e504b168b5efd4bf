/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Both coordinates in one string of JSON: read where it is known which is which, else a note shows
 * the columns= that works. Right is Greenwich by its own page, and places of which both numbers are
 * said apart. */
#include "decode-text.h"

typedef struct {
  const char *key, *place;
  double latitude, longitude;
} Place;

static const Place known[] = {
  { "position", "51.5 N, 0.12 W", 51.5, -0.12 },
  { "position", "51.4779\u00b0N 0.0015\u00b0W", 51.4779, -0.0015 },
  { "where", "POINT(-0.12 51.5)", 51.5, -0.12 },
  { "geom", "POINT Z (151.2093 -33.8688 58)", -33.8688, 151.2093 },
  { "geom", "SRID=4326;POINT(13.405 52.52)", 52.52, 13.405 },
  { "geom", "Point (-70.6693  -33.4489)", -33.4489, -70.6693 },
  { "uri", "geo:48.2010,16.3695,183", 48.201, 16.3695 },
  { "uri", "geo:37.786971,-122.399677;u=35", 37.786971, -122.399677 },
  { "com.apple.quicktime.location.ISO6709", "+37.3349-122.0090+062.171/", 37.3349, -122.009 },
  { "ISO6709", "-90.0+000.0/", -90, 0 },
  { "latlon", "51.5,-0.12", 51.5, -0.12 },
  { "lat_lng", "5, 100", 5, 100 },
  { "lonLat", "[-0.12, 51.5]", 51.5, -0.12 },
  { "gps", "E 13.4 N 52.5", 52.5, 13.4 },
  { "position", "51 30 N, 0 7.5 W", 51.5, -0.125 },
  { "fix", "51°28'40.44\\\"N 0°00'05.4\\\"W", 51.4779, -0.0015 },
  { "fix", "S 33°52′07.68″ E 151°12′33.48″", -33.8688, 151.2093 },
  { "fix", "33:26:56.04S, 70:40:09.48W", -33.4489, -70.6693 },
};

/* What nobody can tell, or is no place in degrees. */
static const Place unknown[] = {
  { "position", "51.5,-0.12", 51.5, -0.12 },
  { "gps", "48.2010 16.3695", 48.201, 16.3695 },
  { "location", "(12.25; 45.5)", 12.25, 45.5 },
  { "coords", "1.5/2.5", 1.5, 2.5 },
};

static const Place none[] = {
  { "position", "3,4" }, { "size", "1.5,2.5" }, { "version", "geo:1.2" }, { "geom", "POINT(12)" },
  { "geom", "LINESTRING(1 2, 3 4)" }, { "geom", "POINT(10 91)" }, { "gps", "4807.038 N, 01131.000 E" },
  { "position", "51.5 N, 0.12 N" }, { "position", "51 30, 0 7" },
  { "position", "51 60 N, 0 7 W" }, { "position", "-51 30 N, 0 7 W" }, { "fix", "51.5 30 N, 0 7 W" }, { "latlon", "95.5,10.5" },
  { "ISO6709", "+4812.30-01130.5/" }, { "position", "51.5,-0.12,17.5,3.5,9.9" }, { "geom", "POINT" },
  { "uri", "geo:" }, { "uri", "geo:48.2" }, { "position", "" }, { "ISO6709", "+" }, { "ISO6709", "/" },
};

static char *
lines_of (const Place *place, guint before)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < before; i++)
    g_string_append_printf (text, "{\"t_s\":%u,\"altitude_m\":%u}\n", i, 100 + i);
  for (guint i = before; i < before + 3; i++)
    g_string_append_printf (text, "{\"t_s\":%u,\"%s\":\"%s\",\"altitude_m\":%u}\n", i, place->key,
        place->place, 100 + i);
  g_string_append_printf (text, "{\"t_s\":%u,\"%s\":\"no fix\",\"altitude_m\":7,\"extra\":1}\n",
      before + 3, place->key);
  return g_string_free (text, FALSE);
}

static char *
arrays_of (const Place *place)
{
  return g_strdup_printf ("{\"t_s\":[0,1,2,3],\"altitude_m\":[1,2,3,4],\"%s\":[\"%s\",\"%s\",\"%s\",null]}\n",
      place->key, place->place, place->place, place->place);
}

static void
check_place (TlmLog *log, const Place *place)
{
  const TlmTrack *tracks[] = { track_of (log, "", "latitude"), track_of (log, "", "longitude") };

  for (guint i = 0; i < 2; i++) {
    g_assert_nonnull (tracks[i]);
    g_assert_cmpuint (tlm_series_length (tracks[i]->series), ==, 3);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (tracks[i]->series, 2),
        i == 0 ? place->latitude : place->longitude, 1e-9);
  }
  g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), >=, 4);
}

/* In lines, in lines of which the first have no fix, and in arrays. */
static char *
text_of (const Place *place, guint form)
{
  return form == 2 ? arrays_of (place) : lines_of (place, form == 0 ? 0 : 5);
}

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    for (guint form = 0; form < 3; form++) {
      g_autofree char *text = text_of (&known[i], form);
      g_test_message ("%s", text);
      g_autoptr (TlmLog) log = decode_text (text, NULL);
      check_place (log, &known[i]);
      g_assert_true (has_note (log, "latitude and longitude"));
    }
}

static void
test_told (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    for (guint form = 0; form < 3; form++) {
      g_autofree char *text = text_of (&unknown[i], form);
      g_autoptr (TlmLog) log = decode_text (text, NULL);
      const char *from;
      g_test_message ("%s", text);
      g_assert_null (track_of (log, "", "latitude"));
      g_assert_nonnull (log->hint);
      from = strstr (log->hint, "columns=\"");
      g_assert_nonnull (from);
      from += strlen ("columns=\"");
      g_autofree char *columns = g_strndup (from, (gsize) (strstr (from, "\" takes") - from));
      g_autoptr (TlmLog) taken = decode_text (text, columns);
      check_place (taken, &unknown[i]);
    }
}

static void
test_none (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    for (guint form = 0; form < 3; form++) {
      g_autofree char *text = text_of (&none[i], form);
      g_autoptr (TlmLog) log = decode_text (text, NULL);
      g_test_message ("%s", text);
      g_assert_null (track_of (log, "", "latitude"));
      g_assert_false (has_note (log, "two numbers, as of a place"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-places/known", test_known);
  g_test_add_func ("/json-places/told", test_told);
  g_test_add_func ("/json-places/none", test_none);
  return g_test_run ();
}
