/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packet-options.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* What a person can tell a decoder. All zero is a good default. The struct owns
 * none of its strings: whoever fills it in keeps them alive. Written with named
 * fields everywhere. */
typedef struct {
  const char *columns;       /* "altitude=alt:ft,speed=vz:ft/s,time=t:s", or NULL */
  const char *timezone;      /* of text times that name none: "Europe/Berlin", "+02:00", "none";
                              * or NULL */
  const char *date;          /* of the first time of day where there is no date, or NULL */
  gint64 near_ns;            /* an instant (TlmInstant) within 12 h of that time, as of the footage's
                              * first frame, where no date is said; 0: none */
  TlmDuration stamp_offset_ns; /* of a stream: added to its own times, whole days by the calendar
                              * (tlm_log_stamp_offset()); 0: nothing. Of a file its flight does it */
  const char *format;        /* name of the decoder to use, or NULL to find out */
  const char *vehicle;       /* name for a source that names none, or NULL */
  TlmDuration longest_gap_ns; /* between samples that belong together (core/log/log.h); 0: not
                              * said */
  gboolean keep_outliers;    /* samples that cannot be are kept (core/log/outliers.h) */
  const char *object;        /* the one to read of several in orbit data and element sets, by
                              * name or number (ndm/object-choice.h), or NULL: all */
  guint pid;                 /* the PID of a transport stream whose KLV is read; 0: every one
                              * that is announced as KLV */
  gboolean strict;           /* orbit data that break their standard are refused, not noted */
  gboolean special_files;    /* a pipe or a device is read as a file; nothing that a mission says */
  TlmPacketOptions packets;  /* for packets and frames */
} TlmDecodeOptions;

/* A copy that holds its strings in the same block of memory, to be freed with
 * tlm_decode_options_free(). OPTIONS is not NULL. Thread safe. */
TlmDecodeOptions *tlm_decode_options_copy (const TlmDecodeOptions *options);

/* Frees a copy and its strings; nothing for NULL. */
void tlm_decode_options_free (TlmDecodeOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmDecodeOptions, tlm_decode_options_free)

G_END_DECLS
