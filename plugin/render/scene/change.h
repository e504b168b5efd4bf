/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/layout/motion.h"
#include "render/native/native.h"
#include "render/native/rect.h"

G_BEGIN_DECLS

typedef struct _TlrItem TlrItem;

/* How what an item says becomes another when an event comes: what it said right
 * before the latest event grows fainter, then what it says now comes. A pure function of timeline
 * and time. Belongs to one thread. */
typedef struct _TlrChange TlrChange;

/* By a fade. Its pictures are made with the first change. */
TlrChange *tlr_change_new (const TlrMotion *motion);

/* Takes NULL. */
void tlr_change_free (TlrChange *change);

/* Looks at the item's change at the time of NOW, its next state being known. Returns whether the
 * picture is another by that, apart from the state. */
gboolean tlr_change_update (TlrItem *item, const TlmSnapshot *now);

/* Whether something of what it said before is still to be seen. */
gboolean tlr_change_goes_on (const TlrItem *item);

/* Composes the item, whose state is shown, with what is left of what it said before; as
 * compose of its class. */
void tlr_change_compose (TlrItem *item, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip);

/* Bytes of pictures held. */
gsize tlr_change_get_size (const TlrChange *change);

G_END_DECLS
