/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/ndm/ndm-message.h"

G_BEGIN_DECLS

/* Mean elements as catalogues serve them, in JSON and in CSV: records with the keywords of
 * an OMM (CCSDS 502.0-B-3, tables 4-1 to 4-3) in any order, values as text or as numbers,
 * without what is the same for all (EARTH, TEME, UTC, SGP4), and with columns of the
 * catalogue's own, which are passed over. */

/* Begins a record. */
gboolean tlm_omm_record_begin (TlmNdm *ndm, guint line, GError **error);

/* A key and its value, each of so many bytes. An empty value is none. */
gboolean tlm_omm_record_field (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, GError **error);

/* Ends it: its elements are kept. */
gboolean tlm_omm_record_end (TlmNdm *ndm, guint line, GError **error);

/* Whether FOUND, keys met one after the other, has all that make records mean elements. */
typedef struct {
  gboolean epoch, mean_motion, eccentricity;
} TlmOmmKeys;

void tlm_omm_keys_add (TlmOmmKeys *found, const char *key, gsize length);
gboolean tlm_omm_keys_are_all (const TlmOmmKeys *found);

G_END_DECLS
