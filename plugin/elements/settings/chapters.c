/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/chapters.h"

#include <gst/tag/tag.h>

/* Footage time of a time on the timeline's clock. */
static gint64
footage_time (const TlmSyncResult *sync, gint64 time_ns)
{
  TlmDuration footage = tlm_sync_invert (sync, time_ns);

  return footage == TLM_TIME_NONE ? G_MAXINT64 : footage;
}

static gint64
footage_end (const TlmTimeline *timeline, const TlmSyncResult *sync, GstClockTime duration)
{
  gint64 first, last;

  if (GST_CLOCK_TIME_IS_VALID (duration) && duration < G_MAXINT64)
    return (gint64) duration;
  if (!tlm_timeline_span (timeline, &first, &last))
    return 0;
  return footage_time (sync, last);
}

static GstTocEntry *
chapter_new (guint number, const char *title, gint64 start, gint64 stop)
{
  g_autofree char *uid = g_strdup_printf ("%u", number);
  GstTocEntry *chapter = gst_toc_entry_new (GST_TOC_ENTRY_TYPE_CHAPTER, uid);

  gst_toc_entry_set_start_stop_times (chapter, start, stop);
  gst_toc_entry_set_tags (chapter, gst_tag_list_new (GST_TAG_TITLE, title, NULL));
  return chapter;
}

static gboolean
is_phase (const TlmProfile *profile, const TlmEvent *event)
{
  const char *phase = profile ? tlm_profile_phase_after (profile, event->id) : event->id;

  return !g_str_equal (phase, TLM_PHASE_NONE) && (!profile ||
      tlm_profile_find (profile, event->id) || phase != event->id);
}

static const TlmEvent *
next_certain (const TlmTimeline *timeline, const TlmProfile *profile, guint *index)
{
  while (*index < tlm_timeline_n_events (timeline)) {
    const TlmEvent *event = tlm_timeline_event (timeline, (*index)++);
    if (event->confidence != TLM_CONFIDENCE_NOMINAL && is_phase (profile, event))
      return event;
  }
  return NULL;
}

GstToc *
gst_telemetry_chapters_new (const TlmTimeline *timeline, const TlmSyncResult *sync,
    GstClockTime duration, const TlmProfile *profile, const char *language)
{
  GstTocEntry *edition;
  const TlmEvent *event, *next;
  gint64 end;
  guint index = 0, n_chapters = 0;
  GstToc *toc;

  g_return_val_if_fail (timeline != NULL && sync != NULL, NULL);
  /* In a film that was cut a phase begins where its shots are, or never. */
  if (!sync->known || sync->film)
    return NULL;
  end = footage_end (timeline, sync, duration);
  edition = gst_toc_entry_new (GST_TOC_ENTRY_TYPE_EDITION, "1");
  gst_toc_entry_set_start_stop_times (edition, 0, end);
  for (event = next_certain (timeline, profile, &index); event; event = next) {
    gint64 start = MAX (0, footage_time (sync, event->time_ns));
    next = next_certain (timeline, profile, &index);
    gint64 stop = MIN (end, next ? footage_time (sync, next->time_ns) : end);
    g_autofree char *title = tlm_profile_event_label (profile, event, language);
    if (start < stop)
      gst_toc_entry_append_sub_entry (edition, chapter_new (++n_chapters, title, start, stop));
  }
  if (n_chapters == 0) {
    gst_toc_entry_unref (edition);
    return NULL;
  }
  toc = gst_toc_new (GST_TOC_SCOPE_GLOBAL);
  gst_toc_append_entry (toc, edition);
  return toc;
}
