/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"
#include "core/mission/mission.h"
#include "core/timeline/timeline.h"
#include "render/draw/style.h"
#include "render/layout/layout.h"

G_BEGIN_DECLS

/* What timed text is made from and how. Nothing is owned; timeline and layout
 * are referred to by what is made. */
typedef struct {
  TlmTimeline *timeline;
  const TlmMission *mission;     /* or NULL */
  TlmSyncResult sync;            /* footage time to the timeline's clock */
  TlrLayout *layout;             /* whose words, units and widgets are used */
  TlrStyle style;
  const char *text;              /* template of the lines, NULL: as below */
  TlmDuration interval_ns;       /* 0: 1 s */
  int fps_n, fps_d;              /* cues begin with frames of this rate; 0: at any time */
  TlmDuration step_ns;           /* what the format's times tell apart; 0: 1 ms */
  int width, height;             /* of the picture that styled text is placed on; 0: 1920x1080 */
  int par_n, par_d;              /* width to height of its pixels; 0: square */
  TlmDuration window_ns;         /* styled text lasts at most so long; 0: TLR_ASS_WINDOW */
  gboolean bottom;               /* plain lines at the bottom, not at the top */
} TlrCueSpec;

/* Text at instants of footage: cues. What a cue says is what a layout prints for
 * its first instant; where one begins is a pure function of the telemetry
 * (render/ass/cue-times.h), and neighbours that say the same are one.
 *
 * A template has lines, separated by a newline or by \n. A line with {vehicle}
 * in it stands once for each vehicle. A line that comes out empty is left out,
 * and blanks at its ends. Belongs to one thread. */
typedef struct _TlrCues TlrCues;

/* Most lines a template has, and most bytes a cue's text has. */
#define TLR_CUES_MAX_LINES 8
#define TLR_CUES_MAX_TEXT 8192

/* As built-in layouts have them: where no speed is known that of the climb stands for it, and one
 * that was worked out of an orbit says which it is. */
#define TLR_CUES_FIGURES \
  "{speed.frame} {speed|vertical-speed} {speed|vertical-speed.unit}  {altitude|altitude-agl|altitude-msl} " \
  "{altitude|altitude-agl|altitude-msl.unit}"

/* One line with clock, phase and provenance; then speed and altitude, after the
 * vehicle's name where there are several vehicles. */
#define TLR_CUES_DEFAULT_ONE \
  "{clock}  {phase}  {provenance}\n" TLR_CUES_FIGURES
#define TLR_CUES_DEFAULT_MANY \
  "{clock}  {phase}  {provenance}\n{vehicle}: " TLR_CUES_FIGURES

/* The error (TLM_ERROR_LAYOUT) names the field of the template. */
TlrCues *tlr_cues_new (const TlrCueSpec *spec, GError **error);

/* Takes NULL. */
void tlr_cues_free (TlrCues *cues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrCues, tlr_cues_free)

/* A cue: footage time, and text as it is (not escaped for any format; control
 * characters are blanks), "" when there is nothing to say. The text is owned by
 * the cues and stands until the next call. */
typedef struct {
  gint64 start_ns, end_ns;
  const char *text;
} TlrCue;

/* The cue that is to be seen at FROM: begins there (where it is cut off, if it
 * began before), ends where other words begin or at LIMIT > FROM. */
TlrCue tlr_cues_at (TlrCues *cues, gint64 from_ns, gint64 limit_ns);

/* The first instant after AFTER_NS at which the text may be another one;
 * G_MAXINT64 when there is none in 64 bits. */
gint64 tlr_cues_next_time (TlrCues *cues, gint64 after_ns);

G_END_DECLS
