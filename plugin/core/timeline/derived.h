/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"

G_BEGIN_DECLS

/* How a standard channel is derived, one sentence, and by which standard or
 * paper; NULL for a channel that never is. Where there are several ways, the
 * first of them. Static. */
const char *tlm_derived_formula (guint channel);
const char *tlm_derived_reference (guint channel);

G_END_DECLS
