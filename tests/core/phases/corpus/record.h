/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "core/timeline/timeline.h"
#include "kinds.h"

/* What is written down. */
typedef enum {
  RECORD_ALTITUDE,
  RECORD_SPEED,              /* over the ground */
  RECORD_VERTICAL_SPEED,
  RECORD_ACCELERATION,       /* felt along the path less gravity at rest, as flight computers say it */
  RECORD_G_LOAD,             /* felt, its size */
  RECORD_RANGE,
  RECORD_RANGE_RATE,
  RECORD_N
} CorpusChannel;

/* How one channel is written: rounded to STEP (0: not), with noise of one standard
 * deviation. A channel is there when STEP or NOISE is, or EXACT. */
typedef struct {
  double step, noise;
  gboolean exact;
} CorpusWriting;

/* A way of recording a flight. */
typedef struct {
  const char *name;
  CorpusRecorders recorders; /* of which kinds */
  double rate_hz;
  CorpusWriting channels[RECORD_N];
  gboolean states;           /* measured state vectors instead: 3 m, 0.05 m/s */
  gboolean above_sea;        /* altitude above the sphere, not above the ground */
  gboolean since_liftoff;    /* its clock is 0 at liftoff, where there is one */
  guint gaps;                /* so many, 5 to 60 s, the first over an event */
  gboolean cut;              /* begins and ends anywhere */
} CorpusVariant;

extern const CorpusVariant corpus_variants[];
guint corpus_n_variants (void);
const CorpusVariant *corpus_variant_find (const char *name);

typedef struct {
  double from_s, to_s;       /* last sample before it, first one after it */
} CorpusGap;

/* A degraded log of a flight. */
typedef struct {
  const CorpusFlight *flight;
  const CorpusVariant *variant;
  GArray *times;             /* double: flight time, s */
  GArray *values[RECORD_N];  /* double, or NULL */
  GArray *gaps;              /* CorpusGap */
  double first_s, last_s;
  double zero_s;             /* flight time at which its clock is 0 */
  const char *vehicle;       /* its name in the log, or NULL: none; static */
} CorpusRecord;

/* FLIGHT as VARIANT writes it; SEED makes noise, gaps and cuts. FLIGHT has to outlive it. */
CorpusRecord *corpus_record_new (const CorpusFlight *flight, const CorpusVariant *variant,
    guint32 seed);
void corpus_record_free (CorpusRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorpusRecord, corpus_record_free)

/* So many samples more before it and after it, that say what the first and the last one do. */
void corpus_record_wait (CorpusRecord *record, guint before, guint after);

/* As a log of the first N samples; the caller's. */
TlmTimeline *corpus_record_timeline (const CorpusRecord *record, guint n);

/* One with its channels and nothing in them, and samples FROM to before TO of it, as they come
 * in live. Not for state vectors. The timeline is the caller's. */
TlmTimeline *corpus_record_empty (const CorpusRecord *record);
void corpus_record_feed (const CorpusRecord *record, TlmTimeline *timeline, guint from, guint to);

/* Flight time of a time of that timeline. */
double corpus_record_s (const CorpusRecord *record, gint64 time_ns);
gint64 corpus_record_ns (const CorpusRecord *record, double t_s);

/* What channel CHANNEL would say at T without noise and rounding. */
double corpus_record_true (const CorpusRecord *record, CorpusChannel channel, double t_s);

/* The gap that T lies in, or NULL. */
const CorpusGap *corpus_record_gap (const CorpusRecord *record, double t_s);

/* Name of the telemetry channel. */
const char *corpus_channel_name (CorpusChannel channel);

/* Prints what the rules of PROFILE see of its TIMELINE in the SPAN "FROM,TO", s of its clock. */
void corpus_dump_signals (const CorpusRecord *record, const TlmProfile *profile,
    const TlmTimeline *timeline, const char *span);

/* Writes it as CSV, and its truth behind '#'; FALSE with the reason on stderr. */
gboolean corpus_record_dump (const CorpusRecord *record, const char *path);
