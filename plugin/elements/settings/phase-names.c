/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/phase-names.h"

#include "core/log/log.h"

typedef struct {
  TlmEvent *event;       /* reference, so that no other can have its address */
  char *label;
} Slot;

struct _GstTelemetryPhaseNames {
  const TlmProfile *profile;
  char *language;
  GArray *slots;         /* Slot, of the mission and each vehicle, as far as one was asked for */
};

GstTelemetryPhaseNames *
gst_telemetry_phase_names_new (const TlmProfile *profile, const char *language)
{
  GstTelemetryPhaseNames *names = g_new0 (GstTelemetryPhaseNames, 1);

  names->profile = profile;
  names->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  names->language = g_strdup (language);
  return names;
}

static void
slot_clear (Slot *slot)
{
  g_clear_pointer (&slot->event, tlm_event_unref);
  g_clear_pointer (&slot->label, g_free);
}

void
gst_telemetry_phase_names_free (GstTelemetryPhaseNames *names)
{
  if (!names)
    return;
  for (guint i = 0; i < names->slots->len; i++)
    slot_clear (&g_array_index (names->slots, Slot, i));
  g_array_unref (names->slots);
  g_free (names->language);
  g_free (names);
}

GstTelemetryPhase
gst_telemetry_phase_names_get (GstTelemetryPhaseNames *names, guint index, TlmEvent *event)
{
  Slot *slot;

  g_return_val_if_fail (names != NULL, ((GstTelemetryPhase) { .id = NULL }));
  if (index >= names->slots->len)
    g_array_set_size (names->slots, index + 1);
  slot = &g_array_index (names->slots, Slot, index);
  if (slot->event != event) {
    slot_clear (slot);
    slot->event = event ? tlm_event_ref (event) : NULL;
    slot->label = event ? tlm_profile_phase_label (names->profile, event, names->language) : NULL;
  }
  if (!event)
    return (GstTelemetryPhase) { .id = NULL };
  return (GstTelemetryPhase) {
    .id = names->profile ? tlm_profile_phase_after (names->profile, event->id) : event->id,
    .label = slot->label,
  };
}
