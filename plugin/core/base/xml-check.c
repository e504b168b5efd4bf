/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/xml-check.h"

#include <libxml/parser.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"

typedef struct {
  const char *begin, *at, *end;
  guint depth;
  TlmXmlExtent *extent;
} Scan;

static gboolean
is_at (const Scan *scan, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (scan->end - scan->at) >= length && memcmp (scan->at, word, length) == 0;
}

/* To behind WORD, or the end. */
static void
skip_past (Scan *scan, const char *word)
{
  const char *found = memmem (scan->at, (gsize) (scan->end - scan->at), word, strlen (word));

  scan->at = found ? found + strlen (word) : scan->end;
}

/* Over a quoted string. */
static void
skip_quoted (Scan *scan)
{
  const char quote[] = { *scan->at, '\0' };

  scan->at++;
  skip_past (scan, quote);
}

/* <!DOCTYPE … [ … ]>, its entities counted. */
static void
scan_declaration (Scan *scan)
{
  int brackets = 0;

  while (scan->at < scan->end) {
    if (is_at (scan, "<!--")) {
      skip_past (scan, "-->");
      continue;
    }
    scan->extent->entities += is_at (scan, "<!ENTITY");
    if (*scan->at == '"' || *scan->at == '\'') {
      skip_quoted (scan);
      continue;
    }
    brackets += (*scan->at == '[') - (*scan->at == ']');
    if (*scan->at == '>' && brackets <= 0)
      return;
    scan->at++;
  }
}

static void
scan_tag (Scan *scan)
{
  guint attributes = 0;
  gboolean is_end = scan->at + 1 < scan->end && scan->at[1] == '/';

  scan->at++;
  while (scan->at < scan->end && *scan->at != '>' && *scan->at != '<') {
    if (*scan->at == '"' || *scan->at == '\'') {
      attributes++;
      skip_quoted (scan);
    } else {
      scan->at++;
    }
  }
  scan->extent->attributes = MAX (scan->extent->attributes, attributes);
  if (is_end)
    scan->depth -= scan->depth > 0;
  else if (scan->at[-1] != '/')
    scan->depth++;
  scan->extent->depth = MAX (scan->extent->depth, scan->depth);
}

static guint
line_of (const Scan *scan)
{
  guint line = 1;

  for (const char *at = scan->begin; at < scan->at; at++)
    line += *at == '\n';
  return line;
}

static gboolean
fits (const Scan *scan, GError **error)
{
  const struct {
    guint found;
    TlmLimitId limit;
  } rows[] = {
    { .found = scan->extent->depth, .limit = TLM_LIMIT_XML_DEPTH },
    { .found = scan->extent->attributes, .limit = TLM_LIMIT_XML_ATTRIBUTES },
    { .found = scan->extent->entities, .limit = TLM_LIMIT_XML_ENTITIES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].found > tlm_limit (rows[i].limit))
      return tlm_limit_fail (rows[i].limit, TLM_ERROR_FORMAT, error, "line %u: ", line_of (scan));
  return TRUE;
}

gboolean
tlm_xml_check (const char *text, gsize length, TlmXmlExtent *extent, GError **error)
{
  Scan scan;

  g_return_val_if_fail ((text != NULL || length == 0) && extent != NULL, FALSE);
  *extent = (TlmXmlExtent) { 0 };
  if (length == 0)
    return TRUE;
  scan = (Scan) { text, text, text + length, 0, extent };
  while (scan.at < scan.end) {
    scan.at = memchr (scan.at, '<', (gsize) (scan.end - scan.at));
    if (!scan.at)
      break;
    if (is_at (&scan, "<!--"))
      skip_past (&scan, "-->");
    else if (is_at (&scan, "<![CDATA["))
      skip_past (&scan, "]]>");
    else if (is_at (&scan, "<?"))
      skip_past (&scan, "?>");
    else if (is_at (&scan, "<!"))
      scan_declaration (&scan);
    else
      scan_tag (&scan);
    if (!fits (&scan, error))
      return FALSE;
  }
  return TRUE;
}

int
tlm_xml_parse_flags (void)
{
  return tlm_limit (TLM_LIMIT_XML_DEPTH) > tlm_limit_row (TLM_LIMIT_XML_DEPTH)->value ? XML_PARSE_HUGE : 0;
}
