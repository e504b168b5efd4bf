/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/overlay.h"

#include "core/base/error.h"
#include "core/mission/mission-span.h"
#include "core/time/sum.h"
#include "host/frame.h"
#include "host/overlay-private.h"
#include "host/wishes.h"
#include "render/draw/glyphs.h"
#include "render/layout/layout-flight.h"
#include "render/widgets/layout-load.h"

static gboolean
read_style (TlhOverlay *overlay, const TlhWishes *wishes, GError **error)
{
  overlay->language = g_strdup (wishes->language);
  overlay->style = (TlrStyle) { .language = overlay->language, .profile = overlay->flight->read->profile };
  if (wishes->units && !tlr_units_from_name (wishes->units, &overlay->style.units)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "units: '%s'; expected layout, metric, imperial or nautical",
        wishes->units);
    return FALSE;
  }
  return !wishes->reserve || tlr_reserve_parse (wishes->reserve, &overlay->style.reserve, error);
}

static gboolean
read_sync (TlhOverlay *overlay, const TlhWishes *wishes, GError **error)
{
  const TlmTimeline *timeline = overlay->flight->read->timeline;
  TlmSyncText own = { wishes->liftoff_at, wishes->footage_start, wishes->marks };
  g_autofree char *problem = NULL;
  TlmSync sync = TLM_SYNC_NONE;
  TlmDuration offset = 0;

  if (wishes->offset && !tlm_span_parse (wishes->offset, &offset)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "offset is '%s'; expected seconds, as in 2.5 or -40ms", wishes->offset);
    return FALSE;
  }
  if (!tlh_sync_read (&sync, &own, overlay->flight->read->mission, error))
    return FALSE;
  overlay->offset_ns = sync.time_offset_ns = tlm_time_moved (sync.time_offset_ns, offset);
  /* What comes live is placed by when it comes. */
  if (tlh_flight_is_live (overlay->flight))
    return TRUE;
  overlay->sync = tlm_sync_resolve (&sync, timeline, wishes->fps_n, wishes->fps_d);
  problem = tlm_sync_explain (&overlay->sync);
  /* A mission without telemetry has a clock. */
  if (problem && overlay->sync.problem != TLM_SYNC_NO_TELEMETRY) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "the footage cannot be placed: %s", problem);
    return FALSE;
  }
  if (overlay->sync.guessed)
    g_ptr_array_add (overlay->warnings, tlm_sync_explain_guess (&sync, &overlay->sync, timeline));
  return TRUE;
}

static void
gather_warnings (TlhOverlay *overlay)
{
  const GPtrArray *warnings = overlay->flight->read->warnings;
  char *fonts = tlr_glyphs_explain_missing (overlay->style.language);

  for (guint i = 0; i < warnings->len; i++)
    g_ptr_array_add (overlay->warnings, g_strdup (warnings->pdata[i]));
  if (fonts)
    g_ptr_array_add (overlay->warnings, fonts);
  g_autofree char **families = tlr_layout_missing_fonts (overlay->layout);
  for (char **words = families; *words; words++)
    g_ptr_array_add (overlay->warnings, *words);
}

TlhOverlay *
tlh_overlay_new (TlhFlight *flight, const TlhWishes *wishes, GError **error)
{
  g_autoptr (TlhOverlay) overlay = g_new0 (TlhOverlay, 1);

  g_atomic_ref_count_init (&overlay->references);
  overlay->warnings = g_ptr_array_new_with_free_func (g_free);
  overlay->flight = flight;
  if (!read_style (overlay, wishes, error) || !read_sync (overlay, wishes, error))
    return NULL;
  overlay->layout = tlr_layout_load (tlh_layout_name (wishes->layout, flight->read->mission), error);
  if (!overlay->layout || !tlr_layout_check_flight (overlay->layout, flight->read->timeline, tlh_flight_is_live (flight),
          overlay->warnings, error))
    return NULL;
  gather_warnings (overlay);
  g_ptr_array_add (overlay->warnings, NULL);
  TlhScenery scenery = { overlay->layout, &overlay->style, flight->read->timeline, flight->read->mission };
  overlay->painters = tlh_painters_new (&scenery);
  return g_steal_pointer (&overlay);
}

TlhOverlay *
tlh_overlay_open (const TlhWishes *wishes, GError **error)
{
  TlhFlight *flight;

  g_return_val_if_fail (wishes != NULL, NULL);
  if (!wishes->location && !wishes->mission) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
        "no telemetry is named: give a mission (flight.mission) or a log (flight.csv)");
    return NULL;
  }
  flight = tlh_flight_open (wishes, error);
  return flight ? tlh_overlay_new (flight, wishes, error) : NULL;
}

TlhOverlay *
tlh_overlay_dress (TlhOverlay *overlay, const TlhWishes *wishes, GError **error)
{
  TlhOverlay *dressed;

  g_return_val_if_fail (overlay != NULL && wishes != NULL, NULL);
  tlh_flight_lock (overlay->flight);
  dressed = tlh_overlay_new (tlh_flight_ref (overlay->flight), wishes, error);
  tlh_flight_unlock (overlay->flight);
  return dressed;
}

char **
tlh_layout_names (void)
{
  return tlr_layout_list ();
}

TlhOverlay *
tlh_overlay_ref (TlhOverlay *overlay)
{
  g_atomic_ref_count_inc (&overlay->references);
  return overlay;
}

void
tlh_overlay_unref (TlhOverlay *overlay)
{
  if (!overlay || !g_atomic_ref_count_dec (&overlay->references))
    return;
  tlh_painters_free (overlay->painters);
  tlr_layout_unref (overlay->layout);
  tlh_flight_unref (overlay->flight);
  g_ptr_array_unref (overlay->warnings);
  g_free (overlay->language);
  g_free (overlay);
}

const char *const *
tlh_overlay_warnings (const TlhOverlay *overlay)
{
  g_return_val_if_fail (overlay != NULL, NULL);
  return (const char *const *) overlay->warnings->pdata;
}

gint64
tlh_overlay_time (const TlhOverlay *overlay, gint64 footage_ns)
{
  return tlh_flight_is_live (overlay->flight) ?
      tlh_growth_at (overlay->flight->growth, tlm_time_moved (footage_ns, overlay->offset_ns)) :
      tlm_sync_apply (&overlay->sync, footage_ns);
}

gboolean
tlh_overlay_length (const TlhOverlay *overlay, gint64 *length_ns)
{
  TlmDuration end;

  g_return_val_if_fail (overlay != NULL && length_ns != NULL, FALSE);
  if (tlh_flight_is_live (overlay->flight) || !tlh_footage_end (overlay->flight->read->timeline, &overlay->sync, &end))
    return FALSE;
  *length_ns = MAX (end, 0);
  return TRUE;
}

gboolean
tlh_overlay_liftoff (const TlhOverlay *overlay, gint64 *footage_ns)
{
  gint64 place_ns;

  g_return_val_if_fail (overlay != NULL && footage_ns != NULL, FALSE);
  if (tlh_flight_is_live (overlay->flight))
    return FALSE;
  place_ns = tlm_sync_invert (&overlay->sync, tlm_timeline_from_elapsed (overlay->flight->read->timeline, 0));
  if (place_ns == TLM_TIME_NONE)
    return FALSE;
  *footage_ns = place_ns;
  return TRUE;
}

gboolean
tlh_overlay_confirm (TlhOverlay *overlay, gint64 footage_ns)
{
  TlhFlight *flight;
  gboolean any;

  g_return_val_if_fail (overlay != NULL, FALSE);
  flight = overlay->flight;
  if (!flight->confirm)
    return FALSE;
  tlh_flight_lock (flight);
  any = tlh_confirm_until (flight->confirm, flight->read->timeline, tlh_overlay_time (overlay, footage_ns));
  tlh_flight_unlock (flight);
  return any;
}

char *
tlh_overlay_proposal (TlhOverlay *overlay, gint64 footage_ns)
{
  TlhFlight *flight;
  const TlmEvent *event;
  char *label = NULL;

  g_return_val_if_fail (overlay != NULL, NULL);
  flight = overlay->flight;
  if (!flight->confirm)
    return NULL;
  tlh_flight_lock (flight);
  event = tlh_confirm_proposal (flight->confirm, tlh_overlay_time (overlay, footage_ns));
  if (event)
    label = tlm_profile_event_label (flight->read->profile, event, overlay->language);
  tlh_flight_unlock (flight);
  return label;
}

static gboolean
draw (TlhOverlay *overlay, gint64 footage_ns, const TlrPose *pose, const TlrSceneSpec *spec, const TlhFrame *frame,
    GError **error)
{
  const TlrPose preset = TLR_POSE_PRESET;
  TlhPainter *painter = tlh_painters_take (overlay->painters, spec, error);

  if (!painter)
    return FALSE;
  tlm_timeline_at (overlay->flight->read->timeline, tlh_overlay_time (overlay, footage_ns), painter->channels,
      painter->snapshot);
  tlr_stage_update (painter->stage, painter->snapshot, pose ? pose : &preset);
  TlrFrame native = tlh_frame_native (frame, spec);
  tlr_stage_blend_rows (painter->stage, &native, 0, native.height);
  tlh_painters_give_back (overlay->painters, painter);
  return TRUE;
}

gboolean
tlh_overlay_draw (TlhOverlay *overlay, gint64 footage_ns, const TlrPose *pose, const TlhFrame *frame,
    GError **error)
{
  TlrSceneSpec spec;
  gboolean drawn;

  g_return_val_if_fail (overlay != NULL && frame != NULL, FALSE);
  if (!tlh_frame_spec (frame, &spec, error))
    return FALSE;
  tlh_flight_lock (overlay->flight);
  drawn = draw (overlay, footage_ns, pose, &spec, frame, error);
  tlh_flight_unlock (overlay->flight);
  return drawn;
}
