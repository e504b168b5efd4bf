/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/conform/conform.h"
#include "elements/overlay/attachment.h"
#include "elements/overlay/unpack-rows.h"
#include "elements/overlay/video-frame.h"
#include "elements/settings/presentation.h"
#include "elements/settings/publish.h"
#include "render/scene/stage.h"

G_BEGIN_DECLS

/* What a picture is for. */
typedef struct {
  TlrRect visible;             /* the part of the frame that is shown */
  double graphics_white;       /* cd/m² on PQ and HLG; 0 means 203 */
  gboolean attach;             /* for a sink to draw, else burned in */
  int window_width;            /* attached: of the sink's window; 0 where */
  int window_height;           /* unknown */
} GstTelemetryCanvas;

/* What the streaming thread needs to draw one presentation on frames of one format: a
 * scene, a snapshot to fill, and how footage time becomes telemetry time. Made
 * anew when the presentation or the caps change; belongs to the streaming thread. */
typedef struct {
  GstTelemetryPresentation *presentation;
  GstTelemetryCanvas canvas;
  TlrNativeSpec spec;
  TlrStage *stage;
  GstTelemetryRows *rows;              /* for formats that must be unpacked */
  GstTelemetryAttachment *attachment;  /* when attaching */
  TlmSnapshot *snapshot;
  TlmChannelSet wanted;
  TlmSync said;                   /* of the presentation, with what is known of the footage */
  TlmSyncResult sync;             /* by that */
  TlmEdit *edit;                  /* the cut of the film that the footage is, or NULL; */
  TlmConform *conform;            /* which SYNC goes by then */
  gboolean is_elsewhere;          /* the film shows something else now: nothing is drawn */
  gboolean is_related;            /* SYNC was found */
  gint64 zero_ns[2];              /* of elapsed time and of instants when SYNC was found */
  gboolean has_telemetry;         /* likewise */
  int fps_n, fps_d;
  GstTelemetryNames *names;
  GstTelemetryPhaseNames *phase_names;
  guint n_vehicles, n_channels;   /* of the timeline when this was made */
} GstTelemetryPainter;

/* A painter for PRESENTATION (a reference is taken) on frames of INFO. To be freed; NULL with
 * an error when frames of that format cannot be drawn on, or the layout does not fit. */
GstTelemetryPainter *gst_telemetry_painter_new (GstTelemetryPresentation *presentation,
    const GstVideoInfo *info, const GstTelemetryCanvas *canvas, GError **error);

/* Reads the presentation's edit, where it has one, for a first picture with the timecode FIRST. FALSE with an
 * error where it cannot be read at this frame rate. */
gboolean gst_telemetry_painter_cut (GstTelemetryPainter *painter, const TlmPlace *first, GError **error);

/* Nothing for NULL. */
void gst_telemetry_painter_free (GstTelemetryPainter *painter);

/* Finds how footage time becomes telemetry time where that is not known, or what the timeline
 * says of its clock is new; TRUE when it has. A T-0 that was guessed by the first sample
 * stays, also when that sample is forgotten. Whoever calls holds the lock under which the
 * timeline grows. */
gboolean gst_telemetry_painter_relate (GstTelemetryPainter *painter);

/* Takes over what BEFORE, which PAINTER is to take the place of, has found of that, where it
 * is of the same presentation and frame rate. */
void gst_telemetry_painter_take_relation (GstTelemetryPainter *painter,
    const GstTelemetryPainter *before);

/* Time on the timeline's clock that a frame at FOOTAGE_TIME shows, by the sync
 * that the mission and the properties give, and with telemetry that is OFFSET later. */
gint64 gst_telemetry_painter_map (const GstTelemetryPainter *painter, TlmDuration footage_time_ns,
    TlmDuration offset_ns);

/* Brings the picture to a time on the timeline's clock, in a pose; TLM_TIME_NONE shows no
 * number. */
void gst_telemetry_painter_seek (GstTelemetryPainter *painter, gint64 time_ns, const TlrPose *pose);

/* What is on the picture, for applications; to be unreffed. */
GstTelemetrySnapshot *gst_telemetry_painter_publish (const GstTelemetryPainter *painter);

/* Whether the painter is for that presentation and canvas and has room for all that the
 * timeline has by now. */
gboolean gst_telemetry_painter_fits (const GstTelemetryPainter *painter,
    const GstTelemetryPresentation *presentation, const GstTelemetryCanvas *canvas);

/* Draws it on a frame mapped for reading and writing. Not when attaching. */
void gst_telemetry_painter_blend (GstTelemetryPainter *painter, const GstVideoFrame *frame);

/* Attaches it to a buffer whose metas can be written. */
void gst_telemetry_painter_attach (GstTelemetryPainter *painter, GstBuffer *buffer);

G_END_DECLS
