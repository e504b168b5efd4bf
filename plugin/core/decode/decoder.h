/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* How a format is decoded piece by piece. A reader writes to the log it was
 * opened with: samples, events, notes, and the counters n_good, n_bad
 * (tlm_log_bad()), n_lost, n_duplicate and n_out_of_order. It sets log->clock
 * before its first sample. It may keep TlmLogVehicle, TlmTrack and TlmTextTrack
 * pointers, which stay valid, and no TlmSeries and no index into one: the samples
 * are taken away between calls. */
typedef struct {
  /* A reader that fills LOG, or NULL with an error. LOG outlives it; OPTIONS
   * (never NULL) do not. */
  gpointer (*open) (TlmLog *log, const TlmDecodeOptions *options, GError **error);
  /* Reads the whole records at the beginning of DATA, garbage between them
   * skipped and counted, and stores in CONSUMED (0 at the call) how many of the
   * LENGTH bytes are done with. The others are given again, with more after
   * them. Must not wait for a record longer than its format allows. FALSE with
   * an error when nothing that follows can be read either. */
  gboolean (*consume) (gpointer reader, const guint8 *data, gsize length, gsize *consumed,
      GError **error);
  /* The end: DATA is what was not consumed. FALSE with an error when the whole
   * stream was of no use. */
  gboolean (*finish) (gpointer reader, const guint8 *data, gsize length, GError **error);
  void (*close) (gpointer reader);
  /* Optional: what was not consumed will not be given again. */
  void (*discont) (gpointer reader);
  /* Optional: what comes next does not follow DATA; the whole lines of it that wait to be
   * understood are read now, however few. As consume(). */
  gboolean (*settle) (gpointer reader, const guint8 *data, gsize length, gsize *consumed,
      GError **error);
  /* Optional: when the bytes that follow are played, for formats without times
   * of their own. As tlm_feed_set_media_time(). */
  void (*set_media_time) (gpointer reader, gint64 time_ns, gint64 duration_ns);
  /* Optional: reads DATA, a datagram, by itself: whole records from its beginning to its
   * end. What is no record costs the rest of it, and nothing of others. FALSE as above. */
  gboolean (*take_datagram) (gpointer reader, const guint8 *data, gsize length, GError **error);
  /* Records are lines of text: in a datagram the last one may have no end of line. */
  gboolean is_lines;
  /* Optional: whether it keeps samples that it will write when it knows their time. */
  gboolean (*holds) (gpointer reader);
} TlmFeedClass;

/* One wire format. Each is a const struct in its own file (tlm_decoder_csv in
 * text/csv.c), listed in decoders.h. */
typedef struct {
  const char *name;          /* "csv" */
  const char *description;   /* one line for people */
  const char *extensions;    /* space separated, lower case, no dot: "csv tsv txt" */
  /* How sure the format is from the first bytes: 0 no, 100 certain. The name of
   * the file is worth no more than a tie-break, done by the caller. */
  guint (*probe) (const guint8 *head, gsize length);
  /* Optional: how sure it is that the format begins further on in HEAD (after a cut
   * record, the words of a receiver that starts, another program's bytes), or stands as
   * OPTIONS (never NULL) say. Asked where no probe is sure of the first bytes. Only what
   * chance does not make counts: check sums, keys, marks that come again and again. */
  guint (*search) (const guint8 *head, gsize length, const TlmDecodeOptions *options);
  /* Reads it all into LOG (format and source are set). Nothing past
   * LENGTH may be read: no NUL stands there. On failure the log is thrown away.
   * NULL for a format with a feed: it is read through that. */
  gboolean (*decode) (TlmLog *log, const guint8 *data, gsize length,
      const TlmDecodeOptions *options, GError **error);
  /* For formats that can be read while they come; NULL for whole documents. */
  const TlmFeedClass *feed;
} TlmDecoder;

G_END_DECLS
