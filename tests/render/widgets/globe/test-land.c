/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What lies below a place: names as atlases have them, also at the edges of the plane. */
#include <math.h>

#include "render/widgets/land.h"

static void
test_below (void)
{
  static const struct { double latitude, longitude; const char *name; } places[] = {
    { 45.96, 63.31, "Kazakhstan" }, { 51.2, 71.4, "Kazakhstan" }, { 55.75, 37.62, "Russia" },
    { 30.5, -96.5, "the United States" }, { 65, -150, "the United States" }, { 48.85, 2.35, "France" },
    { 52.52, 13.4, "Germany" }, { 28.6, 77.2, "India" }, { -15.8, -47.9, "Brazil" }, { -23.7, 133.88, "Australia" },
    { 5.2, -53, "France" }, { 5, 20, "the Central African Republic" }, { -29.5, 28.2, "Lesotho" },
    { 72, -40, "Greenland" }, { 36, 138.5, "Japan" }, { -42, 147, "Australia" }, { -44, 170.5, "New Zealand" },
    /* Chukotka goes on across 180 degrees; Fiji has an island on either side. */
    { 68, 179.5, "Russia" }, { 68, -179.5, "Russia" }, { 68, 180, "Russia" }, { 68, -180, "Russia" },
    { 68, 540, "Russia" }, { 66.2, -172.3, "Russia" }, { 66.2, 187.7, "Russia" }, { -17.8, 178, "Fiji" },
    { 0, 180, "the Pacific Ocean" }, { 0, -180, "the Pacific Ocean" }, { 0, -150, "the Pacific Ocean" },
    { 90, 0, "the Arctic Ocean" }, { 90, 180, "the Arctic Ocean" }, { 88, -179.99, "the Arctic Ocean" },
    { -90, 0, "Antarctica" }, { -90, -180, "Antarctica" }, { -87, 180, "Antarctica" }, { -89, 10, "Antarctica" },
    { 20, -40, "the Atlantic Ocean" }, { -30, 0, "the Atlantic Ocean" }, { 50, -30, "the Atlantic Ocean" },
    { -55, -60, "the Atlantic Ocean" }, { -57, -75, "the Pacific Ocean" }, { 8, -79.3, "the Pacific Ocean" },
    { 10.5, -79, "the Caribbean Sea" }, { 25, -90, "the Gulf of Mexico" }, { 35, -130, "the Pacific Ocean" },
    { 55, -140, "the Pacific Ocean" }, { -30, 80, "the Indian Ocean" }, { -40, 130, "the Indian Ocean" },
    { -45, 155, "the Tasman Sea" }, { -50, 160, "the Pacific Ocean" }, { 15, 88, "the Bay of Bengal" },
    { 15, 65, "the Arabian Sea" }, { -65, 0, "the Southern Ocean" }, { -62, 179, "the Southern Ocean" },
    { 41.5, 50.8, "the Caspian Sea" }, { 43, 34, "the Black Sea" }, { 35, 18, "the Mediterranean Sea" },
    { 40, 5.5, "the Mediterranean Sea" }, { 46, -6, "the Atlantic Ocean" }, { 20, 38.5, "the Red Sea" },
    { 12, 115, "the South China Sea" }, { 40, 134, "the Sea of Japan" }, { 56, 3, "the North Sea" },
    { 58, 20, "the Baltic Sea" }, { 60, -86, "Hudson Bay" }, { 58, 178, "the Bering Sea" }, { 58, -178, "the Bering Sea" },
  };
  const GPtrArray *rings = tlr_land_get_named ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    guint index = tlr_land_below (places[i].latitude, places[i].longitude);

    g_test_message ("%g, %g", places[i].latitude, places[i].longitude);
    g_assert_cmpuint (index, <, rings->len);
    g_assert_cmpstr (((const TlrRing *) rings->pdata[index])->name, ==, places[i].name);
  }
}

/* Nowhere is nothing below. */
static void
test_whole (void)
{
  const GPtrArray *rings = tlr_land_get_named ();

  for (int latitude = -90; latitude <= 90; latitude += 3)
    for (int longitude = -180; longitude <= 180; longitude += 3)
      g_assert_cmpuint (tlr_land_below (latitude, longitude), <, rings->len);
  g_assert_cmpuint (tlr_land_below (NAN, 0), ==, G_MAXUINT);
  g_assert_cmpuint (tlr_land_below (0, INFINITY), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/land/below", test_below);
  g_test_add_func ("/land/whole", test_whole);
  return g_test_run ();
}
