/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* FCPXML: the document, the project and its place in the day. */
#include <libxml/parser.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/xml-check.h"
#include "core/edit/edit-readers.h"
#include "core/edit/fcpxml-private.h"

/* The primary storyline's track; lanes are above and below it. */
#define PRIMARY_TRACK (1 << 20)

static void
ignore_message (void *context, const char *format, ...)
{
}

/* Tags and attributes of XML for each event that may be read: a tree takes some 200 bytes for each. */
#define MARKS_AN_EVENT 20

static gboolean
is_affordable (const char *data, gsize length, GError **error)
{
  guint64 marks = 0;

  for (gsize i = 0; i < length; i++)
    marks += data[i] == '<' || data[i] == '=';
  return marks / MARKS_AN_EVENT <= tlm_limit (TLM_LIMIT_EDIT_EVENTS) ||
      tlm_limit_fail (TLM_LIMIT_EDIT_EVENTS, TLM_ERROR_RANGE, error, "it has %" G_GUINT64_FORMAT " tags and attributes: ", marks);
}

/* A document type is named by every writer; what one declares itself is not read. */
static xmlDoc *
parse (const char *data, gsize length, GError **error)
{
  xmlParserCtxt *parser;
  xmlDoc *document;
  TlmXmlExtent extent;

  if (length > G_MAXINT) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "it has more than 2 GiB");
    return NULL;
  }
  if (!is_affordable (data, length, error) || !tlm_xml_check (data, length, &extent, error))
    return NULL;
  parser = xmlNewParserCtxt ();
  parser->sax->warning = parser->sax->error = ignore_message;
  document = xmlCtxtReadMemory (parser, data, (int) length, NULL, NULL, tlm_xml_parse_flags () | XML_PARSE_NONET |
      XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (!document) {
    const xmlError *problem = xmlCtxtGetLastError (parser);
    g_autofree char *what = g_utf8_make_valid (problem && problem->message ? problem->message : "it is no XML", -1);
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %d: %s", problem ? problem->line : 1, g_strstrip (what));
  } else if (document->intSubset && document->intSubset->children) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "its document type declares entities or elements, which are not read; "
        "it has to be <!DOCTYPE fcpxml>");
    g_clear_pointer (&document, xmlFreeDoc);
  }
  xmlFreeParserCtxt (parser);
  return document;
}

static void
index_angles (TlmFcpxml *fcpxml, const xmlNode *media, const char *id)
{
  const xmlNode *multicam = tlm_fcpxml_child (media, "multicam");

  for (const xmlNode *at = tlm_fcpxml_first (multicam); at; at = tlm_fcpxml_next (at)) {
    g_autofree char *angle = tlm_fcpxml_attribute (at, "angleID");
    if (angle && tlm_fcpxml_is (at, "mc-angle"))
      g_hash_table_insert (fcpxml->resources, tlm_fcpxml_angle_key (id, angle), (gpointer) at);
  }
}

static void
index_resources (TlmFcpxml *fcpxml, const xmlNode *root)
{
  const xmlNode *resources = tlm_fcpxml_child (root, "resources");

  for (const xmlNode *at = tlm_fcpxml_first (resources); at; at = tlm_fcpxml_next (at)) {
    char *id = tlm_fcpxml_attribute (at, "id");
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

  for (const xmlNode *at = tlm_fcpxml_first (node); at; at = tlm_fcpxml_next (at)) {
    const xmlNode *project = NULL;
    if (tlm_fcpxml_is (at, "project") && tlm_fcpxml_child (at, "sequence")) {
      project = at;
      ++*n;
    } else if ((tlm_fcpxml_is (at, "event") && !tlm_fcpxml_is (node, "event")) ||
        (tlm_fcpxml_is (at, "library") && tlm_fcpxml_is (node, "fcpxml"))) {
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
  const xmlNode *element = tlm_fcpxml_first (tlm_fcpxml_child (sequence, "spine"));
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

  if (tlm_fcpxml_is (waiting->node, "sequence") && !find_begin (fcpxml, waiting->node, &story.begin))
    return FALSE;
  if (!tlm_rational_subtract (TLM_RATIONAL_ZERO, story.begin, &story.shift))
    return tlm_fcpxml_fail (fcpxml, waiting->node, "its tcStart is beyond what can be counted");
  return tlm_fcpxml_story (fcpxml, waiting->node, &story);
}

static TlmEditSequence *
read_film (TlmFcpxml *fcpxml, const xmlNode *root)
{
  guint n = 0;
  const xmlNode *project = find_project (root, &n), *sequence = tlm_fcpxml_child (project, "sequence");
  TlmFcpxmlWaiting film = { .node = sequence };

  if (!tlm_fcpxml_is (root, "fcpxml") || !sequence) {
    tlm_fcpxml_fail (fcpxml, root, "it has no project with a sequence: export the project itself, as XML");
    return NULL;
  }
  if (n > 1)
    tlm_edit_tree_note (fcpxml->tree, NULL, "of %u projects in the file the first is read", n);
  index_resources (fcpxml, root);
  tlm_edit_tree_edit (fcpxml->tree)->title = tlm_fcpxml_attribute (project, "name");
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
  xmlDoc *document = parse (data, length, error);
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
  return memmem (head, length, "<fcpxml", 7) != NULL;
}

const TlmEditReader tlm_edit_reader_fcpxml = {
  .name = "fcpxml",
  .description = "FCPXML of Final Cut Pro and DaVinci Resolve",
  .probe = fcpxml_probe,
  .read = fcpxml_read,
};
