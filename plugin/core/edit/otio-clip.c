/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a clip of OpenTimelineIO shows, and how fast. */
#include <string.h>

#include "core/edit/otio-private.h"

static guint32
member (const TlmOtio *otio, guint32 node, const char *key)
{
  return tlm_json_tree_member (otio->json, node, key);
}

static char *
text (const TlmOtio *otio, guint32 node, const char *key)
{
  g_autofree char *found = tlm_json_tree_text (otio->json, member (otio, node, key));

  return found && *found ? g_steal_pointer (&found) : NULL;
}

/* Clip.1 has one, Clip.2 several by name, of which one is active. */
guint32
tlm_otio_reference (const TlmOtio *otio, guint32 clip)
{
  guint32 several = member (otio, clip, "media_references");
  g_autofree char *key = text (otio, clip, "active_media_reference_key");

  if (several == TLM_JSON_NONE)
    return member (otio, clip, "media_reference");
  return member (otio, several, key ? key : "DEFAULT_MEDIA");
}

/* Pictures in numbered files: the name with a place for the number, as C writes it. */
static char *
image_path (const TlmOtio *otio, guint32 reference)
{
  g_autofree char *base = text (otio, reference, "target_url_base"), *prefix = text (otio, reference, "name_prefix");
  g_autofree char *suffix = text (otio, reference, "name_suffix");
  TlmRational padding = TLM_RATIONAL_ZERO;
  gboolean needs_slash = base && !g_str_has_suffix (base, "/");

  tlm_otio_number (otio->json, member (otio, reference, "frame_zero_padding"), &padding);
  return g_strdup_printf ("%s%s%s%%0%dd%s", base ? base : "", needs_slash ? "/" : "", prefix ? prefix : "",
      (int) CLAMP (tlm_rational_floor (padding), 1, 16), suffix ? suffix : "");
}

static char *
path_of (const TlmOtio *otio, guint32 reference)
{
  if (tlm_otio_is (otio->json, reference, "ImageSequenceReference"))
    return image_path (otio, reference);
  return text (otio, reference, "target_url");
}

/* Writers of lists keep the reel where the EDL's reader put it. */
static char *
reel_of (const TlmOtio *otio, guint32 node)
{
  return text (otio, member (otio, member (otio, node, "metadata"), "cmx_3600"), "reel");
}

static gboolean
has_word (const char *name, const char *const *words)
{
  g_autofree char *small = name ? g_utf8_strdown (name, -1) : NULL;

  for (; small && *words; words++)
    if (strstr (small, *words))
      return TRUE;
  return FALSE;
}

/* A generator is a title or the like, unless it is known to fill the picture. */
static gboolean
is_opaque (const TlmOtio *otio, guint32 reference)
{
  static const char *const opaque[] = { "bars", "black", "slug", "solid", "color", "colour", "white", NULL };
  g_autofree char *kind = text (otio, reference, "generator_kind");

  return has_word (kind, opaque);
}

/* Writers have no schema for a layer that only changes what is under it. */
static gboolean
is_adjustment (TlmOtio *otio, const char *name, const TlmOtioPart *part)
{
  static const char *const layers[] = { "adjustment clip", "adjustment layer", NULL };

  if (!has_word (name, layers))
    return FALSE;
  tlm_edit_tree_note (otio->tree, NULL, "%s is taken for an adjustment layer by its name", part->place);
  return TRUE;
}

/* OTIO's time of a medium begins where available_range says, and whoever writes timecode writes it
 * there. Where that is missing source_range is all that is known of the medium's time: it is read in the
 * same way, from label 0 on. */
void
tlm_otio_show (TlmOtio *otio, guint32 clip, const TlmOtioRange *range, TlmOtioPart *part)
{
  guint32 reference = tlm_otio_reference (otio, clip);
  g_autofree char *name = text (otio, clip, "name"), *reel = reel_of (otio, clip), *path = path_of (otio, reference);
  TlmEditSource source = { .origin = TLM_EDIT_FROM_LABEL_ZERO, .rate = range->rate, .start = TLM_RATIONAL_ZERO };
  TlmOtioRange available;

  if (otio->is_sound)
    return;
  if (tlm_otio_is (otio->json, reference, "GeneratorReference")) {
    part->item.sees_through = !is_opaque (otio, reference);
    return;
  }
  if (!path && is_adjustment (otio, name, part)) {
    part->item.sees_through = TRUE;
    return;
  }
  if (!name)
    name = text (otio, reference, "name");
  if (!reel)
    reel = reel_of (otio, reference);
  source.name = name;
  source.reel = reel;
  source.path = path;
  if (tlm_otio_range (otio->json, member (otio, reference, "available_range"), &available)) {
    source.has_start = TRUE;
    source.start = available.start;
    source.rate = available.rate.fps_n ? available.rate : source.rate;
  }
  part->item.source = tlm_edit_tree_source (otio->tree, &source);
}

/* Effects */

/* Effects that OTIO has no schema for are known by name alone. */
static gboolean
sounds_like_time (const TlmOtio *otio, guint32 effect)
{
  static const char *const words[] = { "time", "speed", "freeze", "reverse", NULL };
  static const char *const labels[] = { "timecode", "time code", NULL };
  guint32 resolve = member (otio, member (otio, effect, "metadata"), "Resolve_OTIO");
  g_autofree char *schema = text (otio, effect, "OTIO_SCHEMA"), *kind = text (otio, effect, "effect_name");
  g_autofree char *name = text (otio, effect, "name"), *own = text (otio, resolve, "Effect Name");
  g_autofree char *all = g_strjoin (" ", schema ? schema : "", kind ? kind : "", name ? name : "", own ? own : "", NULL);

  return has_word (all, words) && !has_word (all, labels);
}

static void
leave_empty (TlmOtioPart *part, const char *why)
{
  part->item.unknown = why;
  part->item.source = TLM_EDIT_NOTHING;
  part->item.inside = NULL;
}

static void
warp (TlmOtio *otio, guint32 effect, TlmOtioPart *part)
{
  TlmRational scalar;

  if (!tlm_otio_number (otio->json, member (otio, effect, "time_scalar"), &scalar) ||
      !tlm_rational_multiply (part->item.speed, scalar, &part->item.speed)) {
    leave_empty (part, "its LinearTimeWarp has no time_scalar that can be counted");
    return;
  }
  if (scalar.n < 0 && !otio->is_sound)
    tlm_edit_tree_note (otio->tree, NULL, "%s runs back from the start of its source_range, as OpenTimelineIO counts it; "
        "some programs mean its end", part->place);
}

void
tlm_otio_retime (TlmOtio *otio, guint32 node, TlmOtioPart *part)
{
  guint32 effects = member (otio, node, "effects");

  if (!tlm_json_tree_is_list (otio->json, effects))
    return;
  for (guint32 at = tlm_json_tree_first (otio->json, effects); at != TLM_JSON_NONE;
      at = tlm_json_tree_next (otio->json, effects, at)) {
    if (tlm_json_tree_is_false (otio->json, member (otio, at, "enabled")))
      continue;
    if (tlm_otio_is (otio->json, at, "FreezeFrame"))
      part->item.speed = TLM_RATIONAL_ZERO;
    else if (tlm_otio_is (otio->json, at, "LinearTimeWarp"))
      warp (otio, at, part);
    else if (sounds_like_time (otio, at))
      leave_empty (part, "an effect changes its time in a way that OpenTimelineIO does not say");
  }
}
