/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Puts into the log's columns what each column was taken for, as columns= writes it: its
 * times, what goes by each, with units, of names that no channel has those that have a unit;
 * and the zone and date that were said. NULL there where it is nothing. What columns= has no
 * way to say is left out. Not thread-safe, as its log. */
void tlm_column_mapping_tell (const TlmColumns *columns);

G_END_DECLS
