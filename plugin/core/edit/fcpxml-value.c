/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Elements, attributes and times of FCPXML. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/edit/fcpxml-private.h"

gboolean
tlm_fcpxml_has (const xmlNode *node, const char *name, const char *value)
{
  g_autofree char *found = tlm_edit_xml_attribute (node, name);

  return found && strcmp (found, value) == 0;
}

char *
tlm_fcpxml_place (const xmlNode *node)
{
  g_autofree char *name = tlm_edit_xml_attribute (node, "name");

  if (!name || !*name)
    return g_strdup_printf ("line %ld (<%s>)", xmlGetLineNo (node), tlm_head ((const char *) node->name, 32).text);
  return g_strdup_printf ("line %ld (%s)", xmlGetLineNo (node), tlm_head (name, 64).text);
}

gboolean
tlm_fcpxml_fail (const TlmFcpxml *fcpxml, const xmlNode *node, const char *finding)
{
  g_autofree char *place = tlm_fcpxml_place (node);

  g_set_error (fcpxml->error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: %s", place, finding);
  return FALSE;
}

gboolean
tlm_fcpxml_time (const TlmFcpxml *fcpxml, const xmlNode *node, const char *name, TlmRational *time, gboolean *is_there)
{
  g_autofree char *text = tlm_edit_xml_attribute (node, name), *finding = NULL;
  gsize length = text ? strlen (text) : 0;

  if (is_there)
    *is_there = text != NULL;
  if (!text || tlm_rational_parse (text, length > 0 && text[length - 1] == 's' ? length - 1 : length, time))
    return TRUE;
  finding = g_strdup_printf ("%s=\"%s\" is no time; it has to be seconds, as in %s=\"1001/30000s\"", name,
      tlm_head (text, 40).text, name);
  return tlm_fcpxml_fail (fcpxml, node, finding);
}

/* Between the two stands what no XML has. */
char *
tlm_fcpxml_angle_key (const char *media, const char *angle)
{
  return g_strdup_printf ("%s\x01%s", media, angle);
}

const xmlNode *
tlm_fcpxml_resource (const TlmFcpxml *fcpxml, const xmlNode *node, const char *attribute)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, attribute);

  return id ? g_hash_table_lookup (fcpxml->resources, id) : NULL;
}

TlmRational
tlm_fcpxml_rate (const TlmFcpxml *fcpxml, const xmlNode *node)
{
  const xmlNode *format = tlm_fcpxml_resource (fcpxml, node, "format");
  TlmRational frame = TLM_RATIONAL_ZERO, rate = TLM_RATIONAL_ZERO;
  g_autofree char *text = format ? tlm_edit_xml_attribute (format, "frameDuration") : NULL;
  gsize length = text ? strlen (text) : 0;

  if (length == 0 || !tlm_rational_parse (text, length - (text[length - 1] == 's'), &frame) || frame.n <= 0)
    return rate;
  tlm_rational_divide (TLM_RATIONAL_ONE, frame, &rate);
  return rate.n > G_MAXINT32 || rate.d > G_MAXINT32 ? TLM_RATIONAL_ZERO : rate;
}
