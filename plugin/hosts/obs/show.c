/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/show.h"

#include "hosts/obs/opening.h"

struct _TelemetryShow {
  gatomicrefcount references;  /* the owner's, and the thread's */
  GMutex lock;
  /* What is wanted. */
  TelemetrySettings *settings; /* or NULL */
  char *name;
  int width, height;
  guint wanted, made;          /* numbers of what is wanted, and of what was made last */
  gboolean reads_again;
  gboolean is_working;         /* there is a thread */
  gboolean is_closed;
  /* What was made. */
  TlhOverlay *overlay;         /* or NULL */
  TelemetryReady ready;        /* the canvas is there until it is looked at */
  gboolean is_new;
  /* Whose it is that looks. */
  TelemetryReady seen;
  guint outgrown;              /* the generation that was told to be */
  /* The working thread's. */
  TelemetryOpening *opening;
};

/* Threads that work, of all shows. */
static GMutex workers_lock;
static GCond workers_changed;
static int n_workers;

static void
count_worker (int more)
{
  g_mutex_lock (&workers_lock);
  n_workers += more;
  g_cond_broadcast (&workers_changed);
  g_mutex_unlock (&workers_lock);
}

void
telemetry_show_wait_for_all (int seconds)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  g_mutex_lock (&workers_lock);
  while (n_workers > 0 && g_cond_wait_until (&workers_changed, &workers_lock, until));
  g_mutex_unlock (&workers_lock);
}

TelemetryShow *
telemetry_show_new (void)
{
  TelemetryShow *show = g_new0 (TelemetryShow, 1);

  g_atomic_ref_count_init (&show->references);
  g_mutex_init (&show->lock);
  show->opening = telemetry_opening_new ();
  return show;
}

static void
show_unref (TelemetryShow *show)
{
  if (!g_atomic_ref_count_dec (&show->references))
    return;
  telemetry_settings_free (show->settings);
  g_free (show->name);
  tlh_canvas_free (show->ready.canvas);
  tlh_canvas_free (show->seen.canvas);
  tlh_overlay_unref (show->overlay);
  telemetry_opening_free (show->opening);
  g_mutex_clear (&show->lock);
  g_free (show);
}

void
telemetry_show_free (TelemetryShow *show)
{
  if (!show)
    return;
  g_mutex_lock (&show->lock);
  show->is_closed = TRUE;
  g_mutex_unlock (&show->lock);
  show_unref (show);
}

/* Hands CANVAS on, which is taken; from the working thread. */
static void
publish (TelemetryShow *show, TlhCanvas *canvas)
{
  TlhOverlay *overlay = telemetry_opening_overlay (show->opening);
  TlhCanvas *unseen;
  TlhOverlay *before;

  g_mutex_lock (&show->lock);
  unseen = show->ready.canvas;
  before = show->overlay;
  show->overlay = overlay ? tlh_overlay_ref (overlay) : NULL;
  show->ready.canvas = canvas;
  show->ready.generation++;
  show->ready.n_readings = telemetry_opening_n_readings (show->opening);
  show->ready.is_live = overlay && telemetry_opening_is_live (show->opening);
  if (!overlay || !tlh_overlay_length (overlay, &show->ready.length_ns))
    show->ready.length_ns = 0;
  show->is_new = TRUE;
  g_mutex_unlock (&show->lock);
  tlh_canvas_free (unseen);
  tlh_overlay_unref (before);
}

/* What is wanted now, copied with the lock held. */
typedef struct {
  TelemetrySettings *settings;
  char *name;
  int width, height;
  gboolean reads_again;
} Job;

static void
make (TelemetryShow *show, const Job *job)
{
  g_autofree char *words = NULL;
  TlhCanvas *canvas;

  if (job->reads_again)
    telemetry_opening_shut (show->opening);
  if (!telemetry_opening_has (show->opening, job->settings)) {
    g_autofree char *reading = telemetry_opening_words (job->settings);
    telemetry_opening_shut (show->opening);
    publish (show, tlh_canvas_new_words (reading, job->width, job->height));
  }
  canvas = telemetry_opening_make (show->opening, job->settings, job->name, job->width, job->height, &words);
  publish (show, canvas ? canvas : tlh_canvas_new_words (words, job->width, job->height));
}

static gpointer
work (gpointer data)
{
  TelemetryShow *show = data;

  g_mutex_lock (&show->lock);
  while (!show->is_closed && show->made != show->wanted) {
    g_autoptr (TelemetrySettings) settings = telemetry_settings_copy (show->settings);
    g_autofree char *name = g_strdup (show->name);
    Job job = { settings, name, show->width, show->height, show->reads_again };
    guint number = show->wanted;

    show->reads_again = FALSE;
    g_mutex_unlock (&show->lock);
    make (show, &job);
    g_mutex_lock (&show->lock);
    show->made = number;
  }
  show->is_working = FALSE;
  g_mutex_unlock (&show->lock);
  show_unref (show);
  count_worker (-1);
  return NULL;
}

/* With the lock held. */
static void
want (TelemetryShow *show)
{
  if (!show->settings || show->width <= 0 || show->height <= 0)
    return;
  show->wanted++;
  if (show->is_working)
    return;
  show->is_working = TRUE;
  g_atomic_ref_count_inc (&show->references);
  count_worker (1);
  g_thread_unref (g_thread_new ("telemetry-opens", work, show));
}

void
telemetry_show_set (TelemetryShow *show, const TelemetrySettings *settings, const char *name)
{
  g_mutex_lock (&show->lock);
  if (!show->settings || !telemetry_settings_equal (show->settings, settings)) {
    telemetry_settings_free (show->settings);
    show->settings = telemetry_settings_copy (settings);
    g_free (show->name);
    show->name = g_strdup (name);
    want (show);
  }
  g_mutex_unlock (&show->lock);
}

void
telemetry_show_set_size (TelemetryShow *show, int width, int height)
{
  g_mutex_lock (&show->lock);
  if (show->width != width || show->height != height) {
    show->width = width;
    show->height = height;
    want (show);
  }
  g_mutex_unlock (&show->lock);
}

void
telemetry_show_read_again (TelemetryShow *show)
{
  g_mutex_lock (&show->lock);
  show->reads_again = TRUE;
  want (show);
  g_mutex_unlock (&show->lock);
}

TelemetryReady
telemetry_show_look (TelemetryShow *show)
{
  TlhCanvas *before = NULL;

  if (!g_mutex_trylock (&show->lock))
    return show->seen;
  if (show->is_new) {
    before = show->seen.canvas;
    show->seen = show->ready;
    show->ready.canvas = NULL;
    show->is_new = FALSE;
  }
  g_mutex_unlock (&show->lock);
  tlh_canvas_free (before);
  return show->seen;
}

void
telemetry_show_outgrow (TelemetryShow *show)
{
  if (show->outgrown == show->seen.generation || !g_mutex_trylock (&show->lock))
    return;
  show->outgrown = show->seen.generation;
  want (show);
  g_mutex_unlock (&show->lock);
}

TlhOverlay *
telemetry_show_ref_overlay (TelemetryShow *show)
{
  TlhOverlay *overlay;

  g_mutex_lock (&show->lock);
  overlay = show->overlay ? tlh_overlay_ref (show->overlay) : NULL;
  g_mutex_unlock (&show->lock);
  return overlay;
}
