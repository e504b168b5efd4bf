/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "core/timeline/timeline.h"
#include "render/draw/style.h"
#include "render/layout/layout.h"
#include "render/native/rect.h"
#include "render/scene/scene-spec.h"

G_BEGIN_DECLS

/* A layout filled with what is known at one instant, ready to be blended into
 * frames of one size and format. What it shows is a pure function of layout,
 * style, timeline, mission and the last snapshot, to the bit; earlier snapshots do
 * not matter.
 *
 * A scene belongs to one thread at a time. */
typedef struct _TlrScene TlrScene;

/* Measures, places and draws what never changes. The scene refers to layout and
 * timeline; it copies what it needs of style and mission (NULL: an empty one).
 * Fails with TLM_ERROR_LAYOUT when the layout cannot be fitted into the frame. */
TlrScene *tlr_scene_new (TlrLayout *layout, const TlrStyle *style, TlmTimeline *timeline,
    const TlmMission *mission, const TlrSceneSpec *spec, GError **error);

/* Takes NULL. */
void tlr_scene_free (TlrScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrScene, tlr_scene_free)

/* Whether the timeline still has the vehicles, channels, and events or none, that
 * the scene was placed for. When a live timeline has outgrown it, make a new one; until
 * then it shows what it has room for. */
gboolean tlr_scene_is_current (const TlrScene *scene);

/* The channels whose values are on the picture, less those that only a condition or the age of
 * the signal goes by. Owned by the scene. */
const TlmChannelSet *tlr_scene_shown_channels (const TlrScene *scene);

/* The channels to ask tlm_timeline_at() for. Owned by the scene. */
const TlmChannelSet *tlr_scene_channels (const TlrScene *scene);

/* Shows a snapshot of the scene's timeline: recomposes the rectangles whose
 * content differs from what stands there. Changing numbers allocate nothing. */
void tlr_scene_update (TlrScene *scene, const TlmSnapshot *snapshot);

/* Blends what the scene shows into a frame of its spec; rows outside the regions
 * are not touched. */
void tlr_scene_blend (const TlrScene *scene, const TlrFrame *frame);

/* The same for the rows y0 <= row < y1 alone (tlr_native_blend_rows()). */
void tlr_scene_blend_rows (const TlrScene *scene, const TlrFrame *frame, int y0, int y1);

/* The pictures of a scene, which do not overlap: for attaching them to a buffer
 * and for mapping only what they cover. Their number and places never change. */
guint tlr_scene_n_regions (const TlrScene *scene);

/* Where region INDEX lies in the frame, its picture, and a serial number that
 * changes whenever the picture does. Owned by the scene; outputs may be NULL. */
void tlr_scene_region (const TlrScene *scene, guint index, TlrRect *rect,
    guint *serial, const TlrNative **picture);

/* Rectangles of that picture, N of them: where it became another when its serial number became what it is. Owned
 * by the scene, until its next update. */
const TlrRect *tlr_scene_region_changes (const TlrScene *scene, guint index, guint *n);

/* Bytes of memory held by pictures. */
gsize tlr_scene_get_size (const TlrScene *scene);

/* Where the widget of that name was placed, for tests and editors; FALSE when
 * the layout has none. */
gboolean tlr_scene_widget_rect (const TlrScene *scene, const char *name, TlrRect *rect);

G_END_DECLS
