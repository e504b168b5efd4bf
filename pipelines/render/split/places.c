/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/places.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "make/output.h"

static char *
beside (const char *output, const char *ending)
{
  g_autofree char *folder = g_path_get_dirname (output), *base = g_path_get_basename (output);
  g_autofree char *name = g_strconcat (".", base, ".", ending, NULL);

  return g_build_filename (folder, name, NULL);
}

char *
render_place_cuts (const char *output)
{
  return beside (output, "cuts");
}

char *
render_place_new_cuts (const char *output)
{
  return beside (output, "cuts-new");
}

char *
render_place_segment (const char *output, guint number)
{
  g_autofree char *ending = g_strdup_printf ("segment-%u", number);

  return beside (output, ending);
}

int
render_place_hold (const char *output)
{
  g_autofree char *cuts = render_place_cuts (output);
  int held = g_open (cuts, O_RDONLY | O_CLOEXEC);

  if (held >= 0)
    flock (held, LOCK_SH);
  return held;
}

gboolean
render_place_is_held (const char *output)
{
  g_autofree char *cuts = render_place_cuts (output);
  int lock = g_open (cuts, O_RDONLY | O_CLOEXEC);
  gboolean is_free = lock < 0 || flock (lock, LOCK_EX | LOCK_NB) == 0;

  if (lock >= 0)
    close (lock);
  return !is_free;
}

static gboolean
is_number (const char *text)
{
  return *text && strspn (text, G_CSET_DIGITS) == strlen (text);
}

/* However many there are, and what was being written of them. */
static void
sweep_segments (const char *output)
{
  g_autofree char *folder = g_path_get_dirname (output), *first = render_place_segment (output, 1);
  g_autofree char *name = g_path_get_basename (first), *part = g_strconcat (".", name, NULL);
  gsize length = strlen (name) - 1;
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *file;

  while (files && (file = g_dir_read_name (files))) {
    gboolean is_part = strncmp (file, part, length + 1) == 0;
    g_autofree char *path = g_build_filename (folder, file, NULL);
    g_autofree char *whole = is_part && g_str_has_suffix (file, ".part") ?
        g_strndup (file + 1, strlen (file) - 1 - strlen (".part")) : NULL;
    g_autofree char *of = whole ? g_build_filename (folder, whole, NULL) : NULL;
    if (of)
      render_output_sweep (of);
    else if (strncmp (file, name, length) == 0 && is_number (file + length))
      g_unlink (path);
  }
}

/* What a process left that was killed while it cut. */
static void
sweep_cutting (const char *output)
{
  g_autofree char *cuts = render_place_cuts (output), *part = render_output_part (cuts), *new = render_place_new_cuts (output);
  int lock = g_open (part, O_RDWR | O_CLOEXEC);

  if (lock < 0)
    return;
  if (flock (lock, LOCK_EX | LOCK_NB) == 0) {
    g_unlink (new);
    g_unlink (part);
  }
  close (lock);
}

void
render_place_sweep (const char *output, int held)
{
  g_autofree char *cuts = render_place_cuts (output);
  int lock = held >= 0 ? held : g_open (cuts, O_RDONLY | O_CLOEXEC);

  sweep_cutting (output);
  if (lock < 0)
    return;
  if (flock (lock, LOCK_EX | LOCK_NB) == 0) {
    sweep_segments (output);
    g_unlink (cuts);
  }
  close (lock);
}
