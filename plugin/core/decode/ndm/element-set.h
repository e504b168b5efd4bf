/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "core/space/orbit/elements.h"

G_BEGIN_DECLS

/* Adds ELEMENTS to the vehicle that they name in LOG: its name, without one
 * FALLBACK, without that the catalogue number. Sets of several objects never
 * mix: where the name is that of another object already, the catalogue number
 * is added to it. Past the most vehicles that a log holds they are counted as
 * bad. FALSE with TLM_ERROR_RANGE for elements out of range. */
gboolean tlm_element_set_add (TlmLog *log, const TlmMeanElements *elements,
    const char *fallback, GError **error);

G_END_DECLS
