/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit.h"
#include "core/footage/film.h"
#include "core/mission/mission.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* A film's edit, tied to a flight by the cameras of its mission. */

/* A stretch of the film in which one event counts, in order and without gaps: from the first event's
 * beginning, or 0, to the end of the last. */
typedef struct {
  TlmRational in, out;           /* film time */
  const TlmEditEvent *event;     /* or NULL: the film shows nothing there */
  const TlmMissionCamera *camera;    /* or NULL: none took it */
  const char *reason;            /* why no flight time is known; or NULL */
} TlmConformSpan;

typedef struct {
  const TlmEdit *edit;           /* both have to outlive it */
  const TlmMission *mission;
  GArray *spans;                 /* TlmConformSpan */
  TlmFilm *film;
  GPtrArray *texts;              /* char *, which reasons point to */
} TlmConform;

/* Of stacked tracks the topmost event that is no title and covers half or more counts; where no camera
 * took that, the film shows something else. A camera with see-through=yes is looked through as titles
 * are. Where two cameras took it, or the one cannot be tied, its span says so. RATE is the film's frames a second, by which
 * its times are exact; 0: the edit's. Never fails. To be freed. */
TlmConform *tlm_conform_new (const TlmEdit *edit, const TlmMission *mission, const TlmTimeline *timeline,
    TlmRational rate);
void tlm_conform_free (TlmConform *conform);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmConform, tlm_conform_free)

/* What of the film has no flight time: how much of it and where first, and why, a sentence for people; NULL
 * where the whole of what it shows has. To be freed. */
char *tlm_conform_explain (const TlmConform *conform);

G_END_DECLS
