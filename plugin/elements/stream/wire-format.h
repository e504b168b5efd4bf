/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* Media types of telemetry on the wire and the decoders that read them. */

/* One media type. Static. */
typedef struct {
  const char *caps;
  const TlmDecoder *decoder;
  const char *extensions;    /* of files, separated by spaces, or NULL */
  gboolean sniffed;          /* it can be told from its first bytes */
} GstTelemetryWireType;

/* All that this build has decoders for. */
const GstTelemetryWireType *gst_telemetry_wire_types (gsize *n_types);

/* Caps of everything that is decoded while it comes, or, whole documents, at its
 * end. */
GstCaps *gst_telemetry_wire_caps (void);

/* The same, and the types under which bytes come whose format is still to be
 * found. */
GstCaps *gst_telemetry_wire_any_caps (void);

/* Whether these caps say no more than that there are bytes, text or XML. */
gboolean gst_telemetry_wire_is_any (const GstCaps *caps);

/* The decoder for these caps, or NULL with an error that says what is read. */
const TlmDecoder *gst_telemetry_wire_decoder (const GstCaps *caps, GError **error);

/* Whether buffers of CAPS are datagrams, of which none goes on in another. */
gboolean gst_telemetry_wire_is_datagrams (const GstCaps *caps);

G_END_DECLS
