/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/ndm/ndm-field.h"

G_BEGIN_DECLS

/* Which message. */
typedef enum {
  TLM_NDM_OEM,   /* orbit ephemeris message */
  TLM_NDM_OPM,   /* orbit parameter message */
  TLM_NDM_OMM,   /* orbit mean-elements message */
  TLM_NDM_N_MESSAGES
} TlmNdmMessage;

/* Orbit data messages on their way into a log, whatever their syntax. The reader
 * of a syntax calls in the order of the document: begin, then for each segment
 * fields, end_metadata (OEM), states (OEM), end_segment. All errors are
 * TLM_ERROR_FORMAT or TLM_ERROR_TIME, "line 17: found …, expected …". */
typedef struct {
  TlmLog *log;
  TlmNdmMessage message;
  TlmNdmBlock block;           /* of the segment being read */
  GArray *ignitions;           /* TlmNdmValue: manoeuvres of an OPM */
  guint n_segments;            /* ended in this message */
  guint n_comments;
  TlmInstant numbered_node;    /* a node that a comment numbers, or TLM_TIME_NONE */
  gint64 number;               /* of the orbit that begins there */
  gboolean in_data;            /* OEM: metadata ended */
  /* what the metadata mean */
  TlmTimeScale scale;
  gboolean has_scale;          /* fixed for the rest of a message */
  TlmFrame frame;              /* of the states as kept */
  gboolean rotate;             /* they are written in axes frozen at an epoch */
  TlmMat3 rotation;            /* from there to FRAME */
  const TlmBody *centre;
  TlmLogVehicle *vehicle;
  /* the segment's states */
  guint n_states;
  TlmInstant last_epoch;
  TlmState last_state;
} TlmNdm;

/* Fills into LOG, which must outlive it. */
void tlm_ndm_init (TlmNdm *ndm, TlmLog *log);
void tlm_ndm_clear (TlmNdm *ndm);

/* "OEM"; static. And the message of a name of LENGTH bytes, any case;
 * TLM_NDM_N_MESSAGES for any other. */
const char *tlm_ndm_message_name (TlmNdmMessage message);
TlmNdmMessage tlm_ndm_message_find (const char *name, gsize length);

/* Begins a message of VERSION ("2.0"; NULL when it is missing). */
gboolean tlm_ndm_begin (TlmNdm *ndm, TlmNdmMessage message, guint line, const char *version,
    GError **error);

/* A keyword and its value; those not read are passed over. UNIT may be NULL. */
gboolean tlm_ndm_field (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, const char *unit, gsize unit_length, GError **error);

/* A comment: kept as a note of the log. */
void tlm_ndm_comment (TlmNdm *ndm, const char *text, gsize length);

/* The metadata of an OEM segment are complete. */
gboolean tlm_ndm_end_metadata (TlmNdm *ndm, guint line, GError **error);

/* A state of an OEM, whose fields EPOCH, X, … are set; they are cleared. */
gboolean tlm_ndm_state (TlmNdm *ndm, guint line, GError **error);

/* The segment (of OPM and OMM: the only one) is complete. */
gboolean tlm_ndm_end_segment (TlmNdm *ndm, guint line, GError **error);

/* The message is complete. */
gboolean tlm_ndm_end (TlmNdm *ndm, guint line, GError **error);

/* Every vehicle's ephemeris is ready to be asked; the decoder's last call. */
void tlm_ndm_seal_log (TlmLog *log);

/* The two syntaxes. DATA of LENGTH bytes; both call tlm_ndm_end(). */
gboolean tlm_ndm_read_kvn (TlmNdm *ndm, const char *data, gsize length, GError **error);
gboolean tlm_ndm_read_xml (TlmNdm *ndm, const char *data, gsize length, GError **error);

G_END_DECLS
