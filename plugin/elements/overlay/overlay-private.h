/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasetransform.h>

#include "core/footage/meeting.h"
#include "elements/overlay/footage-origin.h"
#include "elements/overlay/overlay-announcer.h"
#include "elements/overlay/overlay-painter.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/telemetry-pad.h"

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_OVERLAY (gst_telemetry_overlay_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetryOverlay, gst_telemetry_overlay, GST, TELEMETRY_OVERLAY,
    GstBaseTransform)

/* Without a check of the type: what helps the element does not call the element's file. */
#define GST_TELEMETRY_OVERLAY_CAST(object) ((GstTelemetryOverlay *) (object))

/* What the properties said when a frame came: it is drawn by these whatever is set
 * meanwhile, and nothing is asked under the queue's lock. */
typedef struct {
  GstTelemetryTimeSource time_source;
  TlmDuration time_offset_ns;
  double graphics_white;           /* cd/m² */
  TlrPose pose;
} GstTelemetryFrameSettings;

/* How the newest frame's time became telemetry time, for who asks of another. */
typedef struct {
  GstTelemetryPresentation *presentation;  /* a reference; NULL: no frame was shown */
  TlmSyncResult sync;
  TlmFilm *film;                   /* a reference to what SYNC goes by; or NULL */
  GstTelemetryTimeSource time_source;
  TlmDuration time_offset_ns;
  gboolean by_place;               /* in the footage; else by the running time of telemetry on the pad */
  GstSegment segment;
  GstTelemetryOrigin origin;       /* without its strings */
} GstTelemetryShown;

/* What was told since the start. */
typedef enum {
  GST_TELEMETRY_TOLD_FIRST = 1 << 0,      /* the first picture is not known */
  GST_TELEMETRY_TOLD_RATE = 1 << 1,       /* a frame went by the rate */
  GST_TELEMETRY_TOLD_BACK = 1 << 2,       /* the footage went back */
  GST_TELEMETRY_TOLD_TIMECODE = 1 << 3,   /* the timecode of the first picture is not known */
  GST_TELEMETRY_TOLD_FONTS = 1 << 4,      /* letters have no font */
  GST_TELEMETRY_TOLD_NOTHING = 1 << 5,    /* there is no telemetry */
  GST_TELEMETRY_TOLD_APART = 1 << 6,      /* the effect is not trimmed as its clip */
  GST_TELEMETRY_TOLD_ORIENTATION = 1 << 7, /* the picture is not upright */
  GST_TELEMETRY_TOLD_SILENCE = 1 << 8     /* no number is shown */
} GstTelemetryTold;

struct _GstTelemetryOverlay {
  GstBaseTransform parent;

  GstTelemetryLock lock;           /* guards the fields down to the next comment */
  GstTelemetrySettings settings;
  guint generation;                /* of the settings that a presentation is loaded by */
  gboolean started;
  GstTelemetryPresentation *presentation;  /* NULL until it was loaded after the start */
  GstPad *telemetry_pad;           /* the request pad, or NULL */
  gboolean refused;                /* downstream took the caps feature, but draws nothing */
  gboolean live;                   /* as the last LATENCY query said */
  gboolean reconsider;             /* downstream is to be asked again */
  gboolean flowing;                /* caps were agreed on since the start */
  GstTelemetrySnapshot *newest;    /* of the newest frame, or NULL */

  GstTelemetryShown shown;         /* guarded by the queue's lock */

  /* Of the streaming thread alone. */
  GstTelemetryFrameSettings now;   /* for the frame that is being drawn */
  GstVideoInfo info;
  gboolean has_info;
  gboolean mappable;               /* the frames can be written to */
  gboolean brings_meta;            /* upstream attaches compositions */
  gboolean passes_meta;            /* our caps say that there may be some */
  gboolean ask_allocation;         /* caps are new: downstream is to be asked */
  gboolean attaching;
  gboolean told_unmet;             /* a wish that cannot be followed was told of */
  int window_width, window_height; /* where attached pictures are shown; 0: unknown */
  GstBufferPool *copies;           /* of frames that cannot be written to, or NULL */
  GstTelemetryPainter *painter;
  GstTelemetryPresentation *unfit; /* cannot be drawn on frames of UNFIT_RECT; or NULL */
  TlrRect unfit_rect;
  GstTelemetryQueue *queue;        /* what the request pad brings; lives as long as the element */
  gboolean streamed;               /* the pad was there when the frame came */
  gboolean live_known;
  gboolean timed_out;              /* a frame has waited too long since the start */
  gboolean timeout_told;           /* the warning of that was posted */
  TlmMeeting meeting;              /* what was seen of footage and telemetry */
  gboolean meeting_settled;        /* whether they meet is known, and told */
  gboolean heard;                  /* a frame had a value, or needs none */
  gint64 silent_since_ns;          /* shown time from which on telemetry brought none, or TLM_TIME_NONE */
  gint64 unheard_since_ns;         /* running time from which on none came, or TLM_TIME_NONE */
  gint64 footage_duration_ns;      /* 0: nobody says it; TLM_TIME_NONE: nobody was asked */
  gboolean shown_by_place;         /* the frame is shown by its place in the footage */
  GstTelemetryOrigin origin;       /* of the footage, found while frames come */
  TlmDuration place_ns;            /* of the frame in the footage by stream time */
  TlmPlace first_timecode;         /* of the first picture, if it has one */
  GArray *picture_times;           /* TlmDuration: of the film's pictures; or NULL */
  gint64 pictures_sought;          /* so many were looked for */
  GstTelemetryTimeSource settled_source; /* by which the painter's places were settled */
  guint told;                      /* GstTelemetryTold */
  GstTelemetryAnnouncer *announcer;
  GstTagList *upstream_tags;
  GstTelemetryPresentation *tagged; /* whose tags and warnings went out, or NULL */
};

/* overlay-properties.c */
void gst_telemetry_overlay_install_properties (GObjectClass *object_class);

/* overlay-presentation.c: what is shown, loaded by the settings. */

/* At the start; FALSE with an error that names the file. Blocks. */
gboolean gst_telemetry_overlay_load (GstTelemetryOverlay *self, GError **error);

/* At the stop: nothing is shown. */
void gst_telemetry_overlay_unload (GstTelemetryOverlay *self);

/* Changes a setting that the presentation is loaded by. While started one that cannot be
 * followed leaves the picture and the setting as they are, with a warning on the bus. Any
 * thread; several may change settings at once, and each change counts. Blocks. */
void gst_telemetry_overlay_change (GstTelemetryOverlay *self, guint id, const GValue *value);

/* The presentation of this moment as a reference of the caller's; NULL before the element
 * has started. */
GstTelemetryPresentation *gst_telemetry_overlay_ref_presentation (GstTelemetryOverlay *self);

/* The same on the streaming thread, with the settings that a frame is drawn by. */
GstTelemetryPresentation *gst_telemetry_overlay_begin_frame (GstTelemetryOverlay *self);

/* The presentation that the stream on the pad announces, as a reference of the caller's,
 * where SHOWN has no flight of its own and does not show it already; or NULL. Between
 * acquire() and release() of the queue. */
GstTelemetryPresentation *gst_telemetry_overlay_find_announced (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *shown);

/* SHOWN becomes a presentation of the flight of ANNOUNCED, or stays where its layout does
 * not load. With no lock held. Blocks. */
void gst_telemetry_overlay_adopt (GstTelemetryOverlay *self, GstTelemetryPresentation **shown,
    GstTelemetryPresentation *announced);

/* overlay-meeting.c: for another presentation, or another start, it is asked anew whether
 * footage and telemetry meet. */
void gst_telemetry_overlay_forget_meeting (GstTelemetryOverlay *self);

/* Asks once a start how long the footage is. With no lock held. */
void gst_telemetry_overlay_measure_footage (GstTelemetryOverlay *self);

/* A frame shows TIME_NS. Once it is known that telemetry and footage do not meet the
 * announcer is told. Needs a painter, between acquire() and release() of the queue. */
void gst_telemetry_overlay_look_for_meeting (GstTelemetryOverlay *self,
    const TlmTimeline *timeline, gint64 time_ns);

/* No frame follows: posts what is known by now. */
void gst_telemetry_overlay_end_meeting (GstTelemetryOverlay *self);

/* overlay-silence.c: warns where nothing on the layout can have a value, or there is no telemetry
 * at all. With no lock held, of a PRESENTATION whose painter is there. */
void gst_telemetry_overlay_warn_of_nothing (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation);

/* A frame shows TIME_NS (or TLM_TIME_NONE) at RUNNING_TIME. Once it is known that none had a value
 * the announcer is told. Needs a painter, between acquire() and release() of the queue. */
void gst_telemetry_overlay_look_for_values (GstTelemetryOverlay *self, gint64 time_ns,
    GstClockTime running_time);

/* For another presentation, or another start, it is looked for anew. */
void gst_telemetry_overlay_forget_silence (GstTelemetryOverlay *self);

/* overlay-orientation.c: warns once a start of frames that are to be turned after the text is
 * on them. With no lock held; the streaming thread. */
void gst_telemetry_overlay_warn_of_orientation (GstTelemetryOverlay *self);

/* overlay-time.c: which time on the timeline's clock a frame shows, or TLM_TIME_NONE: its
 * own instant where the time source has one; by its place in the footage where liftoff-at,
 * footage-start or marks say what that shows; else by the running time where telemetry comes on its pad, else by its
 * place. Needs a painter, and is asked between acquire() and release() of the queue. */
gint64 gst_telemetry_overlay_shown_time (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation, GstBuffer *buffer);

/* overlay-places.c: where in the footage frames are. At the start and the stop. */
void gst_telemetry_overlay_forget_places (GstTelemetryOverlay *self);

/* Notes the place of each frame that comes, drawn on or not. May block at the first. */
void gst_telemetry_overlay_place_frame (GstTelemetryOverlay *self, GstBuffer *buffer);

/* Tells a new painter what the places mean that were said. With no lock held; may block. */
void gst_telemetry_overlay_settle_places (GstTelemetryOverlay *self, GstTelemetryPainter *painter);

/* What a user should know of places is kept for the announcer to post, once a start. Needs
 * a painter, after shown_time(). */
void gst_telemetry_overlay_warn_of_places (GstTelemetryOverlay *self);

/* overlay-query.c: the frame that PRESENTATION is shown on goes by what it was asked for. Needs a painter,
 * between acquire() and release() of the queue, after shown_time(). */
void gst_telemetry_overlay_note_shown (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation);

/* SNAPSHOT (a reference is taken) is on the newest frame. */
void gst_telemetry_overlay_note_newest (GstTelemetryOverlay *self, GstTelemetrySnapshot *snapshot);

/* No frame was shown: a stop. */
void gst_telemetry_overlay_forget_shown (GstTelemetryOverlay *self);

/* Answers a query of gst/telemetry/gsttelemetryquery.h that asks this element; FALSE for any other, and where
 * it cannot. Any thread, with no lock held. */
gboolean gst_telemetry_overlay_answer (GstTelemetryOverlay *self, GstQuery *query);

/* overlay-draw.c: draws what a frame shows, on it or attached to it, with its meta. What
 * cannot be drawn leaves it as it is. */
void gst_telemetry_overlay_draw (GstTelemetryOverlay *self, GstBuffer *buffer);

/* overlay-tags.c: once a presentation, what a user should know of it, in the stream
 * (tags, chapters) and on the bus (warnings). Needs a painter. */
void gst_telemetry_overlay_send_tags (GstTelemetryOverlay *self,
    GstTelemetryPresentation *presentation);

/* Once a start, where letters of what is shown have no font. With no lock held. */
void gst_telemetry_overlay_warn_of_fonts (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation);

/* What is found of how footage is related to telemetry is kept for the announcer to post,
 * where a user should know of it. Needs a painter; with no lock held. */
void gst_telemetry_overlay_warn_of_sync (GstTelemetryOverlay *self);

/* Our tags joined with those of upstream; takes and returns an event. */
GstEvent *gst_telemetry_overlay_merge_tags (GstTelemetryOverlay *self, GstEvent *event);

/* overlay-attach.c: burned in or attached. */
GstCaps *gst_telemetry_overlay_transform_caps (GstBaseTransform *trans,
    GstPadDirection direction, GstCaps *caps, GstCaps *filter);

/* Downstream, attached goes before burned in. Takes and returns OTHER. */
GstCaps *gst_telemetry_overlay_fixate_caps (GstBaseTransform *trans,
    GstPadDirection direction, GstCaps *caps, GstCaps *other);

/* Takes up new caps; before the next frame, downstream is asked. */
void gst_telemetry_overlay_note_caps (GstTelemetryOverlay *self, GstCaps *in, GstCaps *out);

/* Before each frame, on the streaming thread: decides where that is not done. */
void gst_telemetry_overlay_settle (GstTelemetryOverlay *self);

/* What was decided may have changed: decides anew before the next frame. */
void gst_telemetry_overlay_renegotiate (GstTelemetryOverlay *self);

/* overlay-allocation.c: what upstream may do, as downstream says. */
gboolean gst_telemetry_overlay_propose_allocation (GstBaseTransform *trans, GstQuery *decided,
    GstQuery *query);

/* overlay-copy.c: gives the frame itself where it can be written to. */
GstFlowReturn gst_telemetry_overlay_prepare_output_buffer (GstBaseTransform *trans,
    GstBuffer *in, GstBuffer **out);

/* Gives back the memory of copies. */
void gst_telemetry_overlay_drop_pool (GstTelemetryOverlay *self);

/* overlay-telemetry.c: telemetry that arrives on a pad of its own. */
void gst_telemetry_overlay_install_pad (GstElementClass *element_class);

/* Tells the queue how long frames wait, as the property and liveness say. */
void gst_telemetry_overlay_apply_max_wait (GstTelemetryOverlay *self);

/* Answers a LATENCY query; FALSE where upstream does not. */
gboolean gst_telemetry_overlay_answer_latency (GstTelemetryOverlay *self, GstQuery *query);

/* What came on the pad so far, for the property `stats`; to be freed. */
GstStructure *gst_telemetry_overlay_stats (GstTelemetryOverlay *self);

/* Waits as long as telemetry is to be waited for, and takes the lock on the
 * timeline, which end_wait() gives back; that warns, once a start, when the wait timed
 * out. SHOWN becomes a presentation of the flight which the stream on the pad announces,
 * where it names none itself. */
void gst_telemetry_overlay_wait (GstTelemetryOverlay *self, GstTelemetryPresentation **shown,
    GstClockTime running_time);

/* With that lock held: waits for what the frame shows where that is ahead of its
 * running time. */
void gst_telemetry_overlay_wait_for (GstTelemetryOverlay *self, gint64 time_ns);

/* Gives the lock back, and posts what there is to warn of. */
void gst_telemetry_overlay_end_wait (GstTelemetryOverlay *self);

G_END_DECLS
