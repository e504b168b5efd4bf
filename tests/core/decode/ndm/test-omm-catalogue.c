/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Mean elements in every syntax. States are those of python3-sgp4 2.15 (Debian; the C++
 * of AIAA 2006-6753, WGS-72), from elements made for this: kilometres in TEME at a time
 * since the epoch in SI seconds. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/decode/registry.h"
#include "core/time/iso8601.h"

/* A tenth of a millimetre is what was printed; the published set is met within this too. */
#define TOLERANCE_KM 1e-5

/* One set in a syntax, asked for at an instant. */
typedef struct {
  const char *what, *text, *format, *object, *at;
  double km[3];
} Case;

#define HEAD "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE," \
    "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR"

#define OMM_KVN(version, extra) \
    "CCSDS_OMM_VERS = " version "\n" extra "CREATION_DATE = 2024-05-04T13:00:00\nORIGINATOR = OWN\n" \
    "OBJECT_NAME = GEO\nOBJECT_ID = 2021-001A\nCENTER_NAME = EARTH\nREF_FRAME = TEME\n" \
    "TIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP/SGP4\nEPOCH = 2023-182T06:30:15.123456\n"
#define GEO_KVN \
    "MEAN_MOTION = 1.00271234 [rev/day]\nECCENTRICITY = 3.456e-4\nINCLINATION = 0.0412 [deg]\n" \
    "RA_OF_ASC_NODE = 95.1 [deg]\nARG_OF_PERICENTER = 201.25 [deg]\nMEAN_ANOMALY = 63.75 [deg]\n" \
    "EPHEMERIS_TYPE = 0\nCLASSIFICATION_TYPE = U\nNORAD_CAT_ID = 999999999\nBSTAR = 0 [1/ER]\n" \
    "MEAN_MOTION_DOT = -.00000123 [rev/day**2]\nMEAN_MOTION_DDOT = 0\n"

#define SAME_ORBIT "\"MEAN_MOTION\":15.50123456,\"ECCENTRICITY\":0.0012345,\"INCLINATION\":51.64," \
    "\"ARG_OF_PERICENTER\":45.6789,\"BSTAR\":1.2345e-05"
#define FIRST_DAY "{\"EPOCH\":\"2024-05-04T12:00:00\",\"NORAD_CAT_ID\":5," SAME_ORBIT \
    ",\"RA_OF_ASC_NODE\":120.1234,\"MEAN_ANOMALY\":314.4567,\"OBJECT_NAME\":\"ONE\"}"
#define SECOND_DAY "{\"EPOCH\":\"2024-05-05T12:00:00\",\"NORAD_CAT_ID\":5," SAME_ORBIT \
    ",\"RA_OF_ASC_NODE\":115.2,\"MEAN_ANOMALY\":134.9,\"OBJECT_NAME\":\"ONE\"}"

static const char molniya_xml[] =
    "<?xml version=\"1.0\"?>\n<ndm>\n<omm id=\"CCSDS_OMM_VERS\" version=\"2.0\"><header>"
    "<CREATION_DATE/><ORIGINATOR/></header><body><segment><metadata><OBJECT_NAME>OTHER</OBJECT_NAME>"
    "<OBJECT_ID>1</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME>"
    "<TIME_SYSTEM>UTC</TIME_SYSTEM><MEAN_ELEMENT_THEORY>SGP4</MEAN_ELEMENT_THEORY></metadata><data>"
    "<meanElements><EPOCH>2022-11-05T18:00:00</EPOCH><MEAN_MOTION>15</MEAN_MOTION>"
    "<ECCENTRICITY>0.01</ECCENTRICITY><INCLINATION>1</INCLINATION>"
    "<RA_OF_ASC_NODE>2</RA_OF_ASC_NODE><ARG_OF_PERICENTER>3</ARG_OF_PERICENTER>"
    "<MEAN_ANOMALY>4</MEAN_ANOMALY></meanElements><tleParameters><NORAD_CAT_ID>100002</NORAD_CAT_ID>"
    "<BSTAR>0</BSTAR></tleParameters></data></segment></body></omm>\n"
    "<omm id=\"CCSDS_OMM_VERS\" version=\"2.0\"><body><segment><metadata><OBJECT_NAME>MOLNIYA"
    "</OBJECT_NAME><OBJECT_ID>2022-001B</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME>"
    "<REF_FRAME>TEME</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM>"
    "<MEAN_ELEMENT_THEORY>SGP4</MEAN_ELEMENT_THEORY></metadata><data><meanElements>"
    "<EPOCH>2022-11-05T18:00:00</EPOCH><MEAN_MOTION>2.00612345</MEAN_MOTION>"
    "<ECCENTRICITY>0.7012345</ECCENTRICITY><INCLINATION>62.9</INCLINATION>"
    "<RA_OF_ASC_NODE>200.5</RA_OF_ASC_NODE><ARG_OF_PERICENTER>281.3</ARG_OF_PERICENTER>"
    "<MEAN_ANOMALY>14.2</MEAN_ANOMALY></meanElements><tleParameters><NORAD_CAT_ID>100001</NORAD_CAT_ID>"
    "<BSTAR>1E-4</BSTAR></tleParameters></data></segment></body></omm>\n</ndm>\n";

static const Case cases[] = {
  { "JSON, one object, text, null and a catalogue's own keys, no eccentricity",
      "{\"CCSDS_OMM_VERS\":\"3.0\",\"COMMENT\":\"GENERATED\",\"CREATION_DATE\":\"2024-03-01T02:00:00\","
      "\"OBJECT_NAME\":\"D\\u00c9BRIS\",\"OBJECT_ID\":null,\"CENTER_NAME\":\"EARTH\","
      "\"TIME_SYSTEM\":\"UTC\",\"EPOCH\":\"2024-02-29T23:59:59.500000\",\"MEAN_MOTION\":\"14.20715532\","
      "\"ECCENTRICITY\":\".0000000\",\"INCLINATION\":\"98.7041\",\"RA_OF_ASC_NODE\":\"359.9999\","
      "\"ARG_OF_PERICENTER\":\"0\",\"MEAN_ANOMALY\":\"180.5\",\"EPHEMERIS_TYPE\":\"0\","
      "\"NORAD_CAT_ID\":\"270123\",\"BSTAR\":\"-.11234E-3\",\"MEAN_MOTION_DOT\":\"-.00000052\","
      "\"MEAN_MOTION_DDOT\":\"0\",\"PERIOD\":\"101.357\",\"SITE\":null,\"TLE_LINE1\":\"1 T0123\"}",
      "omm-json", NULL, "2024-03-01T00:00:29.5Z",
      { -7198.015087748, 45.518700959, -297.332740408 } },
  { "CSV, quotes, CR LF, columns in another order",
      "\"BSTAR\",\"OBJECT_NAME\",EPOCH,ECCENTRICITY,MEAN_MOTION,INCLINATION,RA_OF_ASC_NODE,"
      "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,OBJECT_ID\r\n"
      "-.11234E-3,\"SAT \"\"A\"\", WEST\",2024-02-29T23:59:59.500000,0,14.20715532,98.7041,359.9999,0,"
      "180.5,270123,2021-001A\r\n", "omm-csv", NULL, "2024-03-01T16:39:59.5Z",
      { -4649.807170630, -885.975323896, 5420.863041472 } },
  { "CSV with semicolons, one of three by a part of its name, a mistyped other left out",
      "OBJECT_NAME;EPOCH;MEAN_MOTION;ECCENTRICITY;INCLINATION;RA_OF_ASC_NODE;ARG_OF_PERICENTER;"
      "MEAN_ANOMALY;NORAD_CAT_ID;BSTAR\nALPHA;2022-11-05T18:00:00;15;0;1;2;3;4;1;0\nBETA;1;2\n"
      "GAMMA RAY;2022-11-05T18:00:00;2.00612345;0.7012345;62.9;200.5;281.3;14.2;100001;1e-4\n",
      "omm-csv", "gamma", "2022-11-07T06:00:00Z",
      { -12128.328801871, -5977.527374983, 2736.030181950 } },
  { "KVN of version 3, units, nine digits, ten days before its epoch",
      OMM_KVN ("3.0", "CLASSIFICATION = NONE\n") GEO_KVN, "omm", "999999999", "2023-06-21T06:30:15.123456Z",
      { 41551.199692752, -7112.942199181, -8.362098840 } },
  { "KVN, two days after", OMM_KVN ("2.0", "") GEO_KVN, "omm", NULL, "2023-07-03T06:30:15.123456Z",
      { 42129.988262665, 1548.425283258, -34.780403540 } },
  { "XML, one of two, by alpha-5, resonant for 20 days", molniya_xml, "omm", "a0001",
      "2022-11-25T18:00:00Z", { -9720.927990833, -15455.848247494, 22792.857152411 } },
  { "two sets of one object, JSON Lines: before the middle of their epochs the first",
      FIRST_DAY "\n" SECOND_DAY "\n", "omm-json", NULL, "2024-05-04T23:59:00Z",
      { 3838.293880043, 1774.240043270, -5332.353399650 } },
  { "after it the second, in whatever order they come", "[" SECOND_DAY "," FIRST_DAY "]", "omm-json",
      "one", "2024-05-05T00:01:00Z", { 3612.775416002, 2200.503382626, -5330.035984899 } },
  { "over a leap second: 7201 s after",
      HEAD "\nL,1,2016-12-31T23:00:00,15.50123456,0.0012345,51.64,120.1234,45.6789,314.4567,5,1.2345e-05\n",
      "omm-csv", NULL, "2017-01-01T01:00:00Z", { -2612.450671006, -3603.045861068, 5119.495222525 } },
  { "TLE with a name, alpha-5 and +0",
      "0 STARSHIP\r\n1 T1234U 24001A   24125.50000000  .00000000  00000+0  10000-3 0  9999\r\n"
      "2 T1234  97.4500  10.2500 0011000 250.1000 109.9000 15.20000000    13\r\n", "tle", "271234",
      "2024-05-04T17:00:15Z", { 3507.273978637, -141.025248999, 5923.898997053 } },
  { "TLE of 1969: two days of UTC are 5.184 ms longer",
      "1 04051U 69059A   69201.25000000  .00000000  00000-0  00000-0 0    18\n"
      "2 04051  32.5100 140.2000 0010000  90.0000 270.0000 16.10000000    18\n", "tle", NULL,
      "1969-07-22T06:00:00Z", { -4242.453792918, -3630.388402058, 3541.853002151 } },
  { "TLE of 1957",
      "1 00001U 57001A   57278.00000000  .00000000  00000-0  12345-3 0    15\n"
      "2 00001  65.1000  42.0000 0520000  58.0000 306.0000 14.97000000    12\n", "tle", NULL,
      "1957-10-05T01:30:00Z", { 5476.256986860, 3238.250524855, -2662.309639226 } },
  { "TLE, retrograde, negative drag, before its epoch",
      "1 44444U 19001A   24060.99999999 -.00001111 -12345-5 -25432-4 0  9992\n"
      "2 44444 144.6410   0.0000 0000001   0.0000 359.9999 14.81234567123452\n", "tle", "44444",
      "2024-02-29T11:02:17.999136Z", { 6995.460987438, 59.322288510, -316.191433304 } },
  { "TLE of the last instant of a leap year",
      "1 44445U 19001B   20366.99999999  .00000000  00000-0  10000-4 0  9996\n"
      "2 44445  86.4000 200.0000 0002000  80.0000 280.0000 14.34216789    19\n", "tle", NULL,
      "2021-01-01T00:59:59.999136Z", { 5418.131217193, 2245.656538929, -4112.383213829 } },
};

static TlmLog *
decode (const char *text, const char *object, gboolean strict, GError **error)
{
  TlmDecodeOptions options = { .object = object, .strict = strict };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tlm_decode_bytes (bytes, "f", &options, error);
}

static const TlmEphemeris *
ephemeris_of (const TlmLog *log)
{
  g_assert_cmpuint (log->vehicles->len, ==, 1);
  return ((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris;
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = decode (cases[i].text, cases[i].object, FALSE, &error);
    TlmEphemerisState state;
    TlmInstant at;
    double miss;

    g_test_message ("%s", cases[i].what);
    g_assert_no_error (error);
    g_assert_cmpstr (log->format, ==, cases[i].format);
    g_assert_true (tlm_iso8601_parse (cases[i].at, strlen (cases[i].at), TLM_SCALE_UTC, &at));
    g_assert_true (tlm_ephemeris_state (ephemeris_of (log), at, &state));
    miss = tlm_vec3_norm (tlm_vec3_sub (tlm_vec3_scale (state.state.position_m, 1e-3),
            (TlmVec3) { cases[i].km[0], cases[i].km[1], cases[i].km[2] }));
    if (!(miss <= TOLERANCE_KM))
      g_error ("%s: %g km off", cases[i].what, miss);
  }
}

#define ROW "T,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,"

/* What is refused, and what the words say: where, what, what would be right. */
static const struct {
  const char *text, *object;
  const char *says[3];
} refused[] = {
  { HEAD ",EPHEMERIS_TYPE\n" ROW "5,0,4\n", NULL, { "line 2", "SGP4-XP", "expected 0 (SGP4)" } },
  { HEAD ",EPHEMERIS_TYPE\n" ROW "5,0,3\n", NULL, { "line 2", "SDP4 or PPT3", "expected 0" } },
  { "[{\"OBJECT_NAME\":\"T\",\"EPOCH\":\"2024-05-04T12:00:00\",\"MEAN_MOTION\":15.5,\n"
    "\"ECCENTRICITY\":0,\"EPHEMERIS_TYPE\":4}]", NULL, { "record 1, line 2", "EPHEMERIS_TYPE \"4\"" } },
  { HEAD ",MEAN_ELEMENT_THEORY\n" ROW "5,0,DSST\n", NULL, { "line 2", "\"DSST\"", "expected SGP4" } },
  { HEAD ",REF_FRAME\n" ROW "5,0,GCRF\n", NULL, { "line 2", "\"GCRF\"", "expected TEME" } },
  { HEAD ",EPOCH\n" ROW "5,0,x\n", NULL, { "line 1", "EPOCH in columns 3 and 12", "once" } },
  { HEAD "\n" ROW "5\n", NULL, { "line 2", "found 10 cells", "expected 11" } },
  { HEAD "\n" ROW "5,", NULL, { "line 2", "BSTAR", "the file may be cut" } },
  { HEAD "\n" ROW "5,0.000", NULL, { "line 2", "BSTAR", "line feed" } },
  { HEAD "\n" ROW "O5,0\n", NULL, { "line 2", "\"O5\"", "integer" } },
  { HEAD "\n" ROW "5,none\n", NULL, { "line 2", "BSTAR", "a number" } },
  { HEAD "\nT,1,2024-05-04T12:00:00,15.5,1.001,51.6,1,4,3,5,0\n", NULL, { "eccentricity", "1.001" } },
  { "{\"EPOCH\":\"2024-05-04T12:00:00\",\"MEAN_MOTION\":15.5,\"ECCENTRICITY\":0.1,\"OBJECT_NAME\":\"A\","
    "\"OBJECT_NAME\":\"B\"}", NULL, { "record 1", "OBJECT_NAME again", "once" } },
  { "[{\"EPOCH\":\"2024-05-04T12:00:00\",\"MEAN_MOTION\":15.5,\"ECCENTRICITY\":0.1", NULL,
    { "record 1", "cut" } },
  { HEAD "\n" ROW "5,0\n" ROW "6,0\n", "T", { "2 objects", "T 5, T 6", "object=5" } },
  { HEAD "\n" ROW "5,0\n" ROW "6,0\n", "7", { "no object \"7\"", "2 there are", "T 5, T 6" } },
  { HEAD "\n" ROW "5,0\n", "", { "no object \"\"", "T 5" } },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = decode (refused[i].text, refused[i].object, FALSE, &error);

    g_assert_null (log);
    g_test_message ("%s", error->message);
    for (guint k = 0; k < G_N_ELEMENTS (refused[i].says) && refused[i].says[k]; k++)
      if (!strstr (error->message, refused[i].says[k]))
        g_error ("\"%s\" does not say \"%s\"", error->message, refused[i].says[k]);
  }
}

/* A whole row stands though the next one is cut; a last line without its end loses what
 * SGP4 does without, and nothing else. */
static void
test_cut (void)
{
  static const char *const texts[] = { HEAD "\n" ROW "5,0\nT,1,2024-05-0", HEAD "\n" ROW "5,0\n" ROW "6,0.0",
    "[" FIRST_DAY ",{\"EPOCH\":\"2024-", "[" FIRST_DAY ",", "[" FIRST_DAY };
  static const char dispensable[] = HEAD ",MEAN_MOTION_DDOT\n" ROW "5,0,0";
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (TlmLog) log = decode (texts[i], NULL, FALSE, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (log->n_good, ==, 1);
    g_assert_cmpuint (log->n_bad, ==, 1);
    g_assert_nonnull (strstr (log->first_bad, "cut"));
    g_assert_null (decode (texts[i], NULL, TRUE, NULL));
  }
  g_autoptr (TlmLog) log = decode (dispensable, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->n_good, ==, 1);
  g_assert_cmpuint (log->n_bad, ==, 0);
}

/* A table with columns of these names in part is none. */
static void
test_not_a_catalogue (void)
{
  static const char *const texts[] = { "time,altitude,EPOCH\n0,1,2\n1,2,3\n",
    "{\"time\":[0,1],\"altitude\":[1,2]}", "[{\"time\":0,\"EPOCH\":1,\"altitude\":3}]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const TlmDecoder *decoder =
        tlm_decoder_find ((const guint8 *) texts[i], strlen (texts[i]), NULL, NULL, NULL);
    g_assert_nonnull (decoder);
    g_assert_false (g_str_has_prefix (decoder->name, "omm"));
  }
}

/* Of many objects without a choice some are read, and the rest is said. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 3000; i++)
    g_string_append_printf (text, "OBJ %u,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,%u,0\n", i, i);
  g_autoptr (TlmLog) all = decode (text->str, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->vehicles->len, ==, tlm_limit (TLM_LIMIT_VEHICLES));
  g_assert_nonnull (strstr (all->first_bad, "object="));
  g_autoptr (TlmLog) one = decode (text->str, "obj 2999", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tlm_ephemeris_elements (ephemeris_of (one), 0)->catalogue_number, ==, 2999);
}

/* Broken bytes never crash or hang. */
static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint good = 0;

  for (guint i = 0; i < 6000; i++) {
    g_autofree char *text = g_strdup (cases[i % G_N_ELEMENTS (cases)].text);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = NULL;
    gsize length = strlen (text);

    for (guint k = 0; k <= i % 3; k++)
      text[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int_range (random, 1, 256);
    log = decode (text, i % 3 ? NULL : cases[i % G_N_ELEMENTS (cases)].object, i % 2, &error);
    g_assert_true ((log == NULL) == (error != NULL));
    if (error)
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    good += log != NULL;
  }
  g_assert_cmpuint (good, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/omm-catalogue/states", test_states);
  g_test_add_func ("/omm-catalogue/refused", test_refused);
  g_test_add_func ("/omm-catalogue/cut", test_cut);
  g_test_add_func ("/omm-catalogue/not-a-catalogue", test_not_a_catalogue);
  g_test_add_func ("/omm-catalogue/many", test_many);
  g_test_add_func ("/omm-catalogue/mutations", test_mutations);
  return g_test_run ();
}
