/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/clip.h"
#include "make/output.h"

G_BEGIN_DECLS

/* What a still that is sought (still.c) and one that is taken from the burned pictures (still-along.c) have in common. */

extern const RenderMade render_still_made;

/* Sets what is said of TEXT, "PLACE=FILE"; always FALSE. */
gboolean render_still_fail (GError **error, const char *text, const char *what);

/* TICKS of the clip's picture, ns. */
gint64 render_still_ticks_ns (const RenderClip *clip, gint64 ticks);

/* Where in the clip PLACE of TEXT is, ns after the first picture. */
gboolean render_still_read_place (const RenderClip *clip, const char *text, const char *place, gint64 *time_ns, GError **error);

/* Number of the picture that is shown at TIME_NS after the first one, from 0. The clip's times are known. */
guint render_still_index (const RenderClip *clip, gint64 time_ns);

/* Codes SAMPLE, a raw picture, as the ending of OUTPUT's name says, into its part. Blocks. */
gboolean render_still_write (GstSample *sample, const RenderOutput *output, GError **error);

G_END_DECLS
