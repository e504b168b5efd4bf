/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/atmosphere.h"
#include "frames-util.h"

/* US Standard Atmosphere 1976, tables I and 4: as many digits as are printed. */
static void
test_geopotential (void)
{
  static const struct {
    double altitude_m, pressure_pa, temperature_k, tolerance_pa;
  } bases[] = {
    { 0.0, 101325.0, 288.15, 1e-9 },
    { 11000.0, 22632.06, 216.65, 0.006 },
    { 20000.0, 5474.889, 216.65, 0.0006 },
    { 32000.0, 868.0187, 228.65, 0.00006 },
    { 47000.0, 110.9063, 270.65, 0.00006 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++) {
    TlmAtmosphere air = tlm_atmosphere_geopotential (bases[i].altitude_m);

    assert_near (air.pressure_pa, bases[i].pressure_pa, bases[i].tolerance_pa);
    assert_near (air.temperature_k, bases[i].temperature_k, 1e-9);
  }
}

/* The same by geometric altitude, table I; the first three are where taking one
 * measure for the other shows. Temperature above 80 km is molecular-scale. */
static void
test_geometric (void)
{
  static const struct {
    double altitude_m, pressure_pa, pressure_tolerance, temperature_k, density_kg_m3, sound_m_s;
  } rows[] = {
    { 11000.0, 22700.0, 0.5, 216.774, 0.36480, 295.154 },
    { 32000.0, 889.06, 0.006, 228.490, 0.013555, 303.025 },
    { 47000.0, 115.85, 0.006, 269.684, 0.0014965, 329.210 },
    { -5000.0, 177760.0, 10.0, 320.676, 1.9311, 358.986 },
    { 0.0, 101325.0, 1e-9, 288.150, 1.2250, 340.294 },
    { 5000.0, 54048.0, 0.6, 255.676, 0.73643, 320.545 },
    { 10000.0, 26500.0, 0.6, 223.252, 0.41351, 299.532 },
    { 30000.0, 1197.0, 0.06, 226.509, 0.018410, 301.709 },
    { 50000.0, 79.779, 0.0006, 270.650, 0.0010269, 329.799 },
    { 80000.0, 1.0524, 0.0001, 198.639, 0.000018458, 282.538 },
    { 86000.0, 0.37338, 0.000006, 186.946, 0.000006958, 274.10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmAtmosphere air = tlm_atmosphere_geometric (rows[i].altitude_m);

    assert_near (air.pressure_pa, rows[i].pressure_pa, rows[i].pressure_tolerance);
    assert_near (air.temperature_k, rows[i].temperature_k, 6e-4);
    assert_near (air.density_kg_m3 / rows[i].density_kg_m3, 1.0, 8e-5);
    assert_near (air.speed_of_sound_m_s, rows[i].sound_m_s, 5e-3);
  }
}

static void
test_flight (void)
{
  TlmAtmosphere air = tlm_atmosphere_geometric (12000.0);

  assert_near (tlm_dynamic_pressure_pa (&air, 450.0), 31584.0, 0.5);
  assert_near (tlm_mach (&air, 450.0), 1.525, 5e-4);
}

static gboolean
is_nothing (TlmAtmosphere air)
{
  return isnan (air.pressure_pa) && isnan (air.temperature_k) && isnan (air.density_kg_m3)
      && isnan (air.speed_of_sound_m_s) && isnan (tlm_mach (&air, 100.0))
      && isnan (tlm_dynamic_pressure_pa (&air, 100.0));
}

static void
test_range (void)
{
  g_assert_true (is_nothing (tlm_atmosphere_geometric (86000.1)));
  g_assert_true (is_nothing (tlm_atmosphere_geometric (-5000.1)));
  g_assert_true (is_nothing (tlm_atmosphere_geometric (NAN)));
  g_assert_true (is_nothing (tlm_atmosphere_geometric (4e5)));
  g_assert_true (is_nothing (tlm_atmosphere_geopotential (84852.1)));
  g_assert_true (is_nothing (tlm_atmosphere_geopotential (-5000.1)));
  g_assert_false (is_nothing (tlm_atmosphere_geopotential (84852.0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atmosphere/geopotential", test_geopotential);
  g_test_add_func ("/atmosphere/geometric", test_geometric);
  g_test_add_func ("/atmosphere/flight", test_flight);
  g_test_add_func ("/atmosphere/range", test_range);
  return g_test_run ();
}
