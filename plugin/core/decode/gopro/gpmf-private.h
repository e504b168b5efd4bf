/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/gopro/gpmf-starts.h"
#include "core/decode/writer.h"

G_BEGIN_DECLS

/* GPMF, as GoPro publishes it: items of a key of four characters, a type, a size
 * and a count, padded to four bytes; type 0 holds items. A payload is a DEVC for
 * each device, about one a second, with a STRM for each sensor. */

#define TLM_GPMF_KEY(a, b, c, d) ((guint32) (a) << 24 | (b) << 16 | (c) << 8 | (d))
#define TLM_GPMF_DEVC TLM_GPMF_KEY ('D', 'E', 'V', 'C')
#define TLM_GPMF_HEADER 8

typedef struct {
  guint32 key;
  char type;               /* 0 for a nest */
  guint size;              /* bytes of one sample */
  guint count;
  const guint8 *data;      /* size * count bytes */
} TlmGpmfItem;

/* The item at POSITION, which moves past it. FALSE at the end, and where an item
 * does not fit. */
gboolean tlm_gpmf_next (const guint8 *data, gsize length, gsize *position, TlmGpmfItem *item);

/* Whether items fill DATA exactly, those in nests too. */
gboolean tlm_gpmf_is_whole (const guint8 *data, gsize length);

/* One number of TYPE at P, where tlm_gpmf_type_size() bytes are. */
double tlm_gpmf_number (char type, const guint8 *p);

/* How many bytes a number of TYPE takes; 0: no type of a number. */
guint tlm_gpmf_type_size (char type);

/* What a payload says of its time. */
typedef struct {
  gboolean has_receiver;   /* a receiver's stream is in it, with a fix or without */
  gboolean has_utc;        /* the receiver has a fix: before, its time is none */
  TlmInstant utc;          /* when the payload begins */
  gint64 duration_ns;      /* as long as its samples of GPS5 take; else a second of video */
} TlmGpmfTime;

/* Looks into what a DEVC holds (LENGTH bytes, whole); nothing in it is changed. */
TlmGpmfTime tlm_gpmf_look (const guint8 *data, gsize length);

/* When the first device of a payload that says so begins. FALSE when none does. */
gboolean tlm_gpmf_find_time (const guint8 *data, gsize length, TlmInstant *out);

/* Sensors whose samples come at a steady rate. */
typedef enum {
  TLM_GPMF_RATE_GPS5,
  TLM_GPMF_RATE_GPS9,
  TLM_GPMF_RATE_ACCL,
  TLM_GPMF_RATE_GYRO,
  TLM_GPMF_N_RATES
} TlmGpmfRate;

/* What the payloads of one stream have in common. */
typedef struct {
  TlmWriter writer;
  TlmWriterSlot camera, dilution;
  gboolean has_clock;
  gboolean is_lost;        /* the last sample had no fix */
  gboolean has_gps9;       /* the better of two streams of one receiver came */
  gboolean said_both;      /* a note says that the other came too */
  gint64 next_ns;          /* where the payload before ended, on the log's clock */
  gint64 media_ns;         /* of the payload, or TLM_TIME_NONE */
  gint64 duration_ns;      /* of the payload, or 0 */
  TlmInstant film_start;   /* of the medium's 0, or TLM_TIME_NONE */
  gboolean is_file;        /* … which is known from all payloads */
  TlmGpmfStarts starts;    /* of a film that is played: of the payloads so far */
  gint64 said_ns;          /* the medium's time of the last that said one */
  guint32 device;          /* DVID of the payload before; 0: none said */
  gint64 steps_ns[TLM_GPMF_N_RATES];   /* from sample to sample in the payload before, or 0 */
} TlmGpmfTrack;

/* The first of the payloads begins at BEGIN on CLOCK, whatever it says itself. */
void tlm_gpmf_set_begin (TlmGpmfTrack *track, TlmClock clock, gint64 begin_ns);

/* Reads what a DEVC holds (LENGTH bytes, whole). FALSE when there is no time for
 * it on the log's clock. */
gboolean tlm_gpmf_read_device (TlmGpmfTrack *track, const guint8 *data, gsize length);

/* Tells an open reader of tlm_decoder_gpmf which instant the medium's 0 is: its
 * samples then have the medium's times, moved there. */
void tlm_gpmf_set_film_start (gpointer reader, TlmInstant instant);

G_END_DECLS
