/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Edits of films in OpenTimelineIO, plain and packed, and in FCPXML. */
#include "core/edit/edit-read.h"
#include "core/edit/zip.h"
#include "fuzz/target.h"

/* What is read can be asked wherever something begins. */
static gboolean
read_timeline (const char *text, gsize length, GError **error)
{
  g_autoptr (TlmEdit) edit = tlm_edit_read (text, length, "film", NULL, error);

  for (guint i = 0; edit && i < MIN (edit->events->len, 64); i++) {
    const TlmEditEvent *event = &g_array_index (edit->events, TlmEditEvent, i);
    g_autofree char *record = tlm_edit_record_text (edit, event->record_in);
    g_autoptr (GArray) layers = tlm_edit_layers_at (edit, event->record_in);
    g_assert_true (event->source == TLM_EDIT_NOTHING || event->source < edit->sources->len);
    g_assert_cmpint (tlm_rational_compare (event->record_in, event->record_out), <, 0);
    g_assert_cmpuint (layers->len, <=, edit->events->len);
  }
  for (guint i = 0; edit && i < edit->notes->len; i++)
    g_assert_true (g_utf8_validate (g_array_index (edit->notes, TlmEditNote, i).text, -1, NULL));
  return edit != NULL;
}

static gboolean
read_zip (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) content = tlm_zip_unpack (text, length, "a", error);

  return content != NULL;
}

#define TIMES(start, duration) "\"source_range\":{\"start_time\":{\"value\":" start ",\"rate\":24},\"duration\":{\"value\":" duration \
    ",\"rate\":23.976}}"

/* "hello hello hello", deflated: the file a. */
#define PACKED "PK\003\004\024\000\000\000\010\000\000\000!\000\200\210\371\345\012\000\000\000\021\000\000\000\001\000\000\000a\313H\315\311\311W\310@\220\000" \
    "PK\001\002\024\003\024\000\000\000\010\000\000\000!\000\200\210\371\345\012\000\000\000\021\000\000\000\001\000\000\000\000\000\000\000\000\000\000\000\200\001\000\000\000\000a" \
    "PK\005\006\000\000\000\000\001\000\001\000/\000\000\000)\000\000\000\000\000"

static const FuzzTarget targets[] = {
  { .name = "edit-otio", .run = fuzz_run_read, .read = read_timeline, .dictionary = "timeline",
    .seed = "{\"OTIO_SCHEMA\":\"Timeline.1\",\"global_start_time\":{\"value\":86400,\"rate\":24},\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":["
        "{\"OTIO_SCHEMA\":\"Track.1\",\"children\":[{\"OTIO_SCHEMA\":\"Clip.1\",\"name\":\"a\"," TIMES ("5", "9.5") ",\"effects\":[{\"OTIO_SCHEMA\":"
        "\"LinearTimeWarp.1\",\"time_scalar\":-0.8545}]},{\"OTIO_SCHEMA\":\"Transition.1\",\"in_offset\":{\"value\":2,\"rate\":24},\"out_offset\":"
        "{\"value\":3,\"rate\":24}},{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Clip.2\",\"media_references\":{\"DEFAULT_MEDIA\":"
        "{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"a\"}}," TIMES ("1", "8") "}]," TIMES ("1", "6") "}]}]}}" },
  { .name = "edit-fcpxml", .run = fuzz_run_read, .read = read_timeline, .dictionary = "timeline",
    .seed = "<fcpxml><resources><format id=\"f\" frameDuration=\"1001/30000s\"/><asset id=\"a\" start=\"3600s\" duration=\"99s\" hasVideo=\"1\" "
        "format=\"f\"/><media id=\"m\"><sequence tcStart=\"5s\" duration=\"9s\"><spine><asset-clip ref=\"a\" offset=\"5s\" duration=\"9s\"/></spine>"
        "</sequence></media><media id=\"n\"><multicam><mc-angle angleID=\"x\"><gap duration=\"1s\"/><asset-clip ref=\"a\"/></mc-angle></multicam>"
        "</media></resources><project><sequence format=\"f\" tcStart=\"1s\"><spine><asset-clip ref=\"a\" offset=\"1s\" start=\"3601s\" duration=\"5s\">"
        "<timeMap><timept time=\"3600s\" value=\"3600s\"/><timept time=\"3620s\" value=\"3610s\"/></timeMap><clip lane=\"1\" offset=\"3602s\" "
        "duration=\"1s\"><video ref=\"a\" duration=\"9s\"/></clip></asset-clip><transition offset=\"5s\" duration=\"2s\"/><ref-clip ref=\"m\" "
        "start=\"6s\"/><mc-clip ref=\"n\" duration=\"3s\"><mc-source angleID=\"x\"/></mc-clip></spine></sequence></project></fcpxml>" },
  { .name = "zip", .run = fuzz_run_read, .read = read_zip, .dictionary = "timeline", .longest = 4096,
    .seed = PACKED, .seed_length = sizeof PACKED - 1 },
};

const FuzzSet fuzz_core_timelines = { .targets = targets, .n = G_N_ELEMENTS (targets) };
