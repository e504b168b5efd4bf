/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/motion.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "render/layout/key-value.h"

/* Words that a motion has at most. */
#define WORDS_MAX 4

static const char *const kinds[] = { "none", "fade", "slide", "wipe", "grow" };
static const char *const edges[] = { "left", "right", "top", "bottom" };
static const char *const easings[] = { "", "linear", "ease-in", "ease-out", "ease-in-out" };

static gboolean
find_word (const char *const *words, guint n_words, const char *word, guint *out)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0) {
      *out = i;
      return TRUE;
    }
  return FALSE;
}

/* "400ms" or "0.4s". */
static gboolean
read_duration (const char *text, TlmDuration *out)
{
  gsize length = strlen (text), suffix = g_str_has_suffix (text, "ms") ? 2 : 1;
  g_autofree char *digits = NULL;
  double number, scale = suffix == 2 ? TLM_SECOND / 1000.0 : TLM_SECOND;

  if (length <= suffix || text[length - 1] != 's')
    return FALSE;
  digits = g_strndup (text, length - suffix);
  if (!tlr_key_read_number (digits, &number) || number * scale < TLR_MOTION_LEAST ||
      number * scale > TLR_MOTION_MOST)
    return FALSE;
  *out = (TlmDuration) (number * scale + 0.5);
  return TRUE;
}

static gboolean
has_edge (TlrMotionKind kind)
{
  return kind == TLR_MOTION_SLIDE || kind == TLR_MOTION_WIPE;
}

/* WORDS end with NULL and are at least one. */
static gboolean
read_words (const char *const *words, TlrMotion *motion)
{
  guint kind, edge = 0, easing = 0;

  if (!find_word (kinds, G_N_ELEMENTS (kinds), *words++, &kind))
    return FALSE;
  motion->kind = (TlrMotionKind) kind;
  if (kind == TLR_MOTION_NONE)
    return !*words;
  if (has_edge (motion->kind) &&
      (!*words || !find_word (edges, G_N_ELEMENTS (edges), *words++, &edge)))
    return FALSE;
  if (!*words || !read_duration (*words++, &motion->duration_ns))
    return FALSE;
  if (*words && !find_word (easings, G_N_ELEMENTS (easings), *words++, &easing))
    return FALSE;
  motion->edge = (TlrEdge) edge;
  motion->easing = (TlrEasing) easing;
  return !*words;
}

gboolean
tlr_motion_read (const char *text, TlrMotion *out, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", 2 * WORDS_MAX);
  const char *found[2 * WORDS_MAX + 1] = { NULL };
  TlrMotion motion = { 0 };
  guint n = 0;

  for (guint i = 0; words[i]; i++)
    if (words[i][0])
      found[n++] = words[i];
  if (n > 0 && read_words (found, &motion)) {
    *out = motion;
    return TRUE;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "\"%s\" is no motion; right are none, fade 400ms, "
      "slide left 600ms ease-out, wipe right 0.5s, grow 300ms ease-in-out: edges left, right, top, bottom; "
      "20ms to 10s; linear, ease-in, ease-out, ease-in-out", tlm_head (text, 80).text);
  return FALSE;
}

static double
cube (double p)
{
  return p * p * p;
}

double
tlr_ease (TlrEasing easing, double p)
{
  double part = CLAMP (p, 0, 1);

  switch (easing) {
    case TLR_EASING_IN:
      return cube (part);
    case TLR_EASING_OUT:
      return 1 - cube (1 - part);
    case TLR_EASING_IN_OUT:
      return part < 0.5 ? 4 * cube (part) : 1 - 4 * cube (1 - part);
    case TLR_EASING_UNSAID:
    case TLR_EASING_LINEAR:
      break;
  }
  return part;
}
