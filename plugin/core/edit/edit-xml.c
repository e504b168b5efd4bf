/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edit-xml.h"

#include <libxml/parser.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/xml-check.h"

#define MOST_TEXT (64 << 10)

/* For each event that there may be: a tree takes some 200 bytes a tag or attribute, however short. */
#define TAGS_FACTOR 20

static void
ignore_message (void *context, const char *format, ...)
{
}

static gboolean
fail (int line, const char *what, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (what, -1);

  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %d: %s", line, g_strstrip (valid));
  return FALSE;
}

static gboolean
check_tags (const char *data, gsize length, GError **error)
{
  const guint64 most = TAGS_FACTOR * tlm_limit (TLM_LIMIT_EDIT_EVENTS);
  guint64 n = 0;

  for (gsize i = 0; i < length; i++)
    n += data[i] == '<' || data[i] == '=';
  if (n <= most)
    return TRUE;
  return tlm_limit_fail (TLM_LIMIT_EDIT_EVENTS, TLM_ERROR_RANGE, error, "%" G_GUINT64_FORMAT " tags and attributes are more than "
      "those of as many events: ", n);
}

xmlDoc *
tlm_edit_xml_parse (const char *data, gsize length, GError **error)
{
  const int flags = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |
      XML_PARSE_BIG_LINES | XML_PARSE_COMPACT;
  xmlParserCtxt *parser;
  xmlDoc *document;
  const xmlError *problem;
  TlmXmlExtent extent;

  if (length > G_MAXINT)
    return fail (1, "more than 2 GiB of XML", error), NULL;
  if (!check_tags (data, length, error) || !tlm_xml_check (data, length, &extent, error))
    return NULL;
  parser = xmlNewParserCtxt ();
  parser->sax->warning = parser->sax->error = ignore_message;
  document = xmlCtxtReadMemory (parser, data, (int) length, NULL, NULL, flags | tlm_xml_parse_flags ());
  if (!document) {
    problem = xmlCtxtGetLastError (parser);
    fail (problem ? problem->line : 1, problem && problem->message ? problem->message : "this is no XML", error);
  } else if (document->intSubset && document->intSubset->children) {
    fail (1, "its document type declares things, which is not read; take what is in [ ] out", error);
    g_clear_pointer (&document, xmlFreeDoc);
  }
  xmlFreeParserCtxt (parser);
  return document;
}

const xmlNode *
tlm_edit_xml_in_order (const xmlNode *node, const xmlNode *root)
{
  if (node->type == XML_ELEMENT_NODE && node->children)
    return node->children;
  while (node != root && !node->next)
    node = node->parent;
  return node == root ? NULL : node->next;
}

/* Past declarations, comments and the document type. */
gboolean
tlm_edit_xml_begins (const char *head, gsize length, const char *name)
{
  const gsize size = strlen (name);
  const char *at = head, *end = head + length;

  while ((at = memchr (at, '<', (gsize) (end - at))) != NULL && end - at > 1 && (at[1] == '?' || at[1] == '!')) {
    const char *close = end - at > 3 && memcmp (at, "<!--", 4) == 0 ? "-->" : ">";
    at = memmem (at, (gsize) (end - at), close, strlen (close));
    if (!at)
      return FALSE;
  }
  return at && (gsize) (end - at) > size + 1 && memcmp (at + 1, name, size) == 0 &&
      strchr (" \t\r\n/>", at[size + 1]) != NULL;
}

const xmlNode *
tlm_edit_xml_next (const xmlNode *node)
{
  for (node = node->next; node && node->type != XML_ELEMENT_NODE;)
    node = node->next;
  return node;
}

const xmlNode *
tlm_edit_xml_first (const xmlNode *node)
{
  const xmlNode *first = node ? node->children : NULL;

  return !first || first->type == XML_ELEMENT_NODE ? first : tlm_edit_xml_next (first);
}

gboolean
tlm_edit_xml_is (const xmlNode *node, const char *name)
{
  return node && strcmp ((const char *) node->name, name) == 0;
}

const xmlNode *
tlm_edit_xml_child (const xmlNode *node, const char *name)
{
  for (node = tlm_edit_xml_first (node); node && !tlm_edit_xml_is (node, name);)
    node = tlm_edit_xml_next (node);
  return node;
}

char *
tlm_edit_xml_attribute (const xmlNode *node, const char *name)
{
  xmlChar *value = node ? xmlGetNoNsProp (node, BAD_CAST name) : NULL;
  char *text = value ? g_strndup ((const char *) value, strnlen ((const char *) value, MOST_TEXT)) : NULL;

  xmlFree (value);
  return text;
}

char *
tlm_edit_xml_text (const xmlNode *node)
{
  GString *text = node ? g_string_new (NULL) : NULL;

  if (!node)
    return NULL;
  for (node = node->children; node && text->len < MOST_TEXT; node = node->next)
    if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
      g_string_append (text, (const char *) node->content);
  g_string_truncate (text, MIN (text->len, MOST_TEXT));
  return g_strstrip (g_string_free (text, FALSE));
}

char *
tlm_edit_xml_child_text (const xmlNode *node, const char *name)
{
  return tlm_edit_xml_text (tlm_edit_xml_child (node, name));
}

gboolean
tlm_edit_xml_whole (const char *text, gint64 most, gint64 *out)
{
  gint64 value;

  if (!text || !g_ascii_string_to_signed (text, 10, -most, most, &value, NULL))
    return FALSE;
  *out = value;
  return TRUE;
}

char *
tlm_edit_xml_place (const xmlNode *node)
{
  return g_strdup_printf ("line %ld", MAX (xmlGetLineNo (node), 1));
}
