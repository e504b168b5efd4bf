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
  Slot slots[TLM_LOG_MAX_VEHICLES + 1];
};

GstTelemetryPhaseNames *
gst_telemetry_phase_names_new (const TlmProfile *profile, const char *language)
{
  GstTelemetryPhaseNames *names = g_new0 (GstTelemetryPhaseNames, 1);

  names->profile = profile;
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
  for (guint i = 0; i < G_N_ELEMENTS (names->slots); i++)
    slot_clear (&names->slots[i]);
  g_free (names->language);
  g_free (names);
}

GstTelemetryPhase
gst_telemetry_phase_names_get (GstTelemetryPhaseNames *names, guint index, TlmEvent *event)
{
  Slot *slot;

  g_return_val_if_fail (names != NULL && index < G_N_ELEMENTS (names->slots),
      ((GstTelemetryPhase) { .id = NULL }));
  slot = &names->slots[index];
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
