/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* FCPXML: the document, the project and its place in the day. */
#include "core/base/error.h"
#include "core/edit/edit-readers.h"
#include "core/edit/fcpxml-private.h"

/* The primary storyline's track; lanes are above and below it. */
#define PRIMARY_TRACK (1 << 20)

static void
index_angles (TlmFcpxml *fcpxml, const xmlNode *media, const char *id)
{
  const xmlNode *multicam = tlm_edit_xml_child (media, "multicam");

  for (const xmlNode *at = tlm_edit_xml_first (multicam); at; at = tlm_edit_xml_next (at)) {
    g_autofree char *angle = tlm_edit_xml_attribute (at, "angleID");
    if (angle && tlm_edit_xml_is (at, "mc-angle"))
      g_hash_table_insert (fcpxml->resources, tlm_fcpxml_angle_key (id, angle), (gpointer) at);
  }
}

static void
index_resources (TlmFcpxml *fcpxml, const xmlNode *root)
{
  const xmlNode *resources = tlm_edit_xml_child (root, "resources");

  for (const xmlNode *at = tlm_edit_xml_first (resources); at; at = tlm_edit_xml_next (at)) {
    char *id = tlm_edit_xml_attribute (at, "id");
    if (!id)
      continue;
    index_angles (fcpxml, at, id);
    g_hash_table_insert (fcpxml->resources, id, (gpointer) at);
  }
}

/* Of the projects in NODE, in events and in a library. */
static const xmlNode *
find_project (const xmlNode *node, guint *n)
{
  const xmlNode *found = NULL;

  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at)) {
    const xmlNode *project = NULL;
    if (tlm_edit_xml_is (at, "project") && tlm_edit_xml_child (at, "sequence")) {
      project = at;
      ++*n;
    } else if ((tlm_edit_xml_is (at, "event") && !tlm_edit_xml_is (node, "event")) ||
        (tlm_edit_xml_is (at, "library") && tlm_edit_xml_is (node, "fcpxml"))) {
      project = find_project (at, n);
    }
    found = found ? found : project;
  }
  return found;
}

/* Film time 0 is the sequence's tcStart. */
static gboolean
take_start (TlmFcpxml *fcpxml, const xmlNode *sequence, TlmRational rate)
{
  TlmEdit *edit = tlm_edit_tree_edit (fcpxml->tree);
  TlmRational start = TLM_RATIONAL_ZERO;

  edit->rate = (TlmTimecodeRate) { .fps_n = (int) rate.n, .fps_d = rate.n ? (int) rate.d : 0 };
  if (fcpxml->options->rate.fps_n > 0)
    edit->rate = fcpxml->options->rate;
  if (tlm_fcpxml_has (sequence, "tcFormat", "DF"))
    edit->rate.drop = TRUE;
  edit->rate.drop = edit->rate.drop && tlm_timecode_rate_is_valid (&edit->rate);
  if (!tlm_fcpxml_time (fcpxml, sequence, "tcStart", &start, &edit->has_start))
    return FALSE;
  edit->has_start = edit->has_start && edit->rate.fps_n > 0 &&
      tlm_rational_make (edit->rate.fps_n, edit->rate.fps_d, &rate) && tlm_rational_multiply (start, rate, &start);
  edit->start_frame = edit->has_start ? tlm_rational_floor (start) : 0;
  return TRUE;
}

/* Elements of a sequence count from its tcStart, though there are writers who count them from 0. */
static gboolean
find_begin (TlmFcpxml *fcpxml, const xmlNode *sequence, TlmRational *begin)
{
  const xmlNode *element = tlm_edit_xml_first (tlm_edit_xml_child (sequence, "spine"));
  TlmRational offset;
  g_autofree char *place = NULL;

  if (!tlm_fcpxml_time (fcpxml, sequence, "tcStart", begin, NULL))
    return FALSE;
  offset = *begin;
  if (element && !tlm_fcpxml_time (fcpxml, element, "offset", &offset, NULL))
    return FALSE;
  if (offset.n == 0 && begin->n > 0) {
    place = tlm_fcpxml_place (element);
    tlm_edit_tree_note (fcpxml->tree, NULL, "%s: its offset is before the sequence's tcStart: they are taken to count from 0",
        place);
    *begin = TLM_RATIONAL_ZERO;
  }
  return TRUE;
}

/* Elements of an angle count from 0. */
static gboolean
read_waiting (TlmFcpxml *fcpxml, const TlmFcpxmlWaiting *waiting)
{
  TlmFcpxmlStory story = { .sequence = waiting->sequence, .begin = TLM_RATIONAL_ZERO, .rate = waiting->rate,
    .track = PRIMARY_TRACK };

  if (tlm_edit_xml_is (waiting->node, "sequence") && !find_begin (fcpxml, waiting->node, &story.begin))
    return FALSE;
  if (!tlm_rational_subtract (TLM_RATIONAL_ZERO, story.begin, &story.shift))
    return tlm_fcpxml_fail (fcpxml, waiting->node, "its tcStart is beyond what can be counted");
  return tlm_fcpxml_story (fcpxml, waiting->node, &story);
}

static TlmEditSequence *
read_film (TlmFcpxml *fcpxml, const xmlNode *root)
{
  guint n = 0;
  const xmlNode *project = find_project (root, &n), *sequence = tlm_edit_xml_child (project, "sequence");
  TlmFcpxmlWaiting film = { .node = sequence };

  if (!tlm_edit_xml_is (root, "fcpxml") || !sequence) {
    tlm_fcpxml_fail (fcpxml, root, "it has no project with a sequence: export the project itself, as XML");
    return NULL;
  }
  if (n > 1)
    tlm_edit_tree_note (fcpxml->tree, NULL, "of %u projects in the file the first is read", n);
  index_resources (fcpxml, root);
  tlm_edit_tree_edit (fcpxml->tree)->title = tlm_edit_xml_attribute (project, "name");
  film.rate = tlm_fcpxml_rate (fcpxml, sequence);
  film.sequence = tlm_edit_tree_sequence (fcpxml->tree, NULL);
  if (!take_start (fcpxml, sequence, film.rate))
    return NULL;
  g_array_append_val (fcpxml->waiting, film);
  for (guint i = 0; i < fcpxml->waiting->len; i++) {
    TlmFcpxmlWaiting next = g_array_index (fcpxml->waiting, TlmFcpxmlWaiting, i);
    if (!read_waiting (fcpxml, &next))
      return NULL;
  }
  return film.sequence;
}

static TlmEdit *
fcpxml_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_fcpxml.name);
  g_autoptr (GHashTable) resources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sequences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (TlmFcpxmlWaiting));
  TlmFcpxml fcpxml = { .tree = tree, .options = options, .story = tlm_fcpxml_story, .resources = resources, .sequences = sequences,
    .waiting = waiting, .error = error };
  xmlDoc *document = tlm_edit_xml_parse (data, length, error);
  TlmEditSequence *film;

  if (!document)
    return NULL;
  film = read_film (&fcpxml, xmlDocGetRootElement (document));
  xmlFreeDoc (document);
  return film ? tlm_edit_tree_unroll (tree, film, error) : NULL;
}

static gboolean
fcpxml_probe (const char *head, gsize length)
{
  return tlm_edit_xml_begins (head, length, "fcpxml");
}

const TlmEditReader tlm_edit_reader_fcpxml = {
  .name = "fcpxml",
  .description = "FCPXML of Final Cut Pro and DaVinci Resolve",
  .probe = fcpxml_probe,
  .read = fcpxml_read,
};
