/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-field.h"

#include <string.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/table/decimal.h"
#include "core/time/iso8601.h"

/* How much of a strange value a message shows, bytes. */
#define EXCERPT 40

static const struct {
  const char *name;
  const char *unit;   /* the only one allowed, or NULL: none */
} fields[TLM_NDM_N_FIELDS] = {
  [TLM_NDM_OBJECT_NAME] = { "OBJECT_NAME" },
  [TLM_NDM_OBJECT_ID] = { "OBJECT_ID" },
  [TLM_NDM_CENTER_NAME] = { "CENTER_NAME" },
  [TLM_NDM_REF_FRAME] = { "REF_FRAME" },
  [TLM_NDM_REF_FRAME_EPOCH] = { "REF_FRAME_EPOCH" },
  [TLM_NDM_TIME_SYSTEM] = { "TIME_SYSTEM" },
  [TLM_NDM_START_TIME] = { "START_TIME" },
  [TLM_NDM_STOP_TIME] = { "STOP_TIME" },
  [TLM_NDM_USEABLE_START_TIME] = { "USEABLE_START_TIME" },
  [TLM_NDM_USEABLE_STOP_TIME] = { "USEABLE_STOP_TIME" },
  [TLM_NDM_INTERPOLATION] = { "INTERPOLATION" },
  [TLM_NDM_INTERPOLATION_DEGREE] = { "INTERPOLATION_DEGREE" },
  [TLM_NDM_MEAN_ELEMENT_THEORY] = { "MEAN_ELEMENT_THEORY" },
  [TLM_NDM_EPOCH] = { "EPOCH" },
  [TLM_NDM_X] = { "X", "km" },
  [TLM_NDM_Y] = { "Y", "km" },
  [TLM_NDM_Z] = { "Z", "km" },
  [TLM_NDM_X_DOT] = { "X_DOT", "km/s" },
  [TLM_NDM_Y_DOT] = { "Y_DOT", "km/s" },
  [TLM_NDM_Z_DOT] = { "Z_DOT", "km/s" },
  [TLM_NDM_X_DDOT] = { "X_DDOT", "km/s**2" },
  [TLM_NDM_Y_DDOT] = { "Y_DDOT", "km/s**2" },
  [TLM_NDM_Z_DDOT] = { "Z_DDOT", "km/s**2" },
  [TLM_NDM_MEAN_MOTION] = { "MEAN_MOTION", "rev/day" },
  [TLM_NDM_ECCENTRICITY] = { "ECCENTRICITY" },
  [TLM_NDM_INCLINATION] = { "INCLINATION", "deg" },
  [TLM_NDM_RA_OF_ASC_NODE] = { "RA_OF_ASC_NODE", "deg" },
  [TLM_NDM_ARG_OF_PERICENTER] = { "ARG_OF_PERICENTER", "deg" },
  [TLM_NDM_MEAN_ANOMALY] = { "MEAN_ANOMALY", "deg" },
  [TLM_NDM_EPHEMERIS_TYPE] = { "EPHEMERIS_TYPE" },
  [TLM_NDM_NORAD_CAT_ID] = { "NORAD_CAT_ID" },
  [TLM_NDM_REV_AT_EPOCH] = { "REV_AT_EPOCH" },
  [TLM_NDM_BSTAR] = { "BSTAR", "1/ER" },
  [TLM_NDM_MEAN_MOTION_DOT] = { "MEAN_MOTION_DOT", "rev/day**2" },
  [TLM_NDM_MEAN_MOTION_DDOT] = { "MEAN_MOTION_DDOT", "rev/day**3" },
  [TLM_NDM_MAN_EPOCH_IGNITION] = { "MAN_EPOCH_IGNITION" },
};

const char *
tlm_ndm_field_name (TlmNdmField field)
{
  return fields[field].name;
}

gboolean
tlm_ndm_fail (guint line, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL, *valid = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (message, -1);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %u: %s", line, valid);
  return FALSE;
}

/* Whether two ways to write a unit mean the same: case, blanks, brackets and
 * "^" for "**" do not count. */
static gboolean
same_unit (const char *expected, const char *found, gsize length)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    if (found[i] == '^')
      g_string_append (clean, "**");
    else if (!g_ascii_isspace (found[i]) && found[i] != '[' && found[i] != ']')
      g_string_append_c (clean, found[i]);
  }
  return clean->len == 0 || (expected && g_ascii_strcasecmp (clean->str, expected) == 0);
}

gboolean
tlm_ndm_block_set (TlmNdmBlock *block, TlmNdmField field, guint line, const char *text,
    gsize length, const char *unit, gsize unit_length, GError **error)
{
  TlmNdmValue *value = &block->values[field];
  g_autofree char *valid = NULL;
  gsize valid_length;

  if (value->set)
    return tlm_ndm_fail (line, error, "found %s again, first in line %u, expected it once",
        fields[field].name, value->line);
  if (unit && !same_unit (fields[field].unit, unit, unit_length))
    return tlm_ndm_fail (line, error, "found %s in \"%s\", expected %s", fields[field].name,
        tlm_head_of (unit, unit_length, EXCERPT).text, fields[field].unit ? fields[field].unit : "no unit");
  valid = tlm_cell_dup ((TlmCell) { text, length }, G_MAXSSIZE);
  valid_length = strlen (valid);
  if (valid_length >= TLM_NDM_MAX_VALUE)
    return tlm_ndm_fail (line, error, "found %" G_GSIZE_FORMAT " bytes for %s, expected text of at "
        "most %d", valid_length, fields[field].name, TLM_NDM_MAX_VALUE - 1);
  if (valid_length == 0)
    return tlm_ndm_fail (line, error, "found %s without a value, expected one",
        fields[field].name);
  memcpy (value->text, valid, valid_length + 1);
  value->line = line;
  value->set = TRUE;
  return TRUE;
}

static gboolean
require (const TlmNdmBlock *block, TlmNdmField field, guint line, GError **error)
{
  return block->values[field].set
      || tlm_ndm_fail (line, error, "found no %s before here, expected it: it is mandatory",
          fields[field].name);
}

gboolean
tlm_ndm_block_number (const TlmNdmBlock *block, TlmNdmField field, guint line, double *out,
    GError **error)
{
  const TlmNdmValue *value = &block->values[field];

  if (!require (block, field, line, error))
    return FALSE;
  if (tlm_decimal_parse (value->text, strlen (value->text), '.', out) != TLM_DECIMAL_NUMBER)
    return tlm_ndm_fail (value->line, error, "found \"%s\" for %s, expected a number%s%s",
        tlm_head (value->text, EXCERPT).text, fields[field].name, fields[field].unit ? " in " : "",
        fields[field].unit ? fields[field].unit : "");
  return TRUE;
}

gboolean
tlm_ndm_block_time (const TlmNdmBlock *block, TlmNdmField field, TlmTimeScale scale, guint line,
    TlmInstant *out, GError **error)
{
  const TlmNdmValue *value = &block->values[field];

  if (!require (block, field, line, error))
    return FALSE;
  if (tlm_iso8601_read (value->text, -1, scale, out, error))
    return TRUE;
  g_prefix_error (error, "line %u: %s: ", value->line, fields[field].name);
  return FALSE;
}

const char *
tlm_ndm_block_text (const TlmNdmBlock *block, TlmNdmField field)
{
  return block->values[field].set ? block->values[field].text : NULL;
}

void
tlm_ndm_block_clear (TlmNdmBlock *block)
{
  for (guint field = 0; field < TLM_NDM_N_FIELDS; field++)
    block->values[field].set = FALSE;
}

void
tlm_ndm_block_clear_state (TlmNdmBlock *block)
{
  for (guint field = TLM_NDM_EPOCH; field <= TLM_NDM_Z_DDOT; field++)
    block->values[field].set = FALSE;
}
