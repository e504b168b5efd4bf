/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/presentation.h"

#include "core/base/limits.h"
#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "host/wishes.h"
#include "render/layout/layout-flight.h"
#include "render/widgets/layout-load.h"

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
    .timezone = settings->timezone,
    .object = settings->object,
    .pid = (guint) settings->pid,
    .special_files = settings->special_files,
    .footage_start = settings->footage_start,
    .limits = {
      .stale_after_ns = settings->stale_after_ns,
      .lost_after_ns = settings->lost_after_ns,
    },
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

/* Takes the flight of another presentation (or NULL), which may be an announced one, or
 * opens what the settings name. */
static gboolean
find_flight (GstTelemetryPresentation *presentation, const GstTelemetryPresentation *other,
    GError **error)
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

static gboolean
read_sync (GstTelemetryPresentation *presentation, GError **error)
{
  TlmSyncText text = gst_telemetry_settings_sync (&presentation->settings);

  if (!presentation->source || tlm_sync_text_is_set (&text))
    return tlh_sync_read (&presentation->sync, &text, presentation->flight->mission, error);
  presentation->sync = presentation->source->sync;
  return TRUE;
}

static GstTelemetryPresentation *
presentation_new (const GstTelemetrySettings *settings)
{
  GstTelemetryPresentation *presentation = g_new0 (GstTelemetryPresentation, 1);

  g_atomic_ref_count_init (&presentation->references);
  presentation->doubts = g_ptr_array_new_with_free_func (g_free);
  gst_telemetry_settings_copy (&presentation->settings, settings);
  return presentation;
}

/* What a stream announced may still grow. */
static gboolean
load_layout (GstTelemetryPresentation *presentation, GError **error)
{
  const char *name = tlh_layout_name (presentation->settings.layout, presentation->flight->mission);

  presentation->layout = tlr_layout_load (name, error);
  return presentation->layout && tlr_layout_check_flight (presentation->layout, presentation->flight->timeline,
      presentation->source != NULL, presentation->doubts, error);
}

TlmEdit *
gst_telemetry_presentation_edit (const GstTelemetryPresentation *presentation, int fps_n, int fps_d,
    const TlmPlace *first, GError **error)
{
  TlmEditOptions options = { .has_start = TRUE };
  gsize length;
  const char *data = g_bytes_get_data (presentation->edit, &length);

  if (fps_n > 0 && fps_d > 0)
    options.rate = (TlmTimecodeRate) { .fps_n = fps_n, .fps_d = fps_d };
  if (presentation->has_edit_start)
    options.start = presentation->edit_start;
  else if (first->kind == TLM_PLACE_TIMECODE)
    options.start = *first;
  else
    options.has_start = FALSE;
  return tlm_edit_read (data, length, presentation->settings.edit, &options, error);
}

/* What is wrong with the file is known before there are frames, whose rate it may need. */
static gboolean
load_edit (GstTelemetryPresentation *presentation, GError **error)
{
  const GstTelemetrySettings *settings = &presentation->settings;
  const TlmPlace none = { .kind = TLM_PLACE_NONE };
  g_autoptr (TlmEdit) edit = NULL;

  if (!settings->edit)
    return TRUE;
  presentation->edit = tlm_edit_load (settings->edit, error);
  edit = presentation->edit ? gst_telemetry_presentation_edit (presentation, 25, 1, &none, error) : NULL;
  if (!edit || !settings->edit_start)
    return edit != NULL;
  if (!tlm_place_parse (settings->edit_start, &presentation->edit_start, error)) {
    g_prefix_error (error, "edit-start: ");
    return FALSE;
  }
  presentation->has_edit_start = presentation->edit_start.kind == TLM_PLACE_TIMECODE;
  if (presentation->edit_start.kind != TLM_PLACE_NONE && !presentation->has_edit_start)
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "edit-start: no timecode such as 01:00:00:00");
  return presentation->has_edit_start || presentation->edit_start.kind == TLM_PLACE_NONE;
}

/* Loads what goes with the flight: layout, sync, style. */
static gboolean
load_rest (GstTelemetryPresentation *presentation, GError **error)
{
  const GstTelemetrySettings *settings = &presentation->settings;

  if (!load_layout (presentation, error) || !read_sync (presentation, error) || !load_edit (presentation, error))
    return FALSE;
  presentation->style = (TlrStyle) {
    .units = settings->units,
    .language = settings->language,
    .profile = presentation->flight->profile,
  };
  return !settings->reserve ||
      tlr_reserve_parse (settings->reserve, &presentation->style.reserve, error);
}

/* Whether PREVIOUS's telemetry would be read in the same way by SETTINGS. */
static gboolean
keeps_flight (const GstTelemetryPresentation *previous, const GstTelemetrySettings *settings)
{
  return gst_telemetry_settings_same_flight (&previous->settings, settings) &&
      (!previous->flight->is_day_assumed ||
      g_strcmp0 (previous->settings.footage_start, settings->footage_start) == 0);
}

GstTelemetryPresentation *
gst_telemetry_presentation_load (const GstTelemetrySettings *settings,
    const GstTelemetryPresentation *previous, GError **error)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  g_return_val_if_fail (settings != NULL, NULL);
  gst_telemetry_lock_none_held ();
  if (previous && !keeps_flight (previous, settings))
    previous = NULL;
  if (!tlm_limits_set (settings->limits, error))
    return NULL;
  presentation = presentation_new (settings);
  if (!find_flight (presentation, previous, error) || !load_rest (presentation, error))
    return NULL;
  return g_steal_pointer (&presentation);
}

GstTelemetryPresentation *
gst_telemetry_presentation_load_announced (const GstTelemetrySettings *settings,
    GstTelemetryPresentation *source, GError **error)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  g_return_val_if_fail (settings != NULL && source != NULL, NULL);
  g_return_val_if_fail (!gst_telemetry_settings_name_flight (settings), NULL);
  gst_telemetry_lock_none_held ();
  if (!tlm_limits_set (settings->limits, error))
    return NULL;
  presentation = presentation_new (settings);
  presentation->source = gst_telemetry_presentation_ref (source);
  g_atomic_ref_count_inc (&source->shared->references);
  presentation->shared = source->shared;
  presentation->flight = presentation->shared->flight;
  return load_rest (presentation, error) ? g_steal_pointer (&presentation) : NULL;
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
  g_clear_pointer (&presentation->edit, g_bytes_unref);
  g_ptr_array_unref (presentation->doubts);
  gst_telemetry_settings_clear (&presentation->settings);
  g_free (presentation);
}

void
gst_telemetry_presentation_want_measured (const GstTelemetryPresentation *presentation,
    TlmChannelSet *wanted)
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
