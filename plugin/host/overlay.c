/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/overlay.h"

#include "core/base/error.h"
#include "core/mission/flight.h"
#include "core/mission/mission-span.h"
#include "core/time/sum.h"
#include "host/frame.h"
#include "host/painters.h"
#include "host/wishes.h"
#include "render/draw/glyphs.h"
#include "render/layout/layout-flight.h"
#include "render/widgets/layout-load.h"

struct _TlhOverlay {
  gatomicrefcount references;
  char *language;              /* the style's */
  TlmFlight *flight;
  TlrLayout *layout;
  TlrStyle style;
  TlmSyncResult sync;
  GPtrArray *warnings;         /* char *, NULL-terminated */
  TlhPainters *painters;
};

static TlmFlight *
open_flight (const TlhWishes *wishes, GError **error)
{
  TlmFlightSource source = {
    .location = wishes->location,
    .mission = wishes->mission,
    .columns = wishes->columns,
    .timezone = wishes->timezone,
    .object = wishes->object,
    .footage_start = wishes->footage_start,
  };

  if (source.location || source.mission)
    return tlm_flight_open (&source, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
      "no telemetry is named: give a mission (flight.mission) or a log (flight.csv)");
  return NULL;
}

static gboolean
read_style (TlhOverlay *overlay, const TlhWishes *wishes, GError **error)
{
  overlay->language = g_strdup (wishes->language);
  overlay->style = (TlrStyle) { .language = overlay->language, .profile = overlay->flight->profile };
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
  const TlmTimeline *timeline = overlay->flight->timeline;
  TlmSyncText own = { wishes->liftoff_at, wishes->footage_start, wishes->marks };
  g_autofree char *problem = NULL;
  TlmSync sync = TLM_SYNC_NONE;
  TlmDuration offset = 0;

  if (wishes->offset && !tlm_span_parse (wishes->offset, &offset)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "offset is '%s'; expected seconds, as in 2.5 or -40ms", wishes->offset);
    return FALSE;
  }
  if (!tlh_sync_read (&sync, &own, overlay->flight->mission, error))
    return FALSE;
  sync.time_offset_ns = tlm_time_moved (sync.time_offset_ns, offset);
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
  const GPtrArray *warnings = overlay->flight->warnings;
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
tlh_overlay_open (const TlhWishes *wishes, GError **error)
{
  g_autoptr (TlhOverlay) overlay = NULL;

  g_return_val_if_fail (wishes != NULL, NULL);
  overlay = g_new0 (TlhOverlay, 1);
  g_atomic_ref_count_init (&overlay->references);
  overlay->warnings = g_ptr_array_new_with_free_func (g_free);
  overlay->flight = open_flight (wishes, error);
  if (!overlay->flight || !read_style (overlay, wishes, error) || !read_sync (overlay, wishes, error))
    return NULL;
  overlay->layout = tlr_layout_load (tlh_layout_name (wishes->layout, overlay->flight->mission), error);
  if (!overlay->layout || !tlr_layout_check_flight (overlay->layout, overlay->flight->timeline, FALSE,
          overlay->warnings, error))
    return NULL;
  gather_warnings (overlay);
  g_ptr_array_add (overlay->warnings, NULL);
  TlhScenery scenery = { overlay->layout, &overlay->style, overlay->flight->timeline, overlay->flight->mission };
  overlay->painters = tlh_painters_new (&scenery);
  return g_steal_pointer (&overlay);
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
  tlm_flight_free (overlay->flight);
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

gboolean
tlh_overlay_length (const TlhOverlay *overlay, gint64 *length_ns)
{
  TlmDuration end;

  g_return_val_if_fail (overlay != NULL && length_ns != NULL, FALSE);
  if (!tlh_footage_end (overlay->flight->timeline, &overlay->sync, &end))
    return FALSE;
  *length_ns = MAX (end, 0);
  return TRUE;
}

gboolean
tlh_overlay_draw (TlhOverlay *overlay, gint64 footage_ns, const TlrPose *pose, const TlhFrame *frame,
    GError **error)
{
  const TlrPose preset = TLR_POSE_PRESET;
  TlrSceneSpec spec;
  TlhPainter *painter;

  g_return_val_if_fail (overlay != NULL && frame != NULL, FALSE);
  if (!tlh_frame_spec (frame, &spec, error))
    return FALSE;
  painter = tlh_painters_take (overlay->painters, &spec, error);
  if (!painter)
    return FALSE;
  tlm_timeline_at (overlay->flight->timeline, tlm_sync_apply (&overlay->sync, footage_ns), painter->channels,
      painter->snapshot);
  tlr_stage_update (painter->stage, painter->snapshot, pose ? pose : &preset);
  TlrFrame native = tlh_frame_native (frame, &spec);
  tlr_stage_blend_rows (painter->stage, &native, 0, native.height);
  tlh_painters_give_back (overlay->painters, painter);
  return TRUE;
}
