/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/presentation.h"

#include "core/time/posix.h"
#include "elements/settings/ranked-lock.h"

GstTelemetryNames *
gst_telemetry_names_of (const TlmTimeline *timeline)
{
  g_autoptr (GPtrArray) vehicles = g_ptr_array_new ();
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++)
    g_ptr_array_add (vehicles, (gpointer) tlm_timeline_vehicle_name (timeline, i));
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++)
    g_ptr_array_add (channels, (gpointer) tlm_timeline_channel_name (timeline, i));
  g_ptr_array_add (vehicles, NULL);
  g_ptr_array_add (channels, NULL);
  return gst_telemetry_names_new ((const gchar *const *) vehicles->pdata,
      (const gchar *const *) channels->pdata);
}

struct _GstTelemetryFlight {
  gatomicrefcount references;
  TlmFlight *flight;
};

static void
flight_unref (GstTelemetryFlight *shared)
{
  if (!shared || !g_atomic_ref_count_dec (&shared->references))
    return;
  tlm_flight_free (shared->flight);
  g_free (shared);
}

static GstTelemetryFlight *
open_flight (const GstTelemetrySettings *settings, GError **error)
{
  TlmFlightSource source = {
    .location = settings->location,
    .mission = settings->mission,
    .columns = settings->columns,
    .limits = { settings->stale_after_ns, settings->lost_after_ns },
  };
  TlmFlight *flight = source.location || source.mission ? tlm_flight_open (&source, error) :
      tlm_flight_new_empty (&source.limits);
  GstTelemetryFlight *shared;

  if (!flight)
    return NULL;
  shared = g_new0 (GstTelemetryFlight, 1);
  g_atomic_ref_count_init (&shared->references);
  shared->flight = flight;
  return shared;
}

static gboolean
same_flight (const GstTelemetrySettings *a, const GstTelemetrySettings *b)
{
  return g_strcmp0 (a->location, b->location) == 0 && g_strcmp0 (a->mission, b->mission) == 0 &&
      g_strcmp0 (a->columns, b->columns) == 0 && a->stale_after_ns == b->stale_after_ns &&
      a->lost_after_ns == b->lost_after_ns;
}

gboolean
gst_telemetry_settings_name_flight (const GstTelemetrySettings *settings)
{
  return settings->location || settings->mission;
}

/* Takes the flight of another presentation (or NULL), which may be an announced one, or opens
 * what the settings name. */
static gboolean
find_flight (GstTelemetryPresentation *presentation, const GstTelemetryPresentation *other, GError **error)
{
  if (other) {
    g_atomic_ref_count_inc (&other->shared->references);
    presentation->shared = other->shared;
    presentation->source = other->source ? gst_telemetry_presentation_ref (other->source) : NULL;
  } else {
    presentation->shared = open_flight (&presentation->settings, error);
  }
  if (presentation->shared)
    presentation->flight = presentation->shared->flight;
  return presentation->shared != NULL;
}

/* What properties say of the footage's time stands alone: what the mission says of
 * it is about other footage. */
static gboolean
read_sync (GstTelemetryPresentation *presentation, GError **error)
{
  const TlmMission *mission = presentation->flight->mission;
  TlmSyncText text = gst_telemetry_settings_sync (&presentation->settings);

  if (presentation->source && !tlm_sync_text_is_set (&text)) {
    presentation->sync = presentation->source->sync;
    return TRUE;
  }
  if (!tlm_sync_text_is_set (&text))
    text = (TlmSyncText) { mission->liftoff_at, mission->footage_start, mission->marks };
  presentation->sync.time_offset_ns = mission->time_offset_ns;
  return tlm_sync_read (&presentation->sync, &text, error);
}

static GstTelemetryPresentation *
presentation_new (const GstTelemetrySettings *settings)
{
  GstTelemetryPresentation *presentation = g_new0 (GstTelemetryPresentation, 1);

  g_atomic_ref_count_init (&presentation->references);
  gst_telemetry_settings_copy (&presentation->settings, settings);
  return presentation;
}

/* What goes with the flight. */
static gboolean
furnish (GstTelemetryPresentation *presentation, GError **error)
{
  const GstTelemetrySettings *settings = &presentation->settings;

  presentation->layout = tlr_layout_load (settings->layout ? settings->layout : "webcast", error);
  if (!presentation->layout || !read_sync (presentation, error))
    return FALSE;
  presentation->style = (TlrStyle) { .units = settings->units, .language = settings->language,
    .profile = presentation->flight->profile };
  return !settings->reserve || tlr_reserve_parse (settings->reserve, &presentation->style.reserve, error);
}

GstTelemetryPresentation *
gst_telemetry_presentation_load (const GstTelemetrySettings *settings, const GstTelemetryPresentation *previous,
    GError **error)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  g_return_val_if_fail (settings != NULL, NULL);
  gst_telemetry_lock_none_held ();
  presentation = presentation_new (settings);
  if (!find_flight (presentation, previous && same_flight (&previous->settings, settings) ? previous : NULL,
          error) || !furnish (presentation, error))
    return NULL;
  return g_steal_pointer (&presentation);
}

GstTelemetryPresentation *
gst_telemetry_presentation_load_announced (const GstTelemetrySettings *own, GstTelemetryPresentation *source, GError **error)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  g_return_val_if_fail (own != NULL && source != NULL, NULL);
  g_return_val_if_fail (!gst_telemetry_settings_name_flight (own), NULL);
  gst_telemetry_lock_none_held ();
  presentation = presentation_new (own);
  presentation->source = gst_telemetry_presentation_ref (source);
  g_atomic_ref_count_inc (&source->shared->references);
  presentation->shared = source->shared;
  presentation->flight = presentation->shared->flight;
  return furnish (presentation, error) ? g_steal_pointer (&presentation) : NULL;
}

GstTelemetryPresentation *
gst_telemetry_presentation_ref (GstTelemetryPresentation *presentation)
{
  g_atomic_ref_count_inc (&presentation->references);
  return presentation;
}

void
gst_telemetry_presentation_unref (GstTelemetryPresentation *presentation)
{
  if (!presentation || !g_atomic_ref_count_dec (&presentation->references))
    return;
  flight_unref (presentation->shared);
  gst_telemetry_presentation_unref (presentation->source);
  tlr_layout_unref (presentation->layout);
  gst_telemetry_settings_clear (&presentation->settings);
  g_free (presentation);
}

G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_FRESH == (int) TLM_VALIDITY_FRESH);
G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_STALE == (int) TLM_VALIDITY_STALE);
G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_LOST == (int) TLM_VALIDITY_LOST);

static guint
collect_values (const TlmSnapshot *snapshot, GstTelemetrySnapshotEntry *entries)
{
  guint n = 0;

  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    for (guint j = 0; j < snapshot->n_channels; j++) {
      const TlmValue *value = &snapshot->vehicles[i].values[j];
      if (value->validity == TLM_VALIDITY_ABSENT)
        continue;
      entries[n++] = (GstTelemetrySnapshotEntry) { i, j, { value->value, value->age_ns,
          (GstTelemetryValidity) value->validity, value->origin == TLM_ORIGIN_DERIVED } };
    }
  }
  return n;
}

GstTelemetrySnapshot *
gst_telemetry_snapshot_publish (GstTelemetryNames *names, const TlmSnapshot *snapshot,
    GstTelemetryPhaseNames *phase_names)
{
  GstTelemetryPhase phases[TLM_LOG_MAX_VEHICLES + 1];
  gint64 utc_ns = G_MININT64;
  g_autofree GstTelemetrySnapshotEntry *entries =
      g_new (GstTelemetrySnapshotEntry, snapshot->n_vehicles * snapshot->n_channels + 1);

  phases[0] = gst_telemetry_phase_names_get (phase_names, 0, snapshot->phase.current);
  for (guint i = 0; i < MIN (snapshot->n_vehicles, TLM_LOG_MAX_VEHICLES); i++)
    phases[i + 1] = gst_telemetry_phase_names_get (phase_names, i + 1,
        snapshot->vehicles[i].phase.current);
  if (snapshot->instant != TLM_TIME_NONE)
    tlm_instant_to_posix_ns (snapshot->instant, &utc_ns);
  return gst_telemetry_snapshot_new (names, utc_ns, snapshot->elapsed_ns, phases,
      entries, collect_values (snapshot, entries));
}

void
gst_telemetry_presentation_want_measured (const GstTelemetryPresentation *presentation, TlmChannelSet *wanted)
{
  const TlmTimeline *timeline = presentation->flight->timeline;

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++)
    for (guint j = 0; j < tlm_timeline_n_channels (timeline); j++)
      if (tlm_timeline_track (timeline, i, j))
        tlm_channel_set_add (wanted, j);
}

static void
add_remark (GstTagList *tags, const char *key, const char *value)
{
  g_autofree char *remark = NULL;

  if (!value)
    return;
  remark = g_strdup_printf ("%s=%s", key, value);
  gst_tag_list_add (tags, GST_TAG_MERGE_APPEND, GST_TAG_EXTENDED_COMMENT, remark, NULL);
}

GstTagList *
gst_telemetry_presentation_tags (const GstTelemetryPresentation *presentation)
{
  const TlmMission *mission = presentation->flight->mission;
  g_autoptr (GstTagList) tags = gst_tag_list_new_empty ();

  if (mission->provenance != TLM_PROVENANCE_MEASURED)
    add_remark (tags, "telemetry-data", tlm_provenance_name (mission->provenance));
  add_remark (tags, "telemetry-credit", mission->credit);
  add_remark (tags, "telemetry-licence", mission->licence);
  return gst_tag_list_is_empty (tags) ? NULL : g_steal_pointer (&tags);
}
