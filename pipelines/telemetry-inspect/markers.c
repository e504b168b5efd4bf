/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/footage/sync.h"
#include "core/time/elapsed.h"
#include "inspect.h"
#include "render/draw/escape.h"
#include "timecode.h"

/* An event in the footage. */
typedef struct {
  gint64 start_ns, end_ns;   /* footage time; the end is that of the next, or of the telemetry */
  char *name;                /* one line, valid UTF-8 */
} Marker;

typedef struct {
  const char *title;
  GArray *markers;           /* Marker */
  InspectTimecode timecode;
} Sheet;

typedef struct {
  const char *name;
  gboolean needs_timecode;
  void (*write) (const Sheet *sheet, FILE *out);
} Format;

/* One line, without controls and what XML does not take (1.0 section 2.2: U+FFFE and
 * U+FFFF). */
static char *
one_line (const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  tlr_escape_append (clean, text, TLR_ESCAPE_PLAIN);
  for (const char *p = clean->str; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c != 0xfffe && c != 0xffff)
      g_string_append_unichar (line, c == '\n' ? ' ' : c);
  }
  return g_strdup (line->str);
}

/* FFmpeg's metadata file: '=', ';', '#' and '\' are escaped. */
static void
print_escaped (const char *text, FILE *out)
{
  for (; *text; text++) {
    if (strchr ("=;#\\", *text))
      fputc ('\\', out);
    fputc (*text, out);
  }
}

static void
write_ffmetadata (const Sheet *sheet, FILE *out)
{
  fputs (";FFMETADATA1\ntitle=", out);
  print_escaped (sheet->title, out);
  fputc ('\n', out);
  for (guint i = 0; i < sheet->markers->len; i++) {
    const Marker *marker = &g_array_index (sheet->markers, Marker, i);
    fprintf (out, "\n[CHAPTER]\nTIMEBASE=1/1000000000\nSTART=%" G_GINT64_FORMAT "\nEND=%"
        G_GINT64_FORMAT "\ntitle=", marker->start_ns, marker->end_ns);
    print_escaped (marker->name, out);
    fputc ('\n', out);
  }
}

/* CMX 3600, one event a frame long for each marker, with the comment from which
 * DaVinci Resolve makes a marker. */
static void
write_edl (const Sheet *sheet, FILE *out)
{
  fprintf (out, "TITLE: %s\nFCM: %s\n", sheet->title, sheet->timecode.rate.drop ? "DROP FRAME" : "NON-DROP FRAME");
  for (guint i = 0; i < sheet->markers->len && i < 999; i++) {
    const Marker *marker = &g_array_index (sheet->markers, Marker, i);
    gint64 frame = inspect_timecode_frame (&sheet->timecode, marker->start_ns);
    g_autofree char *name = g_strdelimit (g_strdup (marker->name), "|", ' ');
    char in[INSPECT_TIMECODE_SIZE], after[INSPECT_TIMECODE_SIZE];

    inspect_timecode_print (&sheet->timecode, frame, in);
    inspect_timecode_print (&sheet->timecode, frame + 1, after);
    fprintf (out, "\n%03u  001      V     C        %s %s %s %s\n |C:ResolveColorBlue |M:%s |D:1\n",
        i + 1, in, after, in, after, name);
  }
}

static void
write_csv (const Sheet *sheet, FILE *out)
{
  const TlmElapsedFormat seconds = { .style = TLM_ELAPSED_NUMBER, .decimals = 9 };

  fputs ("time[s],frame,timecode,name\n", out);
  for (guint i = 0; i < sheet->markers->len; i++) {
    const Marker *marker = &g_array_index (sheet->markers, Marker, i);
    gint64 frame = inspect_timecode_frame (&sheet->timecode, marker->start_ns);
    g_auto (GStrv) parts = g_strsplit (marker->name, "\"", -1);
    g_autofree char *name = g_strjoinv ("\"\"", parts);
    g_autofree char *start = tlm_elapsed_format (marker->start_ns, &seconds);
    char in[INSPECT_TIMECODE_SIZE];

    inspect_timecode_print (&sheet->timecode, frame, in);
    fprintf (out, "%s,%" G_GINT64_FORMAT ",%s,\"%s\"\n", start, frame, in, name);
  }
}

static void
add_otio_time (JsonBuilder *builder, const char *member, double rate, double value)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "OTIO_SCHEMA");
  json_builder_add_string_value (builder, "RationalTime.1");
  json_builder_set_member_name (builder, "rate");
  json_builder_add_double_value (builder, rate);
  json_builder_set_member_name (builder, "value");
  json_builder_add_double_value (builder, value);
  json_builder_end_object (builder);
}

static void
begin_otio (JsonBuilder *builder, const char *schema, const char *name)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "OTIO_SCHEMA");
  json_builder_add_string_value (builder, schema);
  if (!name)
    return;
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
}

static void
end_otio_children (JsonBuilder *builder)
{
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_otio_marker (JsonBuilder *builder, const Marker *marker, const InspectTimecode *timecode)
{
  double rate = (double) timecode->rate.fps_n / timecode->rate.fps_d;

  begin_otio (builder, "Marker.2", marker->name);
  json_builder_set_member_name (builder, "color");
  json_builder_add_string_value (builder, "BLUE");
  json_builder_set_member_name (builder, "marked_range");
  begin_otio (builder, "TimeRange.1", NULL);
  add_otio_time (builder, "start_time", rate, inspect_timecode_frame (timecode, marker->start_ns));
  add_otio_time (builder, "duration", rate, 1);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
write_otio (const Sheet *sheet, FILE *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  double rate = (double) sheet->timecode.rate.fps_n / sheet->timecode.rate.fps_d;

  begin_otio (builder, "Timeline.1", sheet->title);
  add_otio_time (builder, "global_start_time", rate, sheet->timecode.start);
  json_builder_set_member_name (builder, "tracks");
  begin_otio (builder, "Stack.1", "tracks");
  json_builder_set_member_name (builder, "markers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->markers->len; i++)
    add_otio_marker (builder, &g_array_index (sheet->markers, Marker, i), &sheet->timecode);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "children");
  json_builder_begin_array (builder);
  begin_otio (builder, "Track.1", "V1");
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, "Video");
  json_builder_set_member_name (builder, "children");
  json_builder_begin_array (builder);
  end_otio_children (builder);
  end_otio_children (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  fprintf (out, "%s\n", text);
}

static void
write_fcpxml7 (const Sheet *sheet, FILE *out)
{
  const InspectTimecode *timecode = &sheet->timecode;
  int nominal = inspect_timecode_nominal (timecode);
  gint64 end = 0;
  g_autofree char *title = g_markup_escape_text (sheet->title, -1);
  g_autofree char *rate = g_strdup_printf ("<rate><timebase>%d</timebase><ntsc>%s</ntsc></rate>",
      nominal, timecode->rate.fps_d == 1001 ? "TRUE" : "FALSE");
  char start[INSPECT_TIMECODE_SIZE];

  for (guint i = 0; i < sheet->markers->len; i++)
    end = MAX (end, g_array_index (sheet->markers, Marker, i).end_ns);
  inspect_timecode_print (timecode, 0, start);
  fprintf (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE xmeml>\n<xmeml version=\"5\">\n"
      "<sequence>\n<name>%s</name>\n<duration>%" G_GINT64_FORMAT "</duration>\n%s\n<timecode>%s"
      "<string>%s</string><frame>%" G_GINT64_FORMAT "</frame><displayformat>%s</displayformat>"
      "</timecode>\n<media><video><track/></video></media>\n", title,
      inspect_timecode_frame (timecode, end), rate, rate, start, timecode->start,
      timecode->rate.drop ? "DF" : "NDF");
  for (guint i = 0; i < sheet->markers->len; i++) {
    const Marker *marker = &g_array_index (sheet->markers, Marker, i);
    g_autofree char *name = g_markup_escape_text (marker->name, -1);
    fprintf (out, "<marker><name>%s</name><comment></comment><in>%" G_GINT64_FORMAT
        "</in><out>-1</out></marker>\n", name, inspect_timecode_frame (timecode, marker->start_ns));
  }
  fputs ("</sequence>\n</xmeml>\n", out);
}

static const Format formats[] = {
  { .name = "ffmetadata", .write = write_ffmetadata },
  { .name = "edl", .needs_timecode = TRUE, .write = write_edl },
  { .name = "otio", .write = write_otio },
  { .name = "fcpxml7", .needs_timecode = TRUE, .write = write_fcpxml7 },
  { .name = "csv", .write = write_csv },
};

static const Format *
find_format (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return &formats[i];
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
      "--format: \"%s\" is none; right are ffmetadata, edl, otio, fcpxml7, csv", name);
  return NULL;
}

static gboolean
read_timecode (const InspectOptions *options, const Format *format, InspectTimecode *timecode,
    GError **error)
{
  const char *fps = options->fps ? options->fps : "25";

  if (!inspect_timecode_read_rate (timecode, fps, error))
    return FALSE;
  timecode->rate.drop = options->drop_frame;
  if (timecode->rate.drop && !tlm_timecode_rate_is_valid (&timecode->rate)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--drop-frame needs --fps 30000/1001 or 60000/1001");
    return FALSE;
  }
  if (format->needs_timecode && !tlm_timecode_rate_is_valid (&timecode->rate)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "--fps: there is no timecode at %s frames a "
        "second, which --format %s needs; ffmetadata, otio and csv do without", fps, format->name);
    return FALSE;
  }
  return !options->start_tc || inspect_timecode_read_start (timecode, options->start_tc, error);
}

static gboolean
find_sync (const TlmFlight *flight, const InspectOptions *options,
    const InspectTimecode *timecode, TlmSyncResult *sync, GError **error)
{
  g_autofree char *problem = NULL;

  if (!inspect_read_sync (flight, options, timecode->rate.fps_n, timecode->rate.fps_d, sync, error))
    return FALSE;
  if (sync->known)
    return TRUE;
  problem = tlm_sync_explain (sync);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "--format: %s", problem);
  return FALSE;
}

static void
clear_marker (gpointer marker)
{
  g_free (((Marker *) marker)->name);
}

/* Events in the footage, but planned ones; each lasts until the next. */
static void
gather (const TlmFlight *flight, const TlmSyncResult *sync, GArray *markers)
{
  const TlmTimeline *timeline = flight->timeline;
  gint64 first, last;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    Marker marker = { tlm_sync_invert (sync, event->time_ns) };
    g_autofree char *label = NULL;
    if (event->confidence == TLM_CONFIDENCE_NOMINAL || marker.start_ns < 0)
      continue;
    label = tlm_profile_event_label (flight->profile, event, NULL);
    marker.name = one_line (label);
    if (markers->len > 0)
      g_array_index (markers, Marker, markers->len - 1).end_ns = marker.start_ns;
    marker.end_ns = marker.start_ns + TLM_SECOND;
    g_array_append_val (markers, marker);
  }
  if (markers->len > 0 && tlm_timeline_span (timeline, &first, &last)) {
    Marker *end = &g_array_index (markers, Marker, markers->len - 1);
    end->end_ns = MAX (end->end_ns, tlm_sync_invert (sync, last));
  }
}

gboolean
inspect_markers (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  g_autoptr (GArray) markers = g_array_new (FALSE, FALSE, sizeof (Marker));
  g_autofree char *title = one_line (flight->mission->name ? flight->mission->name : "Telemetry");
  Sheet sheet = { .title = title, .markers = markers };
  const Format *format = find_format (options->format, error);
  TlmSyncResult sync;

  if (!format || !read_timecode (options, format, &sheet.timecode, error) ||
      !find_sync (flight, options, &sheet.timecode, &sync, error))
    return FALSE;
  g_array_set_clear_func (markers, clear_marker);
  gather (flight, &sync, markers);
  format->write (&sheet, out);
  return TRUE;
}
