/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* Whether a picture leans on none before it, and lets none after it do so, by what its bytes say. What containers flag
 * as a key is less: the start of an open group has that too. */

/* Whether that is known of the codec of PARAMETERS. */
gboolean render_entry_is_known (const AVCodecParameters *parameters);

/* Whether PACKET, coded as PARAMETERS say, is one; FALSE where that is not known. Of codecs that show pictures in
 * another order than they store them, one that is also stored after all that is shown before it, and before all that is
 * shown after it, begins a closed group. */
gboolean render_entry_is (const AVCodecParameters *parameters, const AVPacket *packet);

G_END_DECLS
