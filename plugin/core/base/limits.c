/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/limits.h"

#include <string.h>

#include "core/base/print-safe.h"
#include "core/base/suggest.h"

#define KIB(n) ((guint64) (n) << 10)
#define MIB(n) ((guint64) (n) << 20)
#define GIB(n) ((guint64) (n) << 30)

/* MOST of what GLib's arrays count in 32 bits. */
#define COUNT ((guint64) G_MAXINT32)
/* MOST of what is added and multiplied in 64. */
#define LARGE ((guint64) 1 << 48)
#define DAY_MS ((guint64) 24 * 3600 * 1000)

static const TlmLimit rows[TLM_N_LIMITS] = {
  [TLM_LIMIT_FILE_BYTES] = { .name = "file-bytes", .unit = "bytes", .value = GIB (16), .least = 1,
    .most = LARGE, .bounds = "telemetry in a file, as it is on disk" },
  [TLM_LIMIT_UNPACKED_BYTES] = { .name = "unpacked-bytes", .unit = "bytes", .value = GIB (1), .least = 1,
    .most = LARGE, .bounds = "what a packed file unpacks to" },
  [TLM_LIMIT_UNPACKED_RATIO] = { .name = "unpacked-ratio", .unit = "times", .value = 900, .least = 1,
    .most = COUNT, .bounds = "how many times its own size that is, past 256 MiB" },
  [TLM_LIMIT_MEMORY_BYTES] = { .name = "memory-bytes", .unit = "bytes", .value = GIB (32), .least = 1,
    .most = LARGE, .bounds = "what the samples, texts, states and events of one file are held in, looked at after "
        "each piece, or after the whole of a document; of no stream" },
  [TLM_LIMIT_INPUT_MS] = { .name = "input-ms", .unit = "ms", .value = 3600 * 1000, .least = 1,
    .most = 30 * DAY_MS, .bounds = "processor time to decode one file, looked at after each piece, or after the whole "
        "of a document; of no stream" },
  [TLM_LIMIT_DOCUMENT_BYTES] = { .name = "document-bytes", .unit = "bytes", .value = MIB (64), .least = 1,
    .most = COUNT, .bounds = "a document that is read as a whole and comes as a stream: XML, JSON, MP4" },
  [TLM_LIMIT_RECORD_BYTES] = { .name = "record-bytes", .unit = "bytes", .value = MIB (4), .least = 1,
    .most = GIB (1), .bounds = "what waits for the end of a line, a packet or an item" },
  [TLM_LIMIT_LINE_BYTES] = { .name = "line-bytes", .unit = "bytes", .value = MIB (1), .least = 16,
    .most = MIB (256), .bounds = "a line of a table, of JSON Lines or of a catalogue" },
  [TLM_LIMIT_COLUMNS] = { .name = "columns", .unit = "columns", .value = 65536, .least = 1,
    .most = 1 << 20, .bounds = "columns of a table, cells of a row, fields of a JSON record" },
  [TLM_LIMIT_NAME_BYTES] = { .name = "name-bytes", .unit = "bytes", .value = 128, .least = 8,
    .most = KIB (64), .bounds = "a name of a vehicle or channel; a longer one is cut" },
  [TLM_LIMIT_TEXT_BYTES] = { .name = "text-bytes", .unit = "bytes", .value = KIB (4), .least = 8,
    .most = MIB (1), .bounds = "a text that a channel says; a longer one is cut" },
  [TLM_LIMIT_SAMPLES] = { .name = "samples", .unit = "samples", .value = 1 << 26, .least = 1,
    .most = COUNT, .bounds = "samples of one channel" },
  [TLM_LIMIT_STATES] = { .name = "states", .unit = "states", .value = 1 << 26, .least = 1,
    .most = COUNT, .bounds = "states of one ephemeris" },
  [TLM_LIMIT_EVENTS] = { .name = "events", .unit = "events", .value = 1 << 20, .least = 8,
    .most = COUNT, .bounds = "events of one log and of one flight; past it the oldest go" },
  [TLM_LIMIT_VEHICLES] = { .name = "vehicles", .unit = "vehicles", .value = 64, .least = 1,
    .most = 1 << 20, .bounds = "vehicles of one log that are shown; of a catalogue of any number of objects object= "
        "chooses" },
  [TLM_LIMIT_CHANNELS] = { .name = "channels", .unit = "channels", .value = 65536, .least = 16,
    .most = 1 << 20, .bounds = "channels of numbers, and of texts, of one vehicle" },
  [TLM_LIMIT_JSON_DEPTH] = { .name = "json-depth", .unit = "levels", .value = 256, .least = 1,
    .most = 2048, .bounds = "objects and lists of JSON in one another" },
  [TLM_LIMIT_XML_DEPTH] = { .name = "xml-depth", .unit = "levels", .value = 256, .least = 1,
    .most = 2048, .bounds = "elements of XML in one another" },
  [TLM_LIMIT_XML_ATTRIBUTES] = { .name = "xml-attributes", .unit = "attributes", .value = 4096, .least = 1,
    .most = 65536, .bounds = "attributes of one element of XML" },
  [TLM_LIMIT_XML_ENTITIES] = { .name = "xml-entities", .unit = "entities", .value = 256, .least = 1,
    .most = 65536, .bounds = "entities that an XML document declares" },
  [TLM_LIMIT_MP4_SAMPLES] = { .name = "mp4-samples", .unit = "samples", .value = 1 << 26, .least = 1,
    .most = COUNT, .bounds = "samples of a track of an MP4" },
  [TLM_LIMIT_KLV_SET_BYTES] = { .name = "klv-set-bytes", .unit = "bytes", .value = KIB (64), .least = 16,
    .most = MIB (4), .bounds = "the length that a KLV set says it has" },
  [TLM_LIMIT_PACKET_GROUP_BYTES] = { .name = "packet-group-bytes", .unit = "bytes", .value = MIB (4),
    .least = 16, .most = GIB (1), .bounds = "a packet that comes in segments" },
  [TLM_LIMIT_XTCE_BYTES] = { .name = "xtce-bytes", .unit = "bytes", .value = MIB (64), .least = 1,
    .most = COUNT, .bounds = "a document of a telemetry database (XTCE) or a table of fields" },
  [TLM_LIMIT_XTCE_DOCUMENTS] = { .name = "xtce-documents", .unit = "documents", .value = 256, .least = 1,
    .most = 65536, .bounds = "documents of one telemetry database" },
  [TLM_LIMIT_XTCE_FIELDS] = { .name = "xtce-fields", .unit = "fields", .value = 65536, .least = 1,
    .most = 1 << 20, .bounds = "fields of a telemetry database" },
  [TLM_LIMIT_XTCE_ENTRIES] = { .name = "xtce-entries", .unit = "entries", .value = 1 << 18, .least = 1,
    .most = 1 << 24, .bounds = "what the containers of a telemetry database hold: entries, elements and "
        "members of their values, places and conditions" },
  [TLM_LIMIT_EOP_BYTES] = { .name = "eop-bytes", .unit = "bytes", .value = MIB (64), .least = 1,
    .most = COUNT, .bounds = "a file of the Earth's orientation" },
  [TLM_LIMIT_KEY_FILE_BYTES] = { .name = "key-file-bytes", .unit = "bytes", .value = MIB (1), .least = 1,
    .most = COUNT, .bounds = "a mission file, a phase profile" },
  [TLM_LIMIT_SOURCES] = { .name = "sources", .unit = "sources", .value = 256, .least = 1,
    .most = 65536, .bounds = "sources of one mission" },
  [TLM_LIMIT_CAMERAS] = { .name = "cameras", .unit = "cameras", .value = 256, .least = 1,
    .most = 65536, .bounds = "cameras of one mission" },
  [TLM_LIMIT_EDIT_BYTES] = { .name = "edit-bytes", .unit = "bytes", .value = MIB (256), .least = 1,
    .most = COUNT, .bounds = "the file of a film's edit" },
  [TLM_LIMIT_EDIT_EVENTS] = { .name = "edit-events", .unit = "events", .value = 200000, .least = 1,
    .most = 1 << 24, .bounds = "events of a film's edit, sequences in sequences unrolled" },
  [TLM_LIMIT_MISSION_EVENTS] = { .name = "mission-events", .unit = "events", .value = 4096, .least = 1,
    .most = 1 << 20, .bounds = "events that a mission names" },
  [TLM_LIMIT_LAYOUT_BYTES] = { .name = "layout-bytes", .unit = "bytes", .value = KIB (256), .least = 1,
    .most = MIB (1), .bounds = "a layout file" },
  [TLM_LIMIT_WIDGETS] = { .name = "widgets", .unit = "widgets", .value = 256, .least = 1,
    .most = 65536, .bounds = "widgets of a layout" },
  [TLM_LIMIT_IMAGE_BYTES] = { .name = "image-bytes", .unit = "bytes", .value = MIB (16), .least = 1,
    .most = COUNT, .bounds = "the file of a picture in a layout" },
  [TLM_LIMIT_IMAGE_SIDE] = { .name = "image-side", .unit = "pixels", .value = 8192, .least = 1,
    .most = 32767, .bounds = "a picture, each way" },
  [TLM_LIMIT_IMAGE_PIXELS] = { .name = "image-pixels", .unit = "pixels", .value = MIB (32), .least = 1,
    .most = GIB (1), .bounds = "a picture, and all pictures inside an SVG" },
  [TLM_LIMIT_IMAGE_MS] = { .name = "image-ms", .unit = "ms", .value = 10000, .least = 0,
    .most = DAY_MS, .bounds = "time to decode a picture, and to draw an SVG" },
  [TLM_LIMIT_SVG_BYTES] = { .name = "svg-bytes", .unit = "bytes", .value = MIB (1), .least = 1,
    .most = COUNT, .bounds = "an SVG" },
  [TLM_LIMIT_SVG_ELEMENTS] = { .name = "svg-elements", .unit = "elements", .value = 200000, .least = 1,
    .most = COUNT, .bounds = "elements of an SVG" },
  [TLM_LIMIT_SVG_FILTERED] = { .name = "svg-filtered", .unit = "elements", .value = 16, .least = 0,
    .most = 65536, .bounds = "elements of an SVG that have a filter" },
  [TLM_LIMIT_SVG_FILTER_WORK] = { .name = "svg-filter-work", .unit = "steps", .value = 64, .least = 0,
    .most = 1000000, .bounds = "steps of all filters of an SVG, each octave of turbulence being one" },
};

/* What was set, plus 1; 0: the row's own. */
static guint64 set[TLM_N_LIMITS];

const TlmLimit *
tlm_limit_row (TlmLimitId id)
{
  g_return_val_if_fail ((guint) id < TLM_N_LIMITS, NULL);
  return &rows[id];
}

guint64
tlm_limit (TlmLimitId id)
{
  guint64 value;

  g_return_val_if_fail ((guint) id < TLM_N_LIMITS, 0);
  value = __atomic_load_n (&set[id], __ATOMIC_RELAXED);
  return value > 0 ? value - 1 : rows[id].value;
}

static gboolean
find_row (const char *name, guint *index, GError **error)
{
  const char *known[TLM_N_LIMITS + 1] = { NULL };
  g_autofree char *hint = NULL, *head = tlm_print_head (name, 32);

  for (guint i = 0; i < TLM_N_LIMITS; i++) {
    known[i] = rows[i].name;
    if (strcmp (name, rows[i].name) == 0) {
      *index = i;
      return TRUE;
    }
  }
  hint = tlm_suggest_hint (name, known);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "limits: \"%s\" is no limit%s", head, hint);
  return FALSE;
}

/* "65536", "64k"; FALSE for anything else. */
static gboolean
read_value (const char *text, guint64 *value)
{
  static const char suffixes[] = "kMG";
  char *end;
  const char *suffix;
  guint shift = 0;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  *value = g_ascii_strtoull (text, &end, 10);
  suffix = *end ? strchr (suffixes, *end == 'K' ? 'k' : *end) : NULL;
  if (suffix) {
    shift = 10 * ((guint) (suffix - suffixes) + 1);
    end++;
  }
  if (*end || *value > G_MAXUINT64 >> shift)
    return FALSE;
  *value <<= shift;
  return TRUE;
}

static gboolean
read_part (const char *part, guint64 values[TLM_N_LIMITS], GError **error)
{
  const char *equals = strchr (part, '=');
  g_autofree char *name = g_strndup (part, equals ? (gsize) (equals - part) : strlen (part));
  g_autofree char *head = tlm_print_head (part, 64);
  guint index = 0;
  guint64 value;

  if (!find_row (name, &index, error))
    return FALSE;
  if (!equals || !read_value (equals + 1, &value)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "limits: \"%s\": expected a whole number, as in %s=%"
        G_GUINT64_FORMAT, head, name, rows[index].value);
    return FALSE;
  }
  if (value < rows[index].least || value > rows[index].most) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "limits: \"%s\": %" G_GUINT64_FORMAT " to %"
        G_GUINT64_FORMAT " %s is possible", head, rows[index].least, rows[index].most, rows[index].unit);
    return FALSE;
  }
  values[index] = value + 1;
  return TRUE;
}

gboolean
tlm_limits_set (const char *text, GError **error)
{
  guint64 values[TLM_N_LIMITS] = { 0 };
  g_auto (GStrv) parts = g_strsplit_set (text ? text : "", ",; \t\n", -1);

  for (char **part = parts; *part; part++)
    if (**part && !read_part (*part, values, error))
      return FALSE;
  for (guint i = 0; i < TLM_N_LIMITS; i++)
    if (values[i] > 0)
      __atomic_store_n (&set[i], values[i], __ATOMIC_RELAXED);
  return TRUE;
}

void
tlm_limits_reset (void)
{
  for (guint i = 0; i < TLM_N_LIMITS; i++)
    __atomic_store_n (&set[i], 0, __ATOMIC_RELAXED);
}

char *
tlm_limit_words_of (TlmLimitId id, guint64 value)
{
  const TlmLimit *row = tlm_limit_row (id);
  guint64 more;

  g_return_val_if_fail (row != NULL, NULL);
  more = MIN (2 * MAX (value, 1), row->most);
  if (value >= row->most)
    return g_strdup_printf ("over %s=%" G_GUINT64_FORMAT ", which is as much as is possible (%s)", row->name, value,
        row->bounds);
  return g_strdup_printf ("over the limit %s=%" G_GUINT64_FORMAT " (%s); where that is meant say limits=%s=%"
      G_GUINT64_FORMAT " (elements) or --limit %s=%" G_GUINT64_FORMAT " (telemetry-inspect)", row->name, value,
      row->bounds, row->name, more, row->name, more);
}

char *
tlm_limit_words (TlmLimitId id)
{
  return tlm_limit_words_of (id, tlm_limit (id));
}

const char *
tlm_limit_said_of (TlmLimitId id, guint64 value)
{
  g_autofree char *words = tlm_limit_words_of (id, value);

  return g_intern_string (words);
}

const char *
tlm_limit_said (TlmLimitId id)
{
  return tlm_limit_said_of (id, tlm_limit (id));
}

gboolean
tlm_limit_fail (TlmLimitId id, TlmError code, GError **error, const char *format, ...)
{
  g_autofree char *words = tlm_limit_words (id), *before = NULL;
  va_list arguments;

  va_start (arguments, format);
  before = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, TLM_ERROR, code, "%s%s", before, words);
  return FALSE;
}
