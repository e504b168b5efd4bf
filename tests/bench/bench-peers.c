/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bench-peers.h"

#include <stdio.h>

#include "bench-play.h"

#define N_FRAMES 200
#define REPEATS 3

/* Frames that nobody else refers to: every one is a buffer of its own. */
#define WRITABLE "nullsrc=size=1920x1080:rate=30,format=yuv420p"
/* One and the same frame again and again, which a filter copies before it writes. */
#define SHARED "color=size=1920x1080:rate=30,format=yuv420p"

static double
run_s (const char *source, const char *filters, int n_frames)
{
  g_autofree char *frames = g_strdup_printf ("%d", n_frames);
  const char *const args[] = { "ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-filter_threads", "1",
    "-f", "lavfi", "-i", source, "-frames:v", frames, "-vf", filters, "-f", "null", "-", NULL };
  double before = bench_children_s ();

  if (!g_spawn_sync (NULL, (char **) args, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL))
    return -1;
  return bench_children_s () - before;
}

static double
cost_ms (const char *source, const char *filters)
{
  double one = G_MAXDOUBLE, two = G_MAXDOUBLE;

  for (int i = 0; i < REPEATS; i++) {
    one = MIN (one, run_s (source, filters, N_FRAMES));
    two = MIN (two, run_s (source, filters, 2 * N_FRAMES));
  }
  return 1e3 * (two - one) / N_FRAMES;
}

/* Three lines that change with each frame, as subtitles. */
static char *
write_ass (void)
{
  g_autoptr (GString) text = g_string_new ("[Script Info]\nPlayResX: 1920\nPlayResY: 1080\n[V4+ Styles]\n"
      "Format: Name, Fontname, Fontsize\nStyle: Default,Sans,48\n[Events]\n"
      "Format: Layer, Start, End, Style, Text\n");
  char *path = g_build_filename (g_get_tmp_dir (), "bench-overlay.ass", NULL);

  for (int i = 0; i < 2 * N_FRAMES; i++)
    for (int k = 0; k < 3; k++) {
      int from = i * 100 / 30, to = (i + 1) * 100 / 30;
      g_string_append_printf (text, "Dialogue: 0,0:00:%02d.%02d,0:00:%02d.%02d,Default,{\\an%d}%d.%02d\n",
          from / 100, from % 100, to / 100, to % 100, k + 1, 1000 * (k + 1) + i, i % 100);
    }
  g_file_set_contents (path, text->str, -1, NULL);
  return path;
}

/* Three drawtext whose boxes are so much larger than the text, rows. */
static char *
drawtext (int border)
{
  return g_strdup_printf (
      "drawtext=text='%%{n} km/h':fontsize=48:box=1:boxborderw=%d:boxcolor=black@0.7:x=250:y=940,"
      "drawtext=text='%%{n} km':fontsize=48:box=1:boxborderw=%d:boxcolor=black@0.7:x=880:y=940,"
      "drawtext=text='%%{pts}':fontsize=48:box=1:boxborderw=%d:boxcolor=black@0.7:x=1480:y=940",
      border, border, border);
}

typedef struct {
  const char *what, *source;
  char *filters;        /* taken */
  double ours;          /* for the same */
} Peer;

static void
compare (Peer peer)
{
  double cost = cost_ms (peer.source, peer.filters) - cost_ms (peer.source, "null");

  g_print ("FFmpeg %-46s %8.4f ms, %6.1f times ours\n", peer.what, cost, cost / peer.ours);
  g_free (peer.filters);
}

void
bench_compare_ffmpeg (double own, double boxed, double shared)
{
  g_autofree char *file = write_ass (), *narrow = drawtext (12);

  if (run_s (WRITABLE, "null", 1) < 0) {
    g_print ("no ffmpeg program: not compared\n");
    return;
  }
  compare ((Peer) { "three drawtext in boxes; ours: the same picture", WRITABLE, drawtext (12), boxed });
  compare ((Peer) { "three drawtext in boxes as large as a webcast's", WRITABLE, drawtext (100), own });
  compare ((Peer) { "the same, frames to be copied", SHARED, drawtext (100), shared });
  compare ((Peer) { "three drawtext over a drawbox, a lower third", WRITABLE,
      g_strconcat ("drawbox=y=838:w=1920:h=242:color=black@0.7:t=fill,", narrow, NULL), own });
  compare ((Peer) { "ass, three lines without a ground", WRITABLE, g_strconcat ("ass=", file, NULL), boxed });
  remove (file);
}
