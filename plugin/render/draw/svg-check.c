/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/svg-check.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/xml-check.h"
#include "render/draw/svg-document.h"

typedef struct {
  xmlTextReader *xml;
  guint64 pixels;
  guint elements, filtered, work, uses;
  gboolean styles_filter;      /* a style sheet speaks of filters: of how many elements is not known */
  char *problem;               /* owned, or NULL */
} Svg;

static char *
attribute (const Svg *svg, const char *name)
{
  xmlChar *text = xmlTextReaderGetAttribute (svg->xml, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

/* Whole numbers of an attribute, such as "3" or "5 5", multiplied; 1 where there is none. */
static guint
product (const Svg *svg, const char *name)
{
  g_autofree char *text = attribute (svg, name);
  guint64 result = 1;

  for (const char *at = text; at && *at;) {
    char *end;
    guint64 number = g_ascii_strtoull (at, &end, 10);
    if (end == at)
      break;
    result = MIN (result * MAX (MIN (number, 1000000), 1), 1000000);
    at = end + strspn (end, " ,\t\n\r");
  }
  return (guint) result;
}

static void
take_size (GdkPixbufLoader *loader, int width, int height, gpointer pixels)
{
  *(guint64 *) pixels = (guint64) MAX (width, 0) * (guint64) MAX (height, 0);
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* The pixels of a PNG or JPEG, none of which is decoded; FALSE for anything else. */
static gboolean
count_pixels (const guint8 *data, gsize length, guint64 *pixels)
{
  const char *format = length > 4 && memcmp (data, "\x89PNG", 4) == 0 ? "png" :
      length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0 ? "jpeg" : NULL;
  g_autoptr (GdkPixbufLoader) loader = format ? gdk_pixbuf_loader_new_with_type (format, NULL) : NULL;

  if (!loader)
    return FALSE;
  *pixels = 0;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (take_size), pixels);
  gdk_pixbuf_loader_write (loader, data, length, NULL);
  gdk_pixbuf_loader_close (loader, NULL);
  return TRUE;
}

static void
set_over (Svg *svg, const char *what, TlmLimitId limit)
{
  g_autofree char *words = tlm_limit_words (limit);

  svg->problem = g_strdup_printf ("has %s %s", what, words);
}

/* Of a picture's address; what is not inside the document librsvg does not load. */
static void
look_at_address (Svg *svg, const char *name)
{
  g_autofree char *text = attribute (svg, name);
  const char *comma = text && g_ascii_strncasecmp (g_strchug (text), "data:", 5) == 0 ?
      strchr (text, ',') : NULL;
  g_autofree guint8 *data = NULL;
  guint64 pixels;
  gsize length;

  if (!comma || svg->problem)
    return;
  data = g_base64_decode (comma + 1, &length);
  if (!count_pixels (data, length, &pixels))
    svg->problem = g_strdup ("has a picture inside it that is no PNG or JPEG in base64");
  else if ((svg->pixels += pixels) > tlm_limit (TLM_LIMIT_IMAGE_PIXELS))
    set_over (svg, "pictures inside it", TLM_LIMIT_IMAGE_PIXELS);
}

static void
look_at_filter (Svg *svg, const char *name)
{
  g_autofree char *filter = attribute (svg, "filter"), *style = attribute (svg, "style");

  svg->filtered += (filter && strcmp (filter, "none") != 0) || (style && strstr (style, "filter"));
  if (strcmp (name, "feTurbulence") == 0)
    svg->work += product (svg, "numOctaves");
  else if (strcmp (name, "feConvolveMatrix") == 0)
    svg->work += product (svg, "order");
  else if (g_str_has_prefix (name, "fe"))
    svg->work++;
}

static void
look_at_element (Svg *svg)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (svg->xml);

  look_at_filter (svg, name);
  if (strcmp (name, "image") == 0 || strcmp (name, "feImage") == 0) {
    look_at_address (svg, "href");
    look_at_address (svg, "xlink:href");
  }
  svg->uses += strcmp (name, "use") == 0;
  if (++svg->elements > tlm_limit (TLM_LIMIT_SVG_ELEMENTS) && !svg->problem)
    set_over (svg, "elements", TLM_LIMIT_SVG_ELEMENTS);
}

static void
judge (Svg *svg)
{
  if (svg->problem || svg->work == 0)
    return;
  if (svg->work > tlm_limit (TLM_LIMIT_SVG_FILTER_WORK))
    set_over (svg, "filters", TLM_LIMIT_SVG_FILTER_WORK);
  else if (svg->filtered > tlm_limit (TLM_LIMIT_SVG_FILTERED))
    set_over (svg, "filters", TLM_LIMIT_SVG_FILTERED);
  else if (svg->styles_filter || (svg->filtered > 0 && svg->uses > 0))
    svg->problem = g_strdup ("has filters in a style sheet, or beside <use>; write filter= at the elements "
        "that have one");
}

static void
read_all (Svg *svg)
{
  while (!svg->problem && xmlTextReaderRead (svg->xml) == 1) {
    int type = xmlTextReaderNodeType (svg->xml);
    const char *text = (const char *) xmlTextReaderConstValue (svg->xml);

    if (type == XML_READER_TYPE_ELEMENT)
      look_at_element (svg);
    else if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
            type == XML_READER_TYPE_PROCESSING_INSTRUCTION) && text && strstr (text, "filter"))
      svg->styles_filter = TRUE;
  }
}

char *
tlr_svg_check (const guint8 *data, gsize length)
{
  Svg svg = { 0 };
  g_autoptr (GError) error = NULL;
  TlmXmlExtent extent;
  xmlDoc *document;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  if (length > 2 && data[0] == 0x1f && data[1] == 0x8b)
    return g_strdup ("is packed; unpack it (gunzip)");
  if (length > G_MAXINT || !tlm_xml_check ((const char *) data, length, &extent, &error))
    return g_strdup_printf ("is too much: %s", error ? error->message : "over 2 GiB");
  document = tlr_svg_parse (data, length);
  svg.xml = document ? xmlReaderWalker (document) : NULL;
  if (svg.xml) {
    read_all (&svg);
    judge (&svg);
    xmlFreeTextReader (svg.xml);
  }
  xmlFreeDoc (document);
  return svg.problem;
}
