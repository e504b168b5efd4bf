/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/read-ahead.h"

/* Many pictures, and little beside what a job has (batch.c). */
#define MOST_BYTES (1 << 20)
#define MOST_PACKETS 4096

struct RenderReadAhead {
  AVFormatContext *input;
  GThread *thread;
  GMutex lock;               /* of what follows */
  GCond came, taken;
  GQueue packets;            /* AVPacket * */
  gint64 bytes;              /* of them */
  int code;                  /* why no more come; 0: they do */
  gboolean stop;
  GQueue mine;               /* AVPacket *, of the thread that takes them: without the lock */
};

static void
free_packet (gpointer data)
{
  AVPacket *packet = data;

  av_packet_free (&packet);
}

static gboolean
is_full (const RenderReadAhead *ahead)
{
  return ahead->bytes >= MOST_BYTES || ahead->packets.length >= MOST_PACKETS;
}

/* Whether there is to be another one. PACKET is taken. */
static gboolean
keep (RenderReadAhead *ahead, AVPacket *packet, int code)
{
  gboolean goes_on;

  g_mutex_lock (&ahead->lock);
  ahead->code = code;
  if (code >= 0) {
    g_queue_push_tail (&ahead->packets, packet);
    ahead->bytes += packet->size;
  }
  g_cond_signal (&ahead->came);
  while (is_full (ahead) && !ahead->stop)
    g_cond_wait (&ahead->taken, &ahead->lock);
  goes_on = code >= 0 && !ahead->stop;
  g_mutex_unlock (&ahead->lock);
  if (code < 0)
    av_packet_free (&packet);
  return goes_on;
}

static gpointer
read_all (gpointer data)
{
  RenderReadAhead *ahead = data;
  AVPacket *packet;
  int code;

  do {
    packet = av_packet_alloc ();
    code = packet ? av_read_frame (ahead->input, packet) : AVERROR (ENOMEM);
  } while (keep (ahead, packet, MIN (code, 0)));
  return NULL;
}

RenderReadAhead *
render_read_ahead_new (AVFormatContext *input)
{
  RenderReadAhead *ahead = g_new0 (RenderReadAhead, 1);

  ahead->input = input;
  g_mutex_init (&ahead->lock);
  g_cond_init (&ahead->came);
  g_cond_init (&ahead->taken);
  ahead->thread = g_thread_new ("read", read_all, ahead);
  return ahead;
}

/* All that came, at once: a lock for each packet would cost as much as its copy. */
static int
take_all (RenderReadAhead *ahead)
{
  int code;

  g_mutex_lock (&ahead->lock);
  while (g_queue_is_empty (&ahead->packets) && ahead->code == 0)
    g_cond_wait (&ahead->came, &ahead->lock);
  ahead->mine = ahead->packets;
  g_queue_init (&ahead->packets);
  ahead->bytes = 0;
  code = ahead->code;
  g_cond_signal (&ahead->taken);
  g_mutex_unlock (&ahead->lock);
  return code;
}

int
render_read_ahead_next (RenderReadAhead *ahead, AVPacket *packet)
{
  int code = g_queue_is_empty (&ahead->mine) ? take_all (ahead) : 0;
  AVPacket *next = g_queue_pop_head (&ahead->mine);

  if (!next)
    return code;
  av_packet_move_ref (packet, next);
  av_packet_free (&next);
  return 0;
}

void
render_read_ahead_free (RenderReadAhead *ahead)
{
  if (!ahead)
    return;
  g_mutex_lock (&ahead->lock);
  ahead->stop = TRUE;
  g_cond_signal (&ahead->taken);
  g_mutex_unlock (&ahead->lock);
  g_thread_join (ahead->thread);
  g_queue_clear_full (&ahead->packets, free_packet);
  g_queue_clear_full (&ahead->mine, free_packet);
  g_cond_clear (&ahead->taken);
  g_cond_clear (&ahead->came);
  g_mutex_clear (&ahead->lock);
  g_free (ahead);
}
