/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libavutil/mem.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is read in one go, as libavformat does: more would be read in vain where pictures and sound lie apart, and packets that
 * are read without a buffer cost more calls than bytes that are copied. */
#define BLOCK 32768

/* Codecs whose packets QuickTime's index has whole, with their times and keys: a parser has nothing to add to them, and takes
 * a tenth of the time of a copy. libavformat parses no others of these but H.264 and H.265, for what a decoder wants to know. */
static const enum AVCodecID indexed[] = {
  AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_PRORES, AV_CODEC_ID_MJPEG, AV_CODEC_ID_DNXHD, AV_CODEC_ID_RAWVIDEO,
  AV_CODEC_ID_AAC, AV_CODEC_ID_ALAC, AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE, AV_CODEC_ID_PCM_S24LE, AV_CODEC_ID_PCM_S24BE,
  AV_CODEC_ID_MOV_TEXT, AV_CODEC_ID_BIN_DATA, AV_CODEC_ID_NONE
};

static gboolean
is_indexed (const AVStream *stream)
{
  for (guint i = 0; i < G_N_ELEMENTS (indexed); i++)
    if (stream->codecpar->codec_id == indexed[i])
      return TRUE;
  return FALSE;
}

static gboolean
is_mov (const RenderClip *clip)
{
  return strstr (clip->input->iformat->name, "mov") != NULL;
}

static gboolean
needs_parsing (const RenderClip *clip)
{
  for (unsigned i = 0; i < clip->input->nb_streams; i++)
    if (!is_indexed (clip->input->streams[i]))
      return TRUE;
  return !is_mov (clip);
}

gboolean
render_source_passes_all (const RenderClip *clip)
{
  return is_mov (clip) || strstr (clip->input->iformat->name, "matroska");
}

static int
read_bytes (gpointer data, guint8 *bytes, int size)
{
  RenderSource *source = data;
  ssize_t n;

  do {
    n = read (source->file, bytes, (size_t) size);
  } while (n < 0 && errno == EINTR);
  if (n <= 0)
    return n < 0 ? AVERROR (errno) : AVERROR_EOF;
  if (source->hash)
    render_running_hash_see (source->hash, source->place, bytes, (gsize) n);
  source->place += n;
  return (int) n;
}

static gint64
seek (gpointer data, gint64 offset, int whence)
{
  RenderSource *source = data;
  struct stat found;
  off_t place;

  if (whence & AVSEEK_SIZE)
    return fstat (source->file, &found) == 0 ? (gint64) found.st_size : AVERROR (errno);
  place = lseek (source->file, offset, whence & ~AVSEEK_FORCE);
  if (place < 0)
    return AVERROR (errno);
  source->place = place;
  return place;
}

static int
open_file (RenderSource *source, const char *path)
{
  guint8 *block = av_malloc (BLOCK);

  source->file = g_open (path, O_RDONLY | O_CLOEXEC);
  source->io = block ? avio_alloc_context (block, BLOCK, 0, source, read_bytes, NULL, seek) : NULL;
  if (!source->io)
    av_free (block);
  if (source->file < 0 || !source->io)
    return source->file < 0 ? AVERROR (errno) : AVERROR (ENOMEM);
  return 0;
}

static int
open_input (RenderSource *source, const RenderClip *clip)
{
  g_autofree char *url = g_strconcat ("file:", clip->path, NULL);
  gboolean parsed = needs_parsing (clip);
  int code;

  source->input->pb = source->io;
  if (!parsed)
    source->input->flags |= AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
  code = avformat_open_input (&source->input, url, clip->input->iformat, NULL);
  return code >= 0 && parsed ? avformat_find_stream_info (source->input, NULL) : code;
}

RenderSource *
render_source_open (const RenderClip *clip, RenderRunningHash *hash, int *code)
{
  RenderSource *source = g_new (RenderSource, 1);

  *source = (RenderSource) { .input = avformat_alloc_context (), .file = -1, .hash = hash };
  *code = render_source_passes_all (clip) ? open_file (source, clip->path) : 0;
  if (*code >= 0)
    *code = open_input (source, clip);
  if (*code >= 0)
    return source;
  render_source_free (source);
  return NULL;
}

void
render_source_free (RenderSource *source)
{
  if (!source)
    return;
  avformat_close_input (&source->input);
  if (source->io)
    av_freep (&source->io->buffer);
  avio_context_free (&source->io);
  if (source->file >= 0)
    close (source->file);
  g_free (source);
}
