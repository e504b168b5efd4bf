/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Of several objects in a file the property chooses one. */
#include "overlay-fixture.h"

static const char elements[] = "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,"
    "RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,"
    "ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n"
    "LOW ONE,2024-001A,2024-05-04T12:00:00,15.5,0.0005,51.6,120,80,10,0,U,60001,999,100,0,0,0\n"
    "HIGH ONE,2024-002A,2024-05-04T12:00:00,14.2,0.0005,98.1,200,80,10,0,U,60002,999,100,0,0,0\n";

/* A mean motion in revolutions a day is a semi-major axis of (mu / n^2)^(1/3): 15.5 is about
 * 430 km above the equator's radius, 14.2 about 836 km (mu 398600.4418 km3/s2). */
static const struct {
  const char *object;
  double low_m, high_m;      /* of the altitude */
} cases[] = {
  { .object = "LOW ONE", .low_m = 380e3, .high_m = 480e3 },
  { .object = "high", .low_m = 780e3, .high_m = 900e3 },
  { .object = "60001", .low_m = 380e3, .high_m = 480e3 },
  { .object = "60002", .low_m = 780e3, .high_m = 900e3 },
};

static void
check (const char *path, const char *object, double low_m, double high_m)
{
  g_autofree char *caps = fixture_caps ("I420", 160, 90);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  g_autoptr (GstBuffer) frame = NULL;
  GstHarness *harness;

  g_object_set (overlay, "location", path, "object", object, "footage-start",
      "2024-05-04T12:30:00Z", "layout", "minimal", NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (harness, caps);
  frame = fixture_pass (harness, "I420", 160, 90, 0);
  gst_telemetry_snapshot_get_value (gst_buffer_get_telemetry_meta (frame)->snapshot, NULL,
      "altitude", &value);
  g_assert_cmpint (value.validity, ==, GST_TELEMETRY_VALIDITY_FRESH);
  g_assert_cmpfloat (value.value, >, low_m);
  g_assert_cmpfloat (value.value, <, high_m);
  gst_harness_teardown (harness);
}

static void
test_object (gconstpointer path)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (path, cases[i].object, cases[i].low_m, cases[i].high_m);
}

/* A name that several match is refused with their list. */
static void
test_several (gconstpointer path)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (overlay, "location", path, "object", "one", NULL);
  gst_element_set_bus (overlay, bus);
  g_assert_cmpint (gst_element_set_state (overlay, GST_STATE_PAUSED), ==, GST_STATE_CHANGE_FAILURE);
  message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  gst_message_parse_error (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "LOW ONE"));
  g_assert_nonnull (strstr (error->message, "HIGH ONE"));
  gst_element_set_state (overlay, GST_STATE_NULL);
  gst_element_set_bus (overlay, NULL);
  gst_object_unref (overlay);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result, file;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  file = g_file_open_tmp ("object-XXXXXX.csv", &path, NULL);
  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  fixture_write (path, elements);
  g_test_add_data_func ("/object/one", path, test_object);
  g_test_add_data_func ("/object/several", path, test_several);
  result = g_test_run ();
  g_unlink (path);
  return result;
}
