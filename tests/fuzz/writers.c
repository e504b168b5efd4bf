/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is written into other people's formats, with hostile names: text for each kind of subtitles, the
 * layout as styled subtitles, cues, markers for editors. Each is read again by somebody else's reader,
 * where there is one. */
#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <pango/pango.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/flight.h"
#include "fuzz/oracle.h"
#include "fuzz/target.h"
#include "inspect.h"
#include "render/ass/ass.h"
#include "render/draw/escape.h"
#include "render/widgets/layout-load.h"

#define JOINER "\342\201\240"          /* U+2060 */

/* Nothing that its readers act on is left in it. */
static void
check_escaped (const char *text, TlrEscape how)
{
  g_autoptr (GError) error = NULL;

  fuzz_check_text ("an escaped text", text);
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);
    if (c != '\n' && g_unichar_iscntrl (c))
      g_error ("U+%04X is left in \"%s\"", c, text);
    if (how == TLR_ESCAPE_LITERAL && (*p == '{' || *p == '}'))
      g_error ("a brace is left in \"%s\"", text);
    if (how == TLR_ESCAPE_LITERAL && strchr ("<&\\", *p) && !g_str_has_prefix (p + 1, JOINER))
      g_error ("a tag may begin in \"%s\"", text);
    if (how == TLR_ESCAPE_ASS && strchr ("{}", *p) && (p == text || p[-1] != '\\'))
      g_error ("an override may begin in \"%s\"", text);
  }
  if (how == TLR_ESCAPE_ASS && strchr (text, '\n'))
    g_error ("a line ends in \"%s\"", text);
  if (how == TLR_ESCAPE_MARKUP && !pango_parse_markup (text, -1, 0, NULL, NULL, NULL, &error))
    g_error ("%s: \"%s\"", error->message, text);
}

static gboolean
read_escape (const char *text, gsize length, GError **error)
{
  for (TlrEscape how = TLR_ESCAPE_PLAIN; how <= TLR_ESCAPE_ASS; how++) {
    g_autoptr (GString) out = g_string_new (NULL);
    tlr_escape_append (out, text, how);
    check_escaped (out->str, how);
  }
  return TRUE;
}

static void
check_ass (const TlrAssEvent *event, gpointer user)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean inside = FALSE;

  tlr_ass_append_line (line, event);
  fuzz_check_text ("a line of ASS", line->str);
  if (strchr (line->str, '\n') != line->str + line->len - 1)
    g_error ("an event of ASS is not one line: %s", line->str);
  for (const char *p = event->text; *p; p++) {
    if (*p == '\\' && !inside && (p[1] == '{' || p[1] == '}'))
      p++;
    else if (*p == '{' || *p == '}')
      inside = *p == '{';
    else if (inside && !g_ascii_isalnum (*p) && !strchr ("\\().,&- ", *p))
      g_error ("an override that is not ours: %s", event->text);
  }
}

static void
write_cues (TlrCueSpec *spec)
{
  g_autoptr (TlrCues) cues = tlr_cues_new (spec, NULL);
  gint64 at = 0;

  for (int i = 0; cues && i < 8 && at < 60 * TLM_SECOND; i++) {
    const TlrCue cue = tlr_cues_at (cues, at, at + 20 * TLM_SECOND);
    check_escaped (cue.text, TLR_ESCAPE_PLAIN);
    g_assert_cmpint (cue.end_ns, >, at);
    at = cue.end_ns;
  }
}

static void
write_ass (TlrCueSpec *spec, gboolean plain)
{
  g_autoptr (TlrAss) ass = tlr_ass_new (spec, plain, NULL);
  gint64 at = 0;

  if (!ass)
    return;
  fuzz_check_text ("the head of ASS", tlr_ass_header (ass));
  for (int i = 0; i < 6 && at < 60 * TLM_SECOND; i++) {
    const gint64 next = tlr_ass_show (ass, at, at + 20 * TLM_SECOND, check_ass, NULL);
    g_assert_cmpint (next, >, at);
    at = next;
  }
}

/* The template of the lines, and telemetry. */
static void
run_subtitles (const FuzzTarget *target, const guint8 *data, gsize length)
{
  g_autofree char *template = NULL;
  g_autoptr (TlmFlight) flight = fuzz_read_flight (data, length, &template);
  TlrLayout *layout = flight ? tlr_layout_load ("webcast", NULL) : NULL;
  TlmSync sync = TLM_SYNC_NONE;
  TlrCueSpec spec;

  if (!layout)
    return;
  fuzz_n_accepted++;
  spec = (TlrCueSpec) { .timeline = flight->timeline, .mission = flight->mission, .layout = layout,
    .sync = tlm_sync_resolve (&sync, flight->timeline, 25, 1), .text = *template ? template : NULL };
  write_cues (&spec);
  write_ass (&spec, TRUE);
  spec.text = NULL;
  write_ass (&spec, FALSE);
  tlr_layout_unref (layout);
}

static gboolean
is_json (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return json_parser_load_from_data (parser, text, (gssize) length, NULL);
}

static gboolean
is_xml (const char *text, gsize length)
{
  xmlDoc *document = xmlReadMemory (text, (int) length, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  const gboolean is = document != NULL;

  xmlFreeDoc (document);
  return is;
}

/* A quote that is not doubled ends a cell, and a line ends outside of cells. */
static gboolean
is_csv (const char *text, gsize length)
{
  gboolean inside = FALSE;
  guint cells = 1;

  for (gsize i = 0; i < length; i++) {
    inside ^= text[i] == '"';
    cells += !inside && text[i] == ',';
    if (text[i] == '\n' && (inside || cells != 4))
      return FALSE;
    if (text[i] == '\n')
      cells = 1;
  }
  return !inside;
}

/* Each line is a section, a key that is known, a remark or nothing. */
static gboolean
is_ffmetadata (const char *text, gsize length)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  static const char *const known[] = { ";FFMETADATA1", "[CHAPTER]", "TIMEBASE=", "START=", "END=", "title=" };

  for (guint i = 0; lines[i]; i++) {
    gboolean is = *lines[i] == '\0';
    for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
      is |= g_str_has_prefix (lines[i], known[k]);
    if (!is)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_edl (const char *text, gsize length)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !g_ascii_isdigit (*lines[i]) && !g_str_has_prefix (lines[i], " |C:ResolveColorBlue |M:") &&
        !g_str_has_prefix (lines[i], "TITLE: ") && !g_str_has_prefix (lines[i], "FCM: "))
      return FALSE;
  return TRUE;
}

/* The title of the mission, and telemetry with events. */
static void
run_markers (const FuzzTarget *target, const guint8 *data, gsize length)
{
  static const struct { const char *format; gboolean (*is) (const char *text, gsize length); } formats[] = {
    { "ffmetadata", is_ffmetadata }, { "edl", is_edl }, { "otio", is_json }, { "fcpxml7", is_xml }, { "csv", is_csv },
  };
  g_autofree char *title = NULL;
  g_autoptr (TlmFlight) flight = fuzz_read_flight (data, length, &title);

  if (!flight)
    return;
  fuzz_n_accepted++;
  g_free (flight->mission->name);
  flight->mission->name = g_steal_pointer (&title);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    const InspectOptions options = { .format = (char *) formats[i].format };
    g_autoptr (GError) error = NULL;
    char *text = NULL;
    gsize n = 0;
    FILE *out = open_memstream (&text, &n);
    const gboolean done = inspect_markers (flight, &options, out, &error);
    fclose (out);
    fuzz_check_message ("the error", error ? error->message : NULL);
    fuzz_check_text ("markers", text);
    if (done && !formats[i].is (text, n))
      g_error ("no %s: %s", formats[i].format, text);
    free (text);
  }
}

static const FuzzTarget targets[] = {
  { .name = "escape", .run = fuzz_run_read, .read = read_escape, .dictionary = "markup", .longest = 256,
    .seed = "<b>&amp;{\\an8}\\N-->\342\200\256x\n" },
  { .name = "subtitles", .run = run_subtitles, .dictionary = "markup", .longest = 1024,
    .seed = "{vehicle} {phase} {state} {altitude}\n" FUZZ_HOSTILE },
  { .name = "markers", .run = run_markers, .dictionary = "markup", .longest = 1024, .seed = "A \"title\"|;=#\\\n" FUZZ_HOSTILE },
};

const FuzzSet fuzz_writers = { .targets = targets, .n = G_N_ELEMENTS (targets) };
