/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/cell.h"
#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-message.h"

/* Most columns of a state: epoch, position, velocity, acceleration. */
#define MAX_COLUMNS 10

#define EXCERPT 40

/* Keyword-value notation (CCSDS 502.0-B-3, section 7). */
typedef struct {
  TlmNdm *ndm;
  const char *at, *end;
  guint line;
  gboolean begun;              /* a message is open */
  gboolean in_meta;            /* OEM: between META_START and META_STOP */
  gboolean in_covariance;
  gboolean is_cut;             /* the line has no end: the file may be cut within */
} Reader;

static TlmCell
strip (TlmCell piece)
{
  while (piece.length > 0 && g_ascii_isspace (piece.text[0])) {
    piece.text++;
    piece.length--;
  }
  while (piece.length > 0 && g_ascii_isspace (piece.text[piece.length - 1]))
    piece.length--;
  return piece;
}

/* Lines end with LF, CR LF or CR. */
static gboolean
next_line (Reader *reader, TlmCell *line)
{
  const char *start = reader->at, *end = start;

  if (start == reader->end)
    return FALSE;
  while (end < reader->end && *end != '\n' && *end != '\r')
    end++;
  reader->at = end;
  reader->is_cut = end == reader->end;
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  reader->line++;
  *line = strip ((TlmCell) { start, (gsize) (end - start) });
  return TRUE;
}

static gboolean
take_comment (Reader *reader, TlmCell line)
{
  if (line.length < 7 || memcmp (line.text, "COMMENT", 7) != 0
      || (line.length > 7 && !g_ascii_isspace (line.text[7])))
    return FALSE;
  tlm_ndm_comment (reader->ndm, line.text + 7, line.length - 7);
  return TRUE;
}

/* A message, or the segment of one, ends where the next begins. */
static gboolean
end_segment (Reader *reader, GError **error)
{
  gboolean oem = reader->ndm->message == TLM_NDM_OEM;

  if (reader->in_meta || reader->in_covariance)
    return tlm_ndm_fail (reader->line, error, "found no %s before here, expected it",
        reader->in_meta ? "META_STOP" : "COVARIANCE_STOP");
  return (oem && !reader->ndm->in_data) || tlm_ndm_end_segment (reader->ndm, reader->line, error);
}

static gboolean
end_message (Reader *reader, GError **error)
{
  return !reader->begun || (end_segment (reader, error)
      && tlm_ndm_end (reader->ndm, reader->line, error));
}

/* CCSDS_OEM_VERS and the like. */
static gboolean
take_version (Reader *reader, TlmCell key, TlmCell value, GError **error)
{
  TlmNdmMessage message = tlm_ndm_message_find (key.text + 6, key.length - 11);
  g_autofree char *version = tlm_cell_dup (value, EXCERPT);

  if (message == TLM_NDM_N_MESSAGES)
    return tlm_ndm_fail (reader->line, error, "found %s, expected CCSDS_OEM_VERS, CCSDS_OPM_VERS "
        "or CCSDS_OMM_VERS", tlm_head_of (key.text, key.length, EXCERPT).text);
  if (!end_message (reader, error))
    return FALSE;
  reader->begun = TRUE;
  return tlm_ndm_begin (reader->ndm, message, reader->line, version, error);
}

static gboolean
is_version (TlmCell key)
{
  return key.length > 11 && memcmp (key.text, "CCSDS_", 6) == 0
      && memcmp (key.text + key.length - 5, "_VERS", 5) == 0;
}

/* "6655.9942 [km]" is a number and its unit. */
static TlmCell
split_unit (TlmCell *value)
{
  const char *bracket;

  if (value->length == 0 || value->text[value->length - 1] != ']')
    return (TlmCell) { NULL, 0 };
  bracket = memrchr (value->text, '[', value->length);
  if (!bracket)
    return (TlmCell) { NULL, 0 };
  TlmCell unit = { bracket, value->length - (gsize) (bracket - value->text) };
  *value = strip ((TlmCell) { value->text, (gsize) (bracket - value->text) });
  return unit;
}

static gboolean
take_field (Reader *reader, TlmCell line, const char *equals, GError **error)
{
  TlmCell key = strip ((TlmCell) { line.text, (gsize) (equals - line.text) });
  TlmCell value = strip ((TlmCell) { equals + 1, line.length - (gsize) (equals + 1 - line.text) });
  TlmCell unit;

  if (is_version (key))
    return take_version (reader, key, value, error);
  if (!reader->begun)
    return tlm_ndm_fail (reader->line, error, "found %s, expected CCSDS_OEM_VERS = 2.0 or the like "
        "first", tlm_head_of (key.text, key.length, EXCERPT).text);
  if (reader->ndm->message == TLM_NDM_OEM && reader->ndm->in_data)
    return tlm_ndm_fail (reader->line, error, "found %s among the states, expected EPOCH X Y Z "
        "X_DOT Y_DOT Z_DOT, or META_START before another segment",
        tlm_head_of (key.text, key.length, EXCERPT).text);
  if (reader->is_cut)
    return tlm_ndm_cut_field (reader->ndm, reader->line, key.text, key.length, error);
  unit = split_unit (&value);
  return tlm_ndm_field (reader->ndm, reader->line, key.text, key.length, value.text, value.length,
      unit.text, unit.length, error);
}

static guint
split_columns (TlmCell line, TlmCell columns[MAX_COLUMNS])
{
  const char *at = line.text, *end = at + line.length;
  guint n = 0;

  while (at < end) {
    const char *start;
    while (at < end && g_ascii_isspace (*at))
      at++;
    start = at;
    while (at < end && !g_ascii_isspace (*at))
      at++;
    if (n < MAX_COLUMNS && at > start)
      columns[n] = (TlmCell) { start, (gsize) (at - start) };
    n += at > start;
  }
  return n;
}

/* The last number may want digits: that would be another state. */
static gboolean
take_cut_state (Reader *reader, GError **error)
{
  tlm_log_warn (reader->ndm->log, "line %u: the file ends within this line: the state is not used, "
      "since a number may be cut; end it with a line feed if it is whole", reader->line);
  return tlm_ndm_remark (reader->ndm, reader->line, error, "found the end of the file within the line "
      "of a state, expected the end of the line; the state is not used");
}

static gboolean
take_state (Reader *reader, TlmCell line, GError **error)
{
  TlmCell columns[MAX_COLUMNS];
  guint n = split_columns (line, columns);

  if (reader->is_cut)
    return take_cut_state (reader, error);
  if (n != 7 && n != 10)
    return tlm_ndm_fail (reader->line, error, "found %u column%s in \"%s\", expected 7 (EPOCH X Y Z "
        "X_DOT Y_DOT Z_DOT) or 10 with X_DDOT Y_DDOT Z_DDOT", n, n == 1 ? "" : "s",
        tlm_head_of (line.text, line.length, EXCERPT).text);
  for (guint i = 0; i < n; i++)
    if (!tlm_ndm_block_set (&reader->ndm->block, TLM_NDM_EPOCH + i, reader->line, columns[i].text,
            columns[i].length, NULL, 0, error))
      return FALSE;
  return tlm_ndm_state (reader->ndm, reader->line, error);
}

static gboolean
start_meta (Reader *reader, GError **error)
{
  if (!end_segment (reader, error))
    return FALSE;
  reader->in_meta = TRUE;
  return TRUE;
}

static gboolean
stop_meta (Reader *reader, GError **error)
{
  if (!reader->in_meta)
    return tlm_ndm_fail (reader->line, error, "found META_STOP, expected META_START before it");
  reader->in_meta = FALSE;
  return tlm_ndm_end_metadata (reader->ndm, reader->line, error);
}

static gboolean
start_covariance (Reader *reader, GError **error)
{
  if (!reader->ndm->in_data)
    return tlm_ndm_fail (reader->line, error, "found COVARIANCE_START, expected META_STOP and states "
        "before it");
  reader->in_covariance = TRUE;
  return TRUE;
}

static gboolean
take_oem_line (Reader *reader, TlmCell line, GError **error)
{
  if (tlm_cell_equal (line, "META_START"))
    return start_meta (reader, error);
  if (tlm_cell_equal (line, "META_STOP"))
    return stop_meta (reader, error);
  if (tlm_cell_equal (line, "COVARIANCE_START"))
    return start_covariance (reader, error);
  if (reader->ndm->in_data)
    return take_state (reader, line, error);
  return tlm_ndm_fail (reader->line, error, "found \"%s\", expected KEYWORD = value, META_START or "
      "META_STOP", tlm_head_of (line.text, line.length, EXCERPT).text);
}

static gboolean
take_covariance_line (Reader *reader, TlmCell line, GError **error)
{
  const char *equals = memchr (line.text, '=', line.length);
  TlmCell key = strip ((TlmCell) { line.text, equals ? (gsize) (equals - line.text) : line.length });

  if (tlm_cell_equal (line, "COVARIANCE_STOP")) {
    reader->in_covariance = FALSE;
    return tlm_ndm_covariance_end (reader->ndm, reader->line, error);
  }
  if (!equals)
    return tlm_ndm_covariance_row (reader->ndm, reader->line, line.text, line.length, error);
  if (tlm_cell_equal (key, "EPOCH"))
    return tlm_ndm_covariance_begin (reader->ndm, reader->line, error);
  return tlm_cell_equal (key, "COV_REF_FRAME") || tlm_ndm_remark (reader->ndm, reader->line, error,
      "found %s in a covariance, expected EPOCH, COV_REF_FRAME or rows of numbers",
      tlm_head_of (key.text, key.length, EXCERPT).text);
}

static gboolean
take_line (Reader *reader, TlmCell line, GError **error)
{
  const char *equals;

  if (line.length == 0)
    return TRUE;
  if (take_comment (reader, line))
    return TRUE;
  if (reader->in_covariance)
    return take_covariance_line (reader, line, error);
  equals = memchr (line.text, '=', line.length);
  if (equals)
    return take_field (reader, line, equals, error);
  if (reader->begun && reader->ndm->message == TLM_NDM_OEM)
    return take_oem_line (reader, line, error);
  return tlm_ndm_fail (reader->line, error, "found \"%s\", expected KEYWORD = value",
      tlm_head_of (line.text, line.length, EXCERPT).text);
}

gboolean
tlm_ndm_read_kvn (TlmNdm *ndm, const char *data, gsize length, GError **error)
{
  Reader reader = { .ndm = ndm, .at = data, .end = data + length };
  TlmCell line;

  while (next_line (&reader, &line))
    if (!take_line (&reader, line, error))
      return FALSE;
  reader.line++;
  if (!reader.begun)
    return tlm_ndm_fail (reader.line, error, "found the end of the file, expected CCSDS_OEM_VERS, "
        "CCSDS_OPM_VERS or CCSDS_OMM_VERS");
  return end_message (&reader, error);
}
