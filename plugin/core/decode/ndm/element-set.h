/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
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

/* Adds the sets (TlmMeanElements) of a whole file: of the one object that OPTIONS choose,
 * or all. OPTIONS may be NULL; their vehicle names what has no name where all sets are of
 * one object. FALSE as above, or when the object is not to be told. */
gboolean tlm_element_sets_add (TlmLog *log, const GArray *sets, const TlmDecodeOptions *options,
    GError **error);

/* Once the log's ephemerides are sealed: warns of each set that SGP4 has an error for
 * within the time it is used, with the instant and the reason. */
void tlm_element_sets_warn (TlmLog *log);

G_END_DECLS
