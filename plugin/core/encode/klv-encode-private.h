/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/klv/klv-0601-items.h"
#include "core/encode/klv-encode.h"
#include "core/log/log-cursor.h"

G_BEGIN_DECLS

/* What a vehicle says at one time; NaN where it says nothing. */
typedef struct {
  double values[TLM_N_STANDARD_CHANNELS];
  double own[TLM_KLV_0601_TAGS];
  double north, east;      /* m/s over ground */
  gboolean said[TLM_N_STANDARD_CHANNELS];
  gboolean texts;          /* a text that has an item */
} TlmKlvRecord;

struct _TlmKlvEncoder {
  TlmKlvEncodeOptions options;
  char *vehicle;                         /* whose packets they are, or NULL before the first */
  char *texts[TLM_KLV_0601_TAGS];
  GByteArray *items;                     /* of the set that is being written */
  GPtrArray *left_out;                   /* char *, each once */
  guint64 n_left_out;
};

/* Counts a value that has no place in the sets, once a name in the list. */
void tlm_klv_leave_out (TlmKlvEncoder *encoder, const char *what);

/* Fills RECORD with what the vehicle at CURSOR says at TIME_NS of the log, angles
 * within their circle, an altitude under the name of its datum. */
void tlm_klv_gather (TlmKlvEncoder *encoder, TlmLogCursor *cursor, gint64 time_ns,
    TlmKlvRecord *record);

/* Keeps a text for all sets from now on, cut to what an item holds. FALSE, and left
 * out, when no item is called NAME. */
gboolean tlm_klv_gather_text (TlmKlvEncoder *encoder, const char *name, const char *text);

/* Whether RECORD has a value of the channel that no set has said yet. */
gboolean tlm_klv_is_waiting (const TlmKlvRecord *record, TlmChannelId channel);

/* Appends the set of ST 0601 to OUT and marks in RECORD what it says. Whether it says
 * anything but its time. */
gboolean tlm_klv_write_0601 (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint64 time_us,
    GByteArray *out);

/* Appends a set of ST 1107 when the set of ST 0601 could not hold all. FALSE when there
 * was no need of it, or no position. */
gboolean tlm_klv_write_1107 (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint64 time_us,
    GByteArray *out);

G_END_DECLS
