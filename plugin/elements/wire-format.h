/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* Media types of telemetry on the wire and the decoders that read them. */

/* Caps of everything that can be decoded while it comes. */
GstCaps *gst_telemetry_wire_caps (void);

/* The decoder for these caps, or NULL with an error that says what is read. */
const TlmDecoder *gst_telemetry_wire_decoder (const GstCaps *caps, GError **error);

G_END_DECLS
