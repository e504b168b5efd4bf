/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TLR_MAX_PLANES 4
#define TLR_MAX_COMPONENTS 4

/* What the components of a pixel mean, in the order they are listed:
 * R G B [A], Y U V [A], or Y alone. */
typedef enum {
  TLR_MODEL_RGB,
  TLR_MODEL_YUV,
  TLR_MODEL_GREY
} TlrColourModel;

/* Where the samples of one component lie: the sample of column x (in units of
 * the component's own, perhaps subsampled, grid) is the word at byte
 * `offset + x * stride` of its plane's row, shifted right by `shift`. */
typedef struct {
  guint8 plane;   /* index into the frame's data and stride arrays */
  guint8 offset;  /* bytes from the start of the row to the first sample */
  guint8 stride;  /* bytes from one sample to the next */
  guint8 shift;   /* unused bits below the sample in its word */
  guint8 w_sub;   /* log2 of luma columns a sample covers: 0, 1 or 2 */
  guint8 h_sub;   /* log2 of luma rows a sample covers: 0, 1 or 2 */
} TlrComponent;

/* A memory layout of video frames whose samples are whole 8 or 16 bit words.
 * Constant, shared by all threads. The names and layouts are those of
 * GstVideoFormat in GStreamer 1.26; formats that pack several samples into a
 * word, use a palette or tiles are not described here. */
typedef struct {
  const char *name;         /* as gst_video_format_to_string() gives it */
  TlrColourModel model;
  guint8 depth;             /* significant bits of every sample, 8 to 16 */
  guint8 word;              /* bytes of a word, 1 or 2 */
  gboolean swapped;         /* words are not in this machine's byte order */
  gboolean has_alpha;       /* the last component is alpha */
  guint8 n_planes;
  guint8 n_components;      /* 1, 3 or 4 */
  TlrComponent components[TLR_MAX_COMPONENTS];
} TlrPixelFormat;

/* The layout of one plane: rows of groups of words. A group is the smallest
 * piece that repeats: one RGBA pixel (4 words), two YUY2 pixels (4 words), one
 * NV12 chroma pair (2 words), one I420 sample (1 word). */
typedef struct {
  guint8 w_shift;      /* log2 of the luma columns that a group covers */
  guint8 h_shift;      /* log2 of the luma rows that a row of the plane covers */
  guint8 group_words;  /* words of a group */
} TlrPlaneLayout;

/* The format with that name, or NULL when it is not in the table; such a frame
 * is blended by unpacking the covered rows to AYUV64, ARGB64, AYUV or ARGB. */
const TlrPixelFormat *tlr_pixel_format_find (const char *name);

/* All formats, for tests and lists; the number is written to n_formats. */
const TlrPixelFormat *tlr_pixel_format_table (guint *n_formats);

/* The layout of plane 0 <= plane < format->n_planes. */
TlrPlaneLayout tlr_pixel_format_plane (const TlrPixelFormat *format, guint plane);

/* The grid that rectangles must keep to so that no chroma sample is shared
 * between two of them: columns and rows, each a power of two. Interlaced 4:2:0
 * needs twice the rows, since the chroma rows belong to the two fields in turn. */
void tlr_pixel_format_grid (const TlrPixelFormat *format, gboolean interlaced,
    guint *columns, guint *rows);

/* Grows the rectangle x, y, width, height (pixels, any sign) outwards to
 * tlr_pixel_format_grid(). All four are read and written. */
void tlr_pixel_format_align (const TlrPixelFormat *format, gboolean interlaced,
    int *x, int *y, int *width, int *height);

G_END_DECLS
