/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/overlay/gsttelemetryoverlay.h"
#include "elements/overlay/overlay-announcer.h"
#include "elements/overlay/overlay-painter.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/telemetry-pad.h"

G_BEGIN_DECLS

/* No footage is longer (73 years), so that sums of times cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

typedef enum {
  TIME_SOURCE_STREAM_TIME,
  TIME_SOURCE_PTS,
  TIME_SOURCE_RUNNING_TIME,
  TIME_SOURCE_REFERENCE_TIMESTAMP,
  TIME_SOURCE_TIMECODE,
  TIME_SOURCE_ARRIVAL
} GstTelemetryTimeSource;

typedef enum {
  OVERLAY_MODE_AUTO,
  OVERLAY_MODE_BURN,
  OVERLAY_MODE_ATTACH
} GstTelemetryOverlayMode;

/* What the properties said when a frame came: it is drawn by these whatever is set
 * meanwhile, and nothing is asked under the queue's lock. */
typedef struct {
  GstTelemetryTimeSource time_source;
  TlmDuration time_offset_ns;
  double graphics_white;           /* cd/m² */
} GstTelemetryFrameSettings;

struct _GstTelemetryOverlay {
  GstBaseTransform parent;

  GstTelemetryLock lock;           /* guards the fields down to the next comment */
  GstTelemetrySettings settings;
  GstTelemetryFrameSettings wanted;  /* for the next frame */
  gboolean enabled;
  gboolean started;
  GstTelemetryPresentation *presentation;          /* NULL until started */
  GstPad *telemetry_pad;           /* the request pad, or NULL */
  GstClockTimeDiff max_wait;       /* -1: as liveness says */
  TlmHistory history;
  TlmDuration reorder_window_ns;
  GstTelemetryOverlayMode mode;
  gboolean refused;                /* downstream took the caps feature, but draws nothing */
  gboolean live;                   /* as the last LATENCY query said */

  /* Of the streaming thread alone. */
  GstTelemetryFrameSettings now;     /* for the frame that is being drawn */
  GstVideoInfo info;
  gboolean has_info;
  gboolean mappable;               /* the frames can be written to */
  gboolean brings_meta;            /* upstream attaches compositions */
  gboolean passes_meta;            /* our caps say that there may be some */
  gboolean ask_allocation;         /* caps are new: downstream is to be asked */
  gboolean attaching;
  int window_width, window_height; /* where attached pictures are shown; 0: unknown */
  GstBufferPool *copies;           /* of frames that cannot be written to, or NULL */
  GstTelemetryPainter *painter;
  GstTelemetryPresentation *unfit;         /* which cannot be drawn on frames of UNFIT_RECT, or NULL */
  TlrRect unfit_rect;
  GstTelemetryQueue *queue;      /* what the request pad brings; lives as long as the element */
  gboolean live_known, timed_out, gave_up;
  GstTelemetryAnnouncer *announcer;
  GstTagList *upstream_tags;
  GstTelemetryPresentation *tagged;  /* the one whose tags and warnings went out */
};

/* The presentation of this moment, NULL before the element has started. */
GstTelemetryPresentation *gst_telemetry_overlay_ref_presentation (GstTelemetryOverlay *self);

/* overlay-properties.c */
void gst_telemetry_overlay_install_properties (GObjectClass *object_class);

/* overlay-tags.c: once a presentation, what a user should know of it, in the stream
 * (tags, chapters) and on the bus (warnings). Needs a painter. */
void gst_telemetry_overlay_send_tags (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation);

/* Our tags joined with those of upstream; takes and returns an event. */
GstEvent *gst_telemetry_overlay_merge_tags (GstTelemetryOverlay *self, GstEvent *event);

/* overlay-attach.c: burned in or attached. */
GType gst_telemetry_overlay_mode_get_type (void);
GstCaps *gst_telemetry_overlay_transform_caps (GstBaseTransform *trans,
    GstPadDirection direction, GstCaps *caps, GstCaps *filter);
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
void gst_telemetry_overlay_drop_pool (GstTelemetryOverlay *self);

/* overlay-telemetry.c: telemetry that arrives on a pad of its own. */
void gst_telemetry_overlay_install_pad (GstElementClass *element_class);
void gst_telemetry_overlay_apply_max_wait (GstTelemetryOverlay *self);
gboolean gst_telemetry_overlay_answer_latency (GstTelemetryOverlay *self, GstQuery *query);

/* What came on the pad so far, for the property `stats`. */
GstStructure *gst_telemetry_overlay_stats (GstTelemetryOverlay *self);

/* Asks once a start whether the video is live, since a sink may never ask. */
void gst_telemetry_overlay_learn_liveness (GstTelemetryOverlay *self);

/* Waits as long as telemetry is to be waited for, and takes the lock on the
 * timeline, which end_wait() gives back; that warns, once a start, when the wait was
 * timed out. PRESENTATION becomes that of the flight which the stream on the pad announces,
 * where it names none itself. */
void gst_telemetry_overlay_wait (GstTelemetryOverlay *self, GstTelemetryPresentation **presentation,
    GstClockTime running_time);

/* With that lock held: waits for what the frame shows where that is ahead of its
 * running time. */
void gst_telemetry_overlay_wait_for (GstTelemetryOverlay *self, gint64 time_ns);
void gst_telemetry_overlay_end_wait (GstTelemetryOverlay *self);

G_END_DECLS
