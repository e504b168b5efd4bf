/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "render/native/colour.h"
#include "render/scene/stage.h"

G_BEGIN_DECLS

/* The telemetry overlay for programs that have frames in memory: editors, studios, filters. It knows no
 * GStreamer. A program
 *
 *   1. opens an overlay by wishes: tlh_overlay_open(), which blocks while it reads;
 *   2. asks whether it can draw on its frames: tlh_format_is_known();
 *   3. draws: tlh_overlay_draw(), with a frame's place in the footage and the frame's memory;
 *   4. gives it back: tlh_overlay_unref().
 *
 * What is drawn is a function of the wishes, the place and the frame's size and colours, and of nothing else: frames
 * may be drawn in any order, again, and by any number of threads at once. It is the picture that the element
 * telemetryoverlay draws. */
typedef struct _TlhOverlay TlhOverlay;

/* What to show. Each text may be NULL: as the mission says, or the default. LOCATION or MISSION is needed. */
typedef struct {
  const char *mission;         /* path or URI of a mission file */
  const char *location;        /* path or URI of telemetry, instead of the mission's */
  const char *columns;         /* what columns mean: altitude=alt:ft,time=t:s */
  const char *timezone;        /* of local times without one */
  const char *object;          /* one of several in orbit data */
  const char *layout;          /* name of a built-in layout, or path; "webcast" */
  const char *units;           /* layout, metric, imperial, nautical */
  const char *language;        /* en, ru, es, fr, de, zh, ja; English */
  const char *reserve;         /* strips to keep free: bottom 12%; right 20% */
  const char *liftoff_at;      /* where liftoff is in the footage: 12.48, #374, 10:42:13:07 */
  const char *footage_start;   /* UTC or timecode of the first frame */
  const char *marks;           /* PLACE@INSTANT; ... */
  const char *offset;          /* added to each place, later telemetry is shown: seconds (2.5), or 40ms, 00:01:12.5 */
  int fps_n, fps_d;            /* frames a second of the footage, for places given in frames and timecode; 0/0:
                                * not known */
  gboolean confirm_phases;     /* what rules find is shown when it is confirmed: tlh_overlay_confirm() */
} TlhWishes;

/* Opens it; to be unreffed. NULL with an error that names the file, the place and a line that would work. A sync
 * that cannot be resolved, an unknown unit and a wrong layout are errors. Blocks while it reads. */
TlhOverlay *tlh_overlay_open (const TlhWishes *wishes, GError **error);

/* The same telemetry, which is not read again, as another overlay: layout, units, language, reserve, and what relates it to
 * footage, are those of WISHES; the rest is OVERLAY's. To be unreffed; NULL with an error as above. From any thread. */
TlhOverlay *tlh_overlay_dress (TlhOverlay *overlay, const TlhWishes *wishes, GError **error);

/* Names of the built-in layouts, sorted. To be freed with g_strfreev(). From any thread. */
char **tlh_layout_names (void);

/* Takes a reference and gives OVERLAY back; gives one back (NULL is fine). From any thread. */
TlhOverlay *tlh_overlay_ref (TlhOverlay *overlay);
void tlh_overlay_unref (TlhOverlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlhOverlay, tlh_overlay_unref)

/* What may be wrong, a line each, which people should see; NULL-terminated, owned by the overlay. From any thread. */
const char *const *tlh_overlay_warnings (const TlhOverlay *overlay);

/* How long the footage is that the telemetry is about: from its first frame to the last sample or event, ns. FALSE
 * where there is none. From any thread. */
gboolean tlh_overlay_length (const TlhOverlay *overlay, gint64 *length_ns);

/* Where liftoff is in the footage, ns. FALSE where the telemetry does not know it, and for live telemetry. From any
 * thread. */
gboolean tlh_overlay_liftoff (const TlhOverlay *overlay, gint64 *footage_ns);

/* Where WISHES ask for it, an event that rules find in the telemetry is kept from the picture until somebody confirms it;
 * what the mission or the telemetry say themselves needs nobody. Confirms all that is proposed FOOTAGE_NS into the
 * footage; FALSE where there was nothing. From any thread. */
gboolean tlh_overlay_confirm (TlhOverlay *overlay, gint64 footage_ns);

/* The newest that waits to be confirmed by then, in the overlay's language; NULL: none. To be freed. From any thread. */
char *tlh_overlay_proposal (TlhOverlay *overlay, gint64 footage_ns);

/* A frame's memory; nothing is owned. */
typedef struct {
  const char *format;          /* as GStreamer 1.26 names it: RGBA, BGRA, I420, YUY2, UYVY, ... */
  int width, height;           /* pixels, 16 to 32768 */
  guint8 *data[TLR_MAX_PLANES];        /* first row of each plane */
  int stride[TLR_MAX_PLANES];  /* bytes from row to row, over 0 */
  gboolean premultiplied;      /* colours of a format with alpha are times alpha */
  gboolean interlaced;         /* both fields in the frame */
  int par_n, par_d;            /* pixel aspect ratio; 0/0: square */
  TlrColorimetry colorimetry;  /* all zero: BT.709, limited range, SDR; for RGB formats the range and matrix are
                                * set by tlh_overlay_draw() to full range and none */
} TlhFrame;

/* Whether frames of that format can be drawn on. From any thread. */
gboolean tlh_format_is_known (const char *format);

/* Blends what is seen FOOTAGE_NS into the footage into FRAME; what is transparent stays to the bit. Opacity, scale
 * and offset are POSE's (NULL: as laid out). FALSE with an error, the frame as it was, where the layout does not fit the
 * frame or the format is not known. From any thread. */
gboolean tlh_overlay_draw (TlhOverlay *overlay, gint64 footage_ns, const TlrPose *pose, const TlhFrame *frame,
    GError **error);

/* Writes a line of words into the frame's upper left, as large as fits, for what a host can say in no other way. The
 * words are never read as markup. From any thread. */
void tlh_frame_say (const TlhFrame *frame, const char *words);

G_END_DECLS
