/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"
#include "core/time/scale.h"

G_BEGIN_DECLS

/* Reads a time of which it is not known beforehand whether it is absolute
 * (core/time/iso8601.h, in SCALE) or elapsed (core/time/elapsed.h): whatever
 * tlm_iso8601_looks_like () is absolute. LEN -1 for a terminated string.
 * CLOCK says which it was, OUT is a TlmInstant or a TlmDuration. FALSE with
 * TLM_ERROR_TIME and both untouched when it is neither. Thread safe. */
gboolean tlm_time_parse (const char *text, gssize len, TlmTimeScale scale,
    TlmClock *clock, gint64 *out, GError **error);

G_END_DECLS
