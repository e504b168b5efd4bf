/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/packets/definition/xtce-private.h"
#include "core/time/iso8601.h"

#define MAX_DEPTH 64
#define MAX_SIZE_BITS ((gint64) 1 << 22)

static const struct {
  const char *element;
  TlmFieldKind kind;
} kinds[] = {
  { "IntegerParameterType", TLM_FIELD_NUMBER },
  { "FloatParameterType", TLM_FIELD_NUMBER },
  { "RelativeTimeParameterType", TLM_FIELD_NUMBER },
  { "BooleanParameterType", TLM_FIELD_LABEL },
  { "EnumeratedParameterType", TLM_FIELD_LABEL },
  { "StringParameterType", TLM_FIELD_TEXT },
  { "BinaryParameterType", TLM_FIELD_BYTES },
  { "AbsoluteTimeParameterType", TLM_FIELD_INSTANT },
};

static const struct {
  const char *name;
  TlmEncoding encoding;
  gboolean is_float;
} encodings[] = {
  { "unsigned", TLM_ENCODING_UNSIGNED, FALSE },
  { "twosComplement", TLM_ENCODING_TWOS_COMPLEMENT, FALSE },
  { "twosCompliment", TLM_ENCODING_TWOS_COMPLEMENT, FALSE },
  { "signMagnitude", TLM_ENCODING_SIGN_MAGNITUDE, FALSE },
  { "onesComplement", TLM_ENCODING_ONES_COMPLEMENT, FALSE },
  { "BCD", TLM_ENCODING_BCD, FALSE },
  { "packedBCD", TLM_ENCODING_PACKED_BCD, FALSE },
  { "IEEE754", TLM_ENCODING_IEEE754, TRUE },
  { "IEEE754_1985", TLM_ENCODING_IEEE754, TRUE },
  { "MILSTD_1750A", TLM_ENCODING_MIL1750A, TRUE },
};

static gboolean
read_encoding_name (const TlmXtce *xtce, const xmlNode *node, gboolean is_float,
    TlmFieldType *type, GError **error)
{
  g_autofree char *name = tlm_xtce_attribute (node, "encoding");

  type->encoding = is_float ? TLM_ENCODING_IEEE754 : TLM_ENCODING_UNSIGNED;
  if (!name)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    if (encodings[i].is_float == is_float && strcmp (encodings[i].name, name) == 0) {
      type->encoding = encodings[i].encoding;
      return TRUE;
    }
  }
  return tlm_xtce_fail (xtce, node, error, "encoding=\"%s\" is not read; write %s", tlm_head (name, 40).text,
      is_float ? "IEEE754_1985 or MILSTD_1750A" :
      "unsigned, twosComplement, signMagnitude, onesComplement, BCD or packedBCD");
}

/* XTCE 1.1 lists the bytes with their significance; only wholly reversed and
 * wholly straight ones occur. */
static gboolean
is_little_endian (const xmlNode *node)
{
  g_autofree char *order = tlm_xtce_attribute (node, "byteOrder");
  const xmlNode *list = tlm_xtce_child (node, "ByteOrderList");
  const xmlNode *byte = list ? tlm_xtce_child (list, "Byte") : NULL;
  g_autofree char *first = byte ? tlm_xtce_attribute (byte, "byteSignificance") : NULL;

  return (order && strcmp (order, "leastSignificantByteFirst") == 0) ||
      (first && strcmp (first, "0") == 0);
}

static gboolean
read_number_encoding (TlmXtce *xtce, const xmlNode *node, const char *system, TlmFieldType *type,
    GError **error)
{
  gboolean is_float = tlm_xtce_is (node, "FloatDataEncoding");
  g_autofree char *bit_order = tlm_xtce_attribute (node, "bitOrder");
  gint64 bits = is_float ? 32 : 8;

  if (!read_encoding_name (xtce, node, is_float, type, error) ||
      !tlm_xtce_read_integer (xtce, node, "sizeInBits", &bits, error))
    return FALSE;
  if (bits < 1 || bits > 64 || !tlm_encoding_takes (type->encoding, (guint) bits))
    return tlm_xtce_fail (xtce, node, error, "sizeInBits=\"%" G_GINT64_FORMAT "\" does not go with "
        "this encoding; integers have 1 to 64 bits, IEEE 754 floats 16, 32 or 64, MIL-STD-1750A "
        "32 or 48", bits);
  type->bits = (guint) bits;
  type->swap_bytes = bits > 8 && is_little_endian (node);
  type->reverse_bits = bit_order && strcmp (bit_order, "leastSignificantBitFirst") == 0;
  return tlm_xtce_read_calibrators (xtce, node, system, type, error);
}

/* The child of NODE, or of its child Fixed or Variable, with the size of a text. */
static TlmPacketSize *
read_text_size (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  const xmlNode *fixed = tlm_xtce_child (node, "Fixed");
  const xmlNode *end = tlm_xtce_child (node, "TerminationChar");
  const xmlNode *lead = tlm_xtce_child (node, "LeadingSize");
  g_autofree char *mark = end ? tlm_xtce_text (end) : NULL;
  TlmPacketSize *size;

  if (fixed || tlm_xtce_child (node, "FixedValue") || tlm_xtce_child (node, "DynamicValue") ||
      tlm_xtce_child (node, "DiscreteLookupList"))
    return tlm_xtce_size (xtce, fixed ? fixed : node, system, error);
  if (!end && !lead) {
    tlm_xtce_fail (xtce, node, error, "says no size; write Fixed, DynamicValue, TerminationChar "
        "or LeadingSize");
    return NULL;
  }
  size = g_new0 (TlmPacketSize, 1);
  g_ptr_array_add (xtce->program->sizes, size);
  size->kind = end ? TLM_SIZE_TERMINATED : TLM_SIZE_LEADING;
  size->terminator = (guint8) (mark ? g_ascii_strtoull (mark, NULL, 16) : 0);
  size->fixed = 16;
  if (lead && !tlm_xtce_read_integer (xtce, lead, "sizeInBitsOfSizeTag", &size->fixed, error))
    return NULL;
  if (size->fixed >= 1 && size->fixed <= 32)
    return size;
  tlm_xtce_fail (xtce, lead, error, "has a size tag of %" G_GINT64_FORMAT " bits; 1 to 32 are read",
      size->fixed);
  return NULL;
}

static gboolean
read_blob_encoding (TlmXtce *xtce, const xmlNode *node, const char *system, TlmFieldType *type,
    GError **error)
{
  const xmlNode *holder = tlm_xtce_child (node, "SizeInBits");
  g_autofree char *encoding = tlm_xtce_attribute (node, "encoding");
  TlmPacketSize *size;

  type->kind = tlm_xtce_is (node, "StringDataEncoding") ? TLM_FIELD_TEXT : TLM_FIELD_BYTES;
  type->utf16 = encoding && g_str_has_prefix (encoding, "UTF-16");
  holder = holder ? holder : tlm_xtce_child (node, "Variable");
  if (!holder)
    return tlm_xtce_fail (xtce, node, error, "has no SizeInBits; add one");
  size = type->kind == TLM_FIELD_TEXT ? read_text_size (xtce, holder, system, error) :
      tlm_xtce_size (xtce, holder, system, error);
  if (!size)
    return FALSE;
  if (size->kind == TLM_SIZE_FIXED) {
    if (size->fixed < 0 || size->fixed > MAX_SIZE_BITS)
      return tlm_xtce_fail (xtce, node, error, "is %" G_GINT64_FORMAT " bits long; 0 to %"
          G_GINT64_FORMAT " are read", size->fixed, MAX_SIZE_BITS);
    type->bits = (guint) size->fixed;
  } else {
    g_hash_table_insert (xtce->sizes, type, size);
  }
  return TRUE;
}

static void
add_label (TlmFieldType *type, gint64 from, gint64 to, const char *text)
{
  TlmFieldLabel *label = g_new0 (TlmFieldLabel, 1);

  *label = (TlmFieldLabel) { from, to, g_strdup (text) };
  g_ptr_array_add (type->labels, label);
}

static gboolean
read_labels (const TlmXtce *xtce, const xmlNode *node, TlmFieldType *type, GError **error)
{
  const xmlNode *list = tlm_xtce_child (node, "EnumerationList");

  type->labels = g_ptr_array_new_with_free_func (tlm_field_label_free);
  if (tlm_xtce_is (node, "BooleanParameterType")) {
    g_autofree char *zero = tlm_xtce_attribute (node, "zeroStringValue");
    g_autofree char *one = tlm_xtce_attribute (node, "oneStringValue");
    add_label (type, 0, 0, zero ? zero : "False");
    add_label (type, G_MININT64, G_MAXINT64, one ? one : "True");
    return TRUE;
  }
  for (xmlNode *at = list ? tlm_xtce_first (list) : NULL; at; at = tlm_xtce_next (at)) {
    g_autofree char *text = tlm_xtce_attribute (at, "label");
    g_autofree char *value = tlm_xtce_attribute (at, "value");
    gint64 from = 0, to;
    if (!text || !value)
      return tlm_xtce_fail (xtce, at, error, "needs value and label");
    if (!tlm_xtce_read_integer (xtce, at, "value", &from, error))
      return FALSE;
    to = from;
    if (!tlm_xtce_read_integer (xtce, at, "maxValue", &to, error))
      return FALSE;
    add_label (type, from, to, text);
  }
  return TRUE;
}

static const struct {
  const char *name, *date;
  TlmTimeScale scale;
  gboolean utc;
} epochs[] = {
  { .name = "TAI", .date = "1958-01-01", .scale = TLM_SCALE_TAI },
  { .name = "J2000", .date = "2000-01-01T12:00:00", .scale = TLM_SCALE_TT },
  { .name = "UNIX", .date = "1970-01-01", .scale = TLM_SCALE_UTC, .utc = TRUE },
  { .name = "POSIX", .date = "1970-01-01", .scale = TLM_SCALE_UTC, .utc = TRUE },
  { .name = "GPS", .date = "1980-01-06", .scale = TLM_SCALE_UTC },
};

static gboolean
read_epoch (const TlmXtce *xtce, const xmlNode *node, TlmFieldType *type, GError **error)
{
  const xmlNode *reference = tlm_xtce_child (node, "ReferenceTime");
  const xmlNode *epoch = reference ? tlm_xtce_child (reference, "Epoch") : NULL;
  g_autofree char *text = epoch ? tlm_xtce_text (epoch) : NULL;

  if (!text) {
    type->kind = TLM_FIELD_NUMBER;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (epochs); i++) {
    if (strcmp (epochs[i].name, text) != 0)
      continue;
    type->utc = epochs[i].utc;
    return tlm_iso8601_read (epochs[i].date, -1, epochs[i].scale, &type->epoch, error);
  }
  if (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &type->epoch))
    return TRUE;
  return tlm_xtce_fail (xtce, epoch, error, "\"%s\" is no epoch; write TAI, J2000, UNIX, GPS or "
      "a date as 2000-01-01T12:00:00", tlm_head (text, 40).text);
}

/* scale and offset of a time's Encoding are a polynomial of their own. */
static gboolean
read_time_scale (const TlmXtce *xtce, const xmlNode *node, TlmFieldType *type, GError **error)
{
  double scale = 1, offset = 0;

  if (!tlm_xtce_read_number (xtce, node, "scale", &scale, error) ||
      !tlm_xtce_read_number (xtce, node, "offset", &offset, error))
    return FALSE;
  if (type->calibrator || (scale == 1 && offset == 0))
    return TRUE;
  type->calibrator = g_new0 (TlmCalibrator, 1);
  type->calibrator->n = 2;
  type->calibrator->coefficients = g_new (double, 2);
  type->calibrator->coefficients[0] = offset;
  type->calibrator->coefficients[1] = scale;
  return TRUE;
}

static gboolean
read_encoding (TlmXtce *xtce, const xmlNode *node, const char *system, TlmFieldType *type,
    gboolean *found, GError **error)
{
  *found = TRUE;
  for (xmlNode *at = tlm_xtce_first (node); at; at = tlm_xtce_next (at)) {
    if (tlm_xtce_is (at, "IntegerDataEncoding") || tlm_xtce_is (at, "FloatDataEncoding"))
      return read_number_encoding (xtce, at, system, type, error);
    if (tlm_xtce_is (at, "StringDataEncoding") || tlm_xtce_is (at, "BinaryDataEncoding"))
      return read_blob_encoding (xtce, at, system, type, error);
    if (tlm_xtce_is (at, "Encoding"))
      return read_encoding (xtce, at, system, type, found, error) &&
          read_time_scale (xtce, at, type, error);
  }
  *found = FALSE;
  return TRUE;
}

/* One Unit of a set: "/s" for a power of -1, "*m^2" for 2. A factor makes another unit of
 * it, which the table of units does not have. */
static void
append_unit (GString *text, const xmlNode *node)
{
  g_autofree char *name = tlm_xtce_text (node);
  g_autofree char *power_text = tlm_xtce_attribute (node, "power");
  g_autofree char *factor = tlm_xtce_attribute (node, "factor");
  double power = power_text ? g_ascii_strtod (power_text, NULL) : 1;

  if (text->len > 0 || power < 0)
    g_string_append (text, power < 0 ? "/" : "*");
  if (factor && g_ascii_strtod (factor, NULL) != 1)
    g_string_append_printf (text, "%s ", factor);
  g_string_append (text, name);
  if (fabs (power) != 1)
    g_string_append_printf (text, "^%g", fabs (power));
}

/* All of the set: the first of two alone would be a wrong unit. */
static void
read_unit (const xmlNode *node, TlmFieldType *type)
{
  const xmlNode *set = tlm_xtce_child (node, "UnitSet");
  GString *text = g_string_new (NULL);

  if (tlm_xtce_is (node, "RelativeTimeParameterType"))
    g_string_append (text, "s");
  else if (set)
    for (const xmlNode *at = tlm_xtce_first (set); at; at = tlm_xtce_next (at))
      if (tlm_xtce_is (at, "Unit"))
        append_unit (text, at);
  type->unit = text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE), NULL);
}

static gboolean
read_type (TlmXtce *xtce, const TlmXtceItem *item, TlmFieldType *type, GError **error)
{
  const xmlNode *node = item->node;
  gboolean found;

  read_unit (node, type);
  if (!read_encoding (xtce, node, item->system, type, &found, error))
    return FALSE;
  if (!found)
    return tlm_xtce_fail (xtce, node, error, "has no encoding; add an IntegerDataEncoding, "
        "FloatDataEncoding, StringDataEncoding or BinaryDataEncoding");
  if (type->kind == TLM_FIELD_LABEL)
    return read_labels (xtce, node, type, error);
  return type->kind != TLM_FIELD_INSTANT || read_epoch (xtce, node, type, error);
}

const TlmFieldType *
tlm_xtce_field_type (TlmXtce *xtce, const TlmXtceItem *item, const TlmPacketSize **size,
    GError **error)
{
  TlmFieldType *type = g_hash_table_lookup (xtce->made, item->node);
  gsize kind = 0;

  while (!type && kind < G_N_ELEMENTS (kinds) && !tlm_xtce_is (item->node, kinds[kind].element))
    kind++;
  if (kind == G_N_ELEMENTS (kinds)) {
    tlm_xtce_fail (xtce, item->node, error, "cannot be used here; one value is needed");
    return NULL;
  }
  if (!type) {
    type = tlm_field_type_new (kinds[kind].kind);
    g_ptr_array_add (xtce->program->types, type);
    /* Known before it is read: a context may look at the field itself. */
    g_hash_table_insert (xtce->made, item->node, type);
    if (xtce->depth >= MAX_DEPTH) {
      tlm_xtce_fail (xtce, item->node, error, "hangs on more than %d other types", MAX_DEPTH);
      return NULL;
    }
    xtce->depth++;
    if (!read_type (xtce, item, type, error))
      return NULL;
    xtce->depth--;
  }
  if (size)
    *size = g_hash_table_lookup (xtce->sizes, type);
  return type;
}
