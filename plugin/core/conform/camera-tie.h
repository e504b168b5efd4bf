/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit.h"
#include "core/footage/warp.h"
#include "core/mission/mission.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* A mission's camera, and how the time of its sources becomes a time on the timeline's clock. */
typedef struct {
  const TlmMissionCamera *camera;
  TlmEditOrigin origin;      /* what the footage time of WARP counts from */
  TlmWarp warp;
} TlmCameraTie;

/* Ties CAMERA to TIMELINE. NULL, or what is wrong, a sentence; to be freed. */
char *tlm_camera_tie (const TlmMissionCamera *camera, const TlmTimeline *timeline, TlmCameraTie *tie);

/* Whether the camera took SOURCE, by its globs of reel, clip name, path and file name. */
gboolean tlm_camera_took (const TlmMissionCamera *camera, const TlmEditSource *source);

/* The tie's footage time of MEDIA, a time of SOURCE, and by what its speed is to be multiplied: labels are
 * counted again at the camera's own rate. NULL, or why it cannot be known; constant. */
const char *tlm_camera_time (const TlmCameraTie *tie, const TlmEditSource *source, TlmRational media,
    TlmRational *footage, TlmRational *scale);

G_END_DECLS
