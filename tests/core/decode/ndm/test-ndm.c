/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/registry.h"
#include "core/space/frames/earth.h"
#include "frames-util.h"

#define META(interpolation) \
    "CCSDS_OEM_VERS = 2.0\n" \
    "CREATION_DATE = 2025-01-01T00:00:00\n" \
    "ORIGINATOR = HERE\n" \
    "META_START\n" \
    "OBJECT_NAME = SAT\n" \
    "OBJECT_ID = 2025-001A\n" \
    "CENTER_NAME = EARTH\n" \
    "REF_FRAME = EME2000\n" \
    "TIME_SYSTEM = UTC\n" \
    "START_TIME = 2025-01-01T00:00:00\n" \
    "STOP_TIME = 2025-01-01T00:02:00\n" \
    interpolation \
    "META_STOP\n"
#define ROW_1 "2025-01-01T00:00:00 7000 0 0 0 5.3 5.3\n"
#define ROW_2 "2025-01-01T00:01:00 6985 318 318 -0.49 5.29 5.29\n"
#define OEM META ("") ROW_1 ROW_2

#define XML_HEAD "<?xml version=\"1.0\"?>\n<ndm><oem id=\"CCSDS_OEM_VERS\" version=\"2.0\">\n"
#define XML_META \
    "<body><segment><metadata><OBJECT_NAME>SAT</OBJECT_NAME><OBJECT_ID>2025-001A</OBJECT_ID>\n" \
    "<CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>EME2000</REF_FRAME>\n" \
    "<TIME_SYSTEM>UTC</TIME_SYSTEM><START_TIME>2025-001T00:00:00</START_TIME>\n" \
    "<STOP_TIME>2025-001T00:02:00</STOP_TIME></metadata>\n"
#define XML_STATE(epoch, x) \
    "<stateVector><EPOCH>" epoch "</EPOCH>\n" x \
    "<Y units=\"km\">0</Y><Z>0</Z><X_DOT units=\"km/s\">0</X_DOT><Y_DOT>5.3</Y_DOT>" \
    "<Z_DOT>5.3</Z_DOT></stateVector>\n"
#define XML_TAIL "</data></segment></body></oem></ndm>\n"
#define XML_X "<X units=\"km\">7000</X>"
#define XML XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:00:00", XML_X) \
    XML_STATE ("2025-001T00:01:00", XML_X) XML_TAIL

#define OMM_TOP \
    "CCSDS_OMM_VERS = 2.0\n" \
    "CREATION_DATE = 2025-01-01T00:00:00\n" \
    "OBJECT_NAME = SAT\n" \
    "OBJECT_ID = 2025-001A\n" \
    "CENTER_NAME = EARTH\n"
#define OMM_SYSTEMS "REF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\n"
#define OMM_ELEMENTS \
    "EPOCH = 2025-01-01T00:00:00\n" \
    "ECCENTRICITY = 0.0005\n" \
    "INCLINATION = 51.6 [deg]\n" \
    "RA_OF_ASC_NODE = 10\n" \
    "ARG_OF_PERICENTER = 20\n" \
    "MEAN_ANOMALY = 30\n" \
    "NORAD_CAT_ID = 25544\n" \
    "BSTAR = 0.0001\n"
#define OMM OMM_TOP OMM_SYSTEMS OMM_ELEMENTS "MEAN_MOTION = 15.5 [rev/day]\n"

#define OPM \
    "CCSDS_OPM_VERS = 2.0\n" \
    "OBJECT_NAME = SAT\nOBJECT_ID = 2025-001A\nCENTER_NAME = MOON\nREF_FRAME = ICRF\n" \
    "TIME_SYSTEM = TDB\nEPOCH = 2025-01-01T00:00:00\n" \
    "X = 1900 [km]\nY = 0 [km]\nZ = 0 [km]\nX_DOT = 0 [km/s]\nY_DOT = 1.6 [km/s]\n" \
    "Z_DOT = 0 [km/s]\n"

static TlmLog *
decode (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return tlm_decode_bytes (bytes, "f", NULL, error);
}

/* What a user sees of each mistake: where, what, what would be right. */
static const struct {
  const char *text;
  const char *where;
  const char *says[2];
} mistakes[] = {
  { META ("INTERPOLATION = HERMITE\n") ROW_1, "f: line 13: ",
      { "INTERPOLATION alone", "INTERPOLATION_DEGREE is mandatory" } },
  { META ("INTERPOLATION = CUBIC\nINTERPOLATION_DEGREE = 3\n") ROW_1, "f: line 12: ",
      { "\"CUBIC\"", "HERMITE, LINEAR or LAGRANGE" } },
  { META ("INTERPOLATION = LAGRANGE\nINTERPOLATION_DEGREE = 0\n") ROW_1, "f: line 13: ",
      { "\"0\"", "integer from 1 to 31" } },
  { META ("INTERPOLATION = LAGRANGE\nINTERPOLATION_DEGREE = 2.5\n") ROW_1, "f: line 13: ",
      { "\"2.5\"", "integer" } },
  { META ("USEABLE_START_TIME = 2025-01-01T00:01:00\nUSEABLE_STOP_TIME = 2025-01-01T00:00:30\n")
      ROW_1, "f: line 13: ", { "USEABLE_STOP_TIME before", "after" } },
  { META ("USEABLE_START_TIME = soon\n") ROW_1, "f: line 12: ", { "USEABLE_START_TIME", "soon" } },
  { META ("OBJECT_NAME = OTHER\n") ROW_1, "f: line 12: ", { "again", "line 5" } },
  { META ("") ROW_2 ROW_1, "f: line 14: ", { "2025-01-01T00:00:00", "increasing" } },
  { META ("") ROW_1 "2025-01-01T00:00:00 7001 0 0 0 5.3 5.3\n", "f: line 14: ",
      { "not after", "increasing" } },
  { META ("") ROW_1 "2025-01-01T00:01:00 7000 0 0 0 5.3\n", "f: line 14: ",
      { "6 columns", "expected 7" } },
  { META ("") ROW_1 "2025-01-01T00:01:00 7000 0 0 0 5.3 nan\n", "f: line 14: ",
      { "\"nan\" for Z_DOT", "a number in km/s" } },
  { META ("") ROW_1 "2025-01-01T00:01:00 7000 0 0 0 5.3 1e999\n", "f: line 14: ",
      { "\"1e999\"", "a number" } },
  { META ("") ROW_1 "2025-01-01T00:01:00 7000 O 0 0 5.3 5.3\n", "f: line 14: ",
      { "\"O\" for Y", "a number in km" } },
  { META ("") ROW_1 "2025-13-01T00:01:00 7000 0 0 0 5.3 5.3\n", "f: line 14: ",
      { "EPOCH", "2025-13-01" } },
  { META (""), "f: line 13: ", { "without a state", "EPOCH X Y Z" } },
  { META ("") ROW_1 "X = 7000\n", "f: line 14: ", { "found X among the states", "META_START" } },
  { META ("") ROW_1 "COVARIANCE_START\nEPOCH = 2025-01-01\n1.0\n", "f: line 17: ",
      { "COVARIANCE_STOP", "expected" } },
  { "CCSDS_OEM_VERS = 9.0\n", "f: line 1: ", { "\"9.0\"", "1.0 to 3.0" } },
  { "CCSDS_OEM_VERS =\n", "f: line 1: ", { "no version", "2.0" } },
  { "CCSDS_OEM_VERS = 2.0\n", "f: line 2: ", { "without a segment", "at least one" } },
  { "CCSDS_OEM_VERS = 2.0\nMETA_START\nOBJECT_NAME = A\nMETA_STOP\n", "f: line 4: ",
      { "no OBJECT_ID", "mandatory" } },
  { "CCSDS_OEM_VERS = 2.0\nMETA_START\nOBJECT_NAME = A\n", "f: line 4: ",
      { "no META_STOP", "expected it" } },
  { "CCSDS_OEM_VERS = 2.0\nwhat is this\n", "f: line 2: ", { "what is this", "KEYWORD = value" } },
  { OPM "X = 1\n", "f: line 14: ", { "X again", "line 8" } },
  { OMM_TOP OMM_SYSTEMS OMM_ELEMENTS, "f: line 17: ", { "no MEAN_MOTION", "mandatory" } },
  { OMM_TOP "REF_FRAME = GCRF\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\n" OMM_ELEMENTS,
      "f: line 6: ", { "\"GCRF\"", "TEME" } },
  { OMM_TOP "REF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = DSST\n" OMM_ELEMENTS,
      "f: line 8: ", { "\"DSST\"", "SGP4" } },
  { OMM_TOP OMM_SYSTEMS OMM_ELEMENTS "MEAN_MOTION = 15.5 [deg/s]\n", "f: line 17: ",
      { "[deg/s]", "rev/day" } },
  { OMM_TOP OMM_SYSTEMS OMM_ELEMENTS "MEAN_MOTION = 155\n", "f: line 9: ",
      { "mean motion is 155", "must be" } },
  { XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:00:00", "<X units=\"m\">7000</X>") XML_TAIL,
      "f: line 8: ", { "\"m\"", "expected km" } },
  { XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:00:00", "") XML_TAIL, "f: line 7: ",
      { "no X", "mandatory" } },
  { XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:00:00", "<X>7e</X>") XML_TAIL,
      "f: line 8: ", { "\"7e\" for X", "a number" } },
  { XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:01:00", XML_X)
      XML_STATE ("2025-001T00:00:00", XML_X) XML_TAIL, "f: line 9: ",
      { "2025-001T00:00:00", "increasing" } },
  { XML_HEAD XML_META "<data>" XML_STATE ("2025-001T00:00:00", XML_X), "f: line ",
      { "not well formed", "whole message" } },
  { XML_HEAD "<body><segment><data>" XML_STATE ("2025-001T00:00:00", XML_X) XML_TAIL, "f: line 3: ",
      { "stateVector", "metadata" } },
  { "<?xml version=\"1.0\"?>\n<!DOCTYPE ndm [<!ENTITY a \"b\">]>\n<ndm><oem id=\"CCSDS_OEM_VERS\" "
      "version=\"2.0\"></oem></ndm>", "f: line ", { "document type", "not read" } },
  { "<ndm><cdm id=\"CCSDS_CDM_VERS\"/><!-- CCSDS_OEM_VERS --></ndm>", "f: line 1: ",
      { "no orbit data message", "<oem>" } },
};

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = decode (mistakes[i].text, strlen (mistakes[i].text), &error);

    if (log)
      g_error ("mistake %u (%s) is read", i, mistakes[i].says[0]);
    g_assert_cmpint (error->domain, ==, TLM_ERROR);
    if (!g_str_has_prefix (error->message, mistakes[i].where)
        || !strstr (error->message, mistakes[i].says[0])
        || !strstr (error->message, mistakes[i].says[1]))
      g_error ("mistake %u: \"%s\" lacks \"%s\", \"%s\" or \"%s\"", i, error->message,
          mistakes[i].where, mistakes[i].says[0], mistakes[i].says[1]);
  }
}

/* Mistakes in a line of the metadata, by what stands in place of it. */
static void
test_metadata_mistakes (void)
{
  static const struct {
    const char *line, *instead, *says;
  } rows[] = {
    { "TIME_SYSTEM = UTC", "TIME_SYSTEM = SCLK", "line 9: found TIME_SYSTEM \"SCLK\"" },
    { "CENTER_NAME = EARTH", "CENTER_NAME = CERES", "line 7: CENTER_NAME: " },
    { "CENTER_NAME = EARTH", "CENTER_NAME = EARTH BARYCENTER", "line 7: CENTER_NAME: " },
    { "REF_FRAME = EME2000", "REF_FRAME = RSW", "line 8: REF_FRAME: " },
    { "REF_FRAME = EME2000", "REF_FRAME = TEMEOFEPOCH", "found no REF_FRAME_EPOCH" },
    { "OBJECT_ID = 2025-001A", "", "found no OBJECT_ID" },
    { "STOP_TIME = 2025-01-01T00:02:00", "STOP_TIME = 2024-01-01", "before START_TIME" },
    { "START_TIME = 2025-01-01T00:00:00\n", "\n", "found no START_TIME" },
    { "META_STOP", "META_START", "found no META_STOP" },
    { "META_START", "META_STOP", "expected META_START before it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) parts = g_strsplit (OEM, rows[i].line, 2);
    g_autofree char *text = g_strconcat (parts[0], rows[i].instead, parts[1], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = decode (text, strlen (text), &error);

    g_assert_null (log);
    if (!strstr (error->message, rows[i].says))
      g_error ("\"%s\" lacks \"%s\"", error->message, rows[i].says);
  }
}

static const TlmEphemeris *
read_text (const char *text, TlmLog **log)
{
  g_autoptr (GError) error = NULL;

  *log = decode (text, strlen (text), &error);
  g_assert_no_error (error);
  return ((TlmLogVehicle *) g_ptr_array_index ((*log)->vehicles, 0))->ephemeris;
}

/* The same states in both notations, CRLF and blank lines included. */
static void
test_notations (void)
{
  g_auto (GStrv) lines = g_strsplit (OEM, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n \r\n", lines);
  const char *const texts[] = { OEM, crlf, XML };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (TlmLog) log = NULL;
    const TlmEphemeris *ephemeris = read_text (texts[i], &log);
    TlmEphemerisState state;

    g_assert_cmpstr (log->format, ==, "oem");
    g_assert_cmpuint (log->n_good, ==, 2);
    g_assert_true (tlm_ephemeris_node (ephemeris, 0, 0, &state));
    g_assert_cmpint (state.instant, ==, instant_from_iso ("2025-01-01T00:00:00"));
    assert_vec_near (state.state.position_m, ((TlmVec3) { 7000e3, 0, 0 }), 1e-6);
    assert_vec_near (state.state.velocity_m_s, ((TlmVec3) { 0, 5300, 5300 }), 1e-9);
    g_assert_cmpint (state.frame, ==, TLM_FRAME_EME2000);
    g_assert_false (tlm_ephemeris_state (ephemeris, instant_from_iso ("2025-01-01T00:01:00.001"),
            &state));
  }
}

/* A time system is converted, not carried along: TDB is 69.184 s ahead of UTC in
 * 2025, give or take 2 ms. */
static void
test_opm (void)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris = read_text (OPM, &log);
  TlmInstant first, last;
  TlmEphemerisState state;

  g_assert_true (tlm_ephemeris_span (ephemeris, &first, &last));
  assert_near (tlm_duration_to_s (first - instant_from_iso ("2025-01-01T00:00:00")), -69.184, 0.002);
  g_assert_true (tlm_ephemeris_state (ephemeris, first, &state));
  g_assert_cmpstr (state.centre->name, ==, "MOON");
  g_assert_cmpint (state.frame, ==, TLM_FRAME_GCRF);
  assert_vec_near (state.state.position_m, ((TlmVec3) { 1900e3, 0, 0 }), 1e-6);
}

/* Messages one after another in one file. */
static void
test_several (void)
{
  static const char other[] = "CCSDS_OMM_VERS = 3.0\nOBJECT_NAME = B\nOBJECT_ID = 2025-002A\n"
      "CENTER_NAME = EARTH\n" OMM_SYSTEMS OMM_ELEMENTS "MEAN_MOTION = 14\n";
  g_autofree char *text = g_strconcat (OMM, other, OEM, NULL);
  g_autoptr (TlmLog) log = NULL;

  read_text (text, &log);
  g_assert_cmpuint (log->vehicles->len, ==, 2);
  g_assert_cmpuint (log->n_good, ==, 4);
}

/* Axes frozen at an epoch are not those of the date: 20 years of precession are
 * 1003 arc seconds of right ascension. */
static void
test_frozen_axes (void)
{
  g_auto (GStrv) parts = g_strsplit (OEM, "REF_FRAME = EME2000", 2);
  g_autofree char *of_date = g_strconcat (parts[0], "REF_FRAME = TOD", parts[1], NULL);
  g_autofree char *frozen = g_strconcat (parts[0],
      "REF_FRAME = TOD\nREF_FRAME_EPOCH = 2005-01-01T00:00:00", parts[1], NULL);
  g_autoptr (TlmLog) date_log = NULL, frozen_log = NULL;
  TlmEphemerisState a, b;
  TlmState a_gcrf;

  g_assert_true (tlm_ephemeris_node (read_text (of_date, &date_log), 0, 0, &a));
  g_assert_true (tlm_ephemeris_node (read_text (frozen, &frozen_log), 0, 0, &b));
  g_assert_cmpint (a.frame, ==, TLM_FRAME_TOD);
  g_assert_cmpint (b.frame, ==, TLM_FRAME_GCRF);
  tlm_frame_convert (a.frame, TLM_FRAME_GCRF, a.instant, &a.state, NULL, &a_gcrf);
  assert_near (tlm_vec3_angle_rad (a_gcrf.position_m, b.state.position_m) * 180 / G_PI * 3600,
      1003, 30);
}

/* Element sets: named, and two objects of one name apart. */
static void
test_element_sets (void)
{
  static const char tle[] =
      "0 VANGUARD 1\n"
      "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
      "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n";
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = g_strsplit (OMM, "25544", 2);
  g_autoptr (TlmLog) log = NULL, twin_log = NULL;
  const TlmEphemeris *ephemeris = read_text (tle, &log);
  TlmEphemerisState state;

  g_assert_cmpstr (log->format, ==, "tle");
  g_assert_cmpstr (((TlmLogVehicle *) g_ptr_array_index (log->vehicles, 0))->name, ==,
      "VANGUARD 1");
  g_assert_true (tlm_ephemeris_state (ephemeris, tlm_ephemeris_elements (ephemeris, 0)->epoch,
          &state));
  assert_vec_near (state.state.position_m,
      ((TlmVec3) { 7022465.29266, -1400082.96755, 39.95155 }), 0.01);
  text = g_strconcat (OMM, parts[0], "25545", parts[1], NULL);
  read_text (text, &twin_log);
  g_assert_cmpuint (twin_log->vehicles->len, ==, 2);
  g_assert_cmpstr (((TlmLogVehicle *) g_ptr_array_index (twin_log->vehicles, 1))->name, ==,
      "SAT 25545");
}

/* Broken bytes never crash, hang or give a state that is not finite. */
static void
test_mutations (void)
{
  const char *const texts[] = { META ("INTERPOLATION = LAGRANGE\nINTERPOLATION_DEGREE = 7\n")
        ROW_1 ROW_2, XML, OMM, OPM };
  g_autoptr (GRand) random = g_rand_new_with_seed (502);
  guint read_anyway = 0, refused = 0;

  for (guint i = 0; i < 8000; i++) {
    g_autofree char *text = g_strdup (texts[i % G_N_ELEMENTS (texts)]);
    gsize length = strlen (text);
    guint n = (guint) g_rand_int_range (random, 1, 5);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = NULL;

    for (guint k = 0; k < n; k++)
      text[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int_range (random, 0, 256);
    if (i % 3 == 0)
      length = (gsize) g_rand_int_range (random, 1, (gint32) length);
    log = decode (text, length, &error);
    g_assert_true ((log == NULL) == (error != NULL));
    if (error)
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    read_anyway += log != NULL;
    refused += log == NULL;
    for (guint v = 0; log && v < log->vehicles->len; v++) {
      const TlmEphemeris *ephemeris =
          ((TlmLogVehicle *) g_ptr_array_index (log->vehicles, v))->ephemeris;
      TlmInstant first, last;
      TlmEphemerisState state;

      if (ephemeris && tlm_ephemeris_span (ephemeris, &first, &last)
          && tlm_ephemeris_state (ephemeris, first, &state))
        g_assert_true (isfinite (tlm_vec3_norm (state.state.position_m)));
    }
  }
  g_test_message ("%u read, %u refused", read_anyway, refused);
  g_assert_cmpuint (read_anyway, >, 100);
  g_assert_cmpuint (refused, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ndm/mistakes", test_mistakes);
  g_test_add_func ("/ndm/metadata-mistakes", test_metadata_mistakes);
  g_test_add_func ("/ndm/notations", test_notations);
  g_test_add_func ("/ndm/opm", test_opm);
  g_test_add_func ("/ndm/several", test_several);
  g_test_add_func ("/ndm/frozen-axes", test_frozen_axes);
  g_test_add_func ("/ndm/element-sets", test_element_sets);
  g_test_add_func ("/ndm/mutations", test_mutations);
  return g_test_run ();
}
