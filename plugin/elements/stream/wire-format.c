/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/wire-format.h"

#include <string.h>

#include <gst/telemetry/gsttelemetrycaps.h>

#include "core/decode/registry.h"

/* One media type may be spelled with fields; the first structure that caps have
 * in common wins. Extensions only where they say telemetry and nothing else. */
static const struct {
  const char *caps, *decoder, *extensions;
  gboolean sniffed;
} formats[] = {
  { .caps = GST_TELEMETRY_CAPS, .decoder = "jsonl" },
  { .caps = "application/x-ndjson", .decoder = "jsonl",
    .extensions = "jsonl ndjson", .sniffed = TRUE },
  { .caps = "application/json", .decoder = "json" },
  { .caps = "text/csv", .decoder = "csv", .extensions = "csv tsv", .sniffed = TRUE },
  { .caps = "meta/x-klv, parsed=(boolean)true", .decoder = "klv",
    .extensions = "klv", .sniffed = TRUE },
  { .caps = "meta/x-gst-fourcc-gpmd", .decoder = "gpmf", .extensions = "gpmf", .sniffed = TRUE },
  { .caps = "application/x-nmea0183", .decoder = "nmea",
    .extensions = "nmea nma", .sniffed = TRUE },
  { .caps = "application/x-mavlink", .decoder = "mavlink",
    .extensions = "tlog mavlink", .sniffed = TRUE },
  { .caps = "application/x-ccsds-spp", .decoder = "ccsds-spp",
    .extensions = "spp", .sniffed = TRUE },
  { .caps = "application/x-ccsds-tm", .decoder = "ccsds-tm", .sniffed = TRUE },
  { .caps = "application/x-ccsds-aos", .decoder = "ccsds-aos", .sniffed = TRUE },
  { .caps = "application/x-ccsds-oem", .decoder = "oem", .extensions = "oem", .sniffed = TRUE },
  { .caps = "application/x-ccsds-opm", .decoder = "opm", .extensions = "opm", .sniffed = TRUE },
  { .caps = "application/x-ccsds-omm", .decoder = "omm", .extensions = "omm", .sniffed = TRUE },
  { .caps = "application/x-tle", .decoder = "tle", .extensions = "tle 3le", .sniffed = TRUE },
};

/* Under these anything may come. */
static const char *const any_types[] = {
  "application/octet-stream", "application/xml", "text/plain",
};

/* A decoder that this build has not leaves its caps out. */
const GstTelemetryWireType *
gst_telemetry_wire_types (gsize *n_types)
{
  static GstTelemetryWireType types[G_N_ELEMENTS (formats)];
  static gsize n;

  if (g_once_init_enter (&n)) {
    gsize found = 0;
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
      const TlmDecoder *decoder = tlm_decoder_by_name (formats[i].decoder);
      if (decoder)
        types[found++] = (GstTelemetryWireType) {
          .caps = formats[i].caps,
          .decoder = decoder,
          .extensions = formats[i].extensions,
          .sniffed = formats[i].sniffed,
        };
    }
    g_once_init_leave (&n, found);
  }
  *n_types = n;
  return types;
}

GstCaps *
gst_telemetry_wire_caps (void)
{
  GstCaps *caps = gst_caps_new_empty ();
  gsize n;
  const GstTelemetryWireType *types = gst_telemetry_wire_types (&n);

  for (gsize i = 0; i < n; i++)
    gst_caps_append (caps, gst_caps_from_string (types[i].caps));
  return caps;
}

GstCaps *
gst_telemetry_wire_any_caps (void)
{
  GstCaps *caps = gst_telemetry_wire_caps ();

  for (gsize i = 0; i < G_N_ELEMENTS (any_types); i++)
    gst_caps_append (caps, gst_caps_from_string (any_types[i]));
  return caps;
}

gboolean
gst_telemetry_wire_is_any (const GstCaps *caps)
{
  g_return_val_if_fail (caps != NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (any_types); i++)
    if (gst_structure_has_name (gst_caps_get_structure (caps, 0), any_types[i]))
      return TRUE;
  return FALSE;
}

const TlmDecoder *
gst_telemetry_wire_decoder (const GstCaps *caps, GError **error)
{
  g_autofree char *text = NULL;
  gsize n;
  const GstTelemetryWireType *types = gst_telemetry_wire_types (&n);

  g_return_val_if_fail (caps != NULL, NULL);
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GstCaps) known = gst_caps_from_string (types[i].caps);
    if (gst_caps_can_intersect (caps, known))
      return types[i].decoder;
  }
  text = gst_caps_to_string (caps);
  g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_CAPS, "no decoder for %s", text);
  return NULL;
}

gboolean
gst_telemetry_wire_is_datagrams (const GstCaps *caps)
{
  g_return_val_if_fail (caps != NULL && gst_caps_get_size (caps) > 0, FALSE);
  return g_strcmp0 (gst_structure_get_string (gst_caps_get_structure (caps, 0), "framing"),
      "datagram") == 0;
}
