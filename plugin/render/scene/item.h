/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/draw/sketch.h"
#include "render/layout/template.h"
#include "render/native/native.h"
#include "render/native/rect.h"
#include "render/scene/change.h"
#include "render/scene/placement.h"

G_BEGIN_DECLS

/* Bytes that say all about what an item shows. */
#define TLR_ITEM_STATE_SIZE (4 * TLR_TEMPLATE_SIZE + 8)

typedef struct _TlrWidget TlrWidget;
typedef struct _TlrItem TlrItem;

/* What an item does. */
typedef struct {
  /* Writes what the item shows for a snapshot, and nothing else than what its
   * picture depends on, into STATE; returns the bytes, 0 for nothing to see. */
  gsize (*state) (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state);
  /* Composes that over the canvas, whose upper left corner is at ORIGIN_X,
   * ORIGIN_Y in the frame, on the grid, only inside CLIP (in the canvas, on the grid). */
  void (*compose) (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
      int origin_y, const TlrRect *clip);
  void (*finish) (TlrItem *item);
  gsize (*size) (const TlrItem *item);   /* bytes of pictures; may be NULL */
  /* Where in the frame the shown and the next state differ, both having something to
   * see; NULL: the whole rect. */
  TlrRect (*damage) (const TlrItem *item);
  /* Whether the states A and B, both having something to see, say the same but for
   * numbers that run; NULL: it never becomes another by a change of words. */
  gboolean (*says_same) (const TlrItem *item, const guint8 *a, gsize a_size, const guint8 *b,
      gsize b_size);
  /* The same as compose as marks; NULL when only pixels can show it. */
  void (*sketch) (TlrItem *item, const guint8 *state, TlrSketch *sketch);
} TlrItemClass;

/* Something that changes in a picture. */
struct _TlrItem {
  const TlrItemClass *klass;
  TlrWidget *widget;               /* whose conditions hide it */
  TlrRect rect;                    /* all that it may show, in the frame */
  TlrRect cover;                   /* all that it may touch: that on the grid; set by
                                      tlr_context_add_item() */
  TlrRect path;                    /* all that it may touch while it moves, on the grid; cover
                                      where it does not; of a scene by tlr_showing_start() */
  gboolean has_own_pace;           /* its state is asked for the frame's own snapshot, whatever the
                                      widget's refresh says */
  gsize shown, next;               /* bytes of the states */
  TlrPlacement shown_place;        /* where it stands and how much of it is seen */
  TlrNative *veil;                 /* of its cover, for what is not composed straight; NULL
                                      before the first time */
  TlrNative *small;                /* that made smaller; or NULL, as above */
  gboolean is_small;               /* it is so as it is shown */
  TlrChange *change;               /* how it becomes another; NULL: at once */
  guint8 shown_state[TLR_ITEM_STATE_SIZE];
  guint8 next_state[TLR_ITEM_STATE_SIZE];
};

/* What an item shows, written into STATE of TLR_ITEM_STATE_SIZE bytes: all that its
 * picture depends on and nothing else. Returns the bytes, 0 for nothing to see. */
typedef gsize (*TlrStateFunc) (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state);

/* Frees an item with all its class keeps of it; takes NULL. */
void tlr_item_free (TlrItem *item);

G_END_DECLS
