/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pieces of a template that stand there while a condition holds: {if phase=coast}...{else}...{end}. */
#include <string.h>

#include "core/base/error.h"
#include "render/layout/template-private.h"

#define RIGHT "right is {if altitude>100:km}in space{else}{altitude}{end}"

gboolean
tlr_branches_know (const char *field)
{
  return strcmp (field, "else") == 0 || strcmp (field, "end") == 0 || strcmp (field, "if") == 0 ||
      g_str_has_prefix (field, "if ");
}

static gboolean
take_if (TlrBranches *branches, TlrTemplate *text, const char *field, GError **error)
{
  g_autoptr (GError) why = NULL;
  TlrToken *token;

  if (branches->n == TLR_TEMPLATE_MAX_DEPTH)
    return tlr_template_fail (error, field, "more than " G_STRINGIFY (TLR_TEMPLATE_MAX_DEPTH) " ifs within each other");
  token = tlr_template_add_token (text, error);
  if (!token)
    return FALSE;
  token->kind = TLR_TOKEN_IF;
  branches->is_else[branches->n] = FALSE;
  branches->tokens[branches->n++] = text->n_tokens - 1;
  if (!tlr_condition_parse (field + (field[2] ? 3 : 2), &token->condition, &why))
    return tlr_template_fail (error, field, why->message);
  return token->condition || tlr_template_fail (error, field, "a condition is missing; " RIGHT);
}

gboolean
tlr_branches_take (TlrBranches *branches, TlrTemplate *text, const char *field, GError **error)
{
  gboolean is_end = strcmp (field, "end") == 0;
  TlrToken *token;

  if (g_str_has_prefix (field, "if"))
    return take_if (branches, text, field, error);
  if (branches->n == 0)
    return tlr_template_fail (error, field, "there is no {if CONDITION} before it; " RIGHT);
  token = &text->tokens[branches->tokens[branches->n - 1]];
  if (!is_end && branches->is_else[branches->n - 1])
    return tlr_template_fail (error, field, "a second one before {end}");
  if (!branches->is_else[branches->n - 1])
    token->otherwise = text->n_tokens;
  token->end = text->n_tokens;
  branches->is_else[branches->n - 1] = TRUE;
  branches->n -= is_end;
  return TRUE;
}

gboolean
tlr_branches_close (const TlrBranches *branches, const TlrTemplate *text, GError **error)
{
  if (branches->n == 0)
    return TRUE;
  g_autofree char *field = g_strconcat ("if ", text->tokens[branches->tokens[branches->n - 1]].condition->text, NULL);
  return tlr_template_fail (error, field, "no {end} behind it; " RIGHT);
}

const TlmCondition *
tlr_template_condition (const TlrTemplate *text, guint index)
{
  g_return_val_if_fail (text != NULL, NULL);
  for (guint i = 0; i < text->n_tokens; i++)
    if (text->tokens[i].condition && index-- == 0)
      return text->tokens[i].condition;
  return NULL;
}

gboolean
tlr_text_holds (const TlrText *text, guint index, const TlmSnapshot *snapshot)
{
  TlmProvenance provenance = tlm_mission_provenance_at (text->source->mission, snapshot,
      text->of_mission ? G_MAXUINT : text->vehicle);

  return tlr_condition_holds (text->fields[index].condition, tlm_provenance_name (provenance), snapshot);
}
