/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/overlay.h"

G_BEGIN_DECLS

/* What a scene is to be made for to be drawn on FRAME. FALSE with an error where the format is not known or the size out
 * of range. */
gboolean tlh_frame_spec (const TlhFrame *frame, TlrSceneSpec *spec, GError **error);

/* FRAME as render has it. */
TlrFrame tlh_frame_native (const TlhFrame *frame, const TlrSceneSpec *spec);

G_END_DECLS
