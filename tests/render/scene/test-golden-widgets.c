/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Widgets that no built-in layout has, together, in frames of four shapes, as pictures that somebody has looked at
 * (tests/golden).
 *
 * Made anew by: TELEMETRY_GOLDEN_WRITE=FOLDER build/tests/render/test-golden-widgets */
#include <math.h>

#include "core/time/utc.h"
#include "golden.h"
#include "widget-data.h"

static const struct { int width, height; } sizes[] = { { 640, 360 }, { 270, 480 }, { 300, 300 }, { 480, 201 } };

static const char sheet[] =
    "[layout]\nsafe=2\n"
    "[widget all]\ntype=group\narrange=column\ngap=16\nanchor=center\n"
    "[widget above]\ntype=group\nparent=all\narrange=row\ngap=24\n"
    "[widget earth]\ntype=globe\nparent=above\ndiameter=330\nstations=Moscow,55.92,37.81; Perth,-31.80,115.89\n"
    "[widget moon]\ntype=earth-moon\nparent=above\nlength=380\n"
    "[widget launcher]\ntype=svg\nparent=above\nfile=builtin:launcher\nheight=330\nid.vehicle=rotate pitch 0..90 to 90..0\n"
    "id.booster-1=hide when propellant<0.5\nid.flame-1=opacity propellant 0..1 to 0.2..1\nid.stage-2=fill #2f6db5\n"
    "id.booster-2=fill propellant 0..1 to #ff0000..#00ff00\n"
    "[widget below]\ntype=group\nparent=all\narrange=row\ngap=24\n"
    "[widget tank]\ntype=tank\nparent=below\nlabel=LOX\nlength=190\n"
    "[widget plan]\ntype=plan\nparent=below\nrows=4\n"
    "[widget dial]\ntype=dial\nparent=below\nchannel=speed\nunit=m/s\nscale=follow\n"
    "[widget count]\ntype=countdown\nparent=all\nto=2025-03-20T12:00:00Z\nlabel=Docking in\nsize=30\n"
    "[widget zone]\ntype=text\nparent=all\ntext={date+03:00} {utc+03:00}\nsize=30\n";

/* An orbit of 51.6 degrees that has been flown for half an hour, 400 km up, with a tank that empties and a nose that
 * comes down. */
static void
fill_vehicle (TlmLogVehicle *vehicle)
{
  static const struct { const char *name; TlmQuantity quantity; } names[] = {
    { "latitude", TLM_QUANTITY_ANGLE }, { "longitude", TLM_QUANTITY_ANGLE }, { "altitude-ellipsoid", TLM_QUANTITY_LENGTH },
    { "propellant", TLM_QUANTITY_FRACTION }, { "pitch", TLM_QUANTITY_ANGLE }, { "speed", TLM_QUANTITY_SPEED },
  };

  for (int t = 0; t <= 3600; t += 10) {
    double u = 2 * G_PI * t / 5560, slope = 51.6 * G_PI / 180;
    const double values[] = {
      asin (sin (slope) * sin (u)) * 180 / G_PI,
      remainder (atan2 (cos (slope) * sin (u), cos (u)) * 180 / G_PI - t / 240.0, 360), 400e3,
      1 - t / 3600.0, 90 - t / 40.0, 3.0 * t,
    };
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      tlm_series_append (tlm_log_track (vehicle, names[i].name, names[i].quantity)->series, t * TLM_SECOND, values[i]);
  }
}

static TlmTimeline *
make_timeline (void)
{
  static const TlmUtc start = { 2025, 3, 20, 9, 0, 0, 0 };
  static const struct { const char *id; int planned, actual; } events[] = {
    { "liftoff", 0, 0 }, { "meco", 155, 156 }, { "burn", 900, 1010 }, { "deploy", 1780, -1 },
  };
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmInstant instant;

  log->clock = TLM_CLOCK_ELAPSED;
  fill_vehicle (tlm_log_vehicle (log, ""));
  tlm_log_seal (log);
  g_assert_true (tlm_instant_from_utc (&start, &instant));
  tlm_timeline_set_epoch (timeline, instant);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (events); i++) {
    tlm_timeline_add_event (timeline, tlm_event_new (events[i].planned * TLM_SECOND, events[i].id, NULL, NULL, "plan",
            TLM_CONFIDENCE_NOMINAL));
    if (events[i].actual >= 0)
      tlm_timeline_add_event (timeline, tlm_event_new (events[i].actual * TLM_SECOND, events[i].id, NULL, NULL, "log",
              TLM_CONFIDENCE_GIVEN));
  }
  return timeline;
}

/* Another build of the font library may round an edge otherwise, and letters stand elsewhere with another Cairo. */
static void
check_size (TlmTimeline *timeline, int width, int height)
{
  const char *write = g_getenv ("TELEMETRY_GOLDEN_WRITE");
  g_autofree char *file = g_strdup_printf ("widgets-%dx%d.png", width, height);
  g_autofree char *folder = write ? g_strdup (write) : g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "tests",
      "golden", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  cairo_surface_t *picture = widget_picture (sheet, timeline, 1800, width, height);
  double mean;
  int most;

  if (write) {
    g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  } else {
    cairo_surface_t *golden = cairo_image_surface_create_from_png (path);
    g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
    golden_compare (golden, picture, &mean, &most);
    g_test_message ("%s: mean difference %.4f, largest %d", file, mean, most);
    g_assert_cmpfloat (mean, <, golden_letters_stand_alike () ? 0.05 : 0.3);
    g_assert_cmpint (most, <=, golden_letters_stand_alike () ? 96 : 160);
    cairo_surface_destroy (golden);
  }
  cairo_surface_destroy (picture);
}

static void
test_sizes (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_size (timeline, sizes[i].width, sizes[i].height);
}

int
main (int argc, char **argv)
{
  golden_fonts_use ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden-widgets/sizes", test_sizes);
  return g_test_run ();
}
