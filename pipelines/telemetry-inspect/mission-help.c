/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission-keys.h"
#include "inspect.h"

/* "span above 0, in s; 2 without it" */
static void
print_key (const TlmMissionKey *key, FILE *out)
{
  g_autofree char *values = tlm_mission_key_values (key);

  fprintf (out, "  %s=\n      %s%s%s%s%s\n      %s.%s%s%s\n", key->name ? key->name : "IDENTIFIER", values,
      key->unit ? "; unit: " : "", key->unit ? key->unit : "", key->fallback ? "; without it: " : "",
      key->fallback ? key->fallback : "", key->blurb, key->alias ? " Also written " : "",
      key->alias ? key->alias : "", key->alias ? "=." : "");
}

static void
print_example (const char *example, FILE *out)
{
  g_auto (GStrv) lines = g_strsplit (example, "\n", -1);

  fputs ("  Example:\n", out);
  for (char **line = lines; *line && **line; line++)
    fprintf (out, "      %s\n", *line);
}

void
inspect_print_mission_help (FILE *out)
{
  gsize n_groups, n_keys;
  const TlmMissionGroup *groups = tlm_mission_group_table (&n_groups);
  const TlmMissionKey *keys = tlm_mission_key_table (&n_keys);

  fputs ("A mission file is a key file: [group], key=value, # comment. Spans are in seconds or have\n"
      "a unit (ns, us, ms, s, min, h, d), or are HH:MM:SS.mmm; instants are UTC.\n", out);
  for (gsize i = 0; i < n_groups; i++) {
    g_autofree char *heading = tlm_mission_group_heading (&groups[i]);
    fprintf (out, "\n%s\n  %s\n", heading, groups[i].blurb);
    print_example (groups[i].example, out);
    for (gsize j = 0; j < n_keys; j++)
      if (keys[j].groups & groups[i].bit)
        print_key (&keys[j], out);
  }
}
