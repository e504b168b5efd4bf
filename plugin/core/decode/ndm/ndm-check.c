/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a keyword may stand where it does. */
#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-internal.h"

/* How much of a strange keyword a message shows, bytes. */
#define EXCERPT 40

static gboolean
was_in_header (const TlmNdm *ndm, const TlmNdmKeyword *keyword)
{
  for (guint i = 0; i < ndm->n_header; i++)
    if (ndm->header[i] == keyword)
      return TRUE;
  return FALSE;
}

/* Manoeuvres come one after the other, each from its first keyword on. */
static gboolean
check_order (TlmNdm *ndm, const TlmNdmKeyword *keyword, guint line, GError **error)
{
  const TlmNdmKeyword *last = ndm->last;

  if (ndm->is_catalogue || (last && keyword < last && last->part == TLM_NDM_MANOEUVRE
          && keyword->part == TLM_NDM_MANOEUVRE))
    return TRUE;
  if (!last || keyword >= last) {
    ndm->last = keyword;
    return TRUE;
  }
  return tlm_ndm_remark (ndm, line, error, "found %s after %s, expected it before: the order is "
      "fixed", keyword->name, last->name);
}

gboolean
tlm_ndm_check_keyword (TlmNdm *ndm, const TlmNdmKeyword **keyword, guint line, const char *key,
    gsize length, GError **error)
{
  const char *message = tlm_ndm_message_name (ndm->message);
  guint since;

  if (!*keyword || (*keyword)->since[ndm->message] == 0) {
    *keyword = NULL;
    return tlm_ndm_remark (ndm, line, error, "found %s, expected a keyword of an %s: it is none, "
        "and not read", tlm_head_of (key, length, EXCERPT).text, message);
  }
  since = (*keyword)->since[ndm->message];
  if (since > ndm->version && !tlm_ndm_remark (ndm, line, error, "found %s in an %s of version "
          "%u, expected CCSDS_%s_VERS = %u.0 with it", tlm_head_of (key, length, EXCERPT).text, message,
          ndm->version, message, since))
    return FALSE;
  if (was_in_header (ndm, *keyword)) {
    key = (*keyword)->name;
    *keyword = NULL;
    return tlm_ndm_remark (ndm, line, error, "found %s again, expected it once; the first one holds",
        key);
  }
  return check_order (ndm, *keyword, line, error);
}

/* What SGP4 and a state do without. */
static gboolean
is_dispensable (const TlmNdmKeyword *keyword)
{
  return !keyword || keyword->field == TLM_NDM_N_FIELDS
      || keyword->field == TLM_NDM_MEAN_MOTION_DOT || keyword->field == TLM_NDM_MEAN_MOTION_DDOT
      || keyword->field == TLM_NDM_REV_AT_EPOCH;
}

gboolean
tlm_ndm_cut_field (TlmNdm *ndm, guint line, const char *key, gsize key_length, GError **error)
{
  static const char format[] = "found the end of the file within the line of %s, expected the end "
      "of the line: the file may be cut, and a number with it%s";
  TlmHead head = tlm_head_of (key, key_length, EXCERPT);

  if (is_dispensable (tlm_ndm_keyword_find (key, key_length)))
    return tlm_ndm_remark (ndm, line, error, format, head.text, "; it is not used");
  return tlm_ndm_fail (line, error, format, head.text, "; if it is whole, end it with a line feed");
}
