/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* XML that costs more than it says, before a parser sees it. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/xml-check.h"
#include "core/decode/registry.h"

static void
test_extent (void)
{
  const struct {
    const char *text;
    guint depth, attributes, entities;
  } rows[] = {
    { "", 0, 0, 0 },
    { "no XML", 0, 0, 0 },
    { "<a/>", 0, 0, 0 },
    { "<a><b x='1' y=\"2\"/><c><d/></c></a>", 2, 2, 0 },
    { "<a><!-- <b><c><d> --><![CDATA[<e><f>]]><?x <y> ?></a>", 1, 0, 0 },
    { "<a x='<b><c>>' y='\"'>t</a>", 1, 2, 0 },
    { "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z \"<b q='1'>\">]><a/>", 0, 0, 2 },
    { "<!DOCTYPE a [<!-- <!ENTITY x 'y'> ]> -->]><a><b/></a>", 1, 0, 0 },
    { "<a><b></a></b></c></d><e>", 2, 0, 0 },
    { "<a x='1", 1, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *copy = g_memdup2 (rows[i].text, strlen (rows[i].text));
    TlmXmlExtent extent;
    g_test_message ("%s", rows[i].text);
    g_assert_true (tlm_xml_check (copy ? copy : "", strlen (rows[i].text), &extent, NULL));
    g_assert_cmpuint (extent.entities, ==, rows[i].entities);
    g_assert_cmpuint (extent.attributes, ==, rows[i].attributes);
    g_assert_cmpuint (extent.depth, ==, rows[i].depth);
  }
}

static void
check (GString *text, const char *said)
{
  g_autoptr (GError) error = NULL;
  TlmXmlExtent extent;

  g_assert_true (tlm_xml_check (text->str, text->len, &extent, &error) == (said == NULL));
  if (said)
    g_assert_nonnull (strstr (error->message, said));
}

static GString *
attributes (guint n)
{
  GString *text = g_string_new ("<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" ");

  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "a%u=\"1\" ", i);
  g_string_append (text, "><trk><trkseg><trkpt lat=\"48.1\" lon=\"11.5\"><ele>545</ele>"
      "<time>2021-10-05T08:55:02Z</time></trkpt></trkseg></trk></gpx>");
  return text;
}

static GString *
nested (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, "<a>\n");
  return text;
}

static void
test_limits (void)
{
  const guint most = (guint) tlm_limit (TLM_LIMIT_XML_ATTRIBUTES), depth = (guint) tlm_limit (TLM_LIMIT_XML_DEPTH);
  g_autoptr (GString) few = attributes (most), many = attributes (most + 1);
  g_autoptr (GString) shallow = nested (depth), deep = nested (depth + 1);

  check (few, NULL);
  check (many, "line 2: over the limit xml-attributes=4096");
  check (shallow, NULL);
  check (deep, "line 257: over the limit xml-depth=256");
}

/* 200,000 attributes took minutes; now none is read. */
static void
test_gpx (void)
{
  g_autoptr (GString) text = attributes (200000);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_decode_bytes (bytes, "x.gpx", NULL, &error));
  g_assert_nonnull (strstr (error->message, "attributes"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-check/extent", test_extent);
  g_test_add_func ("/xml-check/limits", test_limits);
  g_test_add_func ("/xml-check/gpx", test_gpx);
  return g_test_run ();
}
