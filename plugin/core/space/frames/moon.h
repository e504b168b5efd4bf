/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/vec.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* Radius of the Moon, m: mean (IAU WGCCRE, Archinal et al. 2018, table 4). */
#define TLM_MOON_RADIUS_M 1737400.0

/* The Moon from the Earth's centre in GCRF axes, m and m/s, geometric: Meeus's ELP 2000-82 series in ERFA's
 * eraMoon98, to tens of kilometres. Pure. */
TlmState tlm_moon_gcrf (TlmInstant instant);

G_END_DECLS
