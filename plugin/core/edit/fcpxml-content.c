/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an element of FCPXML shows. */
#include "core/edit/fcpxml-private.h"

/* How long what NODE refers to is, and where its time begins: for what is not seen, and still takes its
 * place. */
static gboolean
measure (const TlmFcpxml *fcpxml, const xmlNode *node, TlmFcpxmlContent *content)
{
  const xmlNode *resource = tlm_fcpxml_resource (fcpxml, node, "ref"), *timeline = tlm_edit_xml_child (resource, "sequence");

  content->is_empty = TRUE;
  if (!resource)
    return TRUE;
  timeline = timeline ? timeline : tlm_edit_xml_child (resource, "multicam");
  content->has_first = TRUE;
  return tlm_fcpxml_time (fcpxml, timeline ? timeline : resource, timeline ? "tcStart" : "start", &content->first, NULL) &&
      tlm_fcpxml_time (fcpxml, timeline ? timeline : resource, "duration", &content->duration, &content->has_duration);
}

static gboolean
is_heard (TlmFcpxml *fcpxml, const xmlNode *node, TlmFcpxmlContent *content)
{
  g_autofree char *place = fcpxml->has_sound ? NULL : tlm_fcpxml_place (node);

  if (!fcpxml->has_sound)
    tlm_edit_tree_note (fcpxml->tree, NULL, "%s and what else has no picture is sound, and not covered", place);
  fcpxml->has_sound = TRUE;
  return measure (fcpxml, node, content);
}

static void
leave_empty (TlmFcpxmlContent *content, const char *why)
{
  content->item.unknown = why;
}

/* Its start is the source's timecode, and times of what shows it are on that. */
static gboolean
show_asset (TlmFcpxml *fcpxml, const xmlNode *node, const xmlNode *asset, TlmFcpxmlContent *content)
{
  g_autofree char *name = tlm_edit_xml_attribute (asset, "name"), *path = tlm_edit_xml_attribute (asset, "src");
  TlmRational rate = tlm_fcpxml_rate (fcpxml, asset);
  TlmEditSource source = { .origin = TLM_EDIT_FROM_LABEL_ZERO, .has_start = TRUE, .start = TLM_RATIONAL_ZERO,
    .rate = { .fps_n = (int) rate.n, .fps_d = rate.n ? (int) rate.d : 0 } };

  if (tlm_fcpxml_has (asset, "hasVideo", "0") ||
      (!tlm_fcpxml_has (asset, "hasVideo", "1") && tlm_fcpxml_has (asset, "hasAudio", "1")))
    return is_heard (fcpxml, node, content);
  if (!tlm_fcpxml_time (fcpxml, asset, "start", &source.start, NULL) ||
      !tlm_fcpxml_time (fcpxml, asset, "duration", &content->duration, &content->has_duration))
    return FALSE;
  if (!path)
    path = tlm_edit_xml_attribute (tlm_edit_xml_child (asset, "media-rep"), "src");
  if (!name)
    name = tlm_edit_xml_attribute (node, "name");
  source.name = name;
  source.path = path;
  source.rate.drop = tlm_fcpxml_has (node, "tcFormat", "DF") && source.rate.fps_d == 1001;
  content->has_first = TRUE;
  content->first = source.start;
  content->item.source = tlm_edit_tree_source (fcpxml->tree, &source);
  return TRUE;
}

/* The sequence that KEY stands for, to be read later where this is the first to ask. Takes KEY. */
static TlmEditSequence *
sequence_of (TlmFcpxml *fcpxml, char *key, const xmlNode *node, const char *name, TlmRational rate)
{
  TlmEditSequence *known = g_hash_table_lookup (fcpxml->sequences, key);
  TlmFcpxmlWaiting waiting = { .node = node, .rate = rate };

  if (known) {
    g_free (key);
    return known;
  }
  waiting.sequence = tlm_edit_tree_sequence (fcpxml->tree, name);
  g_array_append_val (fcpxml->waiting, waiting);
  g_hash_table_insert (fcpxml->sequences, key, waiting.sequence);
  return waiting.sequence;
}

static gboolean
show_media (TlmFcpxml *fcpxml, const xmlNode *node, TlmFcpxmlContent *content)
{
  const xmlNode *media = tlm_fcpxml_resource (fcpxml, node, "ref"), *sequence = tlm_edit_xml_child (media, "sequence");
  g_autofree char *name = tlm_edit_xml_attribute (media, "name"), *id = tlm_edit_xml_attribute (node, "ref");

  if (!sequence) {
    leave_empty (content, "the resource that it refers to is no media with a sequence");
    return TRUE;
  }
  if (!tlm_fcpxml_time (fcpxml, sequence, "tcStart", &content->zero, NULL) ||
      !tlm_fcpxml_time (fcpxml, sequence, "duration", &content->duration, &content->has_duration))
    return FALSE;
  content->has_first = TRUE;
  content->first = content->zero;
  content->item.inside = sequence_of (fcpxml, g_steal_pointer (&id), sequence, name, tlm_fcpxml_rate (fcpxml, sequence));
  return TRUE;
}

/* The key of the angle whose picture is seen: the first that an mc-source names. NULL: none does. */
static char *
angle_key (const TlmFcpxml *fcpxml, const xmlNode *node)
{
  g_autofree char *media = tlm_edit_xml_attribute (node, "ref");

  for (const xmlNode *at = tlm_edit_xml_first (node); media && at; at = tlm_edit_xml_next (at)) {
    g_autofree char *id = tlm_edit_xml_attribute (at, "angleID"), *enable = tlm_edit_xml_attribute (at, "srcEnable");
    g_autofree char *key = id ? tlm_fcpxml_angle_key (media, id) : NULL;
    if (!tlm_edit_xml_is (at, "mc-source") || !key ||
        (enable && !g_str_equal (enable, "all") && !g_str_equal (enable, "video")))
      continue;
    if (g_hash_table_contains (fcpxml->resources, key))
      return g_steal_pointer (&key);
  }
  return NULL;
}

/* Offsets in an angle count from its beginning, times of who shows it from the multicam's tcStart. */
static gboolean
show_angle (TlmFcpxml *fcpxml, const xmlNode *node, TlmFcpxmlContent *content)
{
  const xmlNode *media = tlm_fcpxml_resource (fcpxml, node, "ref"), *multicam = tlm_edit_xml_child (media, "multicam");
  g_autofree char *key = angle_key (fcpxml, node), *name = NULL;
  const xmlNode *angle = key ? g_hash_table_lookup (fcpxml->resources, key) : NULL;

  if (!angle) {
    leave_empty (content, "no mc-source of it names an angle of its multicam whose picture is seen");
    return TRUE;
  }
  if (!tlm_fcpxml_time (fcpxml, multicam, "tcStart", &content->zero, NULL) ||
      !tlm_fcpxml_time (fcpxml, multicam, "duration", &content->duration, &content->has_duration))
    return FALSE;
  content->has_first = TRUE;
  content->first = content->zero;
  name = tlm_edit_xml_attribute (angle, "name");
  content->item.inside = sequence_of (fcpxml, g_steal_pointer (&key), angle, name, tlm_fcpxml_rate (fcpxml, multicam));
  return TRUE;
}

static gboolean
show_resource (TlmFcpxml *fcpxml, const xmlNode *node, TlmFcpxmlContent *content)
{
  const xmlNode *resource = tlm_fcpxml_resource (fcpxml, node, "ref");

  if (tlm_edit_xml_is (resource, "asset"))
    return show_asset (fcpxml, node, resource, content);
  if (tlm_edit_xml_is (resource, "effect"))
    content->item.sees_through = TRUE;
  else
    leave_empty (content, "the resource that it refers to is not in the file");
  return TRUE;
}

/* Whether there is a storyline or an element of one in it that is not connected. */
static gboolean
holds_any (const xmlNode *node)
{
  static const char *const names[] = { "spine", "asset-clip", "clip", "ref-clip", "sync-clip", "mc-clip", "video", "audio",
    "gap", "title", "audition", NULL };

  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at))
    if (g_strv_contains (names, (const char *) at->name))
      return TRUE;
  return FALSE;
}

/* <clip> and <sync-clip> hold what they show, on their own time. There are writers who give a clip the
 * asset that it shows. */
static gboolean
show_held (TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlStory *story, TlmFcpxmlContent *content)
{
  g_autofree char *name = tlm_edit_xml_attribute (node, "name");
  TlmFcpxmlStory held = { .sequence = tlm_edit_tree_sequence (fcpxml->tree, name), .shift = TLM_RATIONAL_ZERO,
    .begin = TLM_RATIONAL_ZERO, .rate = tlm_fcpxml_rate (fcpxml, node), .track = story->track };

  if (held.rate.n == 0)
    held.rate = story->rate;
  if (!holds_any (node) && tlm_edit_xml_is (tlm_fcpxml_resource (fcpxml, node, "ref"), "asset"))
    return show_resource (fcpxml, node, content);
  if (!holds_any (node))
    leave_empty (content, "it holds nothing that could be shown");
  content->item.inside = held.sequence;
  return fcpxml->story (fcpxml, node, &held);
}

gboolean
tlm_fcpxml_content (TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlStory *story, TlmFcpxmlContent *content)
{
  *content = (TlmFcpxmlContent) { .item = TLM_EDIT_ITEM_INIT, .zero = TLM_RATIONAL_ZERO, .first = TLM_RATIONAL_ZERO,
    .duration = TLM_RATIONAL_ZERO };
  if (tlm_fcpxml_has (node, "enabled", "0") || tlm_edit_xml_is (node, "gap"))
    return measure (fcpxml, node, content);
  if (tlm_edit_xml_is (node, "audio") || tlm_fcpxml_has (node, "srcEnable", "audio"))
    return is_heard (fcpxml, node, content);
  if (tlm_edit_xml_is (node, "title")) {
    content->item.sees_through = TRUE;
    return TRUE;
  }
  if (tlm_edit_xml_is (node, "asset-clip") || tlm_edit_xml_is (node, "video"))
    return show_resource (fcpxml, node, content);
  if (tlm_edit_xml_is (node, "ref-clip"))
    return show_media (fcpxml, node, content);
  if (tlm_edit_xml_is (node, "mc-clip"))
    return show_angle (fcpxml, node, content);
  return show_held (fcpxml, node, story, content);
}
