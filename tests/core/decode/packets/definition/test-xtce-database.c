/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Databases in several documents, members of aggregates by either sign, and which fields
 * are channels without a map. */
#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/decode/packets/definition/xtce.h"
#include "packets-util.h"

#define META(TYPES, PARAMETERS, CONTAINERS) "<TelemetryMetaData><ParameterTypeSet>" TYPES \
    "</ParameterTypeSet><ParameterSet>" PARAMETERS "</ParameterSet><ContainerSet>" CONTAINERS \
    "</ContainerSet></TelemetryMetaData>"
#define DOCUMENT(NAME, META_) "<SpaceSystem name='" NAME "'>" META_ "</SpaceSystem>"
#define U(NAME, BITS, UNITS) "<IntegerParameterType name='" NAME "'><UnitSet>" UNITS "</UnitSet>" \
    "<IntegerDataEncoding sizeInBits='" BITS "'/></IntegerParameterType>"
#define UNIT(TEXT) "<Unit>" TEXT "</Unit>"
#define P(NAME, TYPE) "<Parameter name='" NAME "' parameterTypeRef='" TYPE "'/>"
#define E(NAME) "<ParameterRefEntry parameterRef='" NAME "'/>"
#define C(NAME, ENTRIES) "<SequenceContainer name='" NAME "'><EntryList>" ENTRIES \
    "</EntryList></SequenceContainer>"

static TlmPacketProgram *
read_two (const char *first, const char *second, GError **error)
{
  const TlmXtceText texts[] = {
    { .text = first, .length = strlen (first), .source = "first.xml" },
    { .text = second, .length = strlen (second), .source = "second.xml" },
  };

  return tlm_xtce_read_all (texts, G_N_ELEMENTS (texts), error);
}

static double
value_of (const TlmPacketProgram *program, const char *bytes, gsize length, const char *name)
{
  TlmPacketState *state = tlm_packet_state_new (program);
  gint slot = tlm_packet_program_find (program, name);
  double value;

  g_assert_cmpint (slot, >=, 0);
  g_assert_true (tlm_packet_program_run (program, state, (const guint8 *) bytes, length));
  g_assert_cmpuint (state->values[slot].stamp, ==, state->stamp);
  value = state->values[slot].value;
  tlm_packet_state_free (state);
  return value;
}

/* Types in one document and containers in another of the same space system. */
static void
test_one_system (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmPacketProgram) program = read_two (DOCUMENT ("S", META (U ("u8", "8", ""), "", "")),
      DOCUMENT ("S", META ("", P ("A", "u8") P ("B", "/S/u8"), C ("K", E ("A") E ("B")))), &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (value_of (program, "\x07\x09", 2, "A"), ==, 7);
  g_assert_cmpfloat (value_of (program, "\x07\x09", 2, "B"), ==, 9);
}

/* Of several systems: by the whole path, and by a name that one of them alone has. Fields
 * that are called alike are two. */
static void
test_two_systems (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmPacketProgram) program = read_two (
      DOCUMENT ("Common", META (U ("u8", "8", ""), P ("A", "u8") P ("X", "u8"), "")),
      DOCUMENT ("Bus", META ("", P ("A", "u8"), C ("K", E ("/Common/A") E ("A") E ("X")))), &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (value_of (program, "\x01\x02\x03", 3, "Common/A"), ==, 1);
  g_assert_cmpfloat (value_of (program, "\x01\x02\x03", 3, "Bus/A"), ==, 2);
  g_assert_cmpfloat (value_of (program, "\x01\x02\x03", 3, "X"), ==, 3);
  g_assert_cmpint (tlm_packet_program_find (program, "A"), ==, -1);
}

static const struct {
  const char *first, *second, *says;
} wrong[] = {
  { .first = DOCUMENT ("S", META (U ("u8", "8", ""), "", "")),
    .second = DOCUMENT ("S", META (U ("u8", "8", ""), "", "")), .says = "second.xml:1:" },
  { .first = DOCUMENT ("A", META (U ("u8", "8", ""), "", "")),
    .second = DOCUMENT ("S", META ("", P ("A", "u9"), C ("K", E ("A")))), .says = "u9" },
  { .first = "<Nothing/>", .second = DOCUMENT ("S", ""), .says = "first.xml:1:" },
  { .first = DOCUMENT ("S", ""), .second = "A,B\n", .says = "second.xml" },
  { .first = DOCUMENT ("S", ""), .second = DOCUMENT ("T", ""), .says = "describes no telemetry" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (read_two (wrong[i].first, wrong[i].second, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
    g_assert_nonnull (strstr (error->message, wrong[i].says));
  }
}

/* A member decides what a packet is, named by a point or a slash, and is found by both. */
static void
check_member (const char *reference)
{
  g_autofree char *text = g_strdup_printf (DOCUMENT ("S", META (U ("u8", "8", "")
          "<AggregateParameterType name='pair'><MemberList><Member name='x' typeRef='u8'/>"
          "<Member name='y' typeRef='u8'/></MemberList></AggregateParameterType>",
          P ("Q", "pair") P ("Z", "u8"), C ("K", E ("Q"))
          "<SequenceContainer name='L'><EntryList>" E ("Z") "</EntryList><BaseContainer "
          "containerRef='K'><RestrictionCriteria><Comparison parameterRef='%s' value='5'/>"
          "</RestrictionCriteria></BaseContainer></SequenceContainer>")), reference);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmPacketProgram) program = tlm_xtce_read (text, strlen (text), "member.xml", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (value_of (program, "\x04\x05\x06", 3, "Q.y"), ==, 5);
  g_assert_cmpfloat (value_of (program, "\x04\x05\x06", 3, "Q/y"), ==, 5);
  g_assert_cmpfloat (value_of (program, "\x04\x05\x06", 3, "Z"), ==, 6);
  g_assert_cmpint (tlm_packet_program_find (program, "y"), ==, -1);
}

static void
test_members (void)
{
  static const char *const references[] = { "Q.y", "Q/y", "/S/Q.y", "/S/Q/y", "./Q.y", "../S/Q/y" };

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    check_member (references[i]);
}

/* Fields that are channels without a map. */

#define HEADER P ("HEAD", "u48") P ("T", "time")
#define TYPES U ("u48", "48", "") U ("time", "16", UNIT ("s")) U ("km", "16", UNIT ("km")) \
    U ("ms", "16", "<Unit>m</Unit><Unit power='-1'>s</Unit>") U ("m", "16", UNIT ("m")) \
    U ("none", "16", "") U ("half", "16", "<Unit factor='0.5'>m</Unit>") \
    U ("kn", "16", UNIT ("kn")) U ("deg", "16", UNIT ("deg"))

#define BIG DOCUMENT ("S", META (TYPES, HEADER P ("ALTITUDE", "km") P ("Vertical_Speed", "ms") \
        P ("speed", "none") P ("downrange", "half") P ("horizontal-speed", "kn") P ("heading", "m") \
        P ("altitude", "m") P ("BATTERY", "none"), C ("K", E ("HEAD") E ("T") E ("ALTITUDE") \
            E ("Vertical_Speed") E ("speed") E ("downrange") E ("horizontal-speed") E ("heading") \
            E ("altitude") E ("BATTERY"))))

static TlmLog *
decode_with (const char *definition, guint n_words)
{
  g_autofree char *path = NULL;
  TlmDecodeOptions options = { .format = "ccsds-spp", .packets = { .time = "T:s" } };
  guint8 packet[65536], *data = g_malloc0 (2 * (n_words + 1));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TlmLog *log;
  int file = g_file_open_tmp ("database-XXXXXX.xml", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, definition, -1, NULL));
  options.packets.definition = path;
  for (guint i = 0; i < 3; i++) {
    for (guint k = 0; k <= n_words; k++) {
      guint word = k == 0 ? i : 100 * k + i;
      data[2 * k] = (guint8) (word >> 8);
      data[2 * k + 1] = (guint8) word;
    }
    g_byte_array_append (bytes, packet,
        (guint) write_packet (packet, 5, 3, i, data, 2 * (n_words + 1)));
  }
  log = decode_bytes (bytes->data, bytes->len, &options);
  g_unlink (path);
  g_free (data);
  return log;
}

static void
check_first (const TlmLog *log, const char *channel, double due)
{
  const TlmTrack *track = find_track (log, channel);

  g_assert_nonnull (track);
  g_assert_cmpuint (tlm_series_length (track->series), ==, 3);
  g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, 0), due, 1e-9 * due);
}

/* A unit of the definition counts; one of another quantity, of a factor, or none does not,
 * and a second field of one channel is not mixed with the first. */
static void
test_units (void)
{
  g_autoptr (TlmLog) log = decode_with (BIG, 8);
  const char *note = NULL;

  check_first (log, "altitude", 100e3);
  check_first (log, "vertical-speed", 200);
  check_first (log, "horizontal-speed", 500 * 1852.0 / 3600);
  check_first (log, "BATTERY", 800);
  g_assert_null (find_track (log, "speed"));
  g_assert_null (find_track (log, "downrange"));
  g_assert_null (find_track (log, "heading"));
  for (guint i = 0; i < log->notes->len; i++)
    if (strstr (log->notes->pdata[i], "left out"))
      note = log->notes->pdata[i];
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "4 fields"));
  g_assert_nonnull (strstr (note, "speed=speed:m/s"));
  g_assert_nonnull (strstr (note, "downrange=downrange:m"));
  g_assert_nonnull (strstr (note, "altitude=altitude:m"));
}

/* Of 6,000 fields, of which a packet has 5: all can be had, those are channels, and the
 * others are told. */
static void
test_many (void)
{
  g_autoptr (GString) parameters = g_string_new (HEADER), entries = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (TlmLog) log = NULL;

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (parameters, P ("F%u", "none"), i);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (entries, E ("F%u"), i);
  text = g_strconcat ("<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>" TYPES
      U ("id", "16", "") "</ParameterTypeSet><ParameterSet>" P ("ID", "id"), parameters->str,
      "</ParameterSet><ContainerSet>" C ("K", E ("HEAD") E ("T") E ("ID"))
      "<SequenceContainer name='L'><EntryList>" E ("F5990") E ("F5991") E ("F5992") E ("F5999")
      "</EntryList><BaseContainer containerRef='K'><RestrictionCriteria><ComparisonList>"
      "<Comparison parameterRef='ID' comparisonOperator='&lt;' value='200'/></ComparisonList>"
      "</RestrictionCriteria></BaseContainer></SequenceContainer>"
      "<SequenceContainer name='M'><EntryList>", entries->str,
      "</EntryList><BaseContainer containerRef='K'><RestrictionCriteria><ComparisonList>"
      "<Comparison parameterRef='ID' comparisonOperator='&gt;=' value='200'/></ComparisonList>"
      "</RestrictionCriteria></BaseContainer></SequenceContainer>"
      "</ContainerSet></TelemetryMetaData></SpaceSystem>", NULL);
  log = decode_with (text, 5);
  check_first (log, "F5990", 200);
  check_first (log, "F5999", 500);
  check_first (log, "ID", 100);
  g_assert_cmpuint (((TlmLogVehicle *) log->vehicles->pdata[0])->tracks->len, <, 10);
  g_assert_cmpuint (log->unused->len, ==, 5000);
}

static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("database-XXXXXX", NULL);
  g_autofree char *types = g_build_filename (folder, "a-types.xml", NULL);
  g_autofree char *rest = g_build_filename (folder, "b-rest.xml", NULL);
  g_autofree char *other = g_build_filename (folder, "readme.txt", NULL);
  g_autofree char *both = g_strconcat (rest, "; ", types, NULL);
  const char *const definitions[] = { folder, both };
  guint8 packet[64], data[4] = { 0, 7, 1, 44 };
  gsize length = write_packet (packet, 5, 3, 0, data, sizeof data);

  g_assert_true (g_file_set_contents (types, DOCUMENT ("S", META (TYPES, "", "")), -1, NULL));
  g_assert_true (g_file_set_contents (rest, DOCUMENT ("S", META ("", HEADER P ("ALTITUDE", "m"),
              C ("K", E ("HEAD") E ("T") E ("ALTITUDE")))), -1, NULL));
  g_assert_true (g_file_set_contents (other, "no XTCE", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++) {
    TlmDecodeOptions options = { .format = "ccsds-spp", .packets = { .time = "T:s",
        .definition = definitions[i] } };
    g_autoptr (TlmLog) log = decode_bytes (packet, length, &options);
    const TlmTrack *track = find_track (log, "altitude");
    g_assert_nonnull (track);
    g_assert_cmpfloat (tlm_series_value (track->series, 0), ==, 300);
    g_assert_cmpint (tlm_series_time (track->series, 0), ==, 7 * TLM_SECOND);
  }
  g_unlink (types);
  g_unlink (rest);
  g_unlink (other);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xtce-database/one-system", test_one_system);
  g_test_add_func ("/xtce-database/two-systems", test_two_systems);
  g_test_add_func ("/xtce-database/wrong", test_wrong);
  g_test_add_func ("/xtce-database/members", test_members);
  g_test_add_func ("/xtce-database/units", test_units);
  g_test_add_func ("/xtce-database/many", test_many);
  g_test_add_func ("/xtce-database/folder", test_folder);
  return g_test_run ();
}
