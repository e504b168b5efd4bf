/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/show/show.h"

#include "core/time/posix.h"
#include "elements/show/ranked-lock.h"
#include "render/widgets/layout-load.h"

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
open_flight (const GstTelemetryWishes *wishes, GError **error)
{
  TlmFlightSource source = {
    .location = wishes->location,
    .mission = wishes->mission,
    .columns = wishes->columns,
    .limits = { wishes->stale_after_ns, wishes->lost_after_ns },
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
same_flight (const GstTelemetryWishes *a, const GstTelemetryWishes *b)
{
  return g_strcmp0 (a->location, b->location) == 0 && g_strcmp0 (a->mission, b->mission) == 0 &&
      g_strcmp0 (a->columns, b->columns) == 0 && a->stale_after_ns == b->stale_after_ns &&
      a->lost_after_ns == b->lost_after_ns;
}

gboolean
gst_telemetry_wishes_name_flight (const GstTelemetryWishes *wishes)
{
  return wishes->location || wishes->mission;
}

/* Takes the flight of another show (or NULL), which may be a borrowed one, or opens
 * what the wishes name. */
static gboolean
find_flight (GstTelemetryShow *show, const GstTelemetryShow *other, GError **error)
{
  if (other) {
    g_atomic_ref_count_inc (&other->shared->references);
    show->shared = other->shared;
    show->lender = other->lender ? gst_telemetry_show_ref (other->lender) : NULL;
  } else {
    show->shared = open_flight (&show->wishes, error);
  }
  if (show->shared)
    show->flight = show->shared->flight;
  return show->shared != NULL;
}

/* What properties say of the footage's time stands alone: what the mission says of
 * it is about other footage. */
static gboolean
read_sync (GstTelemetryShow *show, GError **error)
{
  const TlmMission *mission = show->flight->mission;
  TlmSyncText text = gst_telemetry_wishes_sync (&show->wishes);

  if (show->lender && !tlm_sync_text_is_set (&text)) {
    show->sync = show->lender->sync;
    return TRUE;
  }
  if (!tlm_sync_text_is_set (&text))
    text = (TlmSyncText) { mission->liftoff_at, mission->footage_start, mission->marks };
  show->sync.time_offset_ns = mission->time_offset_ns;
  return tlm_sync_read (&show->sync, &text, error);
}

static GstTelemetryShow *
show_new (const GstTelemetryWishes *wishes)
{
  GstTelemetryShow *show = g_new0 (GstTelemetryShow, 1);

  g_atomic_ref_count_init (&show->references);
  gst_telemetry_wishes_copy (&show->wishes, wishes);
  return show;
}

/* What goes with the flight. */
static gboolean
furnish (GstTelemetryShow *show, GError **error)
{
  const GstTelemetryWishes *wishes = &show->wishes;

  show->layout = tlr_layout_load (wishes->layout ? wishes->layout : "webcast", error);
  if (!show->layout || !read_sync (show, error))
    return FALSE;
  show->style = (TlrStyle) { .units = wishes->units, .language = wishes->language,
    .profile = show->flight->profile };
  return !wishes->reserve || tlr_reserve_parse (wishes->reserve, &show->style.reserve, error);
}

GstTelemetryShow *
gst_telemetry_show_load (const GstTelemetryWishes *wishes, const GstTelemetryShow *previous,
    GError **error)
{
  g_autoptr (GstTelemetryShow) show = NULL;

  g_return_val_if_fail (wishes != NULL, NULL);
  gst_telemetry_lock_none_held ();
  show = show_new (wishes);
  if (!find_flight (show, previous && same_flight (&previous->wishes, wishes) ? previous : NULL,
          error) || !furnish (show, error))
    return NULL;
  return g_steal_pointer (&show);
}

GstTelemetryShow *
gst_telemetry_show_borrow (const GstTelemetryWishes *own, GstTelemetryShow *lender, GError **error)
{
  g_autoptr (GstTelemetryShow) show = NULL;

  g_return_val_if_fail (own != NULL && lender != NULL, NULL);
  g_return_val_if_fail (!gst_telemetry_wishes_name_flight (own), NULL);
  gst_telemetry_lock_none_held ();
  show = show_new (own);
  show->lender = gst_telemetry_show_ref (lender);
  g_atomic_ref_count_inc (&lender->shared->references);
  show->shared = lender->shared;
  show->flight = show->shared->flight;
  return furnish (show, error) ? g_steal_pointer (&show) : NULL;
}

GstTelemetryShow *
gst_telemetry_show_ref (GstTelemetryShow *show)
{
  g_atomic_ref_count_inc (&show->references);
  return show;
}

void
gst_telemetry_show_unref (GstTelemetryShow *show)
{
  if (!show || !g_atomic_ref_count_dec (&show->references))
    return;
  flight_unref (show->shared);
  gst_telemetry_show_unref (show->lender);
  tlr_layout_unref (show->layout);
  gst_telemetry_wishes_clear (&show->wishes);
  g_free (show);
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
gst_telemetry_show_want_measured (const GstTelemetryShow *show, TlmChannelSet *wanted)
{
  const TlmTimeline *timeline = show->flight->timeline;

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
gst_telemetry_show_tags (const GstTelemetryShow *show)
{
  const TlmMission *mission = show->flight->mission;
  g_autoptr (GstTagList) tags = gst_tag_list_new_empty ();

  if (mission->provenance != TLM_PROVENANCE_MEASURED)
    add_remark (tags, "telemetry-data", tlm_provenance_name (mission->provenance));
  add_remark (tags, "telemetry-credit", mission->credit);
  add_remark (tags, "telemetry-licence", mission->licence);
  return gst_tag_list_is_empty (tags) ? NULL : g_steal_pointer (&tags);
}
