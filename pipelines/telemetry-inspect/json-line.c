/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "json-line.h"

#include "core/encode/sample-json.h"

void
inspect_json_key (GString *out, const char *name)
{
  if (out->len > 0 && out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  tlm_json_append_string (out, name);
  g_string_append_c (out, ':');
}

void
inspect_json_text (GString *out, const char *name, const char *text)
{
  inspect_json_key (out, name);
  if (text)
    tlm_json_append_string (out, text);
  else
    g_string_append (out, "null");
}

void
inspect_json_number (GString *out, const char *name, gboolean known, double value)
{
  inspect_json_key (out, name);
  if (known)
    tlm_json_append_number (out, value);
  else
    g_string_append (out, "null");
}

void
inspect_json_seconds (GString *out, const char *name, TlmDuration time_ns)
{
  inspect_json_key (out, name);
  tlm_json_append_seconds (out, time_ns);
}

void
inspect_json_boolean (GString *out, const char *name, gboolean value)
{
  inspect_json_key (out, name);
  g_string_append (out, value ? "true" : "false");
}
