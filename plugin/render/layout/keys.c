/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/keys.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/measure/unit.h"
#include "render/draw/reserve.h"
#include "render/layout/condition.h"
#include "render/layout/key-value.h"
#include "render/layout/motion.h"
#include "render/layout/part.h"
#include "render/layout/template.h"
#include "render/layout/zones.h"

gboolean
tlr_key_read_choice (const TlrKey *key, const char *text, guint *out)
{
  g_auto (GStrv) words = g_strsplit (key->choices, "|", -1);

  for (guint i = 0; words[i]; i++)
    if (strcmp (words[i], text) == 0) {
      *out = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
fail (GError **error, const char *found, const char *right)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "\"%s\" is not %s", tlm_head (found, 80).text, right);
  return FALSE;
}

static gboolean
check_range (const TlrKey *key, const char *text, double value, GError **error)
{
  if (value >= key->minimum && value <= key->maximum)
    return TRUE;
  g_autofree char *right = g_strdup_printf ("between %g and %g", key->minimum, key->maximum);
  return fail (error, text, right);
}

static gboolean
check_choice (const TlrKey *key, const char *text, GError **error)
{
  guint index;
  g_autofree char *right = g_strdup_printf ("one of %s", key->choices);

  return tlr_key_read_choice (key, text, &index) || fail (error, text, right);
}

static gboolean
check_template (const char *text, GError **error)
{
  g_autoptr (TlrTemplate) parsed = tlr_template_parse (text, error);

  return parsed != NULL;
}

static gboolean
check_condition (const char *text, GError **error)
{
  g_autoptr (TlmCondition) parsed = NULL;

  return tlr_condition_parse (text, &parsed, error);
}

static gboolean
check_zones (const char *text, GError **error)
{
  TlrZone zones[TLR_ZONES_MAX];
  guint n;

  return tlr_zones_read (text, zones, &n) ||
      fail (error, text, "up to 8 zones FROM:TO:COLOUR, as in 0:80:#4cd964; 80:100:#ff3b30");
}

static gboolean
check_numbers (const char *text, GError **error)
{
  double numbers[TLR_NUMBERS_MAX];
  guint n;

  return tlr_numbers_read (text, numbers, &n) || fail (error, text, "up to 8 numbers, as in 100; 120");
}

static gboolean
check_motion (const TlrKey *key, const char *text, GError **error)
{
  TlrMotion parsed;

  if (!tlr_motion_read (text, &parsed, error))
    return FALSE;
  return key->kind == TLR_KEY_MOTION || parsed.kind == TLR_MOTION_NONE || parsed.kind == TLR_MOTION_FADE ||
      fail (error, text, "none or a fade, as in fade 300ms: words do not move");
}

static gboolean
check_part (const char *text, GError **error)
{
  g_autoptr (TlrPart) parsed = tlr_part_parse (text, error);

  return parsed != NULL;
}

static gboolean
check_reserve (const char *text, GError **error)
{
  TlrReserve parsed;

  return tlr_reserve_parse (text, &parsed, error);
}

gboolean
tlr_key_check (const TlrKey *key, const char *text, GError **error)
{
  TlrLength length;
  double number, rgba[4];

  switch (key->kind) {
    case TLR_KEY_LENGTH:
      if (!tlr_key_read_length (text, &length))
        return fail (error, text, "a length: 24 (thousandths of the layout unit) or 5% (of the frame)");
      return check_range (key, text, length.value, error);
    case TLR_KEY_NUMBER:
      if (!tlr_key_read_number (text, &number))
        return fail (error, text, "a number");
      return check_range (key, text, number, error);
    case TLR_KEY_COLOUR:
      return tlr_key_read_colour (text, rgba) ||
          fail (error, text, "a colour: #rrggbb, #rrggbbaa, white, black or none");
    case TLR_KEY_CHOICE:
      return check_choice (key, text, error);
    case TLR_KEY_UNIT:
      return tlm_unit_find (text) || fail (error, text, "a unit: m, km/h, deg");
    case TLR_KEY_TEMPLATE:
      return check_template (text, error);
    case TLR_KEY_RESERVE:
      return check_reserve (text, error);
    case TLR_KEY_CONDITION:
      return check_condition (text, error);
    case TLR_KEY_ZONES:
      return check_zones (text, error);
    case TLR_KEY_PART:
      return check_part (text, error);
    case TLR_KEY_NUMBERS:
      return check_numbers (text, error);
    case TLR_KEY_MOTION:
    case TLR_KEY_FADE:
      return check_motion (key, text, error);
    case TLR_KEY_TEXT:
      break;
  }
  return TRUE;
}

gboolean
tlr_key_is_named (const char *written, const char *name)
{
  gsize length = strlen (name);

  return strncmp (written, name, length) == 0 && (!written[length] || written[length] == '@' || written[length] == '[');
}

static gboolean
has_name (const TlrKey *key, const char *name)
{
  gsize length = strlen (key->name);

  if (key->name[length - 1] == '.')
    return strncmp (key->name, name, length) == 0;
  return strcmp (key->name, name) == 0;
}

const TlrKey *
tlr_keys_find (const TlrKey *keys, guint n_keys, const char *name)
{
  for (guint i = 0; i < n_keys; i++)
    if (has_name (&keys[i], name))
      return &keys[i];
  return NULL;
}
