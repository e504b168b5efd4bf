/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/tle.h"

#include <string.h>

#include "core/base/error.h"
#include "core/space/orbit/tle-field.h"

/* How much of a strange line a message shows, bytes. */
#define EXCERPT_SIZE 24

/* The text that is left, and the line last taken from it. */
typedef struct {
  const char *at, *end;
  TlmTleLine line;
} Reader;

static gboolean
next_line (Reader *reader)
{
  const char *start = reader->at, *end = start;

  if (start == reader->end)
    return FALSE;
  while (end < reader->end && *end != '\n' && *end != '\r')
    end++;
  reader->at = end;
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  reader->line.text = start;
  reader->line.length = (gsize) (end - start);
  reader->line.number++;
  return TRUE;
}

/* The next line that is neither blank nor a comment. */
static gboolean
next_meaningful_line (Reader *reader)
{
  while (next_line (reader))
    if (reader->line.length > 0 && reader->line.text[0] != '#')
      return TRUE;
  return FALSE;
}

static Reader
reader_init (const char *text, gsize length, const char *origin)
{
  static const char byte_order_mark[] = "\xef\xbb\xbf";

  if (length >= 3 && memcmp (text, byte_order_mark, 3) == 0)
    return (Reader) { text + 3, text + length, { .origin = origin } };
  return (Reader) { text, text + length, { .origin = origin } };
}

/* Whether a line begins like element line WHICH: its digit, a blank and
 * something that ends as a catalogue number does. Other lines are names. */
static gboolean
is_element_line (const TlmTleLine *line, char which)
{
  return line->length >= 7 && line->text[0] == which && line->text[1] == ' '
      && g_ascii_isdigit (line->text[6]);
}

static gboolean
fail_unexpected (const TlmTleLine *line, const char *expected, GError **error)
{
  g_autofree char *start = g_strndup (line->text, MIN (line->length, EXCERPT_SIZE));
  g_autofree char *shown = g_strescape (start, NULL);

  return tlm_tle_fail (line, 1, error, "found \"%s\", expected %s", shown, expected);
}

static gboolean
fail_end_of_text (const Reader *reader, const char *expected, GError **error)
{
  TlmTleLine after = reader->line;

  after.number++;
  return tlm_tle_fail (&after, 1, error, "found the end of the text, expected %s", expected);
}

guint
tlm_tle_checksum (const char *line)
{
  guint sum = 0;

  for (guint i = 0; i < TLM_TLE_COLUMNS - 1; i++) {
    if (g_ascii_isdigit (line[i]))
      sum += (guint) g_ascii_digit_value (line[i]);
    else if (line[i] == '-')
      sum++;
  }
  return sum % 10;
}

/* Columns that must be blank, closed by 0. */
static const guint8 separators[2][9] = {
  { 2, 9, 18, 33, 44, 53, 62, 64, 0 },
  { 2, 8, 17, 26, 34, 43, 52, 0 },
};

/* Length, characters and separators of element line WHICH (1 or 2). */
static gboolean
check_columns (const TlmTleLine *line, guint which, GError **error)
{
  if (line->length < TLM_TLE_COLUMNS)
    return tlm_tle_fail (line, (guint) line->length + 1, error, "found the end of line %u of an "
        "element set, expected %d columns", which, TLM_TLE_COLUMNS);
  for (guint i = 0; i < TLM_TLE_COLUMNS; i++)
    if (!g_ascii_isprint (line->text[i]))
      return tlm_tle_fail (line, i + 1, error, "found byte 0x%02x, expected printable ASCII",
          (guint8) line->text[i]);
  for (const guint8 *column = separators[which - 1]; *column; column++)
    if (line->text[*column - 1] != ' ')
      return tlm_tle_fail (line, *column, error, "found \"%c\", expected a blank between fields",
          line->text[*column - 1]);
  if (line->length > TLM_TLE_COLUMNS && !g_ascii_isspace (line->text[TLM_TLE_COLUMNS]))
    return tlm_tle_fail (line, TLM_TLE_COLUMNS + 1, error, "found byte 0x%02x after the checksum, "
        "expected a blank or the end of the line", (guint8) line->text[TLM_TLE_COLUMNS]);
  return TRUE;
}

static gboolean
check_checksum (const TlmTleLine *line, GError **error)
{
  char found = line->text[TLM_TLE_COLUMNS - 1];
  guint right = tlm_tle_checksum (line->text);

  if (found == (char) ('0' + right))
    return TRUE;
  return tlm_tle_fail (line, TLM_TLE_COLUMNS, error, "found checksum \"%c\", expected %u", found,
      right);
}

/* Column 63: blank or a digit. */
static gboolean
check_ephemeris_type (const TlmTleLine *line, GError **error)
{
  char type = line->text[62];
  const char *theory = NULL;

  if (type == ' ' || (g_ascii_isdigit (type)
          && tlm_ephemeris_type_is_sgp4 ((guint) g_ascii_digit_value (type), &theory)))
    return TRUE;
  return tlm_tle_fail (line, 63, error, "found ephemeris type \"%c\"%s%s%s, expected 0 (SGP4)", type,
      theory ? " (" : "", theory ? theory : "", theory ? ")" : "");
}

static gboolean
read_name (const TlmTleLine *line, TlmMeanElements *elements, GError **error)
{
  gsize skip = line->length > 2 && memcmp (line->text, "0 ", 2) == 0 ? 2 : 0;
  const char *name = line->text + skip;
  gsize length = line->length - skip;

  while (length > 0 && *name == ' ') {
    name++;
    length--;
  }
  if (length >= TLM_OBJECT_NAME_SIZE)
    return tlm_tle_fail (line, 1, error, "found a line of %" G_GSIZE_FORMAT " bytes, expected a "
        "name of at most %d or line 1 of an element set", length, TLM_OBJECT_NAME_SIZE - 1);
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (name[i]))
      return tlm_tle_fail (line, (guint) (name - line->text + i) + 1, error,
          "found byte 0x%02x in a name, expected text", (guint8) name[i]);
  if (!g_utf8_validate_len (name, length, NULL))
    return tlm_tle_fail (line, 1, error, "found a name that is not UTF-8, expected UTF-8");
  memcpy (elements->name, name, length);
  elements->name[length] = '\0';
  return TRUE;
}

static gboolean
read_line_1 (const TlmTleLine *line, TlmMeanElements *elements, GError **error)
{
  if (!check_columns (line, 1, error)
      || !tlm_tle_read_catalogue_number (line, &elements->catalogue_number, error)
      || !tlm_tle_read_epoch (line, &elements->epoch, error)
      || !tlm_tle_read_numbers (line, 1, elements, error)
      || !check_ephemeris_type (line, error))
    return FALSE;
  tlm_tle_read_designator (line, elements->international_designator);
  return check_checksum (line, error);
}

static gboolean
read_line_2 (const TlmTleLine *line, TlmMeanElements *elements, GError **error)
{
  guint32 number;

  if (!check_columns (line, 2, error)
      || !tlm_tle_read_catalogue_number (line, &number, error)
      || !tlm_tle_read_numbers (line, 2, elements, error)
      || !check_checksum (line, error))
    return FALSE;
  if (number != elements->catalogue_number)
    return tlm_tle_fail (line, 3, error, "found catalogue number %u, expected %u as in line 1",
        number, elements->catalogue_number);
  return TRUE;
}

/* One set, whose first line the reader has taken already. */
static gboolean
read_set (Reader *reader, TlmMeanElements *elements, GError **error)
{
  *elements = (TlmMeanElements) { 0 };
  if (!is_element_line (&reader->line, '1')) {
    if (is_element_line (&reader->line, '2'))
      return fail_unexpected (&reader->line, "line 1 of an element set before its line 2", error);
    if (!read_name (&reader->line, elements, error))
      return FALSE;
    if (!next_meaningful_line (reader))
      return fail_end_of_text (reader, "line 1 of an element set", error);
    if (!is_element_line (&reader->line, '1'))
      return fail_unexpected (&reader->line, "line 1 of an element set after its name", error);
  }
  if (!read_line_1 (&reader->line, elements, error))
    return FALSE;
  if (!next_meaningful_line (reader))
    return fail_end_of_text (reader, "line 2 of an element set", error);
  if (!is_element_line (&reader->line, '2'))
    return fail_unexpected (&reader->line, "line 2 of an element set", error);
  return read_line_2 (&reader->line, elements, error);
}

GArray *
tlm_tle_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, sizeof (TlmMeanElements));
  Reader reader;
  TlmMeanElements elements;

  g_return_val_if_fail ((text || length == 0) && origin, NULL);
  reader = reader_init (text, length, origin);
  while (next_meaningful_line (&reader)) {
    if (!read_set (&reader, &elements, error)) {
      tlm_error_make_safe (error);
      return NULL;
    }
    g_array_append_val (sets, elements);
  }
  if (sets->len == 0) {
    fail_end_of_text (&reader, "an element set", error);
    return NULL;
  }
  return g_steal_pointer (&sets);
}

gboolean
tlm_tle_probe (const char *text, gsize length)
{
  Reader reader = reader_init (text, length, "");

  if (!next_meaningful_line (&reader))
    return FALSE;
  if (is_element_line (&reader.line, '1'))
    return TRUE;
  return next_meaningful_line (&reader) && is_element_line (&reader.line, '1');
}
