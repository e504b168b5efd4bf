/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of documents that are read as a whole. */
#include "core/decode/cost.h"
#include "core/decode/feed.h"
#include "limits-reached.h"

static GString *
make_states (guint n)
{
  GString *text = g_string_new ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2021-01-01T00:00:00\nORIGINATOR = X\n"
      "META_START\nOBJECT_NAME = A\nOBJECT_ID = 1998-067-A\nCENTER_NAME = EARTH\nREF_FRAME = EME2000\n"
      "TIME_SYSTEM = UTC\nSTART_TIME = 2021-01-01T00:00:00\nSTOP_TIME = 2021-01-01T23:00:00\nMETA_STOP\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "2021-01-01T00:%02u:00 6700 %u 0 0 7.6 0\n", i, i);
  return text;
}

static GString *
make_gpx (const char *attributes, const char *before, guint depth)
{
  GString *text = g_string_new ("<?xml version=\"1.0\"?>");

  g_string_append_printf (text, "%s<gpx version=\"1.1\"%s>", before, attributes);
  for (guint i = 1; i < depth; i++)
    g_string_append (text, "<a>");
  for (guint i = 1; i < depth; i++)
    g_string_append (text, "</a>");
  return g_string_append (text, "<trk><trkseg><trkpt lat=\"48.1\" lon=\"11.5\"><ele>545</ele>"
      "<time>2021-10-05T08:55:02Z</time></trkpt></trkseg></trk></gpx>");
}

static GString *
make_xml_depth (guint n)
{
  return make_gpx ("", "", n);
}

static GString *
make_xml_attributes (guint n)
{
  g_autoptr (GString) attributes = g_string_new (NULL);

  for (guint i = 1; i < n; i++)
    g_string_append_printf (attributes, " a%u=\"1\"", i);
  return make_gpx (attributes->str, "", 1);
}

static GString *
make_xml_entities (guint n)
{
  g_autoptr (GString) entities = g_string_new ("<!DOCTYPE gpx [");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (entities, "<!ENTITY e%u \"x\">", i);
  g_string_append (entities, "]>");
  return make_gpx ("", entities->str, 1);
}

static const LimitCase cases[] = {
  { .limit = "states", .format = "oem", .value = 8, .make = make_states },
  { .limit = "xml-depth", .format = "gpx", .value = 20, .make = make_xml_depth },
  { .limit = "xml-attributes", .format = "gpx", .value = 20, .make = make_xml_attributes },
  { .limit = "xml-entities", .format = "gpx", .value = 20, .make = make_xml_entities },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    limit_check (&cases[i]);
}

static void
test_document (void)
{
  g_autoptr (GString) text = make_gpx ("", "", 1);
  g_autoptr (TlmFeed) fits = tlm_feed_new (tlm_decoder_by_name ("gpx"), "x", NULL, NULL);
  g_autoptr (TlmFeed) over = tlm_feed_new (tlm_decoder_by_name ("gpx"), "x", NULL, NULL);
  g_autoptr (GError) error = NULL;

  limit_set ("document-bytes", text->len);
  g_assert_true (tlm_feed_push (fits, (const guint8 *) text->str, text->len, NULL));
  g_assert_true (tlm_feed_finish (fits, NULL));
  g_string_append_c (text, '\n');
  g_assert_false (tlm_feed_push (over, (const guint8 *) text->str, text->len, &error));
  limit_assert_says (error->message, "document-bytes", text->len - 1);
  tlm_limits_reset ();
}

/* States count for what a file may hold. */
static void
test_states_memory (void)
{
  g_autoptr (GString) text = make_states (50);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = NULL, again = NULL;
  guint64 bytes;

  right = limit_decode (text, "oem", &error);
  g_assert_no_error (error);
  bytes = tlm_cost_bytes (right);
  g_assert_cmpuint (bytes, >=, 50 * (sizeof (TlmInstant) + sizeof (TlmState)));
  limit_set ("memory-bytes", bytes);
  again = limit_decode (text, "oem", &error);
  g_assert_no_error (error);
  limit_set ("memory-bytes", bytes - 1);
  g_assert_null (limit_decode (text, "oem", &error));
  limit_assert_says (error->message, "memory-bytes", bytes - 1);
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-documents/cases", test_cases);
  g_test_add_func ("/limits-documents/document", test_document);
  g_test_add_func ("/limits-documents/states-memory", test_states_memory);
  return g_test_run ();
}
