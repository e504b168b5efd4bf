/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/confirm.h"

#include <string.h>

struct _TlhConfirm {
  GPtrArray *found;            /* TlmEvent *: all that is not given, in order of time, withheld or not */
  GHashTable *confirmed;       /* char *: keys */
};

TlhConfirm *
tlh_confirm_new (void)
{
  TlhConfirm *confirm = g_new0 (TlhConfirm, 1);

  confirm->found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  confirm->confirmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return confirm;
}

void
tlh_confirm_free (TlhConfirm *confirm)
{
  if (!confirm)
    return;
  g_ptr_array_unref (confirm->found);
  g_hash_table_unref (confirm->confirmed);
  g_free (confirm);
}

static gboolean
is_detected (const TlmEvent *event)
{
  return event->confidence == TLM_CONFIDENCE_DETECTED;
}

static gboolean
is_alike (const TlmEvent *a, const TlmEvent *b)
{
  return is_detected (b) && strcmp (a->id, b->id) == 0 && g_strcmp0 (a->vehicle, b->vehicle) == 0;
}

/* To be freed. */
static char *
make_key (const TlhConfirm *confirm, guint index)
{
  const TlmEvent *event = confirm->found->pdata[index];
  guint before = 0;

  for (guint i = 0; i < index; i++)
    before += is_alike (event, confirm->found->pdata[i]);
  return g_strdup_printf ("%u/%s/%s", before, event->id, event->vehicle ? event->vehicle : "");
}

static gboolean
is_withheld (const TlhConfirm *confirm, guint index)
{
  g_autofree char *key = NULL;

  if (!is_detected (confirm->found->pdata[index]))
    return FALSE;
  key = make_key (confirm, index);
  return !g_hash_table_contains (confirm->confirmed, key);
}

static void
apply (const TlhConfirm *confirm, TlmTimeline *timeline)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < confirm->found->len; i++)
    if (!is_withheld (confirm, i))
      g_ptr_array_add (shown, confirm->found->pdata[i]);
  tlm_timeline_set_found_events (timeline, shown);
}

void
tlh_confirm_sift (TlhConfirm *confirm, TlmTimeline *timeline)
{
  g_ptr_array_set_size (confirm->found, 0);
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence != TLM_CONFIDENCE_GIVEN)
      g_ptr_array_add (confirm->found, tlm_event_ref ((TlmEvent *) event));
  }
  apply (confirm, timeline);
}

gboolean
tlh_confirm_until (TlhConfirm *confirm, TlmTimeline *timeline, gint64 time_ns)
{
  gboolean any = FALSE;

  for (guint i = 0; i < confirm->found->len; i++) {
    const TlmEvent *event = confirm->found->pdata[i];
    if (event->time_ns > time_ns || !is_withheld (confirm, i))
      continue;
    g_hash_table_add (confirm->confirmed, make_key (confirm, i));
    any = TRUE;
  }
  if (any)
    apply (confirm, timeline);
  return any;
}

const TlmEvent *
tlh_confirm_proposal (const TlhConfirm *confirm, gint64 time_ns)
{
  for (guint i = confirm->found->len; i-- > 0;) {
    const TlmEvent *event = confirm->found->pdata[i];
    if (event->time_ns <= time_ns && is_withheld (confirm, i))
      return event;
  }
  return NULL;
}
