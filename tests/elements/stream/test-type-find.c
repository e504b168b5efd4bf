/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Telemetry is known by its first bytes, and nothing else is taken for it. */
#include <string.h>

#include <gst/base/gsttypefindhelper.h>
#include <gst/gst.h>

#include "shared-data.h"

/* GStreamer's typefinders of text want to see this much. */
#define ENOUGH 1024

static char *
type_of (const guint8 *data, gsize length)
{
  GstTypeFindProbability probability;
  g_autoptr (GstCaps) caps = gst_type_find_helper_for_data (NULL, data, length, &probability);

  return g_strdup (caps ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "nothing");
}

static void
test_text (void)
{
  static const struct {
    const char *type, *text;
  } cases[] = {
    { "text/csv", "time[s],altitude[m],speed[m/s]\n0,1,2\n1,2,3\n2,3,4\n3,4,5\n" },
    { "application/x-ndjson", "{\"met\":1,\"altitude\":2}\n{\"met\":2,\"altitude\":3}\n" },
    { "application/x-nmea0183",
        "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n" },
    { "application/x-tle",
        "ISS (ZARYA)\n"
        "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
        "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = type_of ((const guint8 *) cases[i].text, strlen (cases[i].text));
    g_assert_cmpstr (found, ==, cases[i].type);
  }
}

static GstFlowReturn
give_range (GstObject *object, GstObject *parent, guint64 offset, guint length, GstBuffer **buffer)
{
  const GString *text = g_object_get_data (G_OBJECT (object), "text");

  if (offset >= text->len)
    return GST_FLOW_EOS;
  *buffer = gst_buffer_new_memdup (text->str + offset, MIN (length, text->len - offset));
  return GST_FLOW_OK;
}

/* Of long text GStreamer is nearly sure that it is plain. A table is no surer than that. */
static void
test_long_text (void)
{
  static const struct {
    const char *type, *row;
  } cases[] = {
    { "application/x-ndjson", "{\"met\":1,\"altitude\":2}\n" },
    { "application/x-nmea0183", "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n" },
    { "text/plain", "Dear reader, this is a letter, and no table.\nIt has commas, in places,\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GstElement) source = gst_element_factory_make ("fakesrc", NULL);
    g_autoptr (GString) text = g_string_new (NULL);
    GstTypeFindProbability probability;
    while (text->len < 128 * 1024)
      g_string_append (text, cases[i].row);
    g_object_set_data (G_OBJECT (source), "text", text);
    g_autoptr (GstCaps) caps = gst_type_find_helper_get_range (GST_OBJECT (source), NULL, give_range, text->len,
        NULL, &probability);
    g_assert_nonnull (caps);
    g_assert_cmpstr (gst_structure_get_name (gst_caps_get_structure (caps, 0)), ==, cases[i].type);
  }
}

/* Text of other kinds keeps the type that GStreamer gives it. */
static void
test_other_text (void)
{
  static const struct {
    const char *type, *text;
  } cases[] = {
    { "application/x-subtitle",
        "1\n00:00:01,000 --> 00:00:02,000\nHello, there, world\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nAgain, and again, and again\n\n" },
    { "application/x-subtitle-vtt",
        "WEBVTT\n\n00:00.000 --> 00:02.000\nHello, there\n\n00:03.000 --> 00:04.000\nAgain, yes\n" },
    { "application/x-hls", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n"
        "#EXTINF:9.009,\nfirst.ts\n#EXTINF:9.009,\nsecond.ts\n" },
    { "image/svg+xml", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "width=\"10\" height=\"10\"><rect/></svg>\n" },
    { "text/html", "<!DOCTYPE html>\n<html><head><title>A, b, c</title></head></html>\n" },
    { "text/plain", "Dear reader, this is a letter, and no table.\nIt has commas, in places,\n"
        "and ends here.\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (cases[i].text);
    g_autofree char *found = NULL;
    while (text->len < ENOUGH)
      g_string_append (text, cases[i].text);
    found = type_of ((const guint8 *) text->str, text->len);
    g_assert_cmpstr (found, ==, cases[i].type);
  }
}

/* Files that others made: telemetry is found, footage stays footage. A table is one by
 * its first lines alone: of more text GStreamer is surer that it is plain. */
static void
test_files (void)
{
  static const struct {
    const char *type, *file;
    gsize length;
  } cases[] = {
    { "video/quicktime", "gpmf/max-heromode.mp4", 65536 },
    { "video/mpegts", "klv/aphill_klv_10s.ts", 65536 },
    { "video/mpegts", "klv/h264_klv.ts", 65536 },
    { "meta/x-gst-fourcc-gpmd", "gpmf/hero5.raw", 65536 },
    { "application/x-ccsds-oem", "ndm/iss-2025/ISS.OEM_J2K_EPH.xml", 65536 },
    { "text/csv", "webcast/starship-ift-1/telemetry-10fps.csv", ENOUGH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = shared_data_path (cases[i].file);
    g_autofree char *data = NULL;
    g_autofree char *found = NULL;
    gsize length;
    if (!path)
      return;
    g_assert_true (g_file_get_contents (path, &data, &length, NULL));
    found = type_of ((const guint8 *) data, MIN (length, cases[i].length));
    g_assert_cmpstr (found, ==, cases[i].type);
  }
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/type-find/text", test_text);
  g_test_add_func ("/type-find/long-text", test_long_text);
  g_test_add_func ("/type-find/other-text", test_other_text);
  g_test_add_func ("/type-find/files", test_files);
  return g_test_run ();
}
