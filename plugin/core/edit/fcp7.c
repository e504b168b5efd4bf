/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Final Cut Pro 7 XML (xmeml 4 and 5), which Premiere Pro, DaVinci Resolve and others write too. Tracks hold clips with
 * their place in frames; where one is -1, a transition next to it says it. */
#include <string.h>

#include "core/base/error.h"
#include "core/edit/edit-readers.h"
#include "core/edit/fcp7-private.h"

/* Tracks */

static const xmlNode *
before (const xmlNode *node)
{
  for (node = node->prev; node && node->type != XML_ELEMENT_NODE;)
    node = node->prev;
  return node;
}

static gboolean
transition_span (const xmlNode *node, TlmFcp7Span *span)
{
  return node && tlm_edit_xml_is (node, "transitionitem") && tlm_fcp7_frames (node, "start", &span->start) &&
      tlm_fcp7_frames (node, "end", &span->end) && span->start < span->end;
}

/* Where the clip is with its part of the transitions at its ends, and how long it comes and goes in them: what comes
 * in covers what goes out, which goes only where nothing comes. */
static gboolean
clip_span (const xmlNode *node, TlmFcp7Span *span, gint64 *rise, gint64 *fall)
{
  const xmlNode *after = tlm_edit_xml_next (node), *follower = after ? tlm_edit_xml_next (after) : NULL;
  TlmFcp7Span in, out;
  const gboolean comes = transition_span (before (node), &in), goes = transition_span (after, &out);
  gint64 next = 0;

  if (!tlm_fcp7_frames (node, "start", &span->start) || !tlm_fcp7_frames (node, "end", &span->end))
    return FALSE;
  if (span->start < 0 && comes)
    span->start = in.start;
  if (span->end < 0 && goes)
    span->end = out.end;
  if (span->start < 0 || span->end <= span->start)
    return FALSE;
  *rise = comes && span->start == in.start ? MIN (in.end, span->end) - in.start : 0;
  if (goes && span->end == out.end && !(follower && tlm_fcp7_frames (follower, "start", &next) && (next < 0 || next == out.start)))
    *fall = out.end - MAX (out.start, span->start);
  return TRUE;
}

static gboolean
add_item (TlmFcp7 *fcp7, const xmlNode *node, const TlmTimecodeRate *rate, guint track, TlmEditSequence *sequence)
{
  g_autofree char *place = tlm_fcp7_place (node), *kind = NULL;
  TlmEditItem item = TLM_EDIT_ITEM_INIT;
  gint64 rise = 0, fall = 0;
  TlmFcp7Span span;

  if (!tlm_fcp7_is (node, "enabled", TRUE)) {
    tlm_edit_tree_note (fcp7->tree, NULL, "%s is switched off, and not covered", place);
    return TRUE;
  }
  if (!clip_span (node, &span, &rise, &fall)) {
    tlm_edit_tree_note (fcp7->tree, NULL, "%s does not say from where to where it is shown, and is left out", place);
    return TRUE;
  }
  item.record_in = tlm_fcp7_seconds (rate, span.start);
  item.record_out = tlm_fcp7_seconds (rate, span.end);
  item.fade_in = tlm_fcp7_seconds (rate, rise);
  item.fade_out = tlm_fcp7_seconds (rate, fall);
  item.track = track;
  item.place = place;
  if (tlm_edit_xml_is (node, "generatoritem")) {
    kind = tlm_edit_xml_child_text (tlm_edit_xml_child (node, "effect"), "effectid");
    item.sees_through = g_strcmp0 (kind, "Slug") != 0;
  } else {
    tlm_fcp7_clip (fcp7, node, rate, &span, &item);
  }
  return tlm_edit_sequence_add (sequence, &item, fcp7->error);
}

static gboolean
add_track (TlmFcp7 *fcp7, const xmlNode *node, const TlmTimecodeRate *rate, guint track, TlmEditSequence *sequence)
{
  g_autofree char *place = tlm_fcp7_place (node);

  if (!tlm_fcp7_is (node, "enabled", TRUE)) {
    tlm_edit_tree_note (fcp7->tree, NULL, "%s: video track %u is switched off, and not covered", place, track + 1);
    return TRUE;
  }
  for (node = tlm_edit_xml_first (node); node; node = tlm_edit_xml_next (node))
    if ((tlm_edit_xml_is (node, "clipitem") || tlm_edit_xml_is (node, "generatoritem")) &&
        !add_item (fcp7, node, rate, track, sequence))
      return FALSE;
  return TRUE;
}

static gboolean
fill_sequence (TlmFcp7 *fcp7, const xmlNode *node, TlmEditSequence *sequence)
{
  const xmlNode *media = tlm_edit_xml_child (node, "media");
  TlmTimecodeRate rate = { 0 };
  g_autofree char *place = NULL;
  guint track = 0;

  tlm_fcp7_rate (node, &rate);
  if (rate.fps_n == 0) {
    place = tlm_fcp7_place (node);
    g_set_error (fcp7->error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: the sequence has no rate; <rate><timebase>25</timebase></rate> "
        "is one", place);
    return FALSE;
  }
  fcp7->has_sound |= tlm_edit_xml_child (tlm_edit_xml_child (tlm_edit_xml_child (media, "audio"), "track"), "clipitem") != NULL;
  for (node = tlm_edit_xml_first (tlm_edit_xml_child (media, "video")); node; node = tlm_edit_xml_next (node))
    if (tlm_edit_xml_is (node, "track") && !add_track (fcp7, node, &rate, track++, sequence))
      return FALSE;
  return TRUE;
}

/* The document */

static void
take_sequence (TlmFcp7 *fcp7, const xmlNode *node)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id"), *name = tlm_edit_xml_child_text (node, "name");
  const gboolean stands_inside = node->parent && tlm_edit_xml_is (node->parent, "clipitem");
  TlmEditSequence *sequence;

  if (stands_inside && id)
    g_hash_table_add (fcp7->used, g_strdup (id));
  if (!tlm_edit_xml_child (node, "media"))
    return;
  sequence = tlm_edit_tree_sequence (fcp7->tree, name && name[0] ? name : id);
  g_hash_table_insert (fcp7->sequences, (gpointer) node, sequence);
  g_ptr_array_add (fcp7->nodes, (gpointer) node);
  if (id)
    g_hash_table_insert (fcp7->ids, g_steal_pointer (&id), sequence);
}

/* A file says once what it is, and is its id from then on. */
static void
take_file (TlmFcp7 *fcp7, const xmlNode *node)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");

  if (id && tlm_edit_xml_first (node) && !g_hash_table_contains (fcp7->files, id))
    g_hash_table_insert (fcp7->files, g_steal_pointer (&id), (gpointer) node);
}

static void
gather (TlmFcp7 *fcp7, const xmlNode *root)
{
  for (const xmlNode *node = root; node; node = tlm_edit_xml_in_order (node, root)) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (tlm_edit_xml_is (node, "sequence"))
      take_sequence (fcp7, node);
    else if (tlm_edit_xml_is (node, "file"))
      take_file (fcp7, node);
  }
}

/* The first sequence that stands in no other. */
static const xmlNode *
find_film (TlmFcp7 *fcp7)
{
  const xmlNode *film = NULL;

  for (guint i = 0; i < fcp7->nodes->len; i++) {
    const xmlNode *node = fcp7->nodes->pdata[i];
    g_autofree char *id = tlm_edit_xml_attribute (node, "id"), *name = tlm_edit_xml_child_text (node, "name");
    if (tlm_edit_xml_is (node->parent, "clipitem") || (id && g_hash_table_contains (fcp7->used, id)))
      continue;
    if (film)
      tlm_edit_tree_note (fcp7->tree, NULL, "line %ld: the sequence %s is another film, and not read: export it alone",
          xmlGetLineNo (node), name ? name : "");
    film = film ? film : node;
  }
  return film || fcp7->nodes->len == 0 ? film : fcp7->nodes->pdata[0];
}

static void
describe_film (TlmFcp7 *fcp7, const xmlNode *film)
{
  TlmEdit *edit = tlm_edit_tree_edit (fcp7->tree);
  TlmTimecodeRate rate;

  tlm_fcp7_rate (film, &edit->rate);
  rate = edit->rate;
  edit->title = tlm_edit_xml_child_text (film, "name");
  edit->has_start = tlm_fcp7_start (film, &rate, &edit->start_frame);
  if (edit->has_start && rate.fps_n == edit->rate.fps_n)
    edit->rate.drop = rate.drop;
}

static TlmEdit *
read_film (TlmFcp7 *fcp7, const xmlNode *root)
{
  const xmlNode *film;

  gather (fcp7, root);
  film = find_film (fcp7);
  if (!film) {
    g_set_error (fcp7->error, TLM_ERROR, TLM_ERROR_FORMAT, "line 1: has no sequence with media, and so no film");
    return NULL;
  }
  for (guint i = 0; i < fcp7->nodes->len; i++)
    if (!fill_sequence (fcp7, fcp7->nodes->pdata[i], g_hash_table_lookup (fcp7->sequences, fcp7->nodes->pdata[i])))
      return NULL;
  describe_film (fcp7, film);
  if (fcp7->has_sound)
    tlm_edit_tree_note (fcp7->tree, NULL, "its tracks of sound are not covered");
  return tlm_edit_tree_unroll (fcp7->tree, g_hash_table_lookup (fcp7->sequences, film), fcp7->error);
}

static TlmEdit *
fcp7_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_fcp7.name);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sequences = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  TlmFcp7 fcp7 = { .tree = tree, .files = files, .ids = ids, .used = used, .sequences = sequences, .nodes = nodes,
    .error = error };
  xmlDoc *document = tlm_edit_xml_parse (data, length, error);
  TlmEdit *edit = document ? read_film (&fcp7, xmlDocGetRootElement (document)) : NULL;

  xmlFreeDoc (document);
  return edit;
}

static gboolean
fcp7_probe (const char *head, gsize length)
{
  return tlm_edit_xml_begins (head, length, "xmeml");
}

const TlmEditReader tlm_edit_reader_fcp7 = {
  .name = "fcp7",
  .description = "Final Cut Pro 7 XML",
  .probe = fcp7_probe,
  .read = fcp7_read,
};
