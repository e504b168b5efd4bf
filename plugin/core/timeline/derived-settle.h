/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/derived-basis.h"
#include "core/timeline/derived-world.h"

G_BEGIN_DECLS

/* Finds out what can be derived: everything of BASIS but TRACKS and STATES, which are
 * set. Looks for the nodes of an orbit again only when ephemeris or FIRST_ORBIT
 * are other ones. */
void tlm_derived_settle (TlmDerivedBasis *basis, const TlmDerivedWorld *world);

G_END_DECLS
