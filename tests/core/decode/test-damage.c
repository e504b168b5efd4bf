/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Damage at random: bits flipped, bytes lost and put in, the ends cut, records shuffled,
 * doubled and swapped. No number may come of a record whose own check fails: what is
 * shown at an instant must be what the undamaged file shows there. Formats without a
 * check of their own only have to be read to the end, or refused.
 *
 * Checks are weak: an XOR, a sum of digits or of words misses some pairs of errors. A
 * scanner of this test's own, which knows each format's check and nothing else of the
 * decoders, looks for records that pass it and were not there before; where there is one,
 * what came of it is not judged, and it is counted. A seed makes each round the same again.
 * With --long, 2,000 rounds for each format. */
#include "core/space/orbit/tle.h"
#include "shared-data.h"
#include "wire-make.h"
#include "wire-util.h"

#define ROUNDS 60
#define LONG_ROUNDS 2000
#define MOST_OPERATIONS 5

static guint rounds = ROUNDS;

/* What may happen to a sample of a format. */
typedef enum {
  FLIPS = 1 << 0,            /* bits; not where values have no check */
  LENGTHS = 1 << 1,          /* bytes lost or put in, ends cut */
  RECORDS = 1 << 2,          /* doubled, swapped, moved; not where a record's place is its time */
  ANY = FLIPS | LENGTHS | RECORDS
} Damages;

/* A sample; RECORD finds the end of the record at a position. */
typedef struct {
  const char *name, *format;
  Damages damages;           /* of those a number must survive */
  GByteArray *(*make) (void);
  const char *path;          /* of a shared file, instead of make */
  gsize (*record) (const guint8 *data, gsize length, gsize at);
  /* Whether DATA has a record that passes its check and that ORIGINAL has not. */
  gboolean (*collides) (const GByteArray *data, const GByteArray *original);
  const char *columns;       /* what they mean, where nothing tells */
  const char *fields, *time, *map;       /* of packets */
  gboolean relative;         /* times count from the first record that is left */
} Sample;

/* ---- where records end */

static gsize
line_end (const guint8 *data, gsize length, gsize at)
{
  const guint8 *end = memchr (data + at, '\n', length - at);

  return end ? (gsize) (end - data) + 1 : length;
}

static gsize
two_lines (const guint8 *data, gsize length, gsize at)
{
  at = line_end (data, length, at);
  return at < length ? line_end (data, length, at) : length;
}

static gsize
klv_end (const guint8 *data, gsize length, gsize at)
{
  return at + 16 < length ? MIN (length, at + 17 + data[at + 16]) : length;
}

static gsize
packet_end (const guint8 *data, gsize length, gsize at)
{
  return MIN (length, at + 188);
}

static gsize
device_end (const guint8 *data, gsize length, gsize at)
{
  if (at + 8 > length)
    return length;
  return MIN (length, at + 8 + (((gsize) data[at + 5] * (gsize) (data[at + 6] << 8 | data[at + 7]) +
              3) & ~(gsize) 3));
}

static gsize
space_packet_end (const guint8 *data, gsize length, gsize at)
{
  return at + 6 < length ? MIN (length, at + 7 + ((gsize) data[at + 4] << 8 | data[at + 5])) :
      length;
}

#define FRAME 40

static gsize
frame_end (const guint8 *data, gsize length, gsize at)
{
  return MIN (length, at + 4 + FRAME);
}

static gsize
mavlink_end (const guint8 *data, gsize length, gsize at)
{
  return MIN (length, at + 8 + data[at + 1]);
}

/* ---- records that pass their check by chance */

/* Whether the N bytes at RECORD stand in ORIGINAL. */
static gboolean
was_there (const GByteArray *original, const guint8 *record, gsize n)
{
  return memmem (original->data, original->len, record, n) != NULL;
}

/* Where that is so seldom that no round met it. */
static gboolean
never_collides (const GByteArray *data, const GByteArray *original)
{
  return FALSE;
}

static gboolean
nmea_collides (const GByteArray *data, const GByteArray *original)
{
  for (guint i = 0; i < data->len; i++) {
    guint8 sum = 0;
    char due[3];
    guint k = i + 1;
    if (data->data[i] != '$')
      continue;
    for (; k < data->len && !strchr ("*\r\n", data->data[k]); k++)
      sum ^= data->data[k];
    g_snprintf (due, sizeof due, "%02X", sum);
    if (k + 2 < data->len && data->data[k] == '*' &&
        g_ascii_strncasecmp (due, (const char *) data->data + k + 1, 2) == 0 &&
        !was_there (original, data->data + i, k + 3 - i))
      return TRUE;
  }
  return FALSE;
}

/* How long the set is of which the length stands at P. */
static guint
set_length (const guint8 *p)
{
  return p[0] < 0x80 ? 17u + p[0] : p[0] == 0x81 ? 18u + p[1] :
      19u + ((guint) p[1] << 8 | p[2]);
}

static gboolean
klv_collides (const GByteArray *data, const GByteArray *original)
{
  static const guint8 label[] = { 0x06, 0x0e, 0x2b, 0x34 };

  for (guint i = 0; i + 20 < data->len; i++) {
    guint n = set_length (data->data + i + 16);
    guint16 sum = 0;
    if (memcmp (data->data + i, label, 4) != 0 || i + n > data->len || n < 20)
      continue;
    for (guint k = 0; k < n - 2; k++)
      sum = (guint16) (sum + (data->data[i + k] << (8 * ((k + 1) % 2))));
    if (sum == (data->data[i + n - 2] << 8 | data->data[i + n - 1]) &&
        !was_there (original, data->data + i, n))
      return TRUE;
  }
  return FALSE;
}

/* Sets stand within packets: the payloads of a PID are joined, as a demuxer would. */
static GByteArray *
payloads_of (const GByteArray *ts, guint pid)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i + 188 <= ts->len; i++) {
    guint begin = ts->data[i + 3] & 0x20 ? 5u + ts->data[i + 4] : 4;
    if (ts->data[i] != 0x47 || ((guint) (ts->data[i + 1] & 0x1f) << 8 | ts->data[i + 2]) != pid ||
        begin >= 188)
      continue;
    if (ts->data[i + 1] & 0x40 && begin + 9 < 188)
      begin = MIN (188, begin + 9 + ts->data[i + begin + 8]);
    g_byte_array_append (out, ts->data + i + begin, 188 - begin);
  }
  return out;
}

static gboolean
ts_collides (const GByteArray *data, const GByteArray *original)
{
  static const guint pids[] = { 300, 257 };

  for (gsize i = 0; i < G_N_ELEMENTS (pids); i++) {
    g_autoptr (GByteArray) a = payloads_of (data, pids[i]), b = payloads_of (original, pids[i]);
    if (klv_collides (a, b))
      return TRUE;
  }
  return FALSE;
}

static gboolean
tle_collides (const GByteArray *data, const GByteArray *original)
{
  for (gsize at = 0, end; at < data->len; at = end) {
    const guint8 *line = data->data + at;
    guint sum = 0;
    end = line_end (data->data, data->len, at);
    if (end - at < 69 || (line[0] != '1' && line[0] != '2'))
      continue;
    for (guint i = 0; i < 68; i++)
      sum += g_ascii_isdigit (line[i]) ? line[i] - '0' : line[i] == '-' ? 1 : 0;
    if (sum % 10 == (guint) (line[68] - '0') && !was_there (original, line, 69))
      return TRUE;
  }
  return FALSE;
}

/* Whether items fill N bytes. */
static gboolean
items_fit (const guint8 *p, gsize n)
{
  while (n >= 8) {
    gsize size = (gsize) p[5] * (gsize) (p[6] << 8 | p[7]), whole = 8 + ((size + 3) & ~(gsize) 3);
    if (whole > n || (p[4] == 0 && !items_fit (p + 8, size)))
      return FALSE;
    p += whole;
    n -= whole;
  }
  return n == 0;
}

static gboolean
gpmf_collides (const GByteArray *data, const GByteArray *original)
{
  for (guint i = 0; i + 8 <= data->len; i++) {
    gsize end = device_end (data->data, data->len, i);
    gsize left = data->len - end;
    gboolean ends = memcmp (data->data + end, "DEVC", MIN (4, left)) == 0 ||
        memcmp (data->data + end, "\0\0\0\0\0\0\0\0", MIN (8, left)) == 0;
    if (memcmp (data->data + i, "DEVC\0", 5) == 0 && ends && items_fit (data->data + i, end - i) &&
        !was_there (original, data->data + i, end - i))
      return TRUE;
  }
  return FALSE;
}

static guint16
crc_16 (guint16 crc, const guint8 *p, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    crc ^= (guint16) (p[i] << 8);
    for (int bit = 0; bit < 8; bit++)
      crc = (guint16) (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
  }
  return crc;
}

static gboolean
frames_collide (const GByteArray *data, const GByteArray *original)
{
  for (guint i = 0; i + FRAME <= data->len; i++)
    if (crc_16 (0xffff, data->data + i, FRAME) == 0 &&
        !was_there (original, data->data + i, FRAME))
      return TRUE;
  return FALSE;
}

static guint16
crc_x25 (guint16 crc, const guint8 *p, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    crc ^= p[i];
    for (int bit = 0; bit < 8; bit++)
      crc = (guint16) (crc & 1 ? crc >> 1 ^ 0x8408 : crc >> 1);
  }
  return crc;
}

/* MAVLink 1, GLOBAL_POSITION_INT, whose CRC_EXTRA is 104. */
static guint16
mavlink_sum (const guint8 *frame)
{
  static const guint8 extra = 104;

  return crc_x25 (crc_x25 (0xffff, frame + 1, 5 + (gsize) frame[1]), &extra, 1);
}

static gboolean
mavlink_collides (const GByteArray *data, const GByteArray *original)
{
  for (guint i = 0; i + 8 <= data->len; i++) {
    guint n = 8u + data->data[i + 1];
    if (data->data[i] == 0xfe && i + n <= data->len && data->data[i + 5] == 33 &&
        mavlink_sum (data->data + i) == (data->data[i + n - 2] | data->data[i + n - 1] << 8) &&
        !was_there (original, data->data + i, n))
      return TRUE;
  }
  return FALSE;
}

/* ---- samples made here */

static GByteArray *
make_nmea_log (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 60; i++)
    make_nmea_nth (out, i);
  return out;
}

static GByteArray *
make_klv (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 60; i++)
    make_klv_nth (out, i);
  return out;
}

static GByteArray *
make_stream (void)
{
  static const MakeTsStream stream = { .type = 0x06, .pid = 300, .registration = "KLVA" };
  g_autofree MakeTs *ts = g_new0 (MakeTs, 1);

  ts->bytes = g_byte_array_new ();
  ts->stride = 188;
  for (guint i = 0; i < 60; i++) {
    g_autoptr (GByteArray) set = g_byte_array_new ();
    make_klv_nth (set, i);
    if (i % 6 == 0)
      make_ts_tables (ts, &stream, 1);
    make_ts_pes (ts, 300, 90000 + 9000 * (gint64) i, set);
  }
  return ts->bytes;
}

static void
make_payload (GByteArray *out, guint i)
{
  g_autofree char *utc = g_strdup_printf ("2406010900%02u.000", i);

  make_gpmf (out, &(MakeGpmf) { .fix = 3, .utc = utc, .n = 18, .first_m = 100 + 18 * i, .step_m = 1 });
}

static GByteArray *
make_payloads (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 12; i++)
    make_payload (out, i);
  return out;
}

static GByteArray *
make_film (void)
{
  static const guint deltas[] = { 1000, 1000, 1000, 1000 };
  GByteArray *payloads[G_N_ELEMENTS (deltas)], *film;

  for (guint i = 0; i < G_N_ELEMENTS (deltas); i++) {
    payloads[i] = g_byte_array_new ();
    make_payload (payloads[i], i);
  }
  film = make_mp4 (payloads, G_N_ELEMENTS (deltas), &(MakeMp4) { .deltas = deltas,
      .n_deltas = G_N_ELEMENTS (deltas), .in_chunk = 1 });
  for (guint i = 0; i < G_N_ELEMENTS (deltas); i++)
    g_byte_array_unref (payloads[i]);
  return film;
}

static GByteArray *
make_frames (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 60; i++) {
    guint begin;
    make_be (out, 0x1acffc1d, 4);
    begin = out->len;
    make_be (out, 0x02a0, 2);
    make_be (out, i, 1);
    make_be (out, i, 1);
    make_be (out, 0x1800, 2);
    make_be (out, 0x0805, 2);
    make_be (out, 0xc000 | i, 2);
    make_be (out, FRAME - 6 - 2 - 6 - 1, 2);
    make_be (out, 1000 * (guint64) i, 4);
    make_be (out, 100 + 7 * (guint64) i, 4);
    while (out->len < begin + FRAME - 2)
      make_be (out, 0x55, 1);
    make_be (out, crc_16 (0xffff, out->data + begin, FRAME - 2), 2);
  }
  return out;
}

static void
make_le (GByteArray *out, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    make_be (out, value >> 8 * i & 255, 1);
}

static GByteArray *
make_mavlink (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 60; i++) {
    guint begin = out->len;
    make_be (out, 0xfe1c0000 | i << 8 | 1, 4);
    make_be (out, 0x0121, 2);
    make_le (out, 1000 + 100 * (guint64) i, 4);
    make_le (out, 473977418, 4);
    make_le (out, 85455939, 4);
    make_le (out, 488010 + 1000 * (guint64) i, 4);
    make_le (out, 10500, 4);
    make_le (out, 0, 6);
    make_le (out, 0xffff, 2);
    make_le (out, mavlink_sum (out->data + begin), 2);
  }
  return out;
}

static GByteArray *
make_elements (void)
{
  GByteArray *out = g_byte_array_new ();

  make_text (out,
      "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
      "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n"
      "1 04632U 70093B   04031.91070959 -.00000084  00000-0  10000-3 0  9955\n"
      "2 04632  11.4628 273.1101 1450506 207.6000 143.9350  1.20231981 44145\n"
      "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985\n"
      "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774\n");
  return out;
}

/* ---- damage */

static void
lose (GByteArray *data, GRand *rand)
{
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) data->len);
  guint n = (guint) g_rand_int_range (rand, 1, 65);

  g_byte_array_remove_range (data, at, MIN (n, data->len - at));
}

static void
put_in (GByteArray *data, guint at, const guint8 *bytes, guint n)
{
  guint old = data->len;

  g_byte_array_set_size (data, old + n);
  memmove (data->data + at + n, data->data + at, old - at);
  memcpy (data->data + at, bytes, n);
}

static void
put_in_noise (GByteArray *data, GRand *rand)
{
  guint8 noise[64];
  guint n = (guint) g_rand_int_range (rand, 1, 65);

  for (guint i = 0; i < n; i++)
    noise[i] = (guint8) g_rand_int (rand);
  put_in (data, (guint) g_rand_int_range (rand, 0, (gint32) data->len), noise, n);
}

static void
cut (GByteArray *data, GRand *rand)
{
  guint n = (guint) g_rand_int_range (rand, 0, (gint32) (data->len / 3 + 1));

  if (g_rand_boolean (rand))
    g_byte_array_remove_range (data, 0, n);
  else
    g_byte_array_set_size (data, data->len - n);
}

static void
flip (GByteArray *data, GRand *rand)
{
  for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
    data->data[g_rand_int_range (rand, 0, (gint32) data->len)] ^=
        (guint8) (1 << g_rand_int_range (rand, 0, 8));
}

/* Record INDEX of the undamaged data: a record that is put in somewhere is a whole one. */
static void
put_in_record (GByteArray *data, const GByteArray *record, GArray *ends, GRand *rand)
{
  guint place = (guint) g_rand_int_range (rand, 0, (gint32) ends->len);
  guint at = MIN (data->len, (guint) g_array_index (ends, gsize, place));

  put_in (data, at, record->data, record->len);
}

static GArray *
find_ends (const Sample *sample, const GByteArray *data)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize at = 0; at < data->len; g_array_append_val (ends, at))
    at = sample->record (data->data, data->len, at);
  return ends;
}

/* One record doubled, or taken out and put in elsewhere. */
static void
move_record (const Sample *sample, GByteArray *data, const GByteArray *original, GRand *rand)
{
  g_autoptr (GArray) ends = find_ends (sample, original);
  guint index = (guint) g_rand_int_range (rand, 0, (gint32) ends->len);
  gsize begin = index > 0 ? g_array_index (ends, gsize, index - 1) : 0;
  gsize n = g_array_index (ends, gsize, index) - begin;
  g_autoptr (GByteArray) record = g_byte_array_new ();

  g_byte_array_append (record, original->data + begin, (guint) n);
  if (g_rand_boolean (rand) && begin + n < data->len)
    g_byte_array_remove_range (data, (guint) begin, (guint) n);
  put_in_record (data, record, ends, rand);
}

static GByteArray *
damage (const Sample *sample, Damages kinds, const GByteArray *original, GRand *rand)
{
  GByteArray *data = g_byte_array_new ();

  make_append (data, original);
  /* Records first, while they are where they were. */
  for (int n = kinds & RECORDS ? g_rand_int_range (rand, 0, MOST_OPERATIONS) : 0; n > 0; n--)
    move_record (sample, data, original, rand);
  for (int n = g_rand_int_range (rand, 1, MOST_OPERATIONS); n > 0 && data->len > 1; n--) {
    gboolean lengths = (kinds & LENGTHS) && (g_rand_boolean (rand) || !(kinds & FLIPS));
    if (!lengths && kinds & FLIPS)
      flip (data, rand);
    else if (lengths && g_rand_boolean (rand))
      put_in_noise (data, rand);
    else if (lengths)
      (g_rand_int_range (rand, 0, 4) > 0 ? lose : cut) (data, rand);
  }
  return data;
}

/* ---- what is shown */

static TlmLog *
decode (const Sample *sample, const GByteArray *data, GError **error)
{
  TlmDecodeOptions options = { .format = sample->format, .columns = sample->columns,
    .packets = { .fields = sample->fields, .time = sample->time, .map = sample->map } };
  /* A block of exactly that size, so that a sanitizer sees a read past it. */
  g_autoptr (GBytes) bytes = g_bytes_new (data->data, data->len);

  return tlm_decode_bytes (bytes, "damaged", &options, error);
}

/* Every sample of LOG, its times moved by SHIFT. */
static GHashTable *
show (TlmLog *log, gint64 shift)
{
  GHashTable *samples = wire_samples_new ();

  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++) {
      const TlmTrack *track = vehicle->tracks->pdata[k];
      for (gsize n = 0; n < tlm_series_length (track->series); n++)
        g_hash_table_insert (samples, g_strdup_printf ("%s %s at %" G_GINT64_FORMAT, vehicle->name,
                track->name, shift + tlm_series_time (track->series, n)),
            g_strdup_printf ("%.17g", tlm_series_value (track->series, n)));
    }
  }
  return samples;
}

/* How much later the undamaged log has the first altitude of LOG: no two are the same. */
static gint64
find_shift (TlmLog *log, TlmLog *whole)
{
  const TlmSeries *damaged, *right = wire_track (whole, "", "altitude")->series;

  if (log->vehicles->len == 0)
    return 0;
  damaged = wire_track (log, "", "altitude")->series;
  for (gsize i = 0; i < tlm_series_length (right); i++)
    if (tlm_series_value (right, i) == tlm_series_value (damaged, 0))
      return tlm_series_time (right, i) - tlm_series_time (damaged, 0);
  return 0;
}

/* The first sample that the undamaged file has not, or NULL. To be freed. */
static char *
find_wrong (GHashTable *samples, GHashTable *right)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, samples);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (right, key), value) != 0)
      return g_strdup_printf ("%s is %s, right is %s", (char *) key, (char *) value,
          (char *) g_hash_table_lookup (right, key));
  return NULL;
}

static GByteArray *
load (const Sample *sample)
{
  GByteArray *out;
  g_autofree char *path = NULL, *content = NULL;
  gsize length;

  if (sample->make)
    return sample->make ();
  path = shared_data_path (sample->path);
  if (!path || !g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) content, (guint) MIN (length, 400000));
  return out;
}

/* ---- the rounds */

static gboolean
is_exact (const Sample *sample)
{
  return sample->collides != NULL;
}

/* One round. FALSE where it is not judged: a check was met by chance. */
static gboolean
run (const Sample *sample, const GByteArray *original, TlmLog *whole, GHashTable *right,
    guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GByteArray) data = damage (sample, is_exact (sample) ? sample->damages : ANY,
      original, rand);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = decode (sample, data, &error);
  g_autoptr (GHashTable) shown = NULL;
  g_autofree char *wrong = NULL;

  g_assert_true ((log == NULL) == (error != NULL));
  if (!log || !is_exact (sample))
    return TRUE;
  if (sample->collides (data, original))
    return FALSE;
  /* Without any date left, times count from the first record. */
  if (log->clock != whole->clock)
    return TRUE;
  shown = show (log, sample->relative ? find_shift (log, whole) : 0);
  wrong = find_wrong (shown, right);
  if (wrong)
    g_error ("%s, seed %u: %s", sample->name, seed, wrong);
  return TRUE;
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GByteArray) original = load (sample);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = original ? decode (sample, original, &error) : NULL;
  g_autoptr (GHashTable) right = NULL;
  guint n = original && original->len > 100000 && rounds == ROUNDS ? rounds / 10 : rounds, met = 0;

  if (!original)
    return;
  g_assert_no_error (error);
  right = show (log, 0);
  for (guint32 seed = 0; seed < n; seed++)
    met += !run (sample, original, log, right, seed);
  g_test_message ("%s: %u rounds, %u with a check met by chance", sample->name, n, met);
  g_assert_cmpuint (met, <, n / 2 + 1);
}

static gboolean
is_same (const TlmMeanElements *a, const TlmMeanElements *b)
{
  return a->epoch == b->epoch && a->catalogue_number == b->catalogue_number &&
      memcmp (&a->mean_motion, &b->mean_motion, 10 * sizeof (double)) == 0;
}

/* Element sets have no samples: what they say must be what one of the undamaged sets says,
 * or the file is refused. */
static void
test_elements (gconstpointer sample)
{
  static const Damages kinds[] = { RECORDS, FLIPS, FLIPS, ANY };
  g_autoptr (GByteArray) original = load (sample);
  g_autoptr (GArray) right = NULL;
  guint met = 0, read = 0;

  if (!original)
    return;
  right = tlm_tle_parse ((const char *) original->data, original->len, "right", NULL);
  for (guint32 seed = 0; seed < 10 * rounds; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GByteArray) data = damage (sample, kinds[seed % 4], original, rand);
    g_autofree char *text = g_memdup2 (data->data, data->len);
    g_autoptr (GArray) sets = tlm_tle_parse (text, data->len, "damaged", NULL);
    if (!sets)
      continue;
    if (tle_collides (data, original)) {
      met++;
      continue;
    }
    read++;
    for (guint i = 0; i < sets->len; i++) {
      const TlmMeanElements *set = &g_array_index (sets, TlmMeanElements, i);
      gboolean found = FALSE;
      for (guint k = 0; k < right->len; k++)
        found |= is_same (set, &g_array_index (right, TlmMeanElements, k));
      if (!found)
        g_error ("tle, seed %u: set %u is of no undamaged line", seed, i);
    }
  }
  g_test_message ("tle: %u rounds, %u read, %u with a digit sum met by chance", 10 * rounds, read,
      met);
}

static const Sample elements[] = {
  { .name = "tle", .make = make_elements, .record = line_end },
  { .name = "shared/elements", .path = "tle/SGP4-VER-first20.TLE", .record = line_end },
};

#define WEBCAST "dialect=spacex-webcast"

static const Sample samples[] = {
  { .name = "nmea", .format = "nmea", .damages = ANY, .make = make_nmea_log, .record = line_end,
    .collides = nmea_collides },
  { .name = "klv", .format = "klv", .damages = ANY, .make = make_klv, .record = klv_end,
    .collides = klv_collides },
  { .name = "mpegts", .format = "mpegts", .damages = ANY, .make = make_stream,
    .record = packet_end, .collides = ts_collides },
  { .name = "gpmf", .format = "gpmf", .damages = LENGTHS | RECORDS, .make = make_payloads,
    .record = device_end, .collides = gpmf_collides },
  { .name = "ccsds-tm", .format = "ccsds-tm", .damages = ANY, .make = make_frames,
    .record = frame_end, .collides = frames_collide, .fields = "T:uint32,A:uint32",
    .time = "T:ms", .map = "altitude=A:m" },
  /* Without stamps of a log two frames from the past in a row are a reboot. */
  { .name = "mavlink", .format = "mavlink", .damages = FLIPS | LENGTHS, .make = make_mavlink,
    .record = mavlink_end, .collides = mavlink_collides, .relative = TRUE },
  { .name = "shared/klv", .format = "mpegts", .damages = ANY, .path = "klv/h264_klv.ts",
    .record = packet_end, .collides = ts_collides },
  { .name = "shared/klv-0104", .format = "mpegts", .damages = LENGTHS,
    .path = "klv/aphill_klv_10s.ts", .record = packet_end, .collides = never_collides },
  { .name = "shared/gpmf", .format = "gpmf", .damages = LENGTHS | RECORDS,
    .path = "gpmf/hero7.raw", .record = device_end, .collides = gpmf_collides },
  { .name = "shared/tle", .format = "tle", .path = "tle/SGP4-VER-first20.TLE", .record = two_lines },
  { .name = "shared/webcast", .format = "json", .columns = WEBCAST, .path = "webcast/tess/stage2-raw.json",
    .record = line_end },
  { .name = "shared/starship", .format = "csv", .path = "webcast/starship-ift-1/telemetry.csv",
    .record = line_end },
  { .name = "shared/lines", .format = "jsonl", .columns = WEBCAST,
    .path = "webcast/spacex-crs-12/streaming/stage2-raw.json", .record = line_end },
  { .name = "shared/events", .format = "events", .path = "webcast/tess/events.json",
    .record = line_end },
  { .name = "shared/flight-computer", .format = "csv",
    .path = "flight-computer/telemetrum_prometheus.csv", .record = line_end },
  { .name = "shared/oem", .format = "oem", .path = "ndm/orekit/OEMExample5.txt", .record = line_end },
  { .name = "shared/oem-xml", .format = "oem", .path = "ndm/orekit/OEMExample3.xml",
    .record = line_end },
  { .name = "shared/omm", .format = "omm", .path = "ndm/orekit/OMMExample1.txt", .record = line_end },
  { .name = "shared/packets", .format = "ccsds-spp", .fields = "T:uint32,A:uint16", .time = "T:ms",
    .path = "packets/jpss/J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1", .record = space_packet_end },
  { .name = "shared/packets-hs", .format = "ccsds-spp", .fields = "T:uint32,A:uint16",
    .time = "T:ms", .record = space_packet_end, .path = "packets/hs/apid001/"
        "SSAT1_2015-180-00-00-00_2015-180-01-59-58_1_1_sim.tlm" },
  { .name = "mp4", .format = "mp4", .make = make_film, .record = device_end },
  { .name = "shared/opm", .format = "opm", .path = "ndm/orekit/OPMExample1.txt", .record = line_end },
};

int
main (int argc, char **argv)
{
  gboolean shared;

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--long") == 0)
      rounds = LONG_ROUNDS;
  shared = shared_data_there ("/damage/third-party");
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *path = g_strconcat ("/damage/", samples[i].name, NULL);
    if (samples[i].make || shared)
      g_test_add_data_func (path, &samples[i], test_sample);
  }
  g_test_add_data_func ("/damage/tle", &elements[0], test_elements);
  if (shared)
    g_test_add_data_func ("/damage/shared/elements", &elements[1], test_elements);
  return g_test_run ();
}
