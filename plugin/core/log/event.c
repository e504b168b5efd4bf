/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/event.h"

#include <string.h>

#include "core/time/sum.h"

TlmEvent *
tlm_event_new (gint64 time_ns, const char *id, const char *label, const char *vehicle,
    const char *source, TlmConfidence confidence)
{
  TlmEvent *event;

  g_return_val_if_fail (id != NULL, NULL);
  event = g_atomic_rc_box_new0 (TlmEvent);
  event->time_ns = time_ns;
  event->id = g_strdup (id);
  event->label = g_strdup (label);
  event->vehicle = g_strdup (vehicle);
  event->source = g_strdup (source);
  event->confidence = confidence;
  event->after_ns = event->before_ns = event->error_ns = TLM_TIME_NONE;
  return event;
}

gboolean
tlm_event_equal (const TlmEvent *a, const TlmEvent *b)
{
  return a == b || (a->time_ns == b->time_ns && strcmp (a->id, b->id) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
      g_strcmp0 (a->vehicle, b->vehicle) == 0 && g_strcmp0 (a->source, b->source) == 0 &&
      a->confidence == b->confidence && a->under_way == b->under_way && a->says_phase == b->says_phase &&
      a->typical == b->typical && a->after_ns == b->after_ns && a->before_ns == b->before_ns &&
      a->error_ns == b->error_ns && a->revised == b->revised && g_strcmp0 (a->why, b->why) == 0);
}

TlmEvent *
tlm_event_moved (const TlmEvent *event, gint64 offset_ns, const char *vehicle)
{
  TlmEvent *copy;

  g_return_val_if_fail (event != NULL, NULL);
  copy = tlm_event_new (tlm_time_moved (event->time_ns, offset_ns), event->id, event->label, vehicle,
      event->source, event->confidence);
  copy->under_way = event->under_way;
  copy->says_phase = event->says_phase;
  copy->typical = event->typical;
  copy->after_ns = tlm_time_moved (event->after_ns, offset_ns);
  copy->before_ns = tlm_time_moved (event->before_ns, offset_ns);
  copy->error_ns = event->error_ns;
  copy->revised = event->revised;
  copy->why = g_strdup (event->why);
  return copy;
}

TlmEvent *
tlm_event_ref (TlmEvent *event)
{
  return g_atomic_rc_box_acquire (event);
}

static void
event_clear (gpointer data)
{
  TlmEvent *event = data;

  g_free (event->id);
  g_free (event->label);
  g_free (event->vehicle);
  g_free (event->source);
  g_free (event->why);
}

void
tlm_event_unref (TlmEvent *event)
{
  if (event)
    g_atomic_rc_box_release_full (event, event_clear);
}

#define ID_MAX_LENGTH 64

char *
tlm_event_make_id (const char *text)
{
  GString *id = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (id, FALSE));
  for (; *text && id->len < ID_MAX_LENGTH; text++) {
    if (g_ascii_isalnum (*text))
      g_string_append_c (id, g_ascii_tolower (*text));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return g_string_free (id, FALSE);
}

const char *
tlm_confidence_name (TlmConfidence confidence)
{
  static const char *const names[] = { "nominal", "detected", "given" };

  g_return_val_if_fail (confidence < G_N_ELEMENTS (names), "");
  return names[confidence];
}
