/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/gopro/gpmf-private.h"

G_BEGIN_DECLS

/* One sensor's stream (STRM) of a payload: what it says before its samples, and these. */

#define TLM_GPMF_STRM TLM_GPMF_KEY ('S', 'T', 'R', 'M')
#define TLM_GPMF_DVID TLM_GPMF_KEY ('D', 'V', 'I', 'D')
#define TLM_GPMF_DVNM TLM_GPMF_KEY ('D', 'V', 'N', 'M')
#define TLM_GPMF_TYPE TLM_GPMF_KEY ('T', 'Y', 'P', 'E')
#define TLM_GPMF_SCAL TLM_GPMF_KEY ('S', 'C', 'A', 'L')
#define TLM_GPMF_GPSF TLM_GPMF_KEY ('G', 'P', 'S', 'F')
#define TLM_GPMF_GPSU TLM_GPMF_KEY ('G', 'P', 'S', 'U')
#define TLM_GPMF_GPSP TLM_GPMF_KEY ('G', 'P', 'S', 'P')
#define TLM_GPMF_GPSA TLM_GPMF_KEY ('G', 'P', 'S', 'A')
#define TLM_GPMF_GPS5 TLM_GPMF_KEY ('G', 'P', 'S', '5')
#define TLM_GPMF_GPS9 TLM_GPMF_KEY ('G', 'P', 'S', '9')
#define TLM_GPMF_ACCL TLM_GPMF_KEY ('A', 'C', 'C', 'L')
#define TLM_GPMF_GYRO TLM_GPMF_KEY ('G', 'Y', 'R', 'O')

#define TLM_GPMF_MAX_FIELDS 9
/* Values of GPSF, and of the last field of GPS9. */
#define TLM_GPMF_FIX_2D 2
#define TLM_GPMF_FIX_3D 3

/* GPS5 is taken at 18.18 Hz: GPSU of neighbouring payloads differ by this
 * times the number of samples between them. */
#define TLM_GPMF_GPS5_STEP_NS (G_GINT64_CONSTANT (55) * 1000000)

/* What a stream says before its samples. */
typedef struct {
  double scale[TLM_GPMF_MAX_FIELDS];
  char types[TLM_GPMF_MAX_FIELDS + 1];  /* of the fields of a complex sample */
  double dilution;         /* NAN: not said */
  guint fix;               /* 0: none, or not said */
  TlmDatum datum;          /* of altitudes */
} TlmGpmfStream;

/* One that has said nothing yet. */
TlmGpmfStream tlm_gpmf_stream_new (void);

/* Sets what comes before samples. FALSE for an item that is samples. */
gboolean tlm_gpmf_stream_describe (TlmGpmfStream *stream, const TlmGpmfItem *item);

/* The first N fields of sample INDEX, scaled. FALSE when they are not there. */
gboolean tlm_gpmf_stream_fields (const TlmGpmfStream *stream, const TlmGpmfItem *item, guint index,
    guint n, double *out);

/* The instant of the nine fields of a sample of GPS9: days since 2000 and seconds of the
 * day, UTC. FALSE when they are none. */
gboolean tlm_gpmf_gps9_time (const double *fields, TlmInstant *out);

G_END_DECLS
