/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/xges-text.h"

#include <string.h>

#include "core/edit/edit-xml.h"

/* Past the field that begins at AT: what is quoted or has a backslash before it ends nothing. */
static const char *
end_of_field (const char *at)
{
  gboolean is_quoted = FALSE;

  for (; *at && (is_quoted || !strchr (",;", *at)); at++) {
    if (*at == '\\' && at[1])
      at++;
    else if (*at == '"')
      is_quoted = !is_quoted;
  }
  return at;
}

static char *
plain_value (const char *begin, const char *end)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *type = *begin == '(' ? memchr (begin, ')', (gsize) (end - begin)) : NULL;

  for (const char *at = type ? type + 1 : begin; at < end; at++) {
    if (*at == '\\' && at + 1 < end)
      at++;
    else if (*at == '"')
      continue;
    g_string_append_c (value, *at);
  }
  return g_strdup (g_strstrip (value->str));
}

char *
tlm_xges_field (const char *text, const char *field)
{
  const gsize length = strlen (field);

  for (const char *at = text, *end; at && *at; at = *end ? end + 1 : end) {
    at += strspn (at, " \t\r\n");
    end = end_of_field (at);
    if ((gsize) (end - at) > length && memcmp (at, field, length) == 0 && at[length] == '=')
      return plain_value (at + length + 1, end);
  }
  return NULL;
}

gboolean
tlm_xges_fraction (const char *text, const char *field, int *n, int *d)
{
  g_autofree char *value = tlm_xges_field (text, field);
  char *slash = value ? strchr (value, '/') : NULL;
  gint64 over, under = 1;

  if (slash)
    *slash = '\0';
  if (!tlm_edit_xml_whole (value, G_MAXINT, &over) || (slash && !tlm_edit_xml_whole (slash + 1, G_MAXINT, &under)) ||
      over <= 0 || under <= 0)
    return FALSE;
  *n = (int) over;
  *d = (int) under;
  return TRUE;
}
