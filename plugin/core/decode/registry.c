/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/registry.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/bytes.h"
#include "core/decode/cost.h"
#include "core/decode/decoders.h"
#include "core/decode/reader.h"
#include "core/log/outliers.h"
#include "core/decode/unread.h"

#define HEAD_BYTES 65536
#define SHOWN_BYTES 4
/* Below this a probe is not sure: others look further into the head. */
#define SURE 70
/* Below this a decoder that cannot read it may have been the wrong one. */
#define LIKELY 50

#define ROW(name) &tlm_decoder_##name,
static const TlmDecoder *const decoders[] = { TLM_DECODERS (ROW) };
#undef ROW

const TlmDecoder *const *
tlm_decoder_table (gsize *n_decoders)
{
  g_return_val_if_fail (n_decoders != NULL, NULL);
  *n_decoders = G_N_ELEMENTS (decoders);
  return decoders;
}

static gboolean
has_extension (const TlmDecoder *decoder, const char *filename)
{
  const char *dot = filename ? strrchr (filename, '.') : NULL;
  g_auto (GStrv) extensions = g_strsplit (decoder->extensions, " ", -1);
  g_autofree char *extension = dot ? g_ascii_strdown (dot + 1, -1) : NULL;

  return extension && g_strv_contains ((const char *const *) extensions, extension);
}

static char *
known_formats (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", decoders[i]->name);
  return g_string_free (names, FALSE);
}

const TlmDecoder *
tlm_decoder_by_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    if (g_ascii_strcasecmp (decoders[i]->name, name) == 0)
      return decoders[i];
  return NULL;
}

static const TlmDecoder *
find_by_name (const char *name, GError **error)
{
  const TlmDecoder *decoder = tlm_decoder_by_name (name);
  g_autofree char *known = NULL;

  if (decoder)
    return decoder;
  known = known_formats ();
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "\"%s\" is no known format; known formats: %s", tlm_head (name, 32).text, known);
  return NULL;
}

static void
set_unknown (const guint8 *head, gsize length, GError **error)
{
  g_autofree char *known = known_formats ();
  g_autoptr (GString) found = g_string_new (NULL);

  /* A mission may name any file: what is in one that is no telemetry is not told. */
  if (tlm_bytes_are_text (head, MIN (length, HEAD_BYTES))) {
    g_string_append (found, "is some other text");
  } else {
    g_string_append (found, "begins with bytes");
    for (gsize i = 0; i < MIN (length, SHOWN_BYTES); i++)
      g_string_append_printf (found, " %02x", head[i]);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "not a telemetry format: it %s, and nothing that is known follows; say format=NAME where it "
      "is one of the known formats: %s", found->str, known);
}

/* Names that any text may have say nothing. */
static gboolean
says_nothing (const char *filename)
{
  return g_str_has_suffix (filename, ".txt") || g_str_has_suffix (filename, ".log");
}

/* What a name says, where the content says nothing. */
static const TlmDecoder *
find_by_extension (const char *filename)
{
  for (gsize i = 0; filename && !says_nothing (filename) && i < G_N_ELEMENTS (decoders); i++)
    if (has_extension (decoders[i], filename))
      return decoders[i];
  return NULL;
}

/* The decoder that is surest, and twice how sure it is: the name of the file breaks
 * ties. */
typedef struct {
  const TlmDecoder *decoder;
  guint score;
} Choice;

static void
consider (Choice *best, const TlmDecoder *decoder, guint score, const char *filename)
{
  score = 2 * score + (score > 0 && has_extension (decoder, filename));
  if (score > best->score)
    *best = (Choice) { decoder, score };
}

static Choice
choose (const guint8 *head, gsize length, const char *filename, const TlmDecodeOptions *options)
{
  Choice best = { 0 };
  gboolean sure;

  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    consider (&best, decoders[i], decoders[i]->probe (head, length), filename);
  sure = best.score >= 2 * SURE;
  for (gsize i = 0; !sure && i < G_N_ELEMENTS (decoders); i++)
    if (decoders[i]->search)
      consider (&best, decoders[i], decoders[i]->search (head, length, options), filename);
  return best;
}

const TlmDecoder *
tlm_decoder_find (const guint8 *head, gsize length, const char *filename,
    const TlmDecodeOptions *options, GError **error)
{
  const TlmDecodeOptions none = { 0 };
  const TlmDecoder *best;

  g_return_val_if_fail (head != NULL || length == 0, NULL);
  if (options && options->format) {
    best = find_by_name (options->format, error);
    if (!best)
      tlm_error_make_safe (error);
    return best;
  }
  if (tlm_unread_find (head, length, error))
    return NULL;
  length = MIN (length, HEAD_BYTES);
  best = choose (head, length, filename, options ? options : &none).decoder;
  if (!best && tlm_bytes_are_text (head, length))
    best = find_by_extension (filename);
  if (!best) {
    set_unknown (head, length, error);
    tlm_error_make_safe (error);
  }
  return best;
}

static gboolean
starts_with (GBytes *bytes, const char *mark, gsize n)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length >= n && memcmp (data, mark, n) == 0;
}

static GBytes *
convert_utf16 (GBytes *bytes, const char *charset, GError **error)
{
  gsize length, written;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) problem = NULL;
  char *text = g_convert (data + 2, (gssize) (length - 2), "UTF-8", charset, NULL, &written,
      &problem);

  if (text)
    return g_bytes_new_take (text, written);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "marked as %s and broken: %s; save it as UTF-8",
      charset, problem->message);
  return NULL;
}

/* The data without its byte-order mark, as UTF-8. A new reference. */
static GBytes *
take_mark (GBytes *bytes, GError **error)
{
  if (starts_with (bytes, "\xef\xbb\xbf", 3))
    return g_bytes_new_from_bytes (bytes, 3, g_bytes_get_size (bytes) - 3);
  if (starts_with (bytes, "\xff\xfe", 2) && !starts_with (bytes, "\xff\xfe\0\0", 4))
    return convert_utf16 (bytes, "UTF-16LE", error);
  if (starts_with (bytes, "\xfe\xff", 2))
    return convert_utf16 (bytes, "UTF-16BE", error);
  return g_bytes_ref (bytes);
}

/* Says how the decoder was found that could not read it, where that is in doubt. */
static void
doubt_choice (const TlmDecoder *decoder, const guint8 *data, gsize length, const char *source,
    const TlmDecodeOptions *options, GError **error)
{
  char *message;

  if (!error || options->format ||
      choose (data, MIN (length, HEAD_BYTES), source, options).score >= 2 * LIKELY)
    return;
  message = g_strdup_printf ("%s; it was taken for %s, where it is something else say format=NAME",
      (*error)->message, decoder->name);
  g_free ((*error)->message);
  (*error)->message = message;
}

static gboolean
read_all (const TlmDecoder *decoder, TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error)
{
  TlmCost cost;

  if (decoder->feed)
    return tlm_reader_decode (decoder->feed, log, data, length, options, error);
  tlm_cost_begin (&cost);
  return decoder->decode (log, data, length, options, error) && tlm_cost_fits (&cost, log, error);
}

static TlmLog *
new_log (const TlmDecoder *decoder, const char *source, const TlmDecodeOptions *options)
{
  TlmLog *log = tlm_log_new (decoder->name, source);

  log->keep_outliers = options->keep_outliers;
  log->longest_gap_ns = options->longest_gap_ns;
  return log;
}

/* Reads it again by the clock of another column where that of LOG is no good; NULL where there
 * is none, or it gives no more rows. */
static TlmLog *
read_by_clock (const TlmDecoder *decoder, const TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options)
{
  TlmDecodeOptions better = *options;
  g_autoptr (TlmLog) again = NULL;

  if (!log->better_columns)
    return NULL;
  better.columns = log->better_columns;
  again = new_log (decoder, log->source, options);
  if (!read_all (decoder, again, data, length, &better, NULL) || again->n_good < log->n_good)
    return NULL;
  tlm_log_note (again, "what was taken for the time stands still or begins again; the time is read "
      "as by columns=\"%s\"", log->better_columns);
  return g_steal_pointer (&again);
}

static TlmLog *
decode (const guint8 *data, gsize length, const char *source, const TlmDecodeOptions *options,
    GError **error)
{
  const TlmDecodeOptions none = { 0 };
  const TlmDecoder *decoder;
  g_autoptr (TlmLog) log = NULL, again = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean is_read;
  guint told = 0;

  options = options ? options : &none;
  if (length == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "it is empty");
    return NULL;
  }
  decoder = tlm_decoder_find (data, length, source, options, error);
  if (!decoder)
    return NULL;
  log = new_log (decoder, source, options);
  is_read = read_all (decoder, log, data, length, options, &problem);
  again = read_by_clock (decoder, log, data, length, options);
  if (!is_read && !again) {
    doubt_choice (decoder, data, length, source, options, &problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (again) {
    tlm_log_free (log);
    log = g_steal_pointer (&again);
  }
  tlm_log_seal (log);
  tlm_outliers_judge_log (log, TLM_OUTLIERS_END);
  tlm_log_tell (log, &told);
  return g_steal_pointer (&log);
}

TlmLog *
tlm_decode_bytes (GBytes *bytes, const char *source, const TlmDecodeOptions *options,
    GError **error)
{
  g_autoptr (GBytes) text = NULL;
  TlmLog *log = NULL;
  gsize length;

  g_return_val_if_fail (bytes != NULL && source != NULL, NULL);
  text = take_mark (bytes, error);
  if (text) {
    const guint8 *data = g_bytes_get_data (text, &length);
    log = decode (data, length, source, options, error);
  }
  if (!log) {
    g_prefix_error (error, "%s: ", source);
    tlm_error_make_safe (error);
  }
  return log;
}
