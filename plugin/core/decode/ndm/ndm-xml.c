/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <libxml/xmlreader.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/base/xml-check.h"
#include "core/decode/ndm/ndm-message.h"

/* Longest text and unit of one element kept, bytes. */
#define MAX_TEXT 4096
#define MAX_UNIT 32

/* XML notation (CCSDS 505.0-B-3). */
typedef struct {
  TlmNdm *ndm;
  xmlTextReader *xml;
  gboolean in_message;
  gboolean in_covariance;      /* of an OEM: its EPOCH is not that of a state */
  int skip_depth;              /* depth of an element passed over, or -1 */
  GString *text;               /* of the element being read */
  char unit[MAX_UNIT];
  char *problem;               /* first complaint of the parser, or NULL */
  guint problem_line;
} Reader;

/* Where the parser stands: its own reckoning runs ahead by a buffer. */
static guint
line_of (const Reader *reader)
{
  xmlNode *node = xmlTextReaderCurrentNode (reader->xml);
  long line = node ? xmlGetLineNo (node) : -1;

  return line > 0 ? (guint) line : (guint) xmlTextReaderGetParserLineNumber (reader->xml);
}

static void
keep_problem (void *data, xmlErrorPtr problem)
{
  Reader *reader = data;

  if (reader->problem || !problem || !problem->message)
    return;
  reader->problem = g_utf8_make_valid (problem->message, -1);
  g_strdelimit (g_strstrip (reader->problem), "\n\r", ' ');
  reader->problem_line = (guint) MAX (problem->line, 1);
}

static const char *
name_of (const Reader *reader)
{
  const xmlChar *name = xmlTextReaderConstLocalName (reader->xml);

  return name ? (const char *) name : "";
}

static gboolean
begin_message (Reader *reader, TlmNdmMessage message, GError **error)
{
  xmlChar *version = xmlTextReaderGetAttribute (reader->xml, BAD_CAST "version");
  gboolean begun;

  if (reader->in_message) {
    xmlFree (version);
    return tlm_ndm_fail (line_of (reader), error, "found <%s> inside a message, expected it after",
        name_of (reader));
  }
  begun = tlm_ndm_begin (reader->ndm, message, line_of (reader), (const char *) version, error);
  xmlFree (version);
  reader->in_message = begun;
  return begun;
}

static void
keep_unit (Reader *reader)
{
  xmlChar *unit = xmlTextReaderGetAttribute (reader->xml, BAD_CAST "units");

  g_strlcpy (reader->unit, unit ? (const char *) unit : "", sizeof reader->unit);
  xmlFree (unit);
}

/* Parts of a message that nothing is read from. */
static gboolean
is_skipped (const char *name)
{
  static const char *const skipped[] = { "userDefinedParameters", "keplerianElements",
    "spacecraftParameters", NULL };

  return g_strv_contains (skipped, name);
}

static gboolean
start_element (Reader *reader, GError **error)
{
  const char *name = name_of (reader);
  TlmNdmMessage message = tlm_ndm_message_find (name, strlen (name));
  int depth = xmlTextReaderDepth (reader->xml);

  g_string_truncate (reader->text, 0);
  keep_unit (reader);
  if (message < TLM_NDM_N_MESSAGES)
    return begin_message (reader, message, error);
  if (reader->in_message && strcmp (name, "covarianceMatrix") == 0) {
    reader->in_covariance = TRUE;
    return tlm_ndm_covariance_begin (reader->ndm, line_of (reader), error);
  }
  if (is_skipped (name) || (depth == 1 && !reader->in_message))
    reader->skip_depth = depth;
  if (reader->skip_depth == depth && depth == 1)
    return tlm_ndm_remark (reader->ndm, line_of (reader), error, "found <%s>, expected <oem>, "
        "<opm> or <omm>: other messages are not read", tlm_head (name, 40).text);
  if (depth == 0 && strcmp (name, "ndm") != 0)
    return tlm_ndm_fail (line_of (reader), error, "found <%s>, expected <ndm>, <oem>, <opm> or "
        "<omm>", tlm_head (name, 40).text);
  return TRUE;
}

/* Elements that hold others begin with a small letter. */
static gboolean
is_structure (const char *name)
{
  return g_ascii_islower (name[0]);
}

static gboolean
end_leaf (Reader *reader, const char *name, GError **error)
{
  const char *text = g_strstrip (reader->text->str);

  if (!reader->in_message)
    return TRUE;
  if (strcmp (name, "COMMENT") == 0) {
    tlm_ndm_comment (reader->ndm, text, strlen (text));
    return TRUE;
  }
  if (is_structure (name))
    return TRUE;
  if (reader->in_covariance)
    return tlm_ndm_covariance_cell (reader->ndm, line_of (reader), name, strlen (name), text,
        strlen (text), error);
  return tlm_ndm_field (reader->ndm, line_of (reader), name, strlen (name), text, strlen (text),
      reader->unit[0] ? reader->unit : NULL, strlen (reader->unit), error);
}

static gboolean
end_message (Reader *reader, GError **error)
{
  reader->in_message = FALSE;
  return tlm_ndm_end (reader->ndm, line_of (reader), error);
}

/* The order of the document is its meaning: metadata, data, end of segment. */
static gboolean
end_element (Reader *reader, GError **error)
{
  const char *name = name_of (reader);
  TlmNdm *ndm = reader->ndm;
  gboolean oem = ndm->message == TLM_NDM_OEM;
  gboolean done = TRUE;

  if (tlm_ndm_message_find (name, strlen (name)) < TLM_NDM_N_MESSAGES)
    done = end_message (reader, error);
  else if (reader->in_message && strcmp (name, "segment") == 0)
    done = tlm_ndm_end_segment (ndm, line_of (reader), error);
  else if (reader->in_message && strcmp (name, "covarianceMatrix") == 0) {
    reader->in_covariance = FALSE;
    done = tlm_ndm_covariance_end (ndm, line_of (reader), error);
  } else if (reader->in_message && oem && strcmp (name, "metadata") == 0)
    done = tlm_ndm_end_metadata (ndm, line_of (reader), error);
  else if (reader->in_message && oem && strcmp (name, "stateVector") == 0)
    done = ndm->in_data ? tlm_ndm_state (ndm, line_of (reader), error)
        : tlm_ndm_fail (line_of (reader), error, "found <stateVector>, expected <metadata> first");
  else
    done = end_leaf (reader, name, error);
  g_string_truncate (reader->text, 0);
  return done;
}

static gboolean
take_text (Reader *reader, GError **error)
{
  const xmlChar *text = xmlTextReaderConstValue (reader->xml);
  gsize length = text ? strlen ((const char *) text) : 0;

  if (reader->text->len + length > MAX_TEXT)
    return tlm_ndm_fail (line_of (reader), error, "found more than %d bytes of text in an element, "
        "expected less", MAX_TEXT);
  g_string_append_len (reader->text, (const char *) text, (gssize) length);
  return TRUE;
}

static gboolean
take_node (Reader *reader, GError **error)
{
  int kind = xmlTextReaderNodeType (reader->xml);

  if (reader->skip_depth >= 0) {
    gboolean empty = kind == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement (reader->xml);
    if (xmlTextReaderDepth (reader->xml) == reader->skip_depth
        && (kind == XML_READER_TYPE_END_ELEMENT || empty))
      reader->skip_depth = -1;
    return TRUE;
  }
  switch (kind) {
    case XML_READER_TYPE_ELEMENT:
      if (!start_element (reader, error))
        return FALSE;
      if (!xmlTextReaderIsEmptyElement (reader->xml))
        return TRUE;
      if (reader->skip_depth >= 0) {
        reader->skip_depth = -1;
        return TRUE;
      }
      return end_element (reader, error);
    case XML_READER_TYPE_END_ELEMENT:
      return end_element (reader, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      return take_text (reader, error);
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      return tlm_ndm_fail (line_of (reader), error, "found a document type or an entity, expected "
          "neither: they are not read");
    default:
      return TRUE;
  }
}

static gboolean
read_all (Reader *reader, GError **error)
{
  int more;

  while ((more = xmlTextReaderRead (reader->xml)) == 1)
    if (!take_node (reader, error))
      return FALSE;
  if (more == 0)
    return TRUE;
  return tlm_ndm_fail (MAX (reader->problem_line, 1), error, "found XML that is not well formed "
      "(%s), expected a whole message", reader->problem ? reader->problem : "no reason given");
}

gboolean
tlm_ndm_read_xml (TlmNdm *ndm, const char *data, gsize length, GError **error)
{
  Reader reader = { .ndm = ndm, .skip_depth = -1 };
  TlmXmlExtent extent;
  gboolean done;

  if (length > G_MAXINT)
    return tlm_ndm_fail (1, error, "found more than 2 GiB of XML, expected less");
  if (!tlm_xml_check (data, length, &extent, error))
    return FALSE;
  reader.xml = xmlReaderForMemory (data, (int) length, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_BIG_LINES | tlm_xml_parse_flags ());
  if (!reader.xml)
    return tlm_ndm_fail (1, error, "the XML reader could not be set up");
  xmlTextReaderSetStructuredErrorHandler (reader.xml, keep_problem, &reader);
  reader.text = g_string_new (NULL);
  done = read_all (&reader, error);
  if (done && ndm->n_read == 0)
    done = tlm_ndm_fail (1, error, "found no orbit data message, expected <oem>, <opm> or <omm>");
  g_string_free (reader.text, TRUE);
  g_free (reader.problem);
  xmlFreeTextReader (reader.xml);
  return done;
}
