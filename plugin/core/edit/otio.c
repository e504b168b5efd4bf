/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* OpenTimelineIO: the timeline and its place in the day. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/edit/edit-readers.h"
#include "core/edit/otio-private.h"

/* Values of JSON for each event that may be read: a clip has some 40 with its transition, and
 * 3,000 clips may have 4,000 each, with what programs add of their own. */
#define VALUES_AN_EVENT 64

/* A file may hold several timelines, or a single stack or track. */
static guint32
find_timeline (TlmOtio *otio)
{
  guint32 children, found = TLM_JSON_NONE;
  guint n = 0;

  if (!tlm_otio_is (otio->json, 0, "SerializableCollection"))
    return 0;
  children = tlm_json_tree_member (otio->json, 0, "children");
  for (guint32 at = tlm_json_tree_first (otio->json, children); at != TLM_JSON_NONE;
      at = tlm_json_tree_next (otio->json, children, at)) {
    if (!tlm_otio_is (otio->json, at, "Timeline"))
      continue;
    found = n++ > 0 ? found : at;
  }
  if (n > 1)
    tlm_edit_tree_note (otio->tree, NULL, "of %u timelines in the file the first is read", n);
  return found;
}

/* global_start_time is the label of the first frame; that its frames are dropped or not it does not say. */
static void
take_start (TlmOtio *otio, guint32 timeline)
{
  TlmEdit *edit = tlm_edit_tree_edit (otio->tree);
  TlmRational start, per_second, frames;
  TlmTimecodeRate rate;

  if (otio->options->rate.fps_n > 0) {
    edit->rate = otio->options->rate;
    otio->has_rate = TRUE;
  }
  if (!tlm_otio_time (otio->json, tlm_json_tree_member (otio->json, timeline, "global_start_time"), &start, &rate))
    return;
  if (!otio->has_rate && tlm_timecode_rate_is_valid (&rate)) {
    edit->rate = rate;
    otio->has_rate = TRUE;
  }
  if (otio->has_rate && tlm_rational_make (edit->rate.fps_n, edit->rate.fps_d, &per_second) &&
      tlm_rational_multiply (start, per_second, &frames)) {
    edit->has_start = TRUE;
    edit->start_frame = tlm_rational_floor (frames);
  }
}

static gboolean
add_film (TlmOtio *otio, TlmEditSequence *film, guint32 node)
{
  TlmOtioPart part;
  gboolean done;

  if (!tlm_otio_part (otio, node, &part))
    return FALSE;
  part.item.record_out = part.duration;
  done = part.is_empty || tlm_edit_sequence_add (film, &part.item, otio->error);
  tlm_otio_part_clear (&part);
  return done;
}

static TlmEditSequence *
read_film (TlmOtio *otio)
{
  guint32 timeline = find_timeline (otio), tracks = timeline;
  TlmEditSequence *film = tlm_edit_tree_sequence (otio->tree, NULL);

  if (tlm_otio_is (otio->json, timeline, "Timeline"))
    tracks = tlm_json_tree_member (otio->json, timeline, "tracks");
  if (!tlm_otio_is (otio->json, tracks, "Stack") && !tlm_otio_is (otio->json, tracks, "Track")) {
    tlm_otio_fail (otio, 0, "it has no timeline: it has to be a Timeline whose tracks are a Stack");
    return NULL;
  }
  tlm_edit_tree_edit (otio->tree)->title = tlm_json_tree_text (otio->json,
      tlm_json_tree_member (otio->json, timeline, "name"));
  take_start (otio, timeline);
  return add_film (otio, film, tracks) ? film : NULL;
}

TlmEdit *
tlm_otio_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  guint64 most = MIN (VALUES_AN_EVENT * (tlm_limit (TLM_LIMIT_EDIT_EVENTS) + 1), G_MAXINT32);
  g_autoptr (TlmJsonTree) json = tlm_json_tree_new (data, length, (guint32) most, error);
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_otio.name);
  TlmOtio otio = { .json = json, .tree = tree, .options = options, .error = error };
  TlmEditSequence *film = json ? read_film (&otio) : NULL;

  return film ? tlm_edit_tree_unroll (tree, film, error) : NULL;
}

/* An object whose first keys name a schema. */
static gboolean
otio_probe (const char *head, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (head[i]))
    i++;
  return i < length && head[i] == '{' && memmem (head, length, "\"OTIO_SCHEMA\"", 13) != NULL;
}

const TlmEditReader tlm_edit_reader_otio = {
  .name = "otio",
  .description = "OpenTimelineIO",
  .probe = otio_probe,
  .read = tlm_otio_read,
};
