/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/field-map-row.h"

#include <stdlib.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/json/json-token.h"
#include "core/decode/packets/definition/program.h"

#define MAX_POWER 32
#define MAX_BITS (1 << 22)

static const struct {
  const char *name;
  TlmFieldKind kind;
  TlmEncoding encoding;
  gboolean fill;
} kinds[] = {
  { .name = "uint", .kind = TLM_FIELD_NUMBER, .encoding = TLM_ENCODING_UNSIGNED },
  { .name = "int", .kind = TLM_FIELD_NUMBER, .encoding = TLM_ENCODING_TWOS_COMPLEMENT },
  { .name = "float", .kind = TLM_FIELD_NUMBER, .encoding = TLM_ENCODING_IEEE754 },
  { .name = "str", .kind = TLM_FIELD_TEXT, .encoding = TLM_ENCODING_UNSIGNED },
  { .name = "fill", .kind = TLM_FIELD_BYTES, .encoding = TLM_ENCODING_UNSIGNED, .fill = TRUE },
};

static const char *const columns[TLM_FIELD_COLUMNS] = {
  "name", "data_type", "bit_length", "bit_offset", "byte_order", "unit", "calibration"
};
enum { COLUMN_NAME, COLUMN_DATA_TYPE, COLUMN_BIT_LENGTH, COLUMN_BIT_OFFSET, COLUMN_BYTE_ORDER, COLUMN_UNIT, COLUMN_CALIBRATION };

void
tlm_field_row_clear (TlmFieldRow *row)
{
  g_free (row->where);
  g_free (row->name);
  g_free (row->count_field);
  g_free (row->unit);
  g_free (row->calibration);
  *row = (TlmFieldRow) { 0 };
}

static gboolean
fail (const TlmFieldRow *row, GError **error, const char *column, const char *found,
    const char *right)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: field %s: %s \"%s\" is wrong; %s",
      row->where, tlm_head (row->name, 60).text, column, tlm_head (found, 60).text, right);
  return FALSE;
}

static gboolean
read_number (const char *text, guint most, guint *out)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, most, &value, NULL))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

/* The elements of "(8)". */
static gboolean
read_count (TlmFieldRow *row, const char *text, const char *digits, GError **error)
{
  if (!read_number (digits, G_MAXUINT, &row->count) || row->count == 0)
    return fail (row, error, "data_type", text, "an array has 1 or more elements");
  return row->count <= tlm_limit (TLM_LIMIT_XTCE_FIELDS) ||
      fail (row, error, "data_type", text, tlm_limit_said (TLM_LIMIT_XTCE_FIELDS));
}

/* "(8)", "(expand)", "(FIELD)" or nothing. */
static gboolean
read_shape (TlmFieldRow *row, const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *inner = NULL;

  if (length == 0)
    return TRUE;
  if (length < 3 || text[0] != '(' || text[length - 1] != ')')
    return fail (row, error, "data_type", text, "an array is written uint(8)");
  inner = g_strndup (text + 1, length - 2);
  if (g_ascii_isdigit (*inner))
    return read_count (row, text, inner, error);
  row->varies = TRUE;
  if (strcmp (inner, "expand") != 0)
    row->count_field = g_steal_pointer (&inner);
  return TRUE;
}

static gboolean
read_kind (TlmFieldRow *row, const char *text, const char **rest, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_has_prefix (text, kinds[i].name))
      continue;
    row->kind = kinds[i].kind;
    row->encoding = kinds[i].encoding;
    row->fill = kinds[i].fill;
    *rest = text + strlen (kinds[i].name);
    return TRUE;
  }
  return fail (row, error, "data_type", text, "write uint, int, float, str or fill");
}

static gboolean
check_bits (TlmFieldRow *row, const char *text, GError **error)
{
  gboolean number = row->kind == TLM_FIELD_NUMBER;

  if (row->bits == 0 || row->bits > MAX_BITS ||
      (number && !tlm_encoding_takes (row->encoding, row->bits)))
    return fail (row, error, "bit_length", text, row->encoding == TLM_ENCODING_IEEE754 ?
        "a float has 16, 32 or 64 bits" : number ? "an integer has 1 to 64 bits" :
        "1 to 4194304 bits are read");
  return TRUE;
}

gboolean
tlm_field_row_read_word (TlmFieldRow *row, const char *word, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 3);
  const char *digits = "", *rest = "";
  g_autofree char *number = NULL;

  row->where = g_strdup ("fields");
  row->offset = -1;
  row->name = g_strstrip (g_strdup (parts[0] ? parts[0] : ""));
  if (!parts[0] || !parts[1] || *row->name == '\0')
    return fail (row, error, "entry", word, "write NAME:TYPE, for example ALT:uint16");
  if (!read_kind (row, g_strstrip (parts[1]), &digits, error))
    return FALSE;
  for (rest = digits; g_ascii_isdigit (*rest);)
    rest++;
  number = g_strndup (digits, (gsize) (rest - digits));
  row->little = g_str_has_prefix (rest, "le");
  row->unit = g_strdup (parts[2]);
  if (!read_number (number, MAX_BITS, &row->bits))
    return fail (row, error, "type", parts[1], "give the bits too, for example uint16");
  return check_bits (row, parts[1], error) && read_shape (row, rest + 2 * row->little, error);
}

/* One cell, quotes taken off ("" within them is one); TEXT moves behind it. */
static char *
read_cell (const char **text, const char *end)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *at = *text;
  gboolean quoted = at < end && *at == '"';

  for (at += quoted; at < end; at++) {
    if (quoted && *at == '"') {
      quoted = at + 1 < end && at[1] == '"';
      at += quoted;
      if (!quoted)
        continue;
    } else if (!quoted && *at == ',') {
      break;
    }
    g_string_append_c (cell, *at);
  }
  *text = at;
  return g_strstrip (tlm_cell_dup ((TlmCell) { cell->str, cell->len }, G_MAXSSIZE));
}

/* The cells of the next line that is not blank; NULL at the end. */
static GPtrArray *
read_line (TlmFieldTable *table)
{
  g_autoptr (GPtrArray) cells = NULL;

  while (table->text < table->end) {
    const char *at = table->text;
    const char *stop = memchr (at, '\n', (gsize) (table->end - at));
    const char *last = stop ? stop : table->end;
    table->text = stop ? stop + 1 : table->end;
    table->line++;
    while (last > at && g_ascii_isspace (last[-1]))
      last--;
    if (at == last)
      continue;
    cells = g_ptr_array_new_with_free_func (g_free);
    for (gboolean more = TRUE; more; at += more) {
      g_ptr_array_add (cells, read_cell (&at, last));
      more = at < last;
    }
    return g_steal_pointer (&cells);
  }
  return NULL;
}

static const char *
cell_of (const TlmFieldTable *table, const GPtrArray *cells, gint column)
{
  gint at = table->columns[column];

  return at >= 0 && (guint) at < cells->len ? cells->pdata[at] : "";
}

gboolean
tlm_field_table_begin (TlmFieldTable *table, const char *text, gsize length, const char *source,
    GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  *table = (TlmFieldTable) { text, text + length, source };
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    table->text += 3;
  names = read_line (table);
  for (guint c = 0; c < TLM_FIELD_COLUMNS; c++) {
    table->columns[c] = -1;
    for (guint i = 0; names && i < names->len && table->columns[c] < 0; i++)
      if (g_ascii_strcasecmp (names->pdata[i], columns[c]) == 0)
        table->columns[c] = (gint) i;
    if (c > COLUMN_BIT_LENGTH || table->columns[c] >= 0)
      continue;
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: there is no column %s; a table of "
        "fields begins with the line name,data_type,bit_length", source, MAX (table->line, 1),
        columns[c]);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_row (const TlmFieldTable *table, const GPtrArray *cells, TlmFieldRow *row, GError **error)
{
  const char *bits = cell_of (table, cells, COLUMN_BIT_LENGTH);
  const char *offset = cell_of (table, cells, COLUMN_BIT_OFFSET);
  const char *order = cell_of (table, cells, COLUMN_BYTE_ORDER);
  const char *shape;
  guint number;

  row->where = g_strdup_printf ("%s:%u", table->source, table->line);
  row->name = g_strdup (cell_of (table, cells, COLUMN_NAME));
  row->offset = -1;
  row->unit = g_strdup (*cell_of (table, cells, COLUMN_UNIT) ? cell_of (table, cells, COLUMN_UNIT) : NULL);
  row->calibration = g_strdup (cell_of (table, cells, COLUMN_CALIBRATION));
  row->little = strcmp (order, "little") == 0;
  if (*row->calibration == '\0')
    g_clear_pointer (&row->calibration, g_free);
  if (*row->name == '\0')
    return fail (row, error, "name", "", "give the field a name");
  if (*order && !row->little && strcmp (order, "big") != 0)
    return fail (row, error, "byte_order", order, "write big or little");
  if (!read_kind (row, cell_of (table, cells, COLUMN_DATA_TYPE), &shape, error) ||
      !read_shape (row, shape, error))
    return FALSE;
  if (!read_number (bits, MAX_BITS, &row->bits))
    return fail (row, error, "bit_length", bits, "write a number of bits");
  if (*offset && !read_number (offset, MAX_BITS, &number))
    return fail (row, error, "bit_offset", offset, "write a number of bits");
  if (*offset)
    row->offset = number;
  return check_bits (row, bits, error);
}

gboolean
tlm_field_table_next (TlmFieldTable *table, TlmFieldRow *row, gboolean *any, GError **error)
{
  g_autoptr (GPtrArray) cells = read_line (table);

  *any = cells != NULL;
  return !cells || read_row (table, cells, row, error);
}

/* "3" or "[1,3]" */
static gboolean
read_range (const char *text, gint64 *from, gint64 *to)
{
  char *end;

  if (*text != '[') {
    *from = *to = g_ascii_strtoll (text, &end, 10);
    return end != text && *end == '\0';
  }
  *from = g_ascii_strtoll (text + 1, &end, 10);
  if (*end != ',')
    return FALSE;
  *to = g_ascii_strtoll (end + 1, &end, 10);
  return strcmp (end, "]") == 0;
}

static gboolean
add_entry (TlmFieldType *type, const char *key, const TlmJsonToken *token)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 from, to;

  tlm_json_append_text (token, text);
  if (!read_range (key, &from, &to))
    return FALSE;
  if (token->kind == TLM_JSON_STRING) {
    TlmFieldLabel *label = g_new0 (TlmFieldLabel, 1);
    *label = (TlmFieldLabel) { from, to, g_strdup (text->str) };
    if (!type->labels)
      type->labels = g_ptr_array_new_with_free_func (tlm_field_label_free);
    g_ptr_array_add (type->labels, label);
    type->kind = TLM_FIELD_LABEL;
    return TRUE;
  }
  if (token->kind != TLM_JSON_NUMBER || from < 0 || from > MAX_POWER || from != to)
    return FALSE;
  if (!type->calibrator) {
    type->calibrator = g_new0 (TlmCalibrator, 1);
    type->calibrator->coefficients = g_new0 (double, MAX_POWER + 1);
  }
  type->calibrator->n = MAX (type->calibrator->n, (guint) from + 1);
  type->calibrator->coefficients[from] = g_ascii_strtod (text->str, NULL);
  return TRUE;
}

gboolean
tlm_field_row_calibrate (const TlmFieldRow *row, TlmFieldType *type, GError **error)
{
  TlmJsonReader reader;
  TlmJsonToken token;
  gboolean good;

  tlm_json_init (&reader, row->calibration, strlen (row->calibration));
  good = row->kind == TLM_FIELD_NUMBER && tlm_json_next (&reader, &token) == TLM_JSON_OBJECT_BEGIN;
  while (good && tlm_json_next (&reader, &token) == TLM_JSON_KEY) {
    g_autoptr (GString) key = g_string_new (NULL);
    tlm_json_append_text (&token, key);
    tlm_json_next (&reader, &token);
    good = add_entry (type, key->str, &token);
  }
  good = good && token.kind == TLM_JSON_OBJECT_END && !(type->labels && type->calibrator) &&
      (type->labels || type->calibrator);
  return good || fail (row, error, "calibration", row->calibration,
      "write {\"0\":2000,\"1\":-0.5} for a polynomial or {\"0\":\"OFF\",\"[1,3]\":\"ON\"} for labels");
}
