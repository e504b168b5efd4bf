/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "station-parts.h"

#include <math.h>
#include <string.h>

#define DRUM(material, axis, x, y, z, length, r0, r1) \
  { { SOLID_DRUM, axis, { x, y, z }, { length, r0, r1 }, 0, 0, 0 }, material, 1 }
#define BOX(material, x, y, z, hx, hy, hz) \
  { { SOLID_BOX, 0, { x, y, z }, { hx, hy, hz }, 0, 0, 0 }, material, 0 }
#define BEAM(y) { { SOLID_BOX, 0, { 12.5f, y, -13.2f }, { 2.0f, 4.9f, 1.9f }, 0, 0, 0 }, PAINT_TRUSS, 1 }
/* Wings are turned a little towards the low Sun: cosine and sine. */
#define TILT 0.995f, 0.0998f
/* Both blankets of a wing and the mast between them, seen from their golden backs. */
#define WING(x, y) \
  { { SOLID_BOX, 0, { x, y - 3.0f, -13.2f }, { 16.5f, 2.3f, 0.03f }, TILT, 0 }, PAINT_WING, 0 }, \
  { { SOLID_BOX, 0, { x, y + 3.0f, -13.2f }, { 16.5f, 2.3f, 0.03f }, TILT, 0 }, PAINT_WING, 0 }, \
  { { SOLID_BOX, 0, { x, y, -13.2f }, { 17.0f, 0.35f, 0.3f }, TILT, 0 }, PAINT_TRUSS, 0 }
#define RADIATOR(y) BOX (PAINT_RADIATOR, -1.0f, y, -13.6f, 11.0f, 1.6f, 0.05f)

/* From published dimensions of the modules, rounded. */
static const Part parts[] = {
  /* Rassvet, its port, the cone that takes the probe, and the target beside it. */
  { { SOLID_DRUM, 2, { 0, 0, -5.6f }, { 5.4f, 1.18f, 1.18f }, 0, 0, 0.60f }, PAINT_BLANKET, 1 },
  { { SOLID_DRUM, 2, { 0, 0, -0.22f }, { 0.22f, 0.80f, 0.78f }, 0, 0, 0.60f }, PAINT_METAL, 0 },
  { { SOLID_FUNNEL, 2, { 0, 0, -0.55f }, { 0.55f, 0.09f, 0.60f }, 0, 0, 0 }, PAINT_CONE, 0 },
  DRUM (PAINT_DARK, 2, 0, 0, -0.62f, 0.05f, 0.14f, 0.14f),
  DRUM (PAINT_TARGET, 2, 0, 1.02f, -0.20f, 0.05f, 0.15f, 0.15f),
  BOX (PAINT_MARK, 0, 1.02f, 0.10f, 0.085f, 0.010f, 0.01f),
  BOX (PAINT_MARK, 0, 1.02f, 0.10f, 0.010f, 0.085f, 0.01f),
  DRUM (PAINT_METAL, 2, 0, 1.02f, -0.16f, 0.26f, 0.008f, 0.008f),
  BOX (PAINT_METAL, 0.82f, 0.30f, -0.16f, 0.05f, 0.10f, 0.10f),
  BOX (PAINT_METAL, -0.82f, 0.30f, -0.16f, 0.05f, 0.10f, 0.10f),
  BOX (PAINT_METAL, 0.70f, -0.62f, -0.16f, 0.10f, 0.06f, 0.08f),
  BOX (PAINT_METAL, -0.70f, -0.62f, -0.16f, 0.10f, 0.06f, 0.08f),
  DRUM (PAINT_RADIATOR, 2, 0, 0, -4.6f, 2.6f, 1.32f, 1.32f),
  BOX (PAINT_METAL, 1.4f, 0, -2.0f, 0.25f, 0.4f, 0.6f),
  BOX (PAINT_FOIL, -1.35f, 0.2f, -3.0f, 0.3f, 0.7f, 0.9f),
  /* Zarya and its arrays, folded; Zvezda and its arrays; Progress behind. */
  DRUM (PAINT_BLANKET, 0, -11.8f, 0, -7.9f, 10.6f, 1.45f, 2.05f),
  DRUM (PAINT_BLANKET, 0, -1.2f, 0, -7.9f, 2.4f, 2.05f, 1.2f),
  BOX (PAINT_CELLS, -6.0f, -3.6f, -7.9f, 1.2f, 1.3f, 0.1f),
  BOX (PAINT_CELLS, -6.0f, 3.6f, -7.9f, 1.2f, 1.3f, 0.1f),
  DRUM (PAINT_BLANKET, 0, -14.6f, 0, -7.9f, 2.8f, 1.2f, 1.2f),
  DRUM (PAINT_BLANKET, 0, -20.5f, 0, -7.9f, 5.9f, 1.5f, 1.45f),
  DRUM (PAINT_BLANKET, 0, -25.6f, 0, -7.9f, 5.1f, 2.08f, 2.08f),
  BOX (PAINT_CELLS, -22.0f, -9.5f, -7.9f, 1.7f, 6.6f, 0.05f),
  BOX (PAINT_CELLS, -22.0f, 9.5f, -7.9f, 1.7f, 6.6f, 0.05f),
  BOX (PAINT_METAL, -22.0f, 0, -7.9f, 0.12f, 3.6f, 0.12f),
  DRUM (PAINT_FOIL, 0, -28.6f, 0, -7.9f, 2.6f, 1.1f, 1.1f),
  DRUM (PAINT_BLANKET, 0, -32.2f, 0, -7.9f, 3.6f, 1.36f, 1.1f),
  BOX (PAINT_CELLS, -31.0f, 0, -7.9f, 0.7f, 5.2f, 0.04f),
  /* Nauka below Zvezda, a Soyuz on it. */
  DRUM (PAINT_BLANKET, 2, -13.2f, 0, -6.8f, 5.4f, 2.05f, 2.05f),
  DRUM (PAINT_BLANKET, 2, -13.2f, 0, -1.4f, 1.2f, 2.05f, 1.45f),
  DRUM (PAINT_BLANKET, 2, -13.2f, 0, -0.2f, 3.8f, 1.45f, 1.35f),
  BOX (PAINT_CELLS, -13.2f, 8.2f, -4.6f, 1.5f, 5.4f, 0.05f),
  BOX (PAINT_CELLS, -13.2f, -8.2f, -4.6f, 1.5f, 5.4f, 0.05f),
  DRUM (PAINT_FOIL, 2, -13.2f, 0, 3.6f, 2.4f, 1.1f, 1.1f),
  DRUM (PAINT_FOIL, 2, -13.2f, 0, 6.0f, 2.1f, 0.9f, 1.1f),
  DRUM (PAINT_BLANKET, 2, -13.2f, 0, 8.1f, 2.3f, 1.1f, 1.3f),
  BOX (PAINT_CELLS, -13.2f, 0, 9.2f, 0.5f, 5.2f, 0.04f),
  /* Unity, Destiny, Harmony, Columbus, Kibo, Tranquility with its cupola, Leonardo, Quest. */
  DRUM (PAINT_METAL, 0, 1.2f, 0, -7.9f, 1.9f, 1.0f, 1.6f),
  DRUM (PAINT_HULL, 0, 3.1f, 0, -7.9f, 5.4f, 2.2f, 2.2f),
  DRUM (PAINT_HULL, 0, 8.8f, 0, -7.9f, 8.4f, 2.15f, 2.15f),
  DRUM (PAINT_HULL, 0, 17.4f, 0, -7.9f, 6.6f, 2.2f, 2.2f),
  DRUM (PAINT_METAL, 0, 24.0f, 0, -7.9f, 2.0f, 1.6f, 0.9f),
  DRUM (PAINT_HULL, 1, 20.8f, 2.2f, -7.9f, 6.9f, 2.2f, 2.2f),
  DRUM (PAINT_HULL, 1, 20.8f, -13.4f, -7.9f, 11.2f, 2.2f, 2.2f),
  DRUM (PAINT_HULL, 2, 20.0f, -8.5f, -14.0f, 4.0f, 2.1f, 2.1f),
  BOX (PAINT_RADIATOR, 20.8f, -16.6f, -7.0f, 2.4f, 2.6f, 0.3f),
  DRUM (PAINT_HULL, 1, 5.8f, -9.2f, -7.9f, 7.0f, 2.2f, 2.2f),
  DRUM (PAINT_METAL, 2, 5.8f, -6.8f, -5.8f, 1.4f, 1.5f, 0.9f),
  DRUM (PAINT_LAMP, 2, 5.8f, -6.8f, -4.4f, 0.02f, 0.45f, 0.45f),
  DRUM (PAINT_HULL, 0, 8.2f, -7.2f, -7.9f, 6.2f, 2.15f, 2.15f),
  DRUM (PAINT_HULL, 1, 5.8f, 2.2f, -7.9f, 3.0f, 1.95f, 1.95f),
  DRUM (PAINT_HULL, 1, 5.8f, 5.2f, -7.9f, 2.6f, 1.1f, 1.1f),
  /* The truss, its radiators and wings. */
  BEAM (-44), BEAM (-34), BEAM (-24), BEAM (-14.5f), BEAM (-4.8f), BEAM (4.8f), BEAM (14.5f), BEAM (24),
  BEAM (34), BEAM (44),
  RADIATOR (-12.8f), RADIATOR (-16.3f), RADIATOR (-19.8f), RADIATOR (12.8f), RADIATOR (16.3f),
  RADIATOR (19.8f),
  WING (32.5f, -33.5f), WING (-7.5f, -33.5f), WING (32.5f, 33.5f), WING (-7.5f, 33.5f),
  WING (32.5f, -47.5f), WING (-7.5f, -47.5f), WING (32.5f, 47.5f), WING (-7.5f, 47.5f),
};
#define PARTS ((int) (sizeof parts / sizeof *parts))

/* A Soyuz from the tip of its probe down, which is the origin: probe, orbital, descent and service module,
 * and both wings. */
static const Part soyuz[] = {
  DRUM (PAINT_METAL, 2, 0, 0, 0, 0.55f, 0.05f, 0.09f),
  DRUM (PAINT_METAL, 2, 0, 0, 0.50f, 0.30f, 0.60f, 0.70f),
  DRUM (PAINT_BLANKET, 2, 0, 0, 0.75f, 0.55f, 0.70f, 1.12f),
  DRUM (PAINT_BLANKET, 2, 0, 0, 1.30f, 1.10f, 1.12f, 1.12f),
  DRUM (PAINT_BLANKET, 2, 0, 0, 2.40f, 0.55f, 1.12f, 0.75f),
  DRUM (PAINT_FOIL, 2, 0, 0, 2.95f, 1.90f, 0.78f, 1.10f),
  DRUM (PAINT_BLANKET, 2, 0, 0, 4.85f, 2.30f, 1.10f, 1.36f),
  BOX (PAINT_CELLS, 0, 3.4f, 6.1f, 0.60f, 2.1f, 0.04f),
  BOX (PAINT_CELLS, 0, -3.4f, 6.1f, 0.60f, 2.1f, 0.04f),
  BOX (PAINT_METAL, 0.95f, 0, 2.0f, 0.25f, 0.08f, 0.08f),
  BOX (PAINT_METAL, -0.95f, 0, 2.0f, 0.25f, 0.08f, 0.08f),
};
#define SOYUZ ((int) (sizeof soyuz / sizeof *soyuz))
_Static_assert (sizeof parts / sizeof *parts + sizeof soyuz / sizeof *soyuz <= STATION_PARTS,
    "a longer StationView is needed");

int
station_parts (Part *out, double range)
{
  memcpy (out, parts, sizeof parts);
  if (isnan (range))
    return PARTS;
  memcpy (out + PARTS, soyuz, sizeof soyuz);
  for (int i = PARTS; i < PARTS + SOYUZ; i++)
    out[i].solid.at[2] += (float) range;
  return PARTS + SOYUZ;
}
