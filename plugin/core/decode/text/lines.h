/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"

G_BEGIN_DECLS

/* Cuts a stream of text into lines, which end with LF, CR LF or CR wherever
 * the pieces of the stream are cut. All zero at the beginning; a plain value. */
typedef struct {
  gsize scanned;      /* bytes of the unfinished line known to have no end */
  gboolean after_cr;  /* an LF that comes next belongs to the line before */
  gboolean skipping;  /* within a line that was too long */
} TlmLines;

/* The next whole line of DATA from POSITION on, which moves past its end. FALSE
 * when no line ends in DATA: what is left from POSITION on is to be given again
 * with more after it. A line longer than TLM_LIMIT_LINE_BYTES is returned once, longer
 * than that and perhaps cut, so that whoever reads it can count it. */
gboolean tlm_lines_next (TlmLines *lines, const char *data, gsize length, gsize *position,
    TlmCell *line);

/* The last line, without an end, of what tlm_lines_next() left. FALSE when there
 * is none. */
gboolean tlm_lines_last (TlmLines *lines, const char *data, gsize length, TlmCell *line);

G_END_DECLS
