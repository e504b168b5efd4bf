/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/klv-encode.h"

#include <string.h>

#include "core/base/error.h"
#include "core/encode/klv-encode-private.h"
#include "core/time/posix.h"

TlmKlvEncoder *
tlm_klv_encoder_new (const TlmKlvEncodeOptions *options)
{
  TlmKlvEncoder *encoder = g_new0 (TlmKlvEncoder, 1);

  g_return_val_if_fail (options != NULL, encoder);
  encoder->options = *options;
  encoder->vehicle = g_strdup (options->vehicle);
  encoder->options.vehicle = NULL;
  encoder->items = g_byte_array_new ();
  encoder->left_out = g_ptr_array_new_with_free_func (g_free);
  return encoder;
}

void
tlm_klv_encoder_free (TlmKlvEncoder *encoder)
{
  if (!encoder)
    return;
  for (guint i = 0; i < TLM_KLV_0601_TAGS; i++)
    g_free (encoder->texts[i]);
  g_byte_array_unref (encoder->items);
  g_ptr_array_unref (encoder->left_out);
  g_free (encoder->vehicle);
  g_free (encoder);
}

char *
tlm_klv_encoder_left_out (const TlmKlvEncoder *encoder, guint64 *values)
{
  GString *names = g_string_new (NULL);

  g_return_val_if_fail (encoder != NULL && values != NULL, NULL);
  for (guint i = 0; i < encoder->left_out->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
        (const char *) encoder->left_out->pdata[i]);
  *values = encoder->n_left_out;
  return g_string_free (names, names->len == 0);
}

static gboolean
time_of (const TlmKlvEncoder *encoder, TlmClock clock, gint64 time_ns, guint64 *time_us)
{
  gint64 ns;

  if (clock == TLM_CLOCK_ELAPSED &&
      __builtin_add_overflow (time_ns, encoder->options.liftoff, &time_ns))
    return FALSE;
  if (!tlm_instant_to_posix_ns (time_ns, &ns) || ns < 0)
    return FALSE;
  *time_us = ((guint64) ns + 500) / 1000;
  return TRUE;
}

static void
write_record (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint64 time_us, gint64 time_ns,
    GByteArray *out, GArray *packets)
{
  TlmLogLine packet = { .time_ns = time_ns, .offset = out->len };
  gboolean any = tlm_klv_write_0601 (encoder, record, time_us, out);

  any |= tlm_klv_write_1107 (encoder, record, time_us, out);
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (tlm_klv_is_waiting (record, i))
      tlm_klv_leave_out (encoder, tlm_channel_get (i)->name);
  if (!any) {
    g_byte_array_set_size (out, (guint) packet.offset);
    return;
  }
  packet.length = out->len - packet.offset;
  g_array_append_val (packets, packet);
}

static void
write_vehicle (TlmKlvEncoder *encoder, TlmClock clock, const TlmLogVehicle *vehicle,
    GByteArray *out, GArray *packets)
{
  TlmLogCursor cursor;
  TlmKlvRecord record;
  gint64 time_ns;
  guint64 time_us;

  if (vehicle->name[0] && !encoder->texts[TLM_KLV_0601_PLATFORM])
    tlm_klv_gather_text (encoder, tlm_klv_0601_items[TLM_KLV_0601_PLATFORM].name, vehicle->name);
  tlm_log_cursor_init (&cursor, vehicle);
  while (tlm_log_cursor_next (&cursor, &time_ns)) {
    tlm_klv_gather (encoder, &cursor, time_ns, &record);
    if (time_of (encoder, clock, time_ns, &time_us))
      write_record (encoder, &record, time_us, time_ns, out, packets);
    else
      tlm_klv_leave_out (encoder, "times before 1970");
  }
  tlm_log_cursor_clear (&cursor);
}

GArray *
tlm_klv_encoder_write (TlmKlvEncoder *encoder, const TlmLog *log, GByteArray *out, GError **error)
{
  GArray *packets;

  g_return_val_if_fail (encoder != NULL && log != NULL && out != NULL, NULL);
  if (log->clock == TLM_CLOCK_ELAPSED && encoder->options.liftoff == TLM_TIME_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "%s counts from liftoff, and a KLV set has "
        "the UTC of each sample: say when liftoff was, liftoff=YYYY-MM-DDThh:mm:ssZ", log->source);
    return NULL;
  }
  packets = g_array_new (FALSE, FALSE, sizeof (TlmLogLine));
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (!encoder->vehicle)
      encoder->vehicle = g_strdup (vehicle->name);
    if (strcmp (encoder->vehicle, vehicle->name) == 0)
      write_vehicle (encoder, log->clock, vehicle, out, packets);
    else
      tlm_klv_leave_out (encoder, vehicle->name);
  }
  for (guint i = 0; i < log->events->len; i++)
    tlm_klv_leave_out (encoder, "events");
  return packets;
}
