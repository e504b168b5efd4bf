/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/ndm/ndm-keyword.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* A covariance matrix on its way through: only its shape is looked at. */
typedef struct {
  guint line;                  /* where it begins; 0: there is none */
  guint n_rows, n_cells;       /* so far */
} TlmNdmCovariance;

/* Header keywords that were seen, at most so many. */
#define TLM_NDM_MAX_HEADER 8

/* Whose states a file has. */
typedef struct {
  char *name;                  /* OBJECT_NAME: that of its vehicle in the log */
  char *id;                    /* OBJECT_ID */
} TlmNdmVehicle;

/* Orbit data messages on their way into a log, whatever their syntax. The reader
 * of a syntax calls in the order of the document: begin, then for each segment
 * fields, end_metadata (OEM), states (OEM), end_segment. All errors are
 * TLM_ERROR_FORMAT or TLM_ERROR_TIME, "line 17: found …, expected …". */
typedef struct {
  TlmLog *log;
  const TlmDecodeOptions *options;   /* never NULL */
  gboolean is_catalogue;       /* JSON or CSV: records without order, and without what is the
                                * same for all mean elements */
  TlmNdmMessage message;
  guint version;               /* major */
  const TlmNdmKeyword *last;   /* that came last in order; NULL at the beginning */
  const TlmNdmKeyword *header[TLM_NDM_MAX_HEADER];
  guint n_header;
  TlmInstant created;          /* CREATION_DATE, or TLM_TIME_NONE */
  TlmNdmCovariance covariance;
  guint n_remarks;
  GArray *sets;                /* TlmMeanElements of all messages */
  GArray *vehicles;            /* TlmNdmVehicle: whose states there are */
  guint n_read;                /* segments of all messages */
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
  TlmInstant start, stop;      /* START_TIME, STOP_TIME */
  guint stop_line;
  guint n_states;
  TlmInstant first_epoch, last_epoch;
  TlmState last_state;
} TlmNdm;

/* Fills into LOG, which must outlive it, as must OPTIONS (may be NULL). */
void tlm_ndm_init (TlmNdm *ndm, TlmLog *log, const TlmDecodeOptions *options);
void tlm_ndm_clear (TlmNdm *ndm);

/* Something that breaks the standard and does no harm: a note of the log "line 17: found …",
 * or with strict an error and FALSE. */
gboolean tlm_ndm_remark (TlmNdm *ndm, guint line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* "OEM"; static. And the message of a name of LENGTH bytes, any case;
 * TLM_NDM_N_MESSAGES for any other. */
const char *tlm_ndm_message_name (TlmNdmMessage message);
TlmNdmMessage tlm_ndm_message_find (const char *name, gsize length);

/* Begins a message of VERSION ("2.0"; NULL when it is missing). */
gboolean tlm_ndm_begin (TlmNdm *ndm, TlmNdmMessage message, guint line, const char *version,
    GError **error);

/* A keyword and its value; those not read are passed over. UNIT may be NULL. A remark for
 * one that the message has not, or not in its version, or not here. */
gboolean tlm_ndm_field (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, const char *unit, gsize unit_length, GError **error);

/* The file ends within this keyword's line: its value may be cut, and is not used. FALSE
 * with an error where it cannot be done without. */
gboolean tlm_ndm_cut_field (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    GError **error);

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

/* The shape of covariance matrices, of which nothing is read: row after row (OEM in KVN),
 * or cell after cell (CX_X, …). Remarks where a row or the matrix has not as many numbers
 * as it must, or something else than numbers. */
gboolean tlm_ndm_covariance_begin (TlmNdm *ndm, guint line, GError **error);
gboolean tlm_ndm_covariance_row (TlmNdm *ndm, guint line, const char *text, gsize length,
    GError **error);
gboolean tlm_ndm_covariance_cell (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, GError **error);
gboolean tlm_ndm_covariance_end (TlmNdm *ndm, guint line, GError **error);

/* The decoder's last call: the object that is wanted is chosen, mean elements get their
 * vehicles, and every vehicle's ephemeris is ready to be asked. */
gboolean tlm_ndm_finish (TlmNdm *ndm, GError **error);

/* Every vehicle's ephemeris is ready to be asked, and what SGP4 has to say of them is said. */
void tlm_ndm_seal_log (TlmLog *log);

/* The syntaxes. DATA of LENGTH bytes; all call tlm_ndm_end(). */
gboolean tlm_ndm_read_kvn (TlmNdm *ndm, const char *data, gsize length, GError **error);
gboolean tlm_ndm_read_xml (TlmNdm *ndm, const char *data, gsize length, GError **error);

G_END_DECLS
