/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What libFuzzer calls, and replay.c where there is none. Flags with two dashes are ours:
 *   --target=NAME        what is fuzzed
 *   --list               prints the targets, their dictionaries and most bytes, and ends
 *   --write-seeds=FOLDER writes the target's seeds into it, and ends */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/mutate.h"
#include "fuzz/oracle.h"
#include "fuzz/seeds.h"
#include "fuzz/target.h"

gboolean fuzz_is_thorough;
guint fuzz_n_accepted;

static const FuzzTarget *target;

const FuzzTarget *
fuzz_target_nth (gsize index)
{
  for (const FuzzSet *const *set = fuzz_sets; *set; set++)
    if (index < (*set)->n)
      return &(*set)->targets[index];
    else
      index -= (*set)->n;
  return NULL;
}

const FuzzTarget *
fuzz_target_by_name (const char *name)
{
  const FuzzTarget *at;

  for (gsize i = 0; (at = fuzz_target_nth (i)); i++)
    if (strcmp (at->name, name) == 0)
      return at;
  return NULL;
}

void
fuzz_foreach_seed (const FuzzTarget *of, void (*func) (guint index, const guint8 *data, gsize length,
        gpointer user), gpointer user)
{
  guint n = 0;

  if (of->seed)
    func (n++, (const guint8 *) of->seed, of->seed_length > 0 ? of->seed_length : strlen (of->seed), user);
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    if (!of->seed && (!of->decoder || strcmp (of->decoder, seeds[i].decoder) == 0))
      func (n++, (const guint8 *) seeds[i].text, seed_length (&seeds[i]), user);
}

void
fuzz_run_read (const FuzzTarget *of, const guint8 *data, gsize length)
{
  g_autofree char *text = of->is_utf8 ? g_utf8_make_valid ((const char *) data, (gssize) length) :
      g_malloc (length + 1);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (of->is_utf8) {
    length = strlen (text);
  } else {
    if (length > 0)
      memcpy (text, data, length);
    text[length] = '\0';
  }
  done = of->read (text, length, &error);
  g_assert_true (done == (error == NULL));
  fuzz_n_accepted += done;
  fuzz_check_message ("the error", error ? error->message : NULL);
}

static void
write_seed (guint index, const guint8 *data, gsize length, gpointer folder)
{
  g_autofree char *path = g_strdup_printf ("%s/seed-%u", (char *) folder, index + 1);

  if (!g_file_set_contents (path, (const char *) data, (gssize) length, NULL))
    g_error ("%s cannot be written", path);
}

static void
list_targets (void)
{
  const FuzzTarget *at;

  for (gsize i = 0; (at = fuzz_target_nth (i)); i++)
    printf ("%s %s %u\n", at->name, at->dictionary, at->longest > 0 ? at->longest : FUZZ_LONGEST);
}

/* GLib stops with SIGTRAP, for which libFuzzer keeps no input. */
static void
stop (const char *domain, GLogLevelFlags level, const char *message, gpointer user)
{
  if (!(level & (G_LOG_FLAG_FATAL | G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)))
    return;
  fprintf (stderr, "ERROR: %s: %s\n", domain ? domain : "", message);
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  const char *folder = NULL;

  g_log_set_default_handler (stop, NULL);
  for (int i = 1; i < *argc; i++) {
    const char *flag = (*argv)[i];
    if (g_str_has_prefix (flag, "--target="))
      target = fuzz_target_by_name (flag + strlen ("--target="));
    else if (g_str_has_prefix (flag, "--write-seeds="))
      folder = flag + strlen ("--write-seeds=");
    else if (strcmp (flag, "--list") == 0) {
      list_targets ();
      exit (0);
    }
  }
  if (!target)
    return 0;
  if (folder) {
    fuzz_foreach_seed (target, write_seed, (gpointer) folder);
    exit (0);
  }
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  if (!target) {
    fprintf (stderr, "say --target=NAME; --list prints them\n");
    exit (2);
  }
  target->run (target, data, length);
  return 0;
}
