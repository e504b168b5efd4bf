/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/ass/ass-event.h"
#include "render/ass/ass-style.h"
#include "render/ass/cues.h"

G_BEGIN_DECLS

/* A layout as Advanced SubStation Alpha v4+: each widget is an event that is
 * placed where a scene of the same layout paints it, in the same type, size and
 * colour; plates and the phase bar are drawings. So switchable subtitles look
 * like the burned picture. Widgets that only Cairo can paint (render/draw/sketch.h)
 * are left out.
 *
 * Source of the format: the SSA/ASS tag reference that libass implements, and
 * for Matroska the codec mapping S_TEXT/ASS (RFC 9559 section 5.1.4.1.22 and
 * the Matroska subtitle specification). Belongs to one thread. */
typedef struct _TlrAss TlrAss;

/* An event lasts at most this long unless the spec says otherwise, so that one
 * finds it soon after a seek; the cuts are on a grid of it from footage 0. */
#define TLR_ASS_WINDOW (10 * TLM_SECOND)

/* PLAIN: the lines of the template in one box at the top (or bottom), and no
 * widgets. Fails with TLM_ERROR_LAYOUT as a scene or cues would. */
TlrAss *tlr_ass_new (const TlrCueSpec *spec, gboolean plain, GError **error);

/* Takes NULL. */
void tlr_ass_free (TlrAss *ass);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrAss, tlr_ass_free)

/* [Script Info] and [V4+ Styles], under TLR_ASS_HEADER_SIZE bytes. Owned by it. */
const char *tlr_ass_header (const TlrAss *ass);

/* Gives all events to be seen from FROM on, in order of their starts, up to the
 * next cut or LIMIT > FROM, whichever is first; returns that time. */
gint64 tlr_ass_show (TlrAss *ass, gint64 from_ns, gint64 limit_ns, TlrAssFunc func,
    gpointer data);

G_END_DECLS
