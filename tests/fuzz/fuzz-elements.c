/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the elements write: buffers of subtitles in each format, chapters. */
#include <pango/pango.h>

#include "elements/settings/chapters.h"
#include "elements/subtitle/subtitle-writer.h"
#include "fuzz/flight.h"
#include "fuzz/oracle.h"
#include "fuzz/target.h"
#include "render/widgets/layout-load.h"

static void
check_buffer (GstBuffer *buffer, GstTelemetryTextFormat format)
{
  g_autofree char *text = NULL;
  gpointer bytes;
  gsize n;

  gst_buffer_extract_dup (buffer, 0, gst_buffer_get_size (buffer), &bytes, &n);
  text = g_strndup (bytes, n);
  g_free (bytes);
  if (strlen (text) < n && strlen (text) + 1 != n)
    g_error ("a NUL is in \"%s\"", text);
  fuzz_check_text ("a subtitle", text);
  if (format == GST_TELEMETRY_TEXT_MARKUP && !pango_parse_markup (text, -1, 0, NULL, NULL, NULL, NULL))
    g_error ("no markup: \"%s\"", text);
  if (format == GST_TELEMETRY_TEXT_ASS && strchr (text, '\n') && GST_BUFFER_PTS_IS_VALID (buffer))
    g_error ("an event of ASS is not one line: %s", text);
}

static void
write_format (GstTelemetryTextFormat format, const TlrCueSpec *spec)
{
  g_autoptr (GError) error = NULL;
  GstTelemetryWriter *writer = gst_telemetry_writer_new (format, spec, FALSE, &error);
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref);
  gint64 at = 0;

  g_assert_true ((writer != NULL) == (error == NULL));
  fuzz_check_message ("the error", error ? error->message : NULL);
  for (int i = 0; writer && i < 6 && at < 60 * TLM_SECOND; i++) {
    const gint64 next = gst_telemetry_writer_write (writer, at, at + 20 * TLM_SECOND, buffers);
    g_assert_cmpint (next, >, at);
    at = next;
  }
  for (guint i = 0; i < buffers->len; i++)
    check_buffer (buffers->pdata[i], format);
  gst_telemetry_writer_free (writer);
}

/* Titles can be shown, and no chapter ends before it begins. */
static void
check_chapter (gpointer data, gpointer user)
{
  const GstTocEntry *entry = data;
  GstTagList *tags = gst_toc_entry_get_tags (entry);
  gint64 start = 0, stop = 0;
  g_autofree char *title = NULL;

  if (tags && gst_tag_list_get_string (tags, GST_TAG_TITLE, &title))
    fuzz_check_text ("a chapter", title);
  if (gst_toc_entry_get_start_stop_times (entry, &start, &stop) && (start < 0 || stop < start))
    g_error ("a chapter from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " ns", start, stop);
  g_list_foreach (gst_toc_entry_get_sub_entries (entry), check_chapter, NULL);
}

static void
run_buffers (const FuzzTarget *target, const guint8 *data, gsize length)
{
  static const GstTelemetryTextFormat formats[] = { GST_TELEMETRY_TEXT_UTF8, GST_TELEMETRY_TEXT_MARKUP,
    GST_TELEMETRY_TEXT_ASS };
  g_autofree char *template = NULL;
  g_autoptr (TlmFlight) flight = fuzz_read_flight (data, length, &template);
  TlrLayout *layout = flight ? tlr_layout_load ("webcast", NULL) : NULL;
  TlmSync sync = TLM_SYNC_NONE;
  TlrCueSpec spec;
  GstToc *toc;

  if (!layout)
    return;
  fuzz_n_accepted++;
  spec = (TlrCueSpec) { .timeline = flight->timeline, .mission = flight->mission, .layout = layout,
    .sync = tlm_sync_resolve (&sync, flight->timeline, 25, 1), .text = *template ? template : NULL };
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    write_format (formats[i], &spec);
  toc = gst_telemetry_chapters_new (flight->timeline, &spec.sync, GST_CLOCK_TIME_NONE, flight->profile, NULL);
  if (toc) {
    g_list_foreach (gst_toc_get_entries (toc), check_chapter, NULL);
    gst_toc_unref (toc);
  }
  tlr_layout_unref (layout);
}

static const FuzzTarget targets[] = {
  { .name = "buffers", .run = run_buffers, .dictionary = "markup", .longest = 1024,
    .seed = "{vehicle} {phase} {state} {altitude}\n" FUZZ_HOSTILE },
};

static const FuzzSet set = { .targets = targets, .n = G_N_ELEMENTS (targets) };
const FuzzSet *const fuzz_sets[] = { &set, NULL };

static void __attribute__ ((constructor))
begin (void)
{
  gst_init (NULL, NULL);
}

/* GStreamer is there, which makes the buffers. */
void
fuzz_check_sets (void)
{
  g_assert_true (gst_is_initialized ());
}
