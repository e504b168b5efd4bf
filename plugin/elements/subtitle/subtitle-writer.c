/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-writer.h"

#include <string.h>

#include "render/ass/ass.h"
#include "render/draw/escape.h"

/* A file is read whole, and what stands still need not be said again for those
 * who begin in the middle. */
#define FILE_WINDOW (600 * TLM_SECOND)

/* A script's times are hundredths of a second. */
#define FILE_STEP (TLM_SECOND / 100)

struct _GstTelemetryWriter {
  GstTelemetryTextFormat format;
  TlrCues *cues;
  TlrAss *ass;               /* of the formats of ASS */
  guint64 read_order;
  GString *text;
};

static gboolean
is_ass (GstTelemetryTextFormat format)
{
  return format == GST_TELEMETRY_TEXT_ASS || format == GST_TELEMETRY_TEXT_ASS_FILE;
}

GstTelemetryTextFormat
gst_telemetry_text_format_from_caps (const GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  const char *format = gst_structure_get_string (structure, "format");

  if (gst_structure_has_name (structure, "application/x-ass"))
    return g_strcmp0 (format, "file") == 0 ? GST_TELEMETRY_TEXT_ASS_FILE : GST_TELEMETRY_TEXT_ASS;
  return g_strcmp0 (format, "pango-markup") == 0 ? GST_TELEMETRY_TEXT_MARKUP :
      GST_TELEMETRY_TEXT_UTF8;
}

GstTelemetryWriter *
gst_telemetry_writer_new (GstTelemetryTextFormat format, const TlrCueSpec *spec,
    gboolean plain_ass, GError **error)
{
  GstTelemetryWriter *writer;
  TlrCueSpec cue_spec = *spec, ass_spec;

  g_return_val_if_fail (format != GST_TELEMETRY_TEXT_ANY, NULL);
  writer = g_new0 (GstTelemetryWriter, 1);
  writer->format = format;
  if (format == GST_TELEMETRY_TEXT_ASS_FILE)
    cue_spec.step_ns = FILE_STEP;
  ass_spec = cue_spec;
  if (format == GST_TELEMETRY_TEXT_ASS_FILE)
    ass_spec.window_ns = FILE_WINDOW;
  writer->text = g_string_new (NULL);
  writer->cues = tlr_cues_new (&cue_spec, error);
  if (writer->cues && is_ass (format))
    writer->ass = tlr_ass_new (&ass_spec, plain_ass, error);
  if (!writer->cues || (is_ass (format) && !writer->ass)) {
    gst_telemetry_writer_free (writer);
    return NULL;
  }
  return writer;
}

void
gst_telemetry_writer_free (GstTelemetryWriter *writer)
{
  if (!writer)
    return;
  tlr_cues_free (writer->cues);
  tlr_ass_free (writer->ass);
  g_string_free (writer->text, TRUE);
  g_free (writer);
}

GstCaps *
gst_telemetry_writer_caps (const GstTelemetryWriter *writer)
{
  const char *header;
  g_autoptr (GstBuffer) data = NULL;

  switch (writer->format) {
    case GST_TELEMETRY_TEXT_UTF8:
      return gst_caps_new_simple ("text/x-raw", "format", G_TYPE_STRING, "utf8", NULL);
    case GST_TELEMETRY_TEXT_MARKUP:
      return gst_caps_new_simple ("text/x-raw", "format", G_TYPE_STRING, "pango-markup", NULL);
    case GST_TELEMETRY_TEXT_ASS_FILE:
      return gst_caps_new_simple ("application/x-ass", "format", G_TYPE_STRING, "file", NULL);
    case GST_TELEMETRY_TEXT_ASS:
    case GST_TELEMETRY_TEXT_ANY:
      break;
  }
  header = tlr_ass_header (writer->ass);
  data = gst_buffer_new_memdup (header, strlen (header));
  return gst_caps_new_simple ("application/x-ass", "codec_data", GST_TYPE_BUFFER, data, NULL);
}

static GstBuffer *
buffer_new (const GString *text, gint64 start_ns, gint64 end_ns)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text->str, text->len);

  GST_BUFFER_PTS (buffer) = (GstClockTime) start_ns;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) (end_ns - start_ns);
  return buffer;
}

GstBuffer *
gst_telemetry_writer_header (const GstTelemetryWriter *writer)
{
  g_autoptr (GString) text = NULL;

  if (writer->format != GST_TELEMETRY_TEXT_ASS_FILE)
    return NULL;
  text = g_string_new (tlr_ass_header (writer->ass));
  g_string_append (text, TLR_ASS_EVENTS);
  return gst_buffer_new_memdup (text->str, text->len);
}

typedef struct {
  GstTelemetryWriter *writer;
  GPtrArray *out;
} Sink;

static void
take_block (const TlrAssEvent *event, gpointer data)
{
  Sink *sink = data;
  GString *text = g_string_truncate (sink->writer->text, 0);

  tlr_ass_append_block (text, sink->writer->read_order++, event);
  g_ptr_array_add (sink->out, buffer_new (text, event->start_ns, event->end_ns));
}

static void
take_line (const TlrAssEvent *event, gpointer data)
{
  tlr_ass_append_line (data, event);
}

/* The lines of a file need no buffer of their own. */
static gint64
write_lines (GstTelemetryWriter *writer, gint64 from_ns, gint64 limit_ns, GPtrArray *out)
{
  gint64 end = tlr_ass_show (writer->ass, from_ns, limit_ns, take_line,
      g_string_truncate (writer->text, 0));

  if (writer->text->len > 0)
    g_ptr_array_add (out, buffer_new (writer->text, from_ns, end));
  return end;
}

static gint64
write_cue (GstTelemetryWriter *writer, gint64 from_ns, gint64 limit_ns, GPtrArray *out)
{
  TlrCue cue = tlr_cues_at (writer->cues, from_ns, limit_ns);

  g_string_truncate (writer->text, 0);
  tlr_escape_append (writer->text, cue.text, writer->format == GST_TELEMETRY_TEXT_MARKUP ?
      TLR_ESCAPE_MARKUP : TLR_ESCAPE_LITERAL);
  if (writer->text->len > 0)
    g_ptr_array_add (out, buffer_new (writer->text, cue.start_ns, cue.end_ns));
  return cue.end_ns;
}

gint64
gst_telemetry_writer_write (GstTelemetryWriter *writer, gint64 from_ns, gint64 limit_ns,
    GPtrArray *out)
{
  Sink sink = { .writer = writer, .out = out };

  if (writer->format == GST_TELEMETRY_TEXT_ASS_FILE)
    return write_lines (writer, from_ns, limit_ns, out);
  if (writer->format == GST_TELEMETRY_TEXT_ASS)
    return tlr_ass_show (writer->ass, from_ns, limit_ns, take_block, &sink);
  return write_cue (writer, from_ns, limit_ns, out);
}

GstBuffer *
gst_telemetry_writer_blank (const GstTelemetryWriter *writer, gint64 from_ns, gint64 end_ns)
{
  const GString blank = { .str = (char *) " ", .len = 1, .allocated_len = 2 };

  return writer->ass ? NULL : buffer_new (&blank, from_ns, end_ns);
}

gint64
gst_telemetry_writer_next_time (GstTelemetryWriter *writer, gint64 after_ns)
{
  return tlr_cues_next_time (writer->cues, after_ns);
}
