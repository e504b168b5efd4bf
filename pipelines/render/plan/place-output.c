/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/place-output.h"

#include <string.h>

#include "core/base/error.h"
#include "core/footage/place.h"
#include "film/container.h"
#include "job/still-name.h"
#include "plan/beside.h"

/* A still, beside the kinds. */
#define STILL RENDER_N_KINDS

/* What a file in a folder ends in; NULL: as the clip does, or in Matroska, which takes everything, where
 * that is none that is written, or takes no subtitles and there are to be some. */
static const char *const endings[RENDER_N_KINDS + 1] = {
  [RENDER_OVERLAY_ONLY] = "mov",
  [RENDER_SUBTITLES] = "srt",
  [STILL] = "png",
};

gboolean
render_place_is_folder (const char *path)
{
  return g_str_has_suffix (path, "/") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

static char *
name_in_folder (const RenderJob *job, const char *stem, int kind)
{
  const RenderContainer *own = render_container_of (job->clip, NULL);
  gboolean is_own = own && (kind != RENDER_SOFT || own->texts[0] != AV_CODEC_ID_NONE);

  if (endings[kind])
    return g_strdup_printf ("%s.%s", stem, endings[kind]);
  return is_own ? g_path_get_basename (job->clip) : g_strconcat (stem, ".mkv", NULL);
}

static char *
place (const char *text, const char *folder, const RenderJob *job, int kind)
{
  g_autofree char *name = g_path_get_basename (job->clip);
  g_autofree char *stem = render_beside_strip_ending (name);
  g_autoptr (GString) filled = g_string_new (text);
  g_autofree char *path = NULL, *leaf = NULL;

  g_string_replace (filled, "{name}", stem, 0);
  path = g_canonicalize_filename (filled->str, folder);
  if (!g_str_has_suffix (filled->str, "/") && !g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);
  leaf = name_in_folder (job, stem, kind);
  return g_build_filename (path, leaf, NULL);
}

char *
render_place_output (const char *text, const char *folder, const RenderJob *job, RenderKind kind)
{
  return place (text, folder, job, (int) kind);
}

/* Whether WHERE, "PLACE=", is a place as far as can be told without the clip. */
static gboolean
is_place (const char *where, GError **error)
{
  g_autofree char *text = g_strndup (where, strlen (where) - 1);
  TlmPlace place_in_clip;

  if (tlm_place_parse (text, &place_in_clip, error))
    return TRUE;
  g_prefix_error (error, "still: ");
  return FALSE;
}

gboolean
render_place_still (const char *text, const char *folder, RenderJob *job, GError **error)
{
  const char *file = render_still_file (text);
  g_autofree char *path = NULL, *where = NULL;

  if (!file || file == text + 1 || !*file) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "still %s: is no PLACE=FILE, as in 12.48=liftoff.png", text);
    return FALSE;
  }
  path = place (file, folder, job, STILL);
  if (!render_still_caps (path)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "still %s: its ending says no kind of picture; known are .png, .jpg, "
        ".jpeg", text);
    return FALSE;
  }
  where = g_strndup (text, (gsize) (file - text));
  if (!is_place (where, error))
    return FALSE;
  g_ptr_array_add (job->stills, g_strconcat (where, path, NULL));
  return TRUE;
}
