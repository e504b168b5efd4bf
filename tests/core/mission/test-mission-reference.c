/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of mission keys: it is whole, its examples are right, and the page of all keys
 * says what it says. After a change of the table, write the page anew:
 *
 *   TELEMETRY_WRITE_REFERENCE=1 meson test -C build mission-reference */
#include <string.h>

#include "core/mission/mission-keys.h"
#include "reference-page.h"

static const char introduction[] =
    "# Mission files\n\n"
    "A mission file says once what only you know of a flight: where its telemetry is, what it means, which\n"
    "instant a place in the footage shows. Every element and tool takes it (`mission=flight.mission`). It is a\n"
    "key file: groups in brackets, `key=value`, `#` before a comment that has a line of its own; `\\\\`, `\\n`, `\\t`\n"
    "and `\\s` are a backslash, a new line, a tab and a blank. Nothing may stand twice, and an unknown name is an\n"
    "error. A group that takes a name is written `[vehicle NAME]` or `[vehicle.NAME]`.\n\n"
    "- A **span** is in seconds, `2.5`, or has a unit, `2500ms`: `ns`, `us`, `ms`, `s`, `min`, `h`, `d`; or is\n"
    "  `HH:MM:SS.mmm`. With a sign where it makes sense, and at most 100 years.\n"
    "- An **instant** is UTC, `2021-10-05T08:55:02.5Z`.\n"
    "- A **place** in the footage is seconds, `HH:MM:SS.mmm`, a frame, `#374`, or a timecode, `10:42:13:07`.\n"
    "- A **path** is seen from the folder of the mission file; an absolute one and a URI stay as they are.\n\n"
    "Two offsets, two names: `time-offset` in `[mission]` (and the property of an element, which is in\n"
    "nanoseconds) is added to the time of each frame, so that a positive one shows later telemetry;\n"
    "`stamp-offset` in `[telemetry]` is added to the source's own time stamps, so that a positive one puts\n"
    "the same values later.\n\n"
    "This page is made from the table of the program (tests/core/mission/test-mission-reference.c), which\n"
    "`telemetry-inspect --help-mission` prints.\n";

static void
append_cell (GString *out, const char *text)
{
  g_autoptr (GString) cell = g_string_new (text ? text : "");

  g_string_replace (cell, "|", "\\|", 0);
  g_string_append_printf (out, " %s |", cell->str);
}

static void
append_key (GString *out, const TlmMissionKey *key)
{
  g_autofree char *values = tlm_mission_key_values (key);
  g_autofree char *name = key->alias ? g_strdup_printf ("`%s`, `%s`", key->name, key->alias) :
      key->name ? g_strdup_printf ("`%s`", key->name) : g_strdup ("*identifier*");

  g_string_append_c (out, '|');
  append_cell (out, name);
  append_cell (out, values);
  append_cell (out, key->unit);
  append_cell (out, key->fallback);
  append_cell (out, key->blurb);
  g_string_append_c (out, '\n');
}

static void
append_group (GString *out, const TlmMissionGroup *group)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);
  g_autofree char *heading = tlm_mission_group_heading (group);
  g_auto (GStrv) lines = g_strsplit (group->example, "\n", -1);

  g_string_append_printf (out, "\n## %s\n\n%s\n\n", heading, group->blurb);
  for (char **line = lines; *line && **line; line++)
    g_string_append_printf (out, "    %s\n", *line);
  g_string_append (out, "\n| key | value | unit | without it | |\n|---|---|---|---|---|\n");
  for (gsize i = 0; i < n; i++)
    if (keys[i].groups & group->bit)
      append_key (out, &keys[i]);
}

static char *
make_page (void)
{
  GString *out = g_string_new (introduction);
  gsize n;
  const TlmMissionGroup *groups = tlm_mission_group_table (&n);

  for (gsize i = 0; i < n; i++)
    append_group (out, &groups[i]);
  return g_string_free (out, FALSE);
}

static void
test_page (void)
{
  g_autofree char *page = make_page ();

  reference_page_check ("pipelines/examples/MISSION.md", page, "mission-reference");
}

/* Every row can be read, documented and told from the others of its groups. */
static void
test_rows (void)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++) {
    g_autofree char *values = tlm_mission_key_values (&keys[i]);
    g_test_message ("%s", keys[i].name ? keys[i].name : "(any)");
    g_assert_cmpuint (keys[i].groups, !=, 0);
    g_assert_true (values && *values && keys[i].blurb && *keys[i].blurb);
    g_assert_false (g_str_has_suffix (keys[i].blurb, "."));
    g_assert_cmpint (keys[i].kind == TLM_MISSION_CHOICE, ==, keys[i].choices != NULL);
    g_assert_cmpint (keys[i].kind == TLM_MISSION_WHOLE, ==, keys[i].maximum > 0);
    g_assert_true (keys[i].kind != TLM_MISSION_SPAN || g_strcmp0 (keys[i].unit, "s") == 0);
    for (gsize j = 0; j < i; j++)
      g_assert_true (!(keys[i].groups & keys[j].groups) || g_strcmp0 (keys[i].name, keys[j].name) != 0);
  }
}

/* Each group has keys, and its example is read as it stands. */
static void
test_examples (void)
{
  gsize n;
  const TlmMissionGroup *groups = tlm_mission_group_table (&n);

  g_assert_cmpuint (n, ==, TLM_MISSION_N_GROUPS);
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmMission) mission = tlm_mission_parse (groups[i].example, -1, "/x/a.mission", &error);
    g_assert_no_error (error);
    g_assert_nonnull (mission);
    g_assert_cmpuint (mission->warnings->len, ==, 0);
    g_assert_cmpuint (groups[i].bit, ==, 1u << i);
    g_assert_true (g_str_has_prefix (groups[i].example + 1, groups[i].group.name));
  }
}

static void
test_find (void)
{
  const TlmMissionKey *key = tlm_mission_key_find (TLM_MISSION_TELEMETRY, "time-offset");

  g_assert_nonnull (key);
  g_assert_cmpstr (key->name, ==, "stamp-offset");
  g_assert_true (key == tlm_mission_key_find (TLM_MISSION_PLANNED, "stamp-offset"));
  g_assert_true (key != tlm_mission_key_find (TLM_MISSION_MISSION, "time-offset"));
  g_assert_null (tlm_mission_key_find (TLM_MISSION_STREAM, "location"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mission-reference/page", test_page);
  g_test_add_func ("/mission-reference/rows", test_rows);
  g_test_add_func ("/mission-reference/examples", test_examples);
  g_test_add_func ("/mission-reference/find", test_find);
  return g_test_run ();
}
