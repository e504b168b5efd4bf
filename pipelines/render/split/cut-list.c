/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/cut-list.h"

#include <string.h>

#include "core/base/error.h"
#include "split/places.h"
#include "split/why-not.h"

/* No more than that. */
static guint
most_segments (const RenderClip *clip, RenderWanted wanted)
{
  gint64 fit = render_clip_duration_ns (clip) / 1000000000 / RENDER_SHORTEST_SEGMENT;

  return wanted.is_auto ? (guint) CLAMP (fit, 1, wanted.n) : wanted.n;
}

/* Indices of the entries, the first picture's not. */
static GArray *
find_entries (const GArray *pictures)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint64 i = 1; i < pictures->len; i++)
    if (g_array_index (pictures, RenderPicture, i).is_entry)
      g_array_append_val (entries, i);
  return entries;
}

/* The place of the one of ENTRIES, from AT on, that is nearest to WANTED. */
static guint
find_nearest (const GArray *entries, guint at, guint64 wanted)
{
  const guint64 *all = (const guint64 *) (gpointer) entries->data;

  while (at + 1 < entries->len && (all[at + 1] <= wanted || all[at + 1] - wanted < wanted - MIN (all[at], wanted)))
    at++;
  return at;
}

/* Where the entries come closest to equal parts. */
static void
divide (RenderCutList *list, const RenderClip *clip)
{
  g_autoptr (GArray) entries = find_entries (clip->coded);
  guint64 n = clip->coded->len, most = most_segments (clip, list->wanted), begin = 0;
  guint at = 0;

  for (guint64 i = 1; i < most && at < entries->len; i++) {
    guint64 cut;
    at = find_nearest (entries, at, n * i / most);
    cut = g_array_index (entries, guint64, at++);
    g_array_append_val (list->ranges, ((RenderRange) { begin, cut - begin }));
    begin = cut;
  }
  g_array_append_val (list->ranges, ((RenderRange) { begin, n - begin }));
}

RenderCutList *
render_cut_list_new (const RenderJob *job, RenderClip *clip, RenderWanted wanted, GError **error)
{
  RenderCutList *list;

  if (!render_clip_read_times (clip, error))
    return NULL;
  list = g_new0 (RenderCutList, 1);
  list->wanted = wanted;
  list->ranges = g_array_new (FALSE, FALSE, sizeof (RenderRange));
  list->times = g_array_ref (clip->times);
  list->last_duration = clip->last_duration;
  list->reading = clip->reading;
  list->why = render_why_not (job, clip);
  if (list->why)
    g_array_append_val (list->ranges, ((RenderRange) { 0, clip->n_pictures }));
  else
    divide (list, clip);
  /* That a short clip is not worth it is no news. */
  if (!list->why && list->ranges->len == 1 && most_segments (clip, wanted) > 1)
    list->why = g_strdup ("no closed group of pictures begins after its first");
  return list;
}

/* Machines that share it have the same order of bytes: made_of, wanted (n, auto), ranges, times, last duration, reading. */
#define FILE_TYPE G_VARIANT_TYPE ("(s(ub)a(tt)axx(txxxx))")

RenderCutList *
render_cut_list_load (const char *output, const char *made_of, GError **error)
{
  g_autofree char *path = render_place_cuts (output);
  g_autoptr (RenderCutList) list = NULL;
  g_autoptr (GVariant) said = NULL, ranges = NULL, times = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize length, n;
  gconstpointer data;

  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  bytes = g_bytes_new_take (content, length);
  said = g_variant_ref_sink (g_variant_new_from_bytes (FILE_TYPE, bytes, FALSE));
  list = g_new0 (RenderCutList, 1);
  list->ranges = g_array_new (FALSE, FALSE, sizeof (RenderRange));
  list->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_variant_get (said, "(s(ub)@a(tt)@axx(txxxx))", &list->made_of, &list->wanted.n, &list->wanted.is_auto, &ranges, &times,
      &list->last_duration, &list->reading.n, &list->reading.first, &list->reading.last, &list->reading.end,
      &list->reading.longest);
  data = g_variant_get_fixed_array (ranges, &n, sizeof (RenderRange));
  g_array_append_vals (list->ranges, data, (guint) n);
  data = g_variant_get_fixed_array (times, &n, sizeof (gint64));
  g_array_append_vals (list->times, data, (guint) n);
  if (list->ranges->len > 0 && list->times->len > 0 && strcmp (list->made_of, made_of) == 0)
    return g_steal_pointer (&list);
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is of something else", path);
  return NULL;
}

gboolean
render_cut_list_write (const RenderCutList *list, const char *path, GError **error)
{
  const RenderReading *reading = &list->reading;
  g_autoptr (GVariant) said = g_variant_ref_sink (g_variant_new ("(s(ub)@a(tt)@axx(txxxx))", list->made_of, list->wanted.n,
          list->wanted.is_auto,
          g_variant_new_fixed_array (G_VARIANT_TYPE ("(tt)"), list->ranges->data, list->ranges->len, sizeof (RenderRange)),
          g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, list->times->data, list->times->len, sizeof (gint64)),
          list->last_duration, reading->n, reading->first, reading->last, reading->end, reading->longest));

  return g_file_set_contents_full (path, g_variant_get_data (said), (gssize) g_variant_get_size (said),
      G_FILE_SET_CONTENTS_NONE, 0666, error);
}

void
render_cut_list_apply (const RenderCutList *list, RenderClip *clip)
{
  g_array_unref (clip->times);
  clip->times = g_array_ref (list->times);
  clip->n_pictures = list->times->len;
  clip->last_duration = list->last_duration;
  clip->reading = list->reading;
}

void
render_cut_list_free (RenderCutList *list)
{
  if (!list)
    return;
  g_free (list->made_of);
  g_free (list->why);
  g_array_unref (list->ranges);
  g_array_unref (list->times);
  g_free (list);
}
