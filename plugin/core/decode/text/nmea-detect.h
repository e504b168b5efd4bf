/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"

G_BEGIN_DECLS

/* How sure it is that LENGTH bytes at HEAD begin NMEA 0183, as decoders' probes say it:
 * sentences in the first lines. */
guint tlm_nmea_probe (const guint8 *head, gsize length);

/* The same where something precedes: two sentences, and from the first on little else
 * than sentences, whatever a receiver that starts or another program wrote before. */
guint tlm_nmea_search (const guint8 *head, gsize length, const TlmDecodeOptions *options);

G_END_DECLS
