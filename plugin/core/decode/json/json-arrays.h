/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/json/json-token.h"
#include "core/decode/table/columns.h"

G_BEGIN_DECLS

/* Reads an object of parallel arrays, {"time":[…],"altitude":[…]}, whose BEGIN
 * was just read. The arrays are walked side by side, so that nothing is kept
 * but a place in each. Data that ends early is read as far as it goes, with a
 * note. FALSE with an error when nothing can be read. */
gboolean tlm_json_arrays_decode (TlmLog *log, TlmJsonReader *reader,
    const TlmDecodeOptions *options, GError **error);

G_END_DECLS
