/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/sync.h"
#include "render/draw/style.h"

G_BEGIN_DECLS

/* No footage is longer (73 years, in nanoseconds), so that sums of times cannot overflow. */
#define GST_TELEMETRY_LONGEST (G_MAXINT64 / 4)

/* Which time of a frame is its place in the footage, or its instant. */
typedef enum {
  GST_TELEMETRY_TIME_SOURCE_STREAM_TIME,
  GST_TELEMETRY_TIME_SOURCE_PTS,
  GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME,
  GST_TELEMETRY_TIME_SOURCE_REFERENCE_TIMESTAMP,
  GST_TELEMETRY_TIME_SOURCE_TIMECODE,
  GST_TELEMETRY_TIME_SOURCE_ARRIVAL
} GstTelemetryTimeSource;

/* Who puts the picture on the frames. */
typedef enum {
  GST_TELEMETRY_OVERLAY_MODE_AUTO,     /* the sink where it draws overlays, else we */
  GST_TELEMETRY_OVERLAY_MODE_BURN,
  GST_TELEMETRY_OVERLAY_MODE_ATTACH
} GstTelemetryOverlayMode;

/* Where ASS without a layout puts its lines. */
typedef enum {
  GST_TELEMETRY_SUBTITLE_POSITION_TOP,
  GST_TELEMETRY_SUBTITLE_POSITION_BOTTOM
} GstTelemetrySubtitlePosition;

/* What timed text is written as. */
typedef enum {
  GST_TELEMETRY_TEXT_ANY,              /* as downstream asks */
  GST_TELEMETRY_TEXT_UTF8,
  GST_TELEMETRY_TEXT_MARKUP,
  GST_TELEMETRY_TEXT_ASS,              /* blocks, the header in the caps */
  GST_TELEMETRY_TEXT_ASS_FILE          /* lines, the header in front */
} GstTelemetryTextFormat;

/* Frames a second, N/D; 0/1 is not known. */
typedef struct {
  int n, d;
} GstTelemetryFrameRate;

/* What the properties of an element say, as the user wrote it. An element has those of
 * its rows in settings/property-table.c; the others are zero. The strings are owned and
 * NULL while unset. Begun, copied and cleared by settings/properties.h. */
typedef struct {
  char *location;
  char *mission;
  char *columns;
  char *timezone;                      /* of local times without one */
  char *object;                        /* one of several in orbit data */
  int pid;                             /* of a transport stream's KLV; 0: not said */
  gboolean special_files;              /* location may be a pipe or a device */
  char *limits;                        /* core/base/limits.h; NULL: as they are */
  char *layout;                        /* name or path; NULL: "webcast" */
  TlrUnits units;
  char *language;                      /* of the picture */
  char *liftoff_at;
  char *footage_start;
  char *marks;                         /* core/footage/marks.h */
  char *edit;                          /* path or URI of the cut of the film; NULL: the footage is whole */
  char *edit_start;                    /* timecode of the film's first frame; NULL: see edit-start */
  char *reserve;                       /* render/draw/reserve.h; NULL: as the layout says */
  char *lines;                         /* template of plain text */
  gint64 interval_ns;                  /* from one sample or cue to the next */
  char *languages;                     /* of the tracks, commas between; NULL: English */
  char *footage;                       /* path or URI of the clip that text goes with */
  gint64 duration_ns;                  /* of the footage; 0: to the end of the telemetry */
  TlmDuration time_offset_ns;          /* added to the frame's time */
  GstTelemetryTimeSource time_source;
  GstTelemetryFrameRate frame_rate;
  GstTelemetrySubtitlePosition position;
  int width, height;                   /* pixels of the picture that ASS is placed on */
  GstTelemetryFrameRate pixel_aspect;  /* width to height of these; 0: square */
  GstTelemetryTextFormat text_format;
  TlmDuration stale_after_ns;          /* 0: as the mission says, or 2 s */
  TlmDuration lost_after_ns;           /* 0: as the mission says, or 5 s */
  gboolean enabled;
  gint64 max_wait_ns;                  /* -1: as liveness says */
  TlmDuration history_ns;
  TlmDuration reorder_window_ns;
  GstTelemetryOverlayMode mode;
  double graphics_white;               /* cd/m² */
  double opacity, scale;               /* of the whole picture, 1: as laid out */
  double offset_x, offset_y;           /* widths and heights of the frame */
  char *format;                        /* name of a decoder */
  char *vehicle;
  char *datum;
  char *liftoff;                       /* UTC */
} GstTelemetrySettings;

/* What they say of the footage's time; its strings are those of SETTINGS. */
TlmSyncText gst_telemetry_settings_sync (const GstTelemetrySettings *settings);

/* Whether they name telemetry: a location or a mission. */
gboolean gst_telemetry_settings_name_flight (const GstTelemetrySettings *settings);

/* Whether both open the same telemetry in the same way. */
gboolean gst_telemetry_settings_same_flight (const GstTelemetrySettings *a,
    const GstTelemetrySettings *b);

G_END_DECLS
