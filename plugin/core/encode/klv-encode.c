/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/klv-encode.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/decode/klv/klv-code.h"
#include "core/log/log-cursor.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/geoid.h"
#include "core/time/posix.h"

#define RADIANS (G_PI / 180)
#define EDITION_0601 16
#define EDITION_1107 4

/* Longest text of an item (ST 0601, section 8: 127 bytes). */
#define MAX_TEXT 127

/* Bytes of the components of ST 1107: steps of 15 um and 31 um/s. */
#define POSITION_BYTES 6
#define VELOCITY_BYTES 4

/* What a vehicle says at one time; NaN where it says nothing. */
typedef struct {
  double values[TLM_N_STANDARD_CHANNELS];
  double own[TLM_KLV_0601_TAGS];
  double north, east;      /* m/s over ground */
  gboolean said[TLM_N_STANDARD_CHANNELS];
  gboolean texts;          /* a text that has an item */
} Record;

struct _TlmKlvEncoder {
  TlmKlvEncodeOptions options;
  char *vehicle;                         /* whose packets they are, or NULL before the first */
  char *texts[TLM_KLV_0601_TAGS];
  GByteArray *items;                     /* of the set that is being written */
  GPtrArray *left_out;                   /* char *, each once */
  guint64 n_left_out;
};

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

static void
leave_out (TlmKlvEncoder *encoder, const char *what)
{
  encoder->n_left_out++;
  if (!g_ptr_array_find_with_equal_func (encoder->left_out, what, g_str_equal, NULL))
    g_ptr_array_add (encoder->left_out, g_strdup (what));
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

/* Items of the set */

static void
append_item (TlmKlvEncoder *encoder, guint tag, const guint8 *value, gsize size)
{
  const guint8 head[2] = { (guint8) tag, (guint8) size };

  g_byte_array_append (encoder->items, head, sizeof head);
  g_byte_array_append (encoder->items, value, (guint) size);
}

static void
append_time (TlmKlvEncoder *encoder, guint tag, guint64 time_us)
{
  guint8 bytes[8];

  tlm_klv_write_be (bytes, sizeof bytes, time_us);
  append_item (encoder, tag, bytes, sizeof bytes);
}

/* The set around the items: key, BER length (SMPTE 336, 3.2) and check sum. */
static void
append_set (TlmKlvEncoder *encoder, const guint8 *key, guint checksum,
    guint16 (*sum) (const guint8 *, gsize), GByteArray *out)
{
  guint start = out->len, length = encoder->items->len + 4;
  const guint8 size[3] = { 0x82, (guint8) (length >> 8), (guint8) length };
  guint8 end[4] = { (guint8) checksum, 2 };

  g_byte_array_append (out, key, TLM_KLV_KEY);
  if (length < 128)
    g_byte_array_append (out, &size[2], 1);
  else
    g_byte_array_append (out, size, sizeof size);
  g_byte_array_append (out, encoder->items->data, encoder->items->len);
  g_byte_array_append (out, end, 2);
  tlm_klv_write_be (end + 2, 2, sum (out->data + start, out->len - start));
  g_byte_array_append (out, end + 2, 2);
  g_byte_array_set_size (encoder->items, 0);
}

/* Gathering */

static guint
tag_of_own (const char *name, gboolean text)
{
  for (guint tag = 0; tag < TLM_KLV_0601_TAGS; tag++) {
    const TlmKlvItem *item = &tlm_klv_0601_items[tag];
    if (item->target == TLM_KLV_TARGET_OWN && item->name &&
        (item->code == TLM_KLV_TEXT) == text && strcmp (item->name, name) == 0)
      return tag;
  }
  return 0;
}

static void
gather_value (TlmKlvEncoder *encoder, Record *record, const TlmTrack *track, double value)
{
  const char *name = tlm_log_channel_name (track);
  guint own = tag_of_own (name, FALSE);
  TlmChannelId channel;

  if (own > 0)
    record->own[own] = value;
  else if (tlm_channel_from_name (name, &channel))
    record->values[channel] = value;
  else
    leave_out (encoder, name);
}

static gboolean
gather_text (TlmKlvEncoder *encoder, const char *name, const char *text)
{
  guint own = tag_of_own (name, TRUE);
  const char *end;

  if (own == 0) {
    leave_out (encoder, name);
    return FALSE;
  }
  end = strlen (text) > MAX_TEXT ? g_utf8_find_prev_char (text, text + MAX_TEXT + 1) :
      text + strlen (text);
  g_free (encoder->texts[own]);
  encoder->texts[own] = g_strndup (text, (gsize) (end - text));
  return TRUE;
}

static double
wrap (double degrees, double low)
{
  return degrees - 360 * floor ((degrees - low) / 360);
}

/* Angles within their circle, and what an altitude is above. */
static void
settle (const TlmKlvEncoder *encoder, Record *record)
{
  double *values = record->values;
  TlmChannelId height = encoder->options.datum == TLM_DATUM_MSL ? TLM_CHANNEL_ALTITUDE_MSL :
      TLM_CHANNEL_ALTITUDE_ELLIPSOID;

  values[TLM_CHANNEL_YAW] = wrap (values[TLM_CHANNEL_YAW], 0);
  values[TLM_CHANNEL_HEADING] = wrap (values[TLM_CHANNEL_HEADING], 0);
  values[TLM_CHANNEL_LONGITUDE] = wrap (values[TLM_CHANNEL_LONGITUDE], -180);
  record->north = values[TLM_CHANNEL_HORIZONTAL_SPEED] *
      cos (values[TLM_CHANNEL_HEADING] * RADIANS);
  record->east = values[TLM_CHANNEL_HORIZONTAL_SPEED] *
      sin (values[TLM_CHANNEL_HEADING] * RADIANS);
  if (encoder->options.datum == TLM_DATUM_UNDECLARED || encoder->options.datum == TLM_DATUM_AGL ||
      isnan (values[TLM_CHANNEL_ALTITUDE]))
    return;
  if (isnan (values[height]))
    values[height] = values[TLM_CHANNEL_ALTITUDE];
  record->said[TLM_CHANNEL_ALTITUDE] = TRUE;
}

static void
gather (TlmKlvEncoder *encoder, TlmLogCursor *cursor, gint64 time_ns, Record *record)
{
  *record = (Record) { .north = NAN, .east = NAN };
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    record->values[i] = NAN;
  for (guint i = 0; i < TLM_KLV_0601_TAGS; i++)
    record->own[i] = NAN;
  for (guint i = 0; i < cursor->vehicle->tracks->len; i++) {
    double value;
    if (tlm_log_cursor_value (cursor, i, time_ns, &value))
      gather_value (encoder, record, cursor->vehicle->tracks->pdata[i], value);
  }
  for (guint i = 0; i < cursor->vehicle->texts->len; i++) {
    const char *text = tlm_log_cursor_text (cursor, i, time_ns);
    if (text)
      record->texts |= gather_text (encoder,
          ((TlmTextTrack *) cursor->vehicle->texts->pdata[i])->name, text);
  }
  settle (encoder, record);
}

/* Writing */

/* The channel that an item says, or TLM_N_STANDARD_CHANNELS. */
static guint
channel_of (const TlmKlvItem *item)
{
  switch (item->target) {
    case TLM_KLV_TARGET_CHANNEL:
      return item->channel;
    case TLM_KLV_TARGET_MSL:
      return TLM_CHANNEL_ALTITUDE_MSL;
    case TLM_KLV_TARGET_ELLIPSOID:
      return TLM_CHANNEL_ALTITUDE_ELLIPSOID;
    default:
      return TLM_N_STANDARD_CHANNELS;
  }
}

static double
value_of (const Record *record, guint tag, const TlmKlvItem *item)
{
  guint channel = channel_of (item);
  double si = item->target == TLM_KLV_TARGET_OWN ? record->own[tag] :
      item->target == TLM_KLV_TARGET_NORTH ? record->north :
      item->target == TLM_KLV_TARGET_EAST ? record->east :
      record->said[channel] ? NAN : record->values[channel];

  return (si - item->offset) / (item->factor != 0 ? item->factor : 1);
}

static gboolean
write_item (TlmKlvEncoder *encoder, Record *record, guint tag)
{
  const TlmKlvItem *item = &tlm_klv_0601_items[tag];
  guint8 bytes[8];
  double value;

  if (item->code == TLM_KLV_NONE)
    return FALSE;
  if (item->code == TLM_KLV_TEXT) {
    if (encoder->texts[tag])
      append_item (encoder, tag, (const guint8 *) encoder->texts[tag],
          strlen (encoder->texts[tag]));
    return FALSE;
  }
  value = value_of (record, tag, item);
  if (isnan (value))
    return FALSE;
  if (!tlm_klv_write_number (bytes, item, value)) {
    if (item->target == TLM_KLV_TARGET_OWN)
      leave_out (encoder, item->name);
    return FALSE;
  }
  append_item (encoder, tag, bytes, item->size);
  if (channel_of (item) < TLM_N_STANDARD_CHANNELS)
    record->said[channel_of (item)] = TRUE;
  return TRUE;
}

/* The velocity over ground is said by its parts, where these fit, and by nothing
 * else. */
static void
choose_velocity (Record *record)
{
  if (fabs (record->north) <= tlm_klv_0601_items[79].maximum &&
      fabs (record->east) <= tlm_klv_0601_items[80].maximum)
    record->said[TLM_CHANNEL_HORIZONTAL_SPEED] = record->said[TLM_CHANNEL_HEADING] = TRUE;
  else
    record->north = record->east = NAN;
}

static gboolean
write_0601 (TlmKlvEncoder *encoder, Record *record, guint64 time_us, GByteArray *out)
{
  const guint8 version = EDITION_0601;
  gboolean any = record->texts;

  choose_velocity (record);
  append_time (encoder, TLM_KLV_0601_TIME, time_us);
  for (guint tag = TLM_KLV_0601_TIME + 1; tag < TLM_KLV_0601_TAGS; tag++) {
    any |= write_item (encoder, record, tag);
    if (tag == TLM_KLV_0601_VERSION)
      append_item (encoder, tag, &version, 1);
  }
  append_set (encoder, tlm_klv_key_0601, TLM_KLV_0601_CHECKSUM, tlm_klv_running_sum, out);
  return any;
}

/* Where it is, when the record says so. */
static gboolean
place_of (const Record *record, TlmGeodetic *place)
{
  const double *values = record->values;

  *place = (TlmGeodetic) { values[TLM_CHANNEL_LONGITUDE] * RADIANS,
    values[TLM_CHANNEL_LATITUDE] * RADIANS, values[TLM_CHANNEL_ALTITUDE_ELLIPSOID] };
  if (isnan (place->height_m) && !isnan (values[TLM_CHANNEL_ALTITUDE_MSL]))
    place->height_m = values[TLM_CHANNEL_ALTITUDE_MSL] +
        tlm_geoid_undulation_m (place->latitude_rad, place->longitude_rad);
  return isfinite (place->height_m) && isfinite (place->latitude_rad) &&
      isfinite (place->longitude_rad);
}

/* Earth-fixed axes; NaN when a part is not known. */
static TlmVec3
velocity_of (const Record *record, const TlmGeodetic *place)
{
  double heading = record->values[TLM_CHANNEL_HEADING] * RADIANS;
  double north = record->values[TLM_CHANNEL_HORIZONTAL_SPEED] * cos (heading);
  double east = record->values[TLM_CHANNEL_HORIZONTAL_SPEED] * sin (heading);
  double up = record->values[TLM_CHANNEL_VERTICAL_SPEED];
  double sin_lat = sin (place->latitude_rad), cos_lat = cos (place->latitude_rad);
  double sin_lon = sin (place->longitude_rad), cos_lon = cos (place->longitude_rad);
  double outward = up * cos_lat - north * sin_lat;

  return (TlmVec3) { outward * cos_lon - east * sin_lon, outward * sin_lon + east * cos_lon,
    up * sin_lat + north * cos_lat };
}

static gboolean
write_vector (TlmKlvEncoder *encoder, guint tag, gsize size, double reach, TlmVec3 vector)
{
  const double axes[3] = { vector.x, vector.y, vector.z };
  guint8 bytes[3][8];

  for (guint i = 0; i < 3; i++)
    if (!tlm_klv_write_imapb (bytes[i], size, -reach, reach, axes[i]))
      return FALSE;
  for (guint i = 0; i < 3; i++)
    append_item (encoder, tag + i, bytes[i], size);
  return TRUE;
}

static gboolean
is_waiting (const Record *record, TlmChannelId channel)
{
  return !isnan (record->values[channel]) && !record->said[channel];
}

/* What the set of ST 0601 could not hold. */
static gboolean
write_1107 (TlmKlvEncoder *encoder, Record *record, guint64 time_us, GByteArray *out)
{
  const guint8 version = EDITION_1107;
  TlmGeodetic place;
  gboolean *said = record->said;

  if (!is_waiting (record, TLM_CHANNEL_ALTITUDE_ELLIPSOID) &&
      !is_waiting (record, TLM_CHANNEL_ALTITUDE_MSL) &&
      !is_waiting (record, TLM_CHANNEL_VERTICAL_SPEED) &&
      !is_waiting (record, TLM_CHANNEL_HORIZONTAL_SPEED))
    return FALSE;
  if (!place_of (record, &place) || !write_vector (encoder, TLM_KLV_1107_POSITION,
          POSITION_BYTES, TLM_KLV_1107_REACH_M, tlm_geodetic_to_itrf (&place)))
    return FALSE;
  said[TLM_CHANNEL_ALTITUDE_ELLIPSOID] = said[TLM_CHANNEL_ALTITUDE_MSL] = TRUE;
  if (write_vector (encoder, TLM_KLV_1107_VELOCITY, VELOCITY_BYTES, TLM_KLV_1107_REACH_M_S,
          velocity_of (record, &place)))
    said[TLM_CHANNEL_VERTICAL_SPEED] = said[TLM_CHANNEL_HORIZONTAL_SPEED] =
        said[TLM_CHANNEL_HEADING] = said[TLM_CHANNEL_SPEED_RELATIVE] =
        said[TLM_CHANNEL_SPEED_INERTIAL] = said[TLM_CHANNEL_FLIGHT_PATH_ANGLE] = TRUE;
  append_time (encoder, TLM_KLV_1107_TIME, time_us);
  append_item (encoder, TLM_KLV_1107_VERSION, &version, 1);
  append_set (encoder, tlm_klv_key_1107, TLM_KLV_1107_CHECKSUM, tlm_klv_crc, out);
  return TRUE;
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
write_record (TlmKlvEncoder *encoder, Record *record, guint64 time_us, gint64 time_ns,
    GByteArray *out, GArray *packets)
{
  TlmLogLine packet = { time_ns, out->len, 0 };
  gboolean any = write_0601 (encoder, record, time_us, out);

  any |= write_1107 (encoder, record, time_us, out);
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (is_waiting (record, i))
      leave_out (encoder, tlm_channel_get (i)->name);
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
  Record record;
  gint64 time_ns;
  guint64 time_us;

  if (vehicle->name[0] && !encoder->texts[TLM_KLV_0601_PLATFORM])
    gather_text (encoder, tlm_klv_0601_items[TLM_KLV_0601_PLATFORM].name, vehicle->name);
  tlm_log_cursor_init (&cursor, vehicle);
  while (tlm_log_cursor_next (&cursor, &time_ns)) {
    gather (encoder, &cursor, time_ns, &record);
    if (time_of (encoder, clock, time_ns, &time_us))
      write_record (encoder, &record, time_us, time_ns, out, packets);
    else
      leave_out (encoder, "times before 1970");
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
      leave_out (encoder, vehicle->name);
  }
  for (guint i = 0; i < log->events->len; i++)
    leave_out (encoder, "events");
  return packets;
}
