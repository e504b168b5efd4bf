/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a template asks of the past of a channel: {altitude|max}, {altitude|at:meco:km:1}. */
#include <string.h>

#include "render/layout/template-private.h"

/* Where an aspect (".unit") begins in WORD. */
static char *
aspect_of (char *word)
{
  return word + strcspn (word, ".");
}

/* Takes "whole" with an aspect, or an aspect alone, from REST; FALSE where it is something else. */
static gboolean
take_rest (const TlmReadingHelp *help, char *rest, TlrToken *token, char **aspect)
{
  *aspect = aspect_of (rest);
  if (*aspect - rest == 5 && strncmp (rest, "whole", 5) == 0 && help->takes_whole)
    token->whole = TRUE;
  else if (*aspect != rest)
    return FALSE;
  return TRUE;
}

/* Takes NAME:REST of an event apart. */
static gboolean
take_event (const char *field, const TlmReadingHelp *help, char *text, TlrToken *token, char **aspect, GError **error)
{
  gsize length = strcspn (text, "|.");
  char *rest = text + length + (text[length] == '|');

  if (length == 0 || length > TLM_CONDITION_MAX_NAME || !take_rest (help, rest, token, aspect))
    return tlr_template_fail (error, field, "right is for example {altitude|at:meco:km:1}");
  token->event = g_strndup (text, length);
  return TRUE;
}

/* The word at index I of WORDS is of the past, HELP. PARTS loses what belongs to it. */
static gboolean
take (const char *field, char **parts, char **words, guint i, const TlmReadingHelp *help, TlrToken *token,
    GError **error)
{
  g_autofree char *text = g_strdup (help->takes_event ? parts[1] : words[i + 1]);
  g_autofree char *names = NULL;
  char *aspect = help->takes_event ? NULL : aspect_of (words[i]);

  token->reading = help->reading;
  if (help->takes_event) {
    if (!text || words[i + 1] || *aspect_of (words[i]))
      return tlr_template_fail (error, field, "the name of an event must follow, as in {altitude|at:meco}");
    if (!take_event (field, help, text, token, &aspect, error))
      return FALSE;
    g_free (parts[1]);
    memmove (&parts[1], &parts[2], (g_strv_length (&parts[2]) + 1) * sizeof *parts);
  } else if (text && (*aspect || words[i + 2] || !take_rest (help, text, token, &aspect))) {
    return tlr_template_fail (error, field, help->takes_whole ?
        "behind it only whole may stand, as in {altitude|max|whole}" : "nothing may stand behind it");
  }
  g_autofree char *ending = g_strdup (aspect);
  g_clear_pointer (&words[i], g_free);
  names = g_strjoinv ("|", words);
  g_free (parts[0]);
  parts[0] = g_strconcat (names, ending, NULL);
  return TRUE;
}

gboolean
tlr_template_take_past (const char *field, char **parts, TlrToken *token, GError **error)
{
  char **words = g_strsplit (parts[0], "|", -1);
  guint n = g_strv_length (words);
  TlmReadingHelp help;
  gboolean ok = TRUE;

  for (guint i = 1; i < n; i++)
    if (tlm_reading_find (words[i], strcspn (words[i], "."), &help)) {
      ok = take (field, parts, words, i, &help, token, error);
      break;
    }
  for (guint i = 0; i < n; i++)
    g_free (words[i]);
  g_free (words);
  return ok;
}

gboolean
tlr_token_is_difference (const TlrToken *token)
{
  return token->reading == TLM_READING_CHANGE || token->reading == TLM_READING_RATE;
}

TlmQuantity
tlr_token_quantity (const TlrToken *token, TlmQuantity quantity, gboolean *per_second)
{
  int measured = tlm_reading_quantity (token->reading, (int) quantity);

  *per_second = measured == TLM_CONDITION_ANY;
  return *per_second ? quantity : (TlmQuantity) measured;
}
