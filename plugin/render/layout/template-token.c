/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What reading any field of a template takes. */
#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "render/layout/template-private.h"

gboolean
tlr_template_fail (GError **error, const char *field, const char *why)
{
  g_autofree char *shown = tlm_print_head (field, 80);

  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "{%s}: %s", shown, why);
  return FALSE;
}

TlrToken *
tlr_template_add_token (TlrTemplate *text, GError **error)
{
  if (text->n_tokens == TLR_TEMPLATE_MAX_TOKENS) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "more than %d fields and pieces of text",
        TLR_TEMPLATE_MAX_TOKENS);
    return NULL;
  }
  TlrToken *token = &text->tokens[text->n_tokens++];
  token->decimals = -1;
  return token;
}
