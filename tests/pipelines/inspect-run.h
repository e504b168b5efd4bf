/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Runs telemetry-inspect as a person does. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* The path of telemetry-inspect: the program's first argument. */
static const char *program;

typedef struct {
  int status;
  char *out, *err;
} Answer;

static inline void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* Arguments end with NULL. */
static inline Answer G_GNUC_NULL_TERMINATED
ask (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };
  int wait;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (list, first);
  for (const char *next = first; next; next = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) next);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer.out,
      &answer.err, &wait, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait));
  answer.status = WEXITSTATUS (wait);
  return answer;
}

/* The path of one of pipelines/examples. To be freed. */
static inline char *
example (const char *name)
{
  return g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines", "examples", name, NULL);
}
