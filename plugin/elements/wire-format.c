/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/wire-format.h"

#include <string.h>

#include <gst/telemetry/gsttelemetrycaps.h>

/* One media type may be spelled with fields; the first structure that caps have
 * in common wins. A decoder that this build has not leaves its caps out. */
static const struct {
  const char *caps;
  const char *decoder;
} formats[] = {
  { GST_TELEMETRY_CAPS, "jsonl" },
  { "application/x-ndjson", "jsonl" },
  { "application/json", "json" },
  { "text/csv", "csv" },
  { "meta/x-klv, parsed=(boolean)true", "klv" },
  { "meta/x-gst-fourcc-gpmd", "gpmf" },
  { "application/x-nmea0183", "nmea" },
  { "application/x-mavlink", "mavlink" },
  { "application/x-ccsds-spp", "ccsds-spp" },
  { "application/x-ccsds-tm", "ccsds-tm" },
  { "application/x-ccsds-aos", "ccsds-aos" },
};

static const TlmDecoder *
decoder_by_name (const char *name)
{
  gsize n;
  const TlmDecoder *table = tlm_decoder_table (&n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];
  return NULL;
}

GstCaps *
gst_telemetry_wire_caps (void)
{
  GstCaps *caps = gst_caps_new_empty ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (decoder_by_name (formats[i].decoder))
      gst_caps_append (caps, gst_caps_from_string (formats[i].caps));
  return caps;
}

const TlmDecoder *
gst_telemetry_wire_decoder (const GstCaps *caps, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (caps != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GstCaps) known = gst_caps_from_string (formats[i].caps);
    const TlmDecoder *decoder = decoder_by_name (formats[i].decoder);
    if (decoder && gst_caps_can_intersect (caps, known))
      return decoder;
  }
  text = gst_caps_to_string (caps);
  g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_CAPS, "no decoder for %s", text);
  return NULL;
}
