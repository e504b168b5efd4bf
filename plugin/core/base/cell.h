/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of the source that carries its own length: a cell of a table, a value of a
 * JSON object, a field of a packet. It has no NUL at its end, may have some inside, and
 * may be no UTF-8 at all: no function for C strings is right for it (tests/cells.sh
 * looks for them). What is kept of it is made text once, by tlm_cell_dup(). */
typedef struct {
  const char *text;        /* NULL is a cell that is not there */
  gsize length;            /* bytes */
} TlmCell;

/* Whether a cell is WORD, byte for byte; one that is not there is no word. */
gboolean tlm_cell_equal (TlmCell cell, const char *word);

/* The same, whatever the case of ASCII letters. */
gboolean tlm_cell_equal_case (TlmCell cell, const char *word);

static inline gboolean
tlm_cell_is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* A cell without the blanks, tabs and carriage returns around it. */
static inline TlmCell
tlm_cell_trim (TlmCell cell)
{
  while (cell.length > 0 && tlm_cell_is_blank (*cell.text)) {
    cell.text++;
    cell.length--;
  }
  while (cell.length > 0 && tlm_cell_is_blank (cell.text[cell.length - 1]))
    cell.length--;
  return cell;
}

/* What stands before the first NUL: text in a field of fixed size is padded with them. */
TlmCell tlm_cell_until_nul (TlmCell cell);

/* A cell as text: valid UTF-8, at most MAX bytes of it, cut between characters. Each
 * byte that is no UTF-8, and each NUL, becomes U+FFFD. Of what it returns it returns the
 * same again. "" for a cell that is not there. To be freed. */
char *tlm_cell_dup (TlmCell cell, gsize max);

/* Appends that to OUT, however long it is. */
void tlm_cell_append (TlmCell cell, GString *out);

G_END_DECLS
