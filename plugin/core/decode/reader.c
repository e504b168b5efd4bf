/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/reader.h"

#include "core/decode/cost.h"

/* What is read at a time, so that what waits is never more than a record and this. */
#define PIECE ((gsize) 1 << 24)

gboolean
tlm_reader_init (TlmReader *reader, const TlmFeedClass *class, TlmLog *log,
    const TlmDecodeOptions *options, GError **error)
{
  gpointer state;

  g_return_val_if_fail (reader != NULL && class != NULL && log != NULL, FALSE);
  *reader = (TlmReader) { 0 };
  state = class->open (log, options, error);
  if (!state)
    return FALSE;
  *reader = (TlmReader) { .class = class, .log = log, .state = state,
    .waiting = g_byte_array_new () };
  return TRUE;
}

void
tlm_reader_clear (TlmReader *reader)
{
  g_return_if_fail (reader != NULL);
  if (reader->state)
    reader->class->close (reader->state);
  g_clear_pointer (&reader->waiting, g_byte_array_unref);
  g_clear_error (&reader->problem);
  *reader = (TlmReader) { 0 };
}

static void
forget_waiting (TlmReader *reader)
{
  g_byte_array_set_size (reader->waiting, 0);
  if (reader->class->discont)
    reader->class->discont (reader->state);
}

/* A record that does not end is given up: what waits is of no use. */
static void
bound_waiting (TlmReader *reader)
{
  if (reader->waiting->len <= tlm_limit (TLM_LIMIT_RECORD_BYTES))
    return;
  tlm_log_bad_limit (reader->log, TLM_LIMIT_RECORD_BYTES, "byte", reader->bytes - reader->waiting->len);
  forget_waiting (reader);
}

static gboolean
push_piece (TlmReader *reader, const guint8 *data, gsize length, GError **error)
{
  gsize consumed = 0;
  gboolean waited = reader->waiting->len > 0;

  reader->bytes += length;
  if (waited) {
    g_byte_array_append (reader->waiting, data, (guint) length);
    data = reader->waiting->data;
    length = reader->waiting->len;
  }
  if (!reader->class->consume (reader->state, data, length, &consumed, error))
    return FALSE;
  g_assert (consumed <= length);
  if (!waited)
    g_byte_array_append (reader->waiting, data + consumed, (guint) (length - consumed));
  else if (consumed > 0)
    g_byte_array_remove_range (reader->waiting, 0, (guint) consumed);
  bound_waiting (reader);
  return TRUE;
}

/* A class is not asked again once it has failed. */
static gboolean
may_go_on (const TlmReader *reader, GError **error)
{
  if (reader->problem)
    g_propagate_error (error, g_error_copy (reader->problem));
  return !reader->problem;
}

gboolean
tlm_reader_push (TlmReader *reader, const guint8 *data, gsize length, GError **error)
{
  g_return_val_if_fail (reader != NULL && reader->state != NULL, FALSE);
  if (!may_go_on (reader, error))
    return FALSE;
  for (gsize n; length > 0; data += n, length -= n) {
    n = MIN (length, PIECE);
    if (!push_piece (reader, data, n, error))
      return FALSE;
  }
  return TRUE;
}

/* Of so many datagrams one may be cut. */
#define FEW 4

/* Ends the record that a datagram ends with. A line without its end is whole where most have
 * none, and else cut. */
static gboolean
end_datagram (TlmReader *reader, GError **error)
{
  if (reader->waiting->len == 0 ||
      (reader->class->settle && reader->waiting->data[reader->waiting->len - 1] == '\n'))
    return TRUE;             /* whole lines wait until there are enough to understand them */
  if (reader->class->is_lines && reader->n_ended < FEW * reader->n_open)
    return push_piece (reader, (const guint8 *) "\n", 1, error);
  tlm_log_bad (reader->log, "byte %" G_GUINT64_FORMAT ": a datagram ends within a record",
      reader->bytes);
  forget_waiting (reader);
  return TRUE;
}

gboolean
tlm_reader_push_datagram (TlmReader *reader, const guint8 *data, gsize length, GError **error)
{
  g_return_val_if_fail (reader != NULL && reader->state != NULL, FALSE);
  if (!may_go_on (reader, error))
    return FALSE;
  if (length == 0)
    return TRUE;
  if (reader->class->take_datagram) {
    reader->bytes += length;
    return reader->class->take_datagram (reader->state, data, length, error);
  }
  if (data[length - 1] == '\n')
    reader->n_ended++;
  else
    reader->n_open++;
  return tlm_reader_push (reader, data, length, error) && end_datagram (reader, error);
}

void
tlm_reader_set_media_time (TlmReader *reader, gint64 time_ns, gint64 duration_ns)
{
  g_return_if_fail (reader != NULL && reader->state != NULL);
  if (reader->class->set_media_time)
    reader->class->set_media_time (reader->state, time_ns, duration_ns);
}

/* Whole lines that wait for more, to be read by it, are read before what comes does not follow. */
static void
settle_waiting (TlmReader *reader)
{
  gsize consumed = 0;

  if (!reader->class->settle || reader->waiting->len == 0 || reader->problem)
    return;
  if (!reader->class->settle (reader->state, reader->waiting->data, reader->waiting->len, &consumed,
          &reader->problem))
    tlm_log_bad (reader->log, "byte %" G_GUINT64_FORMAT ": %s", reader->bytes, reader->problem->message);
  else if (consumed > 0)
    g_byte_array_remove_range (reader->waiting, 0, (guint) consumed);
}

void
tlm_reader_discont (TlmReader *reader)
{
  g_return_if_fail (reader != NULL && reader->state != NULL);
  settle_waiting (reader);
  if (reader->waiting->len > 0)
    tlm_log_bad (reader->log, "byte %" G_GUINT64_FORMAT ": the stream jumps within a record",
        reader->bytes);
  forget_waiting (reader);
}

gboolean
tlm_reader_finish (TlmReader *reader, GError **error)
{
  gboolean done;

  g_return_val_if_fail (reader != NULL && reader->state != NULL, FALSE);
  if (!may_go_on (reader, error))
    return FALSE;
  /* No decoder is given NULL, to which not even 0 may be added. */
  done = reader->class->finish (reader->state, reader->waiting->len > 0 ? reader->waiting->data :
      (const guint8 *) "", reader->waiting->len, error);
  g_byte_array_set_size (reader->waiting, 0);
  return done;
}

/* A whole file, as long as that does not cost too much. */
static gboolean
push_all (TlmReader *reader, const guint8 *data, gsize length, GError **error)
{
  TlmCost cost;

  tlm_cost_begin (&cost);
  for (gsize n; length > 0; data += n, length -= n) {
    n = MIN (length, PIECE);
    if (!push_piece (reader, data, n, error) || !tlm_cost_fits (&cost, reader->log, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
tlm_reader_decode (const TlmFeedClass *class, TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error)
{
  TlmReader reader;
  gboolean done;

  g_return_val_if_fail (class != NULL && log != NULL && options != NULL, FALSE);
  if (!tlm_reader_init (&reader, class, log, options, error))
    return FALSE;
  done = push_all (&reader, data, length, error) && tlm_reader_finish (&reader, error);
  tlm_reader_clear (&reader);
  return done;
}
