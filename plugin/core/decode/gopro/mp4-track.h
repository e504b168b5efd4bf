/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a track of an MP4 or QuickTime file. */
typedef struct {
  gsize offset, size;      /* in the file, and within it */
  gint64 time_ns;          /* when it begins, of the medium */
  gint64 duration_ns;
} TlmMp4Sample;

/* The samples (TlmMp4Sample) of the first track of FORMAT ("gpmd"), as the
 * boxes of a file say that is not fragmented: ISO/IEC 14496-12, 8.5 to 8.7.
 * A file that is cut has the samples that are there. FALSE with an error that says what tracks there are, or that
 * there are more samples than TLM_LIMIT_MP4_SAMPLES, or more bytes of them than of the file. */
gboolean tlm_mp4_find_samples (const guint8 *data, gsize length, const char *format,
    GArray **samples, GError **error);

G_END_DECLS
