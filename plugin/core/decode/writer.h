/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Puts the samples of one vehicle into a log: finds each track once, drops what
 * no channel can have, and counts times that repeat or step back. What decoders
 * of binary formats write through. Not thread-safe. */

/* A channel that has no standard meaning, or a text channel. One of each that a
 * decoder knows, all zero at the beginning and cleared at the end. */
typedef struct {
  TlmTrack *track;
  TlmTextTrack *text;
  char *last;              /* the text said last */
  gsize last_length;
} TlmWriterSlot;

typedef struct {
  TlmLog *log;
  char *name;
  TlmLogVehicle *vehicle;  /* made with its first sample */
  TlmTrack *tracks[TLM_N_STANDARD_CHANNELS];
  TlmDatum altitude;       /* of the channel "altitude" */
  gint64 last_ns;          /* of the record before, or TLM_TIME_NONE */
  TlmDuration step_ns;     /* how often the source means to measure what is put next
                            * (tlm_series_declare_step()); 0: it does not say */
  gboolean is_better;      /* what is put takes the place of what is there of the same time */
} TlmWriter;

/* LOG must outlive the writer. NAME (NULL for "") is copied. */
void tlm_writer_init (TlmWriter *writer, TlmLog *log, const char *name);

/* Frees the name; the log and its tracks stay. */
void tlm_writer_clear (TlmWriter *writer);

/* Frees the text that was written last. */
void tlm_writer_slot_clear (TlmWriterSlot *slot);

/* A sample of a standard channel, in its storage unit. Values that are not
 * finite or that the channel cannot have are dropped. */
void tlm_writer_put (TlmWriter *writer, TlmChannelId channel, gint64 time_ns, double value);

/* An altitude above what DATUM (ELLIPSOID or MSL) says, m. The source's first
 * datum is its "altitude"; another one goes to the channel of that datum. */
void tlm_writer_put_altitude (TlmWriter *writer, TlmDatum datum, gint64 time_ns, double m);

/* A sample of a channel NAME of the format's own. */
void tlm_writer_put_own (TlmWriter *writer, TlmWriterSlot *slot, const char *name,
    TlmQuantity quantity, gint64 time_ns, double value);

/* A text of LENGTH bytes, stored when it differs from the one before. */
void tlm_writer_put_text (TlmWriter *writer, TlmWriterSlot *slot, const char *name, gint64 time_ns,
    const char *text, gsize length);

/* Below this a receiver's noise turns the heading. */
#define TLM_WRITER_MOVING_M_S 0.5

/* Speeds over ground from the velocity north and east, m/s: horizontal speed,
 * and the heading where there is motion to tell it. */
void tlm_writer_put_ground_velocity (TlmWriter *writer, gint64 time_ns, double north,
    double east);

/* Says that navigation was lost at TIME, or begins anew: places, heights and speeds of
 * before and after it have nothing to do with each other. */
void tlm_writer_lose_fix (TlmWriter *writer, gint64 time_ns);

/* The same where the source says no place alone. */
void tlm_writer_lose_place (TlmWriter *writer, gint64 time_ns);

/* Counts a record as good, and as a duplicate or out of order by its time. */
void tlm_writer_count (TlmWriter *writer, gint64 time_ns);

G_END_DECLS
