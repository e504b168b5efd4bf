/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/ccsds-time.h"

#include "core/base/error.h"
#include "core/time/sum.h"
#include "core/time/utc.h"

#define DAY_S 86400
#define DAYS_1958 G_GINT64_CONSTANT (-4383) /* 1970-01-01 to 1958-01-01 */
#define EPOCH_1958 (DAYS_1958 * DAY_S * TLM_SECOND) /* the same day, in TAI */

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *message, ...)
{
  va_list args;

  va_start (args, message);
  g_autofree char *text = g_strdup_vprintf (message, args);
  va_end (args);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "CCSDS time code: %s", text);
  return FALSE;
}

/* N octets, at most 8, most significant first. */
static guint64
big_endian (const guint8 *data, guint n)
{
  guint64 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | data[i];
  return value;
}

/* 3.2.2: the second octet adds to the counts of the first. */
static gboolean
cuc_preamble (const guint8 *data, gboolean extended, TlmCcsdsTime *out,
    GError **error)
{
  out->coarse_octets = (data[0] >> 2 & 3u) + 1;
  out->fine_octets = data[0] & 3u;
  if (!extended)
    return TRUE;
  if (data[1] & 0x80)
    return fail (error, "P-field %02X %02X announces a third octet; two are "
        "defined", data[0], data[1]);
  out->coarse_octets += data[1] >> 5 & 3u;
  out->fine_octets += data[1] >> 2 & 7u;
  return TRUE;
}

/* 3.3.2 */
static gboolean
cds_preamble (const guint8 *data, gboolean extended, TlmCcsdsTime *out,
    GError **error)
{
  guint submilli = data[0] & 3u;

  if (extended || submilli == 3)
    return fail (error, "P-field %02X: a day-segmented code has no %s",
        data[0], extended ? "second octet" : "resolution 11");
  out->agency_epoch = (data[0] & 8) != 0;
  out->day_octets = data[0] & 4 ? 3 : 2;
  out->submilli_octets = submilli * 2;
  return TRUE;
}

/* 3.4.2 */
static gboolean
ccs_preamble (const guint8 *data, gboolean extended, TlmCcsdsTime *out,
    GError **error)
{
  guint resolution = data[0] & 7u;

  if (extended || resolution == 7)
    return fail (error, "P-field %02X: a calendar-segmented code has no %s",
        data[0], extended ? "second octet" : "resolution 111");
  out->day_of_year = (data[0] & 8) != 0;
  out->subsecond_octets = resolution;
  return TRUE;
}

static guint
cuc_size (const TlmCcsdsTime *format)
{
  return format->coarse_octets >= 1 && format->coarse_octets <= 7
      && format->fine_octets <= 10
      ? format->coarse_octets + format->fine_octets : 0;
}

static guint
cds_size (const TlmCcsdsTime *format)
{
  return (format->day_octets == 2 || format->day_octets == 3)
      && (format->submilli_octets == 0 || format->submilli_octets == 2
          || format->submilli_octets == 4)
      ? format->day_octets + 4 + format->submilli_octets : 0;
}

static guint
ccs_size (const TlmCcsdsTime *format)
{
  return format->subsecond_octets <= 6 ? 7 + format->subsecond_octets : 0;
}

/* A binary fraction of N octets, to the nearest ns; 2^-64 s is the least
 * that can matter. May be a whole second. */
static gint64
fraction_ns (const guint8 *data, guint n)
{
  guint used = MIN (n, 8);
  guint64 fraction = used ? big_endian (data, used) << (64 - 8 * used) : 0;
  guint64 high = (fraction >> 32) * (guint64) TLM_SECOND;
  guint64 low = (fraction & G_GUINT64_CONSTANT (0xffffffff))
      * (guint64) TLM_SECOND;

  return (gint64) ((high + (low >> 32) + (1u << 31)) >> 32);
}

static gboolean
cuc_read (const TlmCcsdsTime *format, TlmInstant agency_epoch,
    const guint8 *data, TlmInstant *out, GError **error)
{
  gboolean agency = format->code == TLM_CCSDS_CUC_AGENCY;
  gint64 epoch = agency ? agency_epoch : EPOCH_1958;
  gint64 seconds = (gint64) big_endian (data, format->coarse_octets);
  gint64 ns = fraction_ns (data + format->coarse_octets, format->fine_octets);
  gint64 count, result;

  if (epoch == TLM_TIME_NONE)
    return fail (error, "it counts from an agency's epoch, which is not "
        "given");
  if (__builtin_mul_overflow (seconds, TLM_SECOND, &count)
      || __builtin_add_overflow (count, ns, &count)
      || __builtin_add_overflow (epoch, count, &result)
      || !tlm_time_is_usual (TLM_CLOCK_TAI, result))
    return fail (error, "%" G_GINT64_FORMAT " s after the epoch is outside "
        "the years 1900 to 2200", seconds);
  *out = result;
  return TRUE;
}

/* Days from 1970-01-01 to the agency's epoch. */
static gboolean
epoch_days (TlmInstant agency_epoch, gint64 *days, GError **error)
{
  TlmUtc utc;

  if (!tlm_instant_to_utc (agency_epoch, &utc))
    return fail (error, "its days count from an agency's epoch, which is not "
        "given");
  if (utc.hour || utc.minute || utc.second || utc.nanosecond)
    return fail (error, "the agency's epoch of a day-segmented code is not a "
        "midnight of UTC");
  *days = tlm_days_from_date (utc.year, utc.month, utc.day);
  return TRUE;
}

static gboolean
cds_read (const TlmCcsdsTime *format, TlmInstant agency_epoch,
    const guint8 *data, TlmInstant *out, GError **error)
{
  gint64 epoch = DAYS_1958;
  gint64 day = (gint64) big_endian (data, format->day_octets);
  guint64 ms = big_endian (data + format->day_octets, 4);
  guint64 sub = big_endian (data + format->day_octets + 4,
      format->submilli_octets);
  guint64 limit = format->submilli_octets == 4 ? 1000000000 : 1000;

  if (format->agency_epoch && !epoch_days (agency_epoch, &epoch, error))
    return FALSE;
  if (sub >= limit)
    return fail (error, "%" G_GUINT64_FORMAT " parts of a millisecond, of "
        "which there are %" G_GUINT64_FORMAT, sub, limit);
  gint ns = (gint) (ms % 1000 * 1000000)
      + (gint) (format->submilli_octets == 4 ? sub / 1000 : sub * 1000);
  if (!tlm_instant_from_utc_day ((epoch + day) * DAY_S, (gint) (ms / 1000), ns,
          out))
    return fail (error, "day %" G_GINT64_FORMAT " has no millisecond %"
        G_GUINT64_FORMAT, day, ms);
  return TRUE;
}

/* N octets of two binary-coded decimals each, at most 4; -1 when one is no
 * decimal. */
static gint
decimals (const guint8 *data, guint n)
{
  gint value = 0;

  for (guint i = 0; i < n; i++) {
    guint high = data[i] >> 4, low = data[i] & 15u;

    if (high > 9 || low > 9)
      return -1;
    value = value * 100 + (gint) (high * 10 + low);
  }
  return value;
}

/* The subseconds, cut at the nanosecond; -1 when one is no decimal. */
static gint
subsecond_ns (const guint8 *data, guint n)
{
  gint first = decimals (data, MIN (n, 4));
  gint rest = n > 4 ? decimals (data + 4, n - 4) : 0;

  if (first < 0 || rest < 0)
    return -1;
  for (guint i = n; i < 4; i++)
    first *= 100;
  return first * 10 + (n > 4 ? data[4] >> 4 : 0);
}

static gboolean
ccs_read (const TlmCcsdsTime *format, TlmInstant agency_epoch,
    const guint8 *data, TlmInstant *out, GError **error)
{
  TlmUtc utc = {
    .year = decimals (data, 2),
    .month = decimals (data + 2, 1),
    .day = decimals (data + 3, 1),
    .hour = decimals (data + 4, 1),
    .minute = decimals (data + 5, 1),
    .second = decimals (data + 6, 1),
    .nanosecond = subsecond_ns (data + 7, format->subsecond_octets)
  };
  gboolean valid = TRUE;

  if (format->day_of_year)
    valid = tlm_date_from_day_of_year (utc.year, decimals (data + 2, 2),
        &utc.month, &utc.day);
  if (!valid || !tlm_instant_from_utc (&utc, out))
    return fail (error, "%02X%02X %02X %02X %02X:%02X:%02X is no date and "
        "time in decimals of the years 1900 to 2200", data[0], data[1],
        data[2], data[3], data[4], data[5], data[6]);
  return TRUE;
}

static const struct {
  TlmCcsdsCode code;
  gboolean (*preamble) (const guint8 *data, gboolean extended,
      TlmCcsdsTime *out, GError **error);
  guint (*size) (const TlmCcsdsTime *format);
  gboolean (*read) (const TlmCcsdsTime *format, TlmInstant agency_epoch,
      const guint8 *data, TlmInstant *out, GError **error);
} codes[] = {
  { .code = TLM_CCSDS_CUC_TAI, .preamble = cuc_preamble, .size = cuc_size, .read = cuc_read },
  { .code = TLM_CCSDS_CUC_AGENCY, .preamble = cuc_preamble, .size = cuc_size, .read = cuc_read },
  { .code = TLM_CCSDS_CDS, .preamble = cds_preamble, .size = cds_size, .read = cds_read },
  { .code = TLM_CCSDS_CCS, .preamble = ccs_preamble, .size = ccs_size, .read = ccs_read },
};

/* Index into codes; its length when there is no such code. */
static guint
find_code (guint code)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (codes) && codes[i].code != code)
    i++;
  return i;
}

guint
tlm_ccsds_time_preamble (const guint8 *data, gsize len, TlmCcsdsTime *format,
    GError **error)
{
  g_return_val_if_fail (data != NULL && format != NULL, 0);
  if (len == 0)
    return (guint) fail (error, "no P-field: no bytes are left");
  gboolean extended = (data[0] & 0x80) != 0;
  guint code = data[0] >> 4 & 7u;
  guint i = find_code (code);
  if (i == G_N_ELEMENTS (codes))
    return (guint) fail (error, "P-field %02X has code %u; known are 1 and 2 "
        "(CUC), 4 (CDS) and 5 (CCS)", data[0], code);
  if (extended && len < 2)
    return (guint) fail (error, "the P-field's second octet is cut off");
  TlmCcsdsTime read = { .code = codes[i].code };
  if (!codes[i].preamble (data, extended, &read, error))
    return 0;
  *format = read;
  return extended ? 2 : 1;
}

guint
tlm_ccsds_time_size (const TlmCcsdsTime *format)
{
  g_return_val_if_fail (format != NULL, 0);
  guint i = find_code (format->code);
  return i < G_N_ELEMENTS (codes) ? codes[i].size (format) : 0;
}

gboolean
tlm_ccsds_time_read (const TlmCcsdsTime *format, TlmInstant agency_epoch,
    const guint8 *data, gsize len, TlmInstant *out, GError **error)
{
  guint size = tlm_ccsds_time_size (format);

  g_return_val_if_fail (data != NULL && out != NULL && size > 0, FALSE);
  if (len < size)
    return fail (error, "%" G_GSIZE_FORMAT " bytes are left of a T-field of "
        "%u", len, size);
  return codes[find_code (format->code)].read (format, agency_epoch, data, out,
      error);
}

guint
tlm_ccsds_time_read_preambled (const guint8 *data, gsize len,
    TlmInstant agency_epoch, TlmInstant *out, GError **error)
{
  TlmCcsdsTime format;
  guint preamble = tlm_ccsds_time_preamble (data, len, &format, error);

  if (preamble == 0 || !tlm_ccsds_time_read (&format, agency_epoch,
          data + preamble, len - preamble, out, error))
    return 0;
  return preamble + tlm_ccsds_time_size (&format);
}
