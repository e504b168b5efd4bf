/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <obs.h>

G_BEGIN_DECLS

/* A small program around libobs, as OBS Studio is a large one: a display of its own, the module from the build folder, and
 * what a person would do. */

#define STUDIO_WIDTH 640
#define STUDIO_HEIGHT 360

/* FALSE with WHY (to be freed) where there is no display or no OpenGL here. */
gboolean studio_open (char **why);

/* Unloads all of it. Nothing of OBS may be held any more. */
void studio_close (void);

/* A source or filter of the kind ID that a scene shows; VALUES (JSON) are its settings. To be given back with
 * studio_drop(). */
obs_source_t *studio_source (const char *id, const char *values);
void studio_drop (obs_source_t *source);

/* Sets more of its settings. */
void studio_set (obs_source_t *source, const char *values);

/* What it draws on a transparent frame, RGBA with colours times alpha, STUDIO_WIDTH x STUDIO_HEIGHT; to be freed. */
guint8 *studio_shoot (obs_source_t *source);

/* Waits until OBS has made N frames more. */
void studio_wait_frames (guint n);

/* More frames than anything takes that a test waits for, however slowly the machine makes them. */
#define STUDIO_MOST_FRAMES 3000

/* Waits until IS_SO, for so many frames: then fails with WHAT. */
#define studio_wait_until(is_so, what) \
  G_STMT_START { \
    guint frames_ = 0; \
    while (!(is_so)) { \
      if (++frames_ > STUDIO_MOST_FRAMES) \
        g_error ("%s: %s", what, studio_log ()); \
      studio_wait_frames (1); \
    } \
  } G_STMT_END

/* Presses and lets go the hotkey of that name. */
void studio_press (obs_source_t *source, const char *hotkey);

/* What a source says of itself. */
typedef struct {
  gint64 place_ns, readings, uploads, updates;
  char proposal[128];
} StudioStatus;
StudioStatus studio_status (obs_source_t *source);

/* What OBS's log has of the module since the last studio_forget_log(). */
const char *studio_log (void);
void studio_forget_log (void);

/* Whether they differ by no more than 2 codes of 255. */
gboolean studio_is_same (const guint8 *a, const guint8 *b);

/* Whether nothing is drawn. */
gboolean studio_is_empty (const guint8 *bytes);

/* The folder that the tests write into. */
const char *studio_folder (void);

/* Writes TEXT into a file of that NAME there; the path is to be freed. */
char *studio_write (const char *name, const char *text);

G_END_DECLS
