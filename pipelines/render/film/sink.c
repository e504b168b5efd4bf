/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libavformat/version.h>
#include <libavutil/error.h>
#include <libavutil/mem.h>
#include <unistd.h>

/* As much as libavformat takes for a file, which itself takes no more at once: a cluster is 5 MB. */
#define BLOCK 262144

/* FFmpeg 7. */
#if LIBAVFORMAT_VERSION_MAJOR >= 61
typedef const guint8 *Bytes;
#else
typedef guint8 *Bytes;
#endif

static int
write_bytes (gpointer data, Bytes bytes, int size)
{
  int done = 0;

  while (done < size) {
    ssize_t n = write (GPOINTER_TO_INT (data), bytes + done, (size_t) (size - done));
    if (n < 0 && errno != EINTR)
      return AVERROR (errno);
    done += (int) MAX (n, 0);
  }
  return done;
}

static gint64
seek (gpointer data, gint64 offset, int whence)
{
  off_t place = whence & AVSEEK_SIZE ? -1 : lseek (GPOINTER_TO_INT (data), offset, whence & ~AVSEEK_FORCE);

  return place < 0 ? AVERROR (whence & AVSEEK_SIZE ? ENOSYS : errno) : (gint64) place;
}

AVIOContext *
render_sink_open (const char *path, gboolean writes_whole, int *code)
{
  guint8 *block = av_malloc (BLOCK);
  int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  AVIOContext *sink = file >= 0 && block ? avio_alloc_context (block, BLOCK, 1, GINT_TO_POINTER (file), NULL, write_bytes, seek) : NULL;

  *code = file < 0 ? AVERROR (errno) : AVERROR (ENOMEM);
  if (sink) {
    sink->direct = writes_whole;
    return sink;
  }
  if (file >= 0)
    close (file);
  av_free (block);
  return NULL;
}

int
render_sink_close (AVIOContext *sink)
{
  int code, file;

  if (!sink)
    return 0;
  avio_flush (sink);
  code = sink->error;
  file = GPOINTER_TO_INT (sink->opaque);
  av_freep (&sink->buffer);
  avio_context_free (&sink);
  return close (file) == 0 || code < 0 ? code : AVERROR (errno);
}
