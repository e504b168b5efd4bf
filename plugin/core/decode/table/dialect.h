/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Layouts of columns that are known by their names: whoever writes them
 * documents units that the names do not tell. */

/* What one column is. */
typedef struct {
  const char *column;        /* its name, blanks around it aside */
  guint occurrence;          /* 0 for the first column of that name, 1 for the second */
  const char *target;        /* "time", "event", "vehicle", "skip", a channel, or a name of its own */
  const char *unit;          /* as tlm_column_unit_read(); NULL for text and pure numbers */
  const char *vehicle;       /* or NULL */
} TlmDialectColumn;

typedef struct {
  const char *name;          /* "altos" */
  const char *source;        /* who writes it, and where the units are documented */
  const char *formats;       /* names of the decoders it occurs in, space separated */
  const char *file;          /* others use these names too: it is this dialect where the file is
                              * called so, or where somebody says it; NULL: the names are its own */
  gboolean exact;            /* there are no other columns than these */
  gboolean si;               /* every other column is in SI units, named as its channel */
  TlmDialectColumn columns[16];  /* until one without a name; all must be there unless si */
} TlmDialect;

/* The dialect of these columns in FORMAT, or NULL. SOURCE is what the file is called, or
 * NULL. */
const TlmDialect *tlm_dialect_find (const char *format, const char *source,
    const char *const *names, guint n_names);

/* One that these columns could be, where only their names speak for it; or NULL. */
const TlmDialect *tlm_dialect_suspect (const char *format, const char *const *names,
    guint n_names);

/* The dialect NAME, whose columns these are; NULL with a TLM_ERROR_COLUMNS where they are
 * not, or where there is no such dialect. */
const TlmDialect *tlm_dialect_named (const char *name, const char *format,
    const char *const *names, guint n_names, GError **error);

/* All of them; stores their number. For help texts and tests. */
const TlmDialect *tlm_dialect_table (gsize *n_dialects);

/* The row of the column NAME, OCCURRENCE of a dialect, or NULL. */
const TlmDialectColumn *tlm_dialect_column (const TlmDialect *dialect, const char *name,
    guint occurrence);

G_END_DECLS
