/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/camera.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/mission/mission.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "film/clip.h"
#include "job/sync.h"

/* Where the second mark of a clock that drifts is: any place says the same line. */
#define FAR_NS (10000 * TLM_SECOND)

static const char *
tag_of (const RenderClip *clip, const char *name)
{
  const AVDictionaryEntry *entry = av_dict_get (render_clip_video (clip)->metadata, name, NULL, 0);

  if (!entry)
    entry = av_dict_get (clip->input->metadata, name, NULL, 0);
  return entry ? entry->value : NULL;
}

static gboolean
fits (const TlmMissionCamera *camera, const RenderClip *clip)
{
  g_auto (GStrv) globs = g_strsplit (camera->match ? camera->match : camera->name, ";", -1);
  g_autofree char *name = g_path_get_basename (clip->path);
  const char *reel = tag_of (clip, "reel_name");

  for (char **glob = globs; *glob; glob++) {
    g_strstrip (*glob);
    if (**glob && (g_pattern_match_simple (*glob, name) || g_pattern_match_simple (*glob, clip->path) ||
        (reel && g_pattern_match_simple (*glob, reel))))
      return TRUE;
  }
  return FALSE;
}

static gboolean
fail (const TlmMissionCamera *camera, const RenderClip *clip, GError **error, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "%s: [camera %s]: %s", clip->path, camera->name, what);
  return FALSE;
}

static gint64
true_ns (const TlmMissionCamera *camera, gint64 camera_ns)
{
  return (gint64) llroundl ((long double) camera_ns / (1.0L + (long double) camera->drift_ppm * 1e-6L));
}

/* When the first picture is, as the labels say. */
static gboolean
by_label (const TlmMissionCamera *camera, const RenderClip *clip, TlmMissionTime *time, GError **error)
{
  const char *text = camera->start_timecode ? camera->start_timecode : tag_of (clip, "timecode");
  TlmTimecodeRate rate = camera->rate;
  TlmTimecode label;
  gboolean drop;
  gint64 frame;

  if (!text || !tlm_timecode_parse (text, &label, &drop))
    return fail (camera, clip, error, "the clip has no timecode; start-timecode says that of its first picture");
  rate.drop |= drop;
  if (!tlm_timecode_to_frame (&label, &rate, &frame))
    return fail (camera, clip, error, "its rate does not have the clip's timecode");
  *time = camera->timecode_zero;
  time->time_ns += true_ns (camera, tlm_timecode_frame_time (frame, &rate));
  return TRUE;
}

static char *
mark (gint64 place_ns, TlmClock clock, gint64 time_ns)
{
  g_autofree char *place = tlm_elapsed_seconds (place_ns, 9);
  g_autofree char *when = clock == TLM_CLOCK_ELAPSED ? tlm_elapsed_seconds (time_ns, 9) :
      tlm_instant_format_utc (time_ns, 9, FALSE);

  if (clock != TLM_CLOCK_ELAPSED)
    return g_strdup_printf ("%s@%s", place, when);
  return g_strdup_printf ("%s@T%s%s", place, time_ns < 0 ? "" : "+", when);
}

static gboolean
tie (RenderJob *job, const TlmMissionCamera *camera, const RenderClip *clip, GError **error)
{
  TlmMissionTime first = camera->footage_start;
  g_autofree char *begin = NULL, *far = NULL, *marks = NULL;

  if (camera->marks) {
    render_job_set (job, "marks", camera->marks);
    return TRUE;
  }
  if (camera->has_timecode_zero && !by_label (camera, clip, &first, error))
    return FALSE;
  begin = mark (0, first.clock, first.time_ns);
  far = mark (FAR_NS, first.clock, first.time_ns + true_ns (camera, FAR_NS));
  marks = camera->drift_ppm != 0 ? g_strconcat (begin, ";", far, NULL) : g_strdup (begin);
  render_job_set (job, "marks", marks);
  return TRUE;
}

gboolean
render_camera_tie (RenderJob *job, GError **error)
{
  g_autoptr (TlmMission) mission = job->mission && !render_sync_of (job) ? tlm_mission_load (job->mission, NULL) : NULL;
  g_autoptr (RenderClip) clip = mission && mission->cameras->len > 0 ? render_clip_open (job->clip, NULL) : NULL;
  const TlmMissionCamera *found = NULL;

  for (guint i = 0; clip && i < mission->cameras->len; i++) {
    const TlmMissionCamera *camera = mission->cameras->pdata[i];
    if (camera->see_through || !fits (camera, clip))
      continue;
    if (found)
      return fail (camera, clip, error, "so matches another camera too; make match= tell them apart");
    found = camera;
  }
  return !found || tie (job, found, clip, error);
}
