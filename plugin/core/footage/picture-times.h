/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"

G_BEGIN_DECLS

/* When the first pictures of a film are shown, ns after the first, in the order in which
 * they are: what a place that is a frame means at any rate, and at a rate that changes. */
typedef struct {
  guint64 n;
  const TlmDuration *times_ns;
} TlmPictureTimes;

/* The highest frame number that a place of SYNC has; -1 where no place is a frame. */
gint64 tlm_sync_last_frame (const TlmSync *sync);

/* Each place of SYNC that is one of these frames becomes that picture's time. FALSE where a
 * frame is left that TIMES does not have, which then goes by the frame rate. */
gboolean tlm_sync_settle_frames (TlmSync *sync, const TlmPictureTimes *times);

G_END_DECLS
