/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/svg-document.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#include "core/base/xml-check.h"

/* Names that are known of a document. */
#define MOST_IDS 1024

struct _TlrSvgDocument {
  xmlDoc *xml;
  GPtrArray *ids;              /* char *, NULL at the end */
};

/* Entities inside the document are put in; those that are other files are not even known: libxml2 would open them. */
static void
declare_entity (void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content)
{
  if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY)
    xmlSAX2EntityDecl (context, name, type, public_id, system_id, content);
}

xmlDoc *
tlr_svg_parse (const guint8 *data, gsize length)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document = NULL;

  if (context) {
    context->sax->entityDecl = declare_entity;
    document = xmlCtxtReadMemory (context, (const char *) data, (int) length, NULL, NULL, XML_PARSE_NONET |
        XML_PARSE_NOENT | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | tlm_xml_parse_flags ());
  }
  xmlFreeParserCtxt (context);
  return document;
}

/* The node after NODE in document order, within ROOT: without calling itself, for documents may be deep. */
static xmlNode *
next_node (xmlNode *node, const xmlNode *root)
{
  if (node->type == XML_ELEMENT_NODE && node->children)
    return node->children;
  while (node != root && !node->next)
    node = node->parent;
  return node == root ? NULL : node->next;
}

static char *
get (xmlNode *node, const char *name)
{
  xmlChar *text = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

static void
set (xmlNode *node, const char *name, const char *value)
{
  xmlSetProp (node, (const xmlChar *) name, (const xmlChar *) value);
}

TlrSvgDocument *
tlr_svg_document_new (GBytes *bytes)
{
  g_autoptr (TlrSvgDocument) document = g_new0 (TlrSvgDocument, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  xmlNode *root;

  document->ids = g_ptr_array_new_with_free_func (g_free);
  document->xml = tlr_svg_parse (data, size);
  root = document->xml ? xmlDocGetRootElement (document->xml) : NULL;
  if (!root)
    return NULL;
  /* What entities stood for is in place: nobody reads their declarations again. */
  if (document->xml->intSubset) {
    xmlDtd *dtd = document->xml->intSubset;
    xmlUnlinkNode ((xmlNode *) dtd);
    xmlFreeDtd (dtd);
  }
  for (xmlNode *node = root; node && document->ids->len < MOST_IDS; node = next_node (node, root)) {
    char *id = node->type == XML_ELEMENT_NODE ? get (node, "id") : NULL;
    if (id)
      g_ptr_array_add (document->ids, id);
  }
  g_ptr_array_add (document->ids, NULL);
  return g_steal_pointer (&document);
}

void
tlr_svg_document_free (TlrSvgDocument *document)
{
  if (!document)
    return;
  xmlFreeDoc (document->xml);
  g_ptr_array_unref (document->ids);
  g_free (document);
}

const char *const *
tlr_svg_document_ids (const TlrSvgDocument *document)
{
  return (const char *const *) document->ids->pdata;
}

/* A declaration at the end of a style stands above all others but important ones. */
static void
add_style (xmlNode *node, const char *declaration)
{
  g_autofree char *style = get (node, "style");
  g_autofree char *longer = style ? g_strconcat (style, ";", declaration, NULL) : g_strdup (declaration);

  set (node, "style", longer);
}

/* Whether the style or attribute of a property is none. */
static gboolean
is_none (xmlNode *node, const char *property)
{
  g_autofree char *own = get (node, property), *style = get (node, "style");
  g_auto (GStrv) declarations = g_strsplit (style ? style : "", ";", -1);
  const char *value = own;

  for (char **at = declarations; *at; at++) {
    char *colon = strchr (*at, ':');
    if (!colon)
      continue;
    *colon = 0;
    if (strcmp (g_strstrip (*at), property) == 0)
      value = g_strstrip (colon + 1);
  }
  return value && g_ascii_strncasecmp (value, "none", 4) == 0;
}

static void
paint (xmlNode *root, const char *property, const double rgba[4])
{
  g_autofree char *declaration = NULL;
  char alpha[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (alpha, sizeof alpha, "%.4f", rgba[3]);
  declaration = g_strdup_printf ("%s:#%02x%02x%02x;%s-opacity:%s", property, (guint) (255 * rgba[0] + 0.5),
      (guint) (255 * rgba[1] + 0.5), (guint) (255 * rgba[2] + 0.5), property, alpha);
  for (xmlNode *node = root; node; node = next_node (node, root))
    if (node->type == XML_ELEMENT_NODE && !is_none (node, property))
      add_style (node, declaration);
}

/* Before its own, so that it is done after that, in the coordinates of the parent. */
static void
transform (xmlNode *node, const cairo_matrix_t *m)
{
  const double numbers[] = { m->xx, m->yx, m->xy, m->yy, m->x0, m->y0 };
  g_autofree char *own = get (node, "transform");
  g_autoptr (GString) text = g_string_new ("matrix(");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (text, "%s%s", i ? "," : "", g_ascii_formatd (number, sizeof number, "%.6f", numbers[i]));
  g_string_append_printf (text, ")%s%s", own ? " " : "", own ? own : "");
  set (node, "transform", text->str);
}

static void
fade (xmlNode *node, double opacity)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *declaration = g_strconcat ("opacity:", g_ascii_formatd (number, sizeof number, "%.4f", opacity), NULL);

  add_style (node, declaration);
}

static void
change_node (xmlNode *node, const TlrSvgChange *change)
{
  if (change->sight != TLR_SVG_AS_WRITTEN)
    add_style (node, change->sight == TLR_SVG_HIDDEN ? "display:none" : "display:inline;visibility:visible");
  if (change->has_fill)
    paint (node, "fill", change->fill);
  if (change->has_stroke)
    paint (node, "stroke", change->stroke);
  if (change->opacity < 1)
    fade (node, change->opacity);
  if (change->is_moved)
    transform (node, &change->matrix);
}

static const TlrSvgChange *
find_change (xmlNode *node, const TlrSvgChange *changes, guint n_changes)
{
  g_autofree char *id = node->type == XML_ELEMENT_NODE ? get (node, "id") : NULL;

  for (guint i = 0; id && i < n_changes; i++)
    if (strcmp (changes[i].id, id) == 0)
      return &changes[i];
  return NULL;
}

GBytes *
tlr_svg_document_change (const TlrSvgDocument *document, const TlrSvgChange *changes, guint n_changes)
{
  xmlDoc *copy = xmlCopyDoc (document->xml, 1);
  xmlNode *root = copy ? xmlDocGetRootElement (copy) : NULL;
  xmlChar *text = NULL;
  int length = 0;

  for (xmlNode *node = root; node; node = next_node (node, root)) {
    const TlrSvgChange *change = find_change (node, changes, n_changes);
    if (change)
      change_node (node, change);
  }
  if (copy)
    xmlDocDumpMemoryEnc (copy, &text, &length, "UTF-8");
  GBytes *bytes = g_bytes_new (text, (gsize) MAX (length, 0));
  xmlFree (text);
  xmlFreeDoc (copy);
  return bytes;
}

void
tlr_svg_document_middle (const TlrSvgDocument *document, double *x, double *y)
{
  xmlNode *root = xmlDocGetRootElement (document->xml);
  g_autofree char *box = get (root, "viewBox"), *width = get (root, "width"), *height = get (root, "height");
  double numbers[4] = { 0 };
  char *at = box;

  for (guint i = 0; at && i < 4; i++) {
    at += strspn (at, " ,\t\n\r");
    numbers[i] = g_ascii_strtod (at, &at);
  }
  if (!box) {
    numbers[2] = width ? g_ascii_strtod (width, NULL) : 0;
    numbers[3] = height ? g_ascii_strtod (height, NULL) : 0;
  }
  *x = numbers[0] + numbers[2] / 2;
  *y = numbers[1] + numbers[3] / 2;
}
