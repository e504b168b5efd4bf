/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-colours.h"

#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "render/layout/key-value.h"

static gboolean
is_colour (const char *text)
{
  double rgba[4];

  return tlr_key_read_colour (text, rgba);
}

gboolean
tlr_colours_check (const TlmKeyFile *file, GError **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (file->keys, TLR_COLOURS_GROUP, NULL, NULL);

  for (guint i = 0; names && names[i]; i++) {
    g_autofree char *value = tlm_key_file_get (file, TLR_COLOURS_GROUP, names[i]);
    if (is_colour (names[i]) || strcspn (names[i], " #:;%@[") != strlen (names[i])) {
      tlm_key_file_error (file, TLR_COLOURS_GROUP, names[i], error,
          "is no name for a colour; right are letters, digits and '-' that name none of white, black, none");
      return FALSE;
    }
    if (!value || !is_colour (value)) {
      tlm_key_file_error (file, TLR_COLOURS_GROUP, names[i], error,
          "\"%s\" is not a colour: #rrggbb, #rrggbbaa, white, black or none", tlm_head (value ? value : "", 80).text);
      return FALSE;
    }
  }
  return TRUE;
}

/* "70%" as a part; 1 where nothing stands there. */
static gboolean
read_part (const char *text, double *part)
{
  TlrLength length;

  *part = 1;
  if (!*text)
    return TRUE;
  if (!tlr_key_read_length (text, &length) || !length.percent || length.value < 0 || length.value > 100)
    return FALSE;
  *part = length.value / 100;
  return TRUE;
}

/* The colour that TEXT names, or NULL where it names none. */
static char *
look_up (const TlmKeyFile *file, const char *text)
{
  gsize length = strcspn (text, " \t");
  g_autofree char *name = g_strndup (text, length);
  g_autofree char *value = *name ? tlm_key_file_get (file, TLR_COLOURS_GROUP, name) : NULL;
  double rgba[4], part;

  if (!value || !tlr_key_read_colour (value, rgba) || !read_part (text + length + strspn (text + length, " \t"), &part))
    return NULL;
  for (int i = 0; i < 4; i++)
    rgba[i] = round ((i == 3 ? part : 1) * rgba[i] * 255);
  return g_strdup_printf ("#%02x%02x%02x%02x", (guint) rgba[0], (guint) rgba[1], (guint) rgba[2], (guint) rgba[3]);
}

/* The same for each third part of 0:80:ok; 80:100:#ff3b30. */
static char *
look_up_zones (const TlmKeyFile *file, const char *text)
{
  g_auto (GStrv) zones = g_strsplit (text, ";", -1);
  gboolean any = FALSE;

  for (guint i = 0; zones[i]; i++) {
    const char *colon = strrchr (zones[i], ':');
    g_autofree char *name = colon ? g_strstrip (g_strdup (colon + 1)) : NULL;
    char *colour = name ? look_up (file, name) : NULL;
    if (!colour)
      continue;
    g_autofree char *span = g_strndup (zones[i], (gsize) (colon - zones[i]));
    char *zone = g_strconcat (span, ":", colour, NULL);
    g_free (zones[i]);
    g_free (colour);
    zones[i] = zone;
    any = TRUE;
  }
  return any ? g_strjoinv (";", zones) : NULL;
}

void
tlr_colours_resolve (TlmKeyFile *file, const char *group, const TlrKey *(*find) (gconstpointer data, const char *name),
    gconstpointer data)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  if (!g_key_file_has_group (file->keys, TLR_COLOURS_GROUP))
    return;
  for (guint i = 0; keys && keys[i]; i++) {
    g_autofree char *name = g_strndup (keys[i], strcspn (keys[i], "@["));
    const TlrKey *key = find (data, name);
    if (!key || (key->kind != TLR_KEY_COLOUR && key->kind != TLR_KEY_ZONES))
      continue;
    g_autofree char *value = tlm_key_file_get (file, group, keys[i]);
    g_autofree char *colour = !value ? NULL : key->kind == TLR_KEY_COLOUR ? look_up (file, value) : look_up_zones (file, value);
    if (colour)
      g_key_file_set_value (file->keys, group, keys[i], colour);
  }
}

char *
tlr_colours_hint (const TlmKeyFile *file)
{
  g_auto (GStrv) names = g_key_file_get_keys (file->keys, TLR_COLOURS_GROUP, NULL, NULL);
  g_autofree char *joined = names && names[0] ? g_strjoinv (", ", names) : NULL;
  g_autofree char *shown = joined ? tlm_print_head (joined, 200) : NULL;

  return shown ? g_strdup_printf ("; [" TLR_COLOURS_GROUP "] has %s", shown) : g_strdup ("");
}
