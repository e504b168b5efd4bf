/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/base/location.h"
#include "learn.h"

/* What a key file reads as it was; a blank at either end is taken off whatever its spelling, and
 * one before # would begin a comment. */
static char *
escape (const char *value)
{
  static const struct {
    char byte;
    const char *text;
  } escapes[] = { { '\\', "\\\\" }, { '\n', "\\n" }, { '\t', "\\t" }, { '\r', "\\r" } };
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p; p++) {
    const char *text = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
      if (escapes[i].byte == *p)
        text = escapes[i].text;
    if (*p == ' ' && p[1] == '#')
      text = "\\s";
    if (text)
      g_string_append (out, text);
    else
      g_string_append_c (out, *p);
  }
  return g_string_free (out, FALSE);
}

void
inspect_learn_print (FILE *out, InspectLearnKind kind, const char *why, const char *key,
    const char *value)
{
  g_autofree char *text = escape (value);

  fprintf (out, "# %s\n%s%s=%s\n", why, kind == INSPECT_LEARN_HOLDS ? "" : "#", key, text);
}

static gboolean
ends_blank (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && g_ascii_isspace (text[length - 1]);
}

char *
inspect_learn_location (const char *file)
{
  g_autoptr (GFile) place = NULL;

  if (!g_utf8_validate (file, -1, NULL) || ends_blank (file)) {
    place = tlm_location_file (file);
    return g_file_get_uri (place);
  }
  return g_ascii_isspace (*file) ? g_strconcat ("./", file, NULL) : g_strdup (file);
}
