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
  { GST_TELEMETRY_CAPS, "jsonl", NULL, FALSE },
  { "application/x-ndjson", "jsonl", "jsonl ndjson", TRUE },
  { "application/json", "json", NULL, FALSE },
  { "text/csv", "csv", "csv tsv", TRUE },
  { "meta/x-klv, parsed=(boolean)true", "klv", "klv", TRUE },
  { "meta/x-gst-fourcc-gpmd", "gpmf", "gpmf", TRUE },
  { "application/x-nmea0183", "nmea", "nmea nma", TRUE },
  { "application/x-mavlink", "mavlink", "tlog mavlink", TRUE },
  { "application/x-ccsds-spp", "ccsds-spp", "spp", TRUE },
  { "application/x-ccsds-tm", "ccsds-tm", NULL, TRUE },
  { "application/x-ccsds-aos", "ccsds-aos", NULL, TRUE },
  { "application/x-ccsds-oem", "oem", "oem", TRUE },
  { "application/x-ccsds-opm", "opm", "opm", TRUE },
  { "application/x-ccsds-omm", "omm", "omm", TRUE },
  { "application/x-tle", "tle", "tle 3le", TRUE },
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
          formats[i].caps, decoder, formats[i].extensions, formats[i].sniffed
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
