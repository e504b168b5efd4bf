/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages that break CCSDS 502.0-B-3, files that are cut, formats that are not read, and
 * when a state is a prediction. */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/registry.h"
#include "core/time/iso8601.h"

#define HEADER "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2025-01-01T00:01:00\nORIGINATOR = HERE\n"
#define META_BODY(extra) \
    "META_START\nOBJECT_NAME = SAT\nOBJECT_ID = 2025-001A\nCENTER_NAME = EARTH\n" \
    "REF_FRAME = EME2000\nTIME_SYSTEM = UTC\nSTART_TIME = 2025-01-01T00:00:00\n" extra \
    "STOP_TIME = 2025-01-01T00:02:00\nMETA_STOP\n"
#define ROW_1 "2025-01-01T00:00:00 7000 0 0 0 5.3 5.3\n"
#define ROW_2 "2025-01-01T00:01:00 6985 318 318 -0.49 5.29 5.29\n"
#define ROW_3 "2025-01-01T00:02:00 6941 634 634 -0.98 5.26 5.26"
#define STATES ROW_1 ROW_2 ROW_3 "\n"
#define OEM HEADER META_BODY ("") STATES
#define COVARIANCE(rows) OEM "COVARIANCE_START\nEPOCH = 2025-01-01T00:00:00\n" rows "COVARIANCE_STOP\n"
#define FIVE_ROWS "1\n1 2\n1 2 3\n1 2 3 4\n1 2 3 4 5\n"
#define SIX_ROWS FIVE_ROWS "1 2 3 4 5 6\n"

#define OPM(header, extra) \
    "CCSDS_OPM_VERS = 2.0\n" header "OBJECT_NAME = SAT\nOBJECT_ID = 2025-001A\nCENTER_NAME = EARTH\n" \
    "REF_FRAME = ICRF\nTIME_SYSTEM = UTC\nEPOCH = 2025-01-01T00:00:00\nX = 7000\nY = 0\nZ = 0\n" \
    "X_DOT = 0\nY_DOT = 5.3\nZ_DOT = 5.3\n" extra

#define XML_OEM(covariance) \
    "<ndm><oem id=\"CCSDS_OEM_VERS\" version=\"2.0\">\n<body><segment><metadata>" \
    "<OBJECT_NAME>SAT</OBJECT_NAME><OBJECT_ID>1</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME>" \
    "<REF_FRAME>EME2000</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM>" \
    "<START_TIME>2025-001T00:00:00</START_TIME><STOP_TIME>2025-001T00:00:00</STOP_TIME></metadata>" \
    "<data><stateVector><EPOCH>2025-001T00:00:00</EPOCH><X>7000</X><Y>0</Y><Z>0</Z><X_DOT>0</X_DOT>" \
    "<Y_DOT>5.3</Y_DOT><Z_DOT>5.3</Z_DOT></stateVector>\n" covariance \
    "</data></segment></body></oem></ndm>\n"

static TlmLog *
decode (const char *text, gboolean strict, GError **error)
{
  TlmDecodeOptions options = { .strict = strict };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tlm_decode_bytes (bytes, "f", &options, error);
}

static char *
join (const GPtrArray *lines)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (all, "%s\n", (char *) lines->pdata[i]);
  return g_strdup (all->str);
}

/* A note each, with its line; with strict a refusal with the same words. */
static const struct {
  const char *text;
  const char *says[2];
} breaches[] = {
  { HEADER META_BODY ("COLOUR = RED\n") STATES, { "line 11: ", "COLOUR" } },
  { HEADER META_BODY ("MEAN_MOTION = 15\n") STATES, { "line 11: ", "keyword of an OEM" } },
  { HEADER "MESSAGE_ID = 7\n" META_BODY ("") STATES, { "line 4: ", "CCSDS_OEM_VERS = 3.0" } },
  { HEADER "ORIGINATOR = THERE\n" META_BODY ("") STATES, { "line 4: ", "ORIGINATOR again" } },
  { HEADER "CREATION_DATE = 2026-01-01T00:00:00\n" META_BODY ("") STATES,
    { "line 4: ", "the first one holds" } },
  { HEADER META_BODY ("REF_FRAME_EPOCH = 2025-01-01T00:00:00\n") STATES,
    { "line 11: ", "after START_TIME" } },
  { HEADER META_BODY ("USEABLE_START_TIME = 2025-01-01T00:01:00\n") STATES,
    { "line 11: ", "USEABLE_STOP_TIME with it" } },
  { HEADER META_BODY ("USEABLE_STOP_TIME = 2025-01-01T00:01:00\n") STATES,
    { "line 11: ", "USEABLE_START_TIME with it" } },
  { HEADER META_BODY ("") ROW_1 ROW_2, { "line 11: ", "the file may be cut" } },
  { HEADER META_BODY ("") ROW_2 ROW_3 "\n", { "START_TIME", "2025-01-01T00:01:00.000Z on" } },
  { HEADER META_BODY ("") ROW_1 ROW_2 ROW_3, { "line 15: ", "the state is not used" } },
  { COVARIANCE (FIVE_ROWS), { "line 23: ", "covariance of 5 rows from line 17" } },
  { COVARIANCE (SIX_ROWS "1\n"), { "line 24: ", "seventh row" } },
  { COVARIANCE ("1\n1 2 3\n1 2 3\n1 2 3 4\n1 2 3 4 5\n1 2 3 4 5 6\n"),
    { "line 19: ", "3 numbers in row 2" } },
  { COVARIANCE ("1\n1 2\n1 2 3\n1 2 3 x\n1 2 3 4 5\n1 2 3 4 5 6\n"), { "line 21: ", "\"x\"" } },
  { OEM "COVARIANCE_START\n" SIX_ROWS "COVARIANCE_STOP\n", { "line 17: ", "EPOCH = … before" } },
  { OPM ("CREATION_DATE = soon\n", ""), { "line 2: ", "\"soon\"" } },
  { OPM ("", "CX_X = 1\nCY_X = 0.5\n"), { "line 16: ", "covariance of 2 numbers from line 14" } },
  { OPM ("", "USER_DEFINED_A = 1\nMASS = 5\n"), { "line 15: ", "after USER_DEFINED_" } },
  { OPM ("", "MASS = 50"), { "line 14: ", "not used" } },
  { XML_OEM ("<covarianceMatrix><EPOCH>2025-001T00:00:00</EPOCH><CX_X>1</CX_X></covarianceMatrix>"),
    { "line 3: ", "covariance of 1 numbers" } },
  { XML_OEM ("<COLOUR>red</COLOUR>"), { "line 3: ", "COLOUR" } },
  { "<ndm><aem id=\"CCSDS_AEM_VERS\" version=\"1.0\"><body/></aem>"
    "<opm id=\"CCSDS_OPM_VERS\" version=\"2.0\"><body><segment><metadata><OBJECT_NAME>S</OBJECT_NAME>"
    "<OBJECT_ID>1</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>ICRF</REF_FRAME>"
    "<TIME_SYSTEM>UTC</TIME_SYSTEM></metadata><data><stateVector><EPOCH>2025-001T00:00:00</EPOCH>"
    "<X>7000</X><Y>0</Y><Z>0</Z><X_DOT>0</X_DOT><Y_DOT>5.3</Y_DOT><Z_DOT>5.3</Z_DOT></stateVector>"
    "</data></segment></body></opm></ndm>", { "line 1: ", "<aem>" } },
};

static void
test_breaches (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (breaches); i++) {
    g_autoptr (GError) error = NULL, refusal = NULL;
    g_autoptr (TlmLog) log = decode (breaches[i].text, FALSE, &error);
    g_autofree char *notes = NULL;

    g_assert_no_error (error);
    notes = join (log->notes);
    g_test_message ("%s", notes);
    g_assert_null (decode (breaches[i].text, TRUE, &refusal));
    for (guint k = 0; k < 2; k++) {
      if (!strstr (notes, breaches[i].says[k]))
        g_error ("notes do not say \"%s\": %s", breaches[i].says[k], notes);
      if (!strstr (refusal->message, breaches[i].says[k]))
        g_error ("the error does not say \"%s\": %s", breaches[i].says[k], refusal->message);
    }
  }
}

/* What keeps to the standard has no remark and is read with strict too. */
static void
test_right (void)
{
  static const char *const texts[] = { OEM, COVARIANCE (SIX_ROWS), COVARIANCE ("COMMENT a = b\n" SIX_ROWS
        "EPOCH = 2025-01-01T00:01:00\nCOV_REF_FRAME = RTN\n" SIX_ROWS),
    HEADER META_BODY ("USEABLE_START_TIME = 2025-01-01T00:00:00\n"
        "USEABLE_STOP_TIME = 2025-01-01T00:01:00\nCOMMENT x\n") STATES,
    OPM ("CREATION_DATE = 2025-001T00:00:00\nORIGINATOR = X\n", "MASS = 5 [kg]\n"
        "MAN_EPOCH_IGNITION = 2025-01-01T00:10:00\nMAN_DURATION = 1\n"
        "MAN_EPOCH_IGNITION = 2025-01-01T00:20:00\nMAN_DURATION = 1\nUSER_DEFINED_A = 1\n") };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = decode (texts[i], TRUE, &error);

    g_assert_no_error (error);
    for (guint k = 0; k < log->notes->len; k++)
      g_assert_null (strstr (log->notes->pdata[k], "line "));
    g_assert_cmpuint (log->warnings->len, ==, 0);
  }
}

/* Cut anywhere in its states, a file gives what stands whole before the cut, each state
 * as it was written, and a warning unless nothing is missing. */
static void
test_cut (void)
{
  static const char oem[] = OEM;
  gsize first = (gsize) (strstr (oem, ROW_1) - oem) + strlen (ROW_1);
  g_autoptr (TlmLog) whole = decode (oem, FALSE, NULL);
  const TlmEphemeris *all = ((TlmLogVehicle *) whole->vehicles->pdata[0])->ephemeris;

  for (gsize length = first; length < strlen (oem); length++) {
    g_autofree char *text = g_strndup (oem, length);
    g_autoptr (TlmLog) log = decode (text, FALSE, NULL);
    gsize n = 0;

    g_assert_nonnull (log);
    g_assert_cmpuint (log->warnings->len, >, 0);
    tlm_ephemeris_segment (((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris, 0, &n, NULL);
    g_assert_cmpuint (n, ==, length < first + strlen (ROW_2) ? 1 : 2);
    for (gsize i = 0; i < n; i++) {
      TlmEphemerisState a, b;
      tlm_ephemeris_node (all, 0, i, &a);
      tlm_ephemeris_node (((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris, 0, i, &b);
      g_assert_cmpmem (&a.state, sizeof a.state, &b.state, sizeof b.state);
    }
  }
}

/* Files that are known and not read are called what they are, with what to do. */
static const struct {
  const char *bytes;
  gsize length;
  const char *says[2];
} unread[] = {
#define TEXT(text) text, sizeof (text) - 1
  { TEXT ("CCSDS_OCM_VERS = 3.0\n"), { "Orbit Comprehensive Message", "OEM" } },
  { TEXT ("COMMENT first\n\nCCSDS_AEM_VERS = 1.0\n"), { "Attitude Ephemeris Message", "logs" } },
  { TEXT ("CCSDS_APM_VERS = 1.0\n"), { "Attitude Parameter Message", "OPM" } },
  { TEXT ("CCSDS_TDM_VERS = 2.0\n"), { "Tracking Data Message", "measurements" } },
  { TEXT ("CCSDS_CDM_VERS = 1.0\n"), { "Conjunction Data Message", "element sets" } },
  { TEXT ("<?xml version=\"1.0\"?>\n<tdm id=\"CCSDS_TDM_VERS\" version=\"1.0\"/>"),
    { "Tracking Data Message", "OEM" } },
  { TEXT ("BZh91AY&SY"), { "bzip2", "bunzip2" } },
  { TEXT ("\xfd" "7zXZ\0\0\4"), { "xz", "unxz" } },
  { TEXT ("PK\3\4\24\0"), { "ZIP", "unzip" } },
  { TEXT ("\x28\xb5\x2f\xfd\0"), { "zstd", "unzstd" } },
  { TEXT ("7z\xbc\xaf\x27\x1c\0"), { "7-Zip", "7z x" } },
#undef TEXT
};

static void
test_unread (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unread); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (unread[i].bytes, unread[i].length);
    g_autoptr (GError) error = NULL;

    g_assert_null (tlm_decode_bytes (bytes, "flight.csv", NULL, &error));
    for (guint k = 0; k < 2; k++)
      if (!strstr (error->message, unread[i].says[k]))
        g_error ("\"%s\" does not say \"%s\"", error->message, unread[i].says[k]);
  }
}

static TlmEphemerisState
state_at (const TlmLog *log, const char *utc)
{
  TlmEphemerisState state = { 0 };
  TlmInstant at;

  g_assert_true (tlm_iso8601_parse (utc, strlen (utc), TLM_SCALE_UTC, &at));
  g_assert_true (tlm_ephemeris_state (((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris, at,
          &state));
  return state;
}

/* A table predicts once it was made; one state, further from its epoch than is said. */
static void
test_predictions (void)
{
  static const char tle[] =
      "1 04859U 21001A   24125.50000000  .00001234  00000-0  12345-4 0    78\n"
      "2 04859  51.6400 120.1234 0012345  45.6789 314.4567 15.50123456 12343\n";
  g_autoptr (TlmLog) table = decode (OEM, FALSE, NULL);
  g_autoptr (TlmLog) one = decode (OPM ("", ""), FALSE, NULL);
  g_autoptr (TlmLog) elements = decode (tle, FALSE, NULL);

  g_assert_false (state_at (table, "2025-01-01T00:00:00Z").is_predicted);
  g_assert_false (state_at (table, "2025-01-01T00:01:00Z").is_predicted);
  g_assert_true (state_at (table, "2025-01-01T00:02:00Z").is_predicted);
  g_assert_true (state_at (table, "2025-01-01T00:01:00Z").epoch == TLM_TIME_NONE);
  g_assert_false (state_at (elements, "2024-05-05T12:00:00Z").is_predicted);
  g_assert_true (state_at (elements, "2024-05-05T12:00:00.001Z").is_predicted);
  g_assert_true (state_at (elements, "2024-05-03T11:59:59.999Z").is_predicted);
  g_assert_cmpint (state_at (elements, "2024-05-05T12:00:00Z").epoch, ==,
      state_at (elements, "2024-05-04T12:00:00Z").instant);
  tlm_ephemeris_set_predicted_after (((TlmLogVehicle *) one->vehicles->pdata[0])->ephemeris,
      60 * TLM_SECOND);
  g_assert_false (state_at (one, "2025-01-01T00:01:00Z").is_predicted);
  g_assert_true (state_at (one, "2025-01-01T00:01:01Z").is_predicted);
}

/* Where SGP4 ends is a warning with the instant (python3-sgp4 2.15: tests of sgp4.h) and
 * the reason; where it does not there is none. */
static void
test_sgp4_ends (void)
{
  static const char decays[] =
      "1 90006U 24001A   24125.50000000  .00000000  00000-0  90000-1 0    15\n"
      "2 90006  51.6400 120.0000 0105000  45.0000 315.0000 15.60000000    13\n";
  static const char stays[] =
      "1 04859U 21001A   24125.50000000  .00001234  00000-0  12345-4 0    78\n"
      "2 04859  51.6400 120.1234 0012345  45.6789 314.4567 15.50123456 12343\n";
  g_autoptr (TlmLog) log = decode (decays, FALSE, NULL), quiet = decode (stays, FALSE, NULL);
  g_autofree char *warnings = join (log->warnings);

  g_assert_cmpuint (log->warnings->len, ==, 2);
  g_assert_nonnull (strstr (warnings, "from 2024-05-06T10:31:0"));
  g_assert_nonnull (strstr (warnings, "up to 2024-05-01T13:43:4"));
  g_assert_nonnull (strstr (warnings, "the satellite has decayed"));
  g_assert_cmpuint (quiet->warnings->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ndm-standard/breaches", test_breaches);
  g_test_add_func ("/ndm-standard/right", test_right);
  g_test_add_func ("/ndm-standard/cut", test_cut);
  g_test_add_func ("/ndm-standard/unread", test_unread);
  g_test_add_func ("/ndm-standard/predictions", test_predictions);
  g_test_add_func ("/ndm-standard/sgp4-ends", test_sgp4_ends);
  return g_test_run ();
}
