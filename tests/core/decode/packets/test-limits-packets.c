/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of packets that come in segments, and of what defines their fields. */
#include <glib/gstdio.h>

#include "core/decode/packets/definition/field-map.h"
#include "core/decode/packets/definition/xtce.h"
#include "core/decode/packets/packet-definition.h"
#include "limits-reached.h"
#include "packets-util.h"

/* A group of three packets, of N bytes when it is joined: a header of 6 and N - 6 of data. */
static TlmLog *
decode_group (guint n)
{
  TlmDecodeOptions options = { .format = "ccsds-spp",
    .packets = { .fields = "T:uint32,A:int16", .time = "T:ms", .map = "a=A" } };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 packet[300], body[200] = { 0 };

  g_byte_array_append (data, packet, (guint) write_packet (packet, 5, 1, 0, body, 6));
  g_byte_array_append (data, packet, (guint) write_packet (packet, 5, 0, 1, body, 50));
  g_byte_array_append (data, packet, (guint) write_packet (packet, 5, 2, 2, body, n - 62));
  return decode_bytes (data->data, data->len, &options);
}

static void
test_group (void)
{
  g_autoptr (TlmLog) right = NULL, over = NULL, first = NULL;

  limit_set ("packet-group-bytes", 100);
  right = decode_group (100);
  g_assert_null (right->first_bad);
  g_assert_cmpuint (tlm_series_length (find_track (right, "a")->series), ==, 1);
  over = decode_group (101);
  limit_assert_says (over->first_bad, "packet-group-bytes", 100);
  g_assert_cmpuint (over->n_good, ==, 0);
  /* The first of a group is as long already. */
  limit_set ("packet-group-bytes", 16);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 packet[32], body[11] = { 0 };
  g_byte_array_append (data, packet, (guint) write_packet (packet, 5, 1, 0, body, 11));
  TlmDecodeOptions options = { .format = "ccsds-spp", .packets = { .fields = "T:uint32,A:int16", .time = "T:ms" } };
  first = decode_bytes (data->data, data->len, &options);
  limit_assert_says (first->first_bad, "packet-group-bytes", 16);
  tlm_limits_reset ();
}

/* Parameters, and entries of them in a container. */
static char *
make_xtce (guint n_parameters, guint n_entries)
{
  GString *text = g_string_new ("<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>"
      "<IntegerParameterType name='u8'><IntegerDataEncoding sizeInBits='8'/></IntegerParameterType>"
      "</ParameterTypeSet><ParameterSet>");

  for (guint i = 0; i < n_parameters; i++)
    g_string_append_printf (text, "<Parameter name='P%u' parameterTypeRef='u8'/>", i);
  g_string_append (text, "</ParameterSet><ContainerSet><SequenceContainer name='C'><EntryList>");
  for (guint i = 0; i < n_entries; i++)
    g_string_append_printf (text, "<ParameterRefEntry parameterRef='P%u'/>", i % n_parameters);
  g_string_append (text, "</EntryList></SequenceContainer></ContainerSet></TelemetryMetaData></SpaceSystem>");
  return g_string_free (text, FALSE);
}

/* An array of N in one parameter. */
static char *
make_array (guint n)
{
  return g_strdup_printf ("<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>"
      "<IntegerParameterType name='u8'><IntegerDataEncoding sizeInBits='8'/></IntegerParameterType>"
      "<ArrayParameterType name='A' arrayTypeRef='u8'><DimensionList><Dimension><StartingIndex><FixedValue>0</FixedValue>"
      "</StartingIndex><EndingIndex><FixedValue>%u</FixedValue></EndingIndex></Dimension></DimensionList>"
      "</ArrayParameterType></ParameterTypeSet><ParameterSet><Parameter name='P' parameterTypeRef='A'/></ParameterSet>"
      "<ContainerSet><SequenceContainer name='C'><EntryList><ParameterRefEntry parameterRef='P'/></EntryList>"
      "</SequenceContainer></ContainerSet></TelemetryMetaData></SpaceSystem>", n - 1);
}

/* Frees the PROGRAM that was read, or not, under this limit. */
static void
check_program (TlmPacketProgram *program, const GError *error, const char *limit, guint64 value, gboolean fits)
{
  tlm_limits_reset ();
  g_assert_true ((program != NULL) == fits);
  if (program)
    tlm_packet_program_free (program);
  else
    limit_assert_says (error->message, limit, value);
}

static void
check_xtce (const char *limit, guint64 value, const char *text, gboolean fits)
{
  g_autoptr (GError) error = NULL;

  limit_set (limit, value);
  TlmPacketProgram *program = tlm_xtce_read (text, strlen (text), "x.xml", &error);
  check_program (program, error, limit, value, fits);
}

static void
test_xtce (void)
{
  g_autofree char *ten = make_xtce (10, 10), *more = make_xtce (11, 11), *repeated = make_xtce (10, 11);
  g_autofree char *array = make_array (10), *longer = make_array (11);

  check_xtce ("xtce-bytes", strlen (ten), ten, TRUE);
  check_xtce ("xtce-bytes", strlen (ten) - 1, ten, FALSE);
  check_xtce ("xtce-fields", 10, ten, TRUE);
  check_xtce ("xtce-fields", 10, repeated, TRUE);
  check_xtce ("xtce-fields", 10, more, FALSE);
  check_xtce ("xtce-fields", 10, array, TRUE);
  check_xtce ("xtce-fields", 10, longer, FALSE);
  check_xtce ("xtce-entries", 10, ten, TRUE);
  check_xtce ("xtce-entries", 10, repeated, FALSE);
  /* An array is an entry, and has elements. */
  check_xtce ("xtce-entries", 11, array, TRUE);
  check_xtce ("xtce-entries", 11, longer, FALSE);
}

/* What is passed over may be more than is counted, which no limit raises. */
static void
test_far (void)
{
  static const char text[] = "<SpaceSystem name='S'><TelemetryMetaData><ContainerSet><SequenceContainer name='C'><EntryList>"
      "<FixedValueEntry sizeInBits='2147483647'/><FixedValueEntry sizeInBits='2147483647'/>"
      "<FixedValueEntry sizeInBits='2147483647'/></EntryList></SequenceContainer></ContainerSet></TelemetryMetaData>"
      "</SpaceSystem>";
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_xtce_read (text, strlen (text), "x.xml", &error));
  g_assert_nonnull (strstr (error->message, "where no packet reaches"));
  g_clear_error (&error);
  g_assert_null (tlm_field_map_read_list ("A:uint8,B:fill4194304(2000)", -1, &error));
  g_assert_nonnull (strstr (error->message, "where no packet reaches"));
}

static void
check_list (const char *limit, guint64 value, const char *list, gboolean fits)
{
  g_autoptr (GError) error = NULL;

  limit_set (limit, value);
  TlmPacketProgram *program = tlm_field_map_read_list (list, -1, &error);
  check_program (program, error, limit, value, fits);
}

/* The seven of a packet's header are fields, and entries, as well. */
static void
test_fields (void)
{
  for (int i = 0; i < 2; i++) {
    const char *limit = i == 0 ? "xtce-fields" : "xtce-entries";
    check_list (limit, 10, "A:uint8,B:uint16,C:uint8", TRUE);
    check_list (limit, 10, "A:uint8,B:uint16,C:uint8,D:uint8", FALSE);
    check_list (limit, 10, "A:uint8,B:uint16(3)", FALSE);
    check_list (limit, 6, "A:uint8", FALSE);
  }
  check_list ("xtce-fields", 10, "A:uint16(11)", FALSE);
}

/* N documents that are named. */
static TlmPacketProgram *
load (const char *folder, guint n, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  TlmPacketOptions options = { 0 };

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = i == 0 ? make_xtce (1, 1) : g_strdup_printf ("<SpaceSystem name='S%u'/>", i);
    g_autofree char *name = g_strdup_printf ("%u.xml", i), *path = g_build_filename (folder, name, NULL);
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    g_string_append_printf (names, "%s%s", i > 0 ? ";" : "", path);
  }
  options.definition = names->str;
  return tlm_packet_definition_load (&options, error);
}

static void
test_documents (void)
{
  g_autofree char *folder = g_dir_make_tmp ("limits-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  TlmPacketProgram *right;

  limit_set ("xtce-documents", 3);
  right = load (folder, 3, &error);
  g_assert_no_error (error);
  tlm_packet_program_free (right);
  g_assert_null (load (folder, 4, &error));
  limit_assert_says (error->message, "xtce-documents", 3);
  tlm_limits_reset ();
  for (guint i = 0; i < 4; i++) {
    g_autofree char *name = g_strdup_printf ("%u.xml", i), *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-packets/group", test_group);
  g_test_add_func ("/limits-packets/xtce", test_xtce);
  g_test_add_func ("/limits-packets/far", test_far);
  g_test_add_func ("/limits-packets/fields", test_fields);
  g_test_add_func ("/limits-packets/documents", test_documents);
  return g_test_run ();
}
