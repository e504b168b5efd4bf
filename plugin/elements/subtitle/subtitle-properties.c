/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-private.h"

#include <string.h>

#include "elements/settings/ranked-lock.h"

#define INTERVAL_MIN (10 * GST_MSECOND)

enum {
  PROP_TEMPLATE = GST_TELEMETRY_N_SETTINGS,
  PROP_INTERVAL,
  PROP_LANGUAGES,
  PROP_FRAME_RATE,
  PROP_POSITION,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_FORMAT
};

enum { POSITION_TOP, POSITION_BOTTOM };

static GType
position_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { POSITION_TOP, "Top: subtitles with dialogue keep the bottom", "top" },
    { POSITION_BOTTOM, "Bottom", "bottom" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetrySubtitlePosition", values));
  return type;
}

static GType
format_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { 0, "What downstream takes", "any" },
    { 1 + GST_TELEMETRY_TEXT_UTF8, "Plain text", "utf8" },
    { 1 + GST_TELEMETRY_TEXT_MARKUP, "Pango markup", "pango-markup" },
    { 1 + GST_TELEMETRY_TEXT_ASS, "ASS, as in Matroska", "ass" },
    { 1 + GST_TELEMETRY_TEXT_ASS_FILE, "ASS, a whole file", "ass-file" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetrySubtitleFormat", values));
  return type;
}

/* Those of the shared settings that this element has. */
static const guint shared[] = {
  GST_TELEMETRY_SETTING_LAYOUT, GST_TELEMETRY_SETTING_UNITS, GST_TELEMETRY_SETTING_MARKS,
  GST_TELEMETRY_SETTING_MARK
};

static gboolean
is_setting (guint id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    if (shared[i] == id)
      return TRUE;
  return FALSE;
}

static void
add_languages (GPtrArray *languages, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text ? text : "", ", ;", -1);

  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      g_ptr_array_add (languages, g_strdup (parts[i]));
}

static char *
join_languages (const GPtrArray *languages)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < languages->len; i++)
    g_string_append_printf (text, "%s%s", i ? "," : "", (const char *) languages->pdata[i]);
  return text->len ? g_strdup (text->str) : NULL;
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);
  GstTelemetrySubtitleSettings *settings = &self->settings;
  gboolean known = TRUE;

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_TEMPLATE:
      gst_telemetry_take_text (&settings->text, value);
      break;
    case PROP_INTERVAL:
      settings->interval_ns = g_value_get_int64 (value);
      break;
    case PROP_LANGUAGES:
      g_ptr_array_set_size (settings->languages, 0);
      add_languages (settings->languages, g_value_get_string (value));
      break;
    case GST_TELEMETRY_SETTING_LANGUAGE:
      add_languages (settings->languages, g_value_get_string (value));
      break;
    case PROP_FRAME_RATE:
      settings->fps_n = gst_value_get_fraction_numerator (value);
      settings->fps_d = gst_value_get_fraction_denominator (value);
      break;
    case PROP_POSITION:
      settings->bottom = g_value_get_enum (value) == POSITION_BOTTOM;
      break;
    case PROP_WIDTH:
      settings->width = g_value_get_int (value);
      break;
    case PROP_HEIGHT:
      settings->height = g_value_get_int (value);
      break;
    case PROP_FORMAT:
      settings->format = (guint) g_value_get_enum (value);
      break;
    default:
      if (is_setting (id))
        gst_telemetry_setting_set (&settings->settings, id, value);
      else
        known = FALSE;
  }
  gst_telemetry_object_unlock (self);
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);
  const GstTelemetrySubtitleSettings *settings = &self->settings;
  gboolean known = TRUE;

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_TEMPLATE:
      g_value_set_string (value, settings->text);
      break;
    case PROP_INTERVAL:
      g_value_set_int64 (value, settings->interval_ns);
      break;
    case PROP_LANGUAGES:
    case GST_TELEMETRY_SETTING_LANGUAGE:
      g_value_take_string (value, join_languages (settings->languages));
      break;
    case PROP_FRAME_RATE:
      gst_value_set_fraction (value, settings->fps_n, settings->fps_d);
      break;
    case PROP_POSITION:
      g_value_set_enum (value, settings->bottom ? POSITION_BOTTOM : POSITION_TOP);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, settings->width);
      break;
    case PROP_HEIGHT:
      g_value_set_int (value, settings->height);
      break;
    case PROP_FORMAT:
      g_value_set_enum (value, (int) settings->format);
      break;
    default:
      if (is_setting (id))
        gst_telemetry_setting_get (&settings->settings, id, value);
      else
        known = FALSE;
  }
  gst_telemetry_object_unlock (self);
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

void
gst_telemetry_subtitle_init_settings (GstTelemetrySubtitle *self)
{
  self->settings = (GstTelemetrySubtitleSettings) { .interval_ns = GST_SECOND, .fps_d = 1,
    .width = 1920, .height = 1080, .languages = g_ptr_array_new_with_free_func (g_free) };
}

void
gst_telemetry_subtitle_clear_settings (GstTelemetrySubtitle *self)
{
  g_free (self->settings.text);
  g_ptr_array_unref (self->settings.languages);
  gst_telemetry_settings_clear (&self->settings.settings);
}

gboolean
gst_telemetry_subtitle_language (GstTelemetrySubtitle *self, guint number, char **language)
{
  const GPtrArray *languages = self->settings.languages;
  gboolean known;

  gst_telemetry_object_lock (self);
  known = number < MAX (languages->len, 1);
  *language = number < languages->len ? g_strdup (languages->pdata[number]) : NULL;
  gst_telemetry_object_unlock (self);
  return known;
}

int
gst_telemetry_subtitle_wanted_format (GstTelemetrySubtitle *self)
{
  int format;

  gst_telemetry_object_lock (self);
  format = (int) self->settings.format - 1;
  gst_telemetry_object_unlock (self);
  return format;
}

/* What a writer is made from. */

#define PLAIN "none"

/* How stream time relates to the telemetry: as upstream says, unless marks do. */
static gboolean
find_sync (GstTelemetrySubtitle *self, const char *marks, TlrCueSpec *spec, GError **error)
{
  g_autofree char *problem = NULL;
  TlmSync sync = TLM_SYNC_NONE;

  spec->sync = gst_telemetry_subtitle_source_sync (self->source);
  if (!marks)
    return TRUE;
  if (!tlm_sync_read (&sync, &(TlmSyncText) { .marks = marks }, error))
    return FALSE;
  spec->sync = tlm_sync_resolve (&sync, spec->timeline, spec->fps_n, spec->fps_d);
  problem = tlm_sync_explain (&spec->sync);
  if (problem && spec->sync.problem != TLM_SYNC_NO_TELEMETRY)
    g_set_error (error, GST_LIBRARY_ERROR, GST_LIBRARY_ERROR_SETTINGS, "marks: %s", problem);
  return !problem || spec->sync.problem == TLM_SYNC_NO_TELEMETRY;
}

GstTelemetryWriter *
gst_telemetry_subtitle_load_writer (GstTelemetrySubtitle *self, GstTelemetryTextFormat format,
    const char *language, GError **error)
{
  const GstTelemetrySubtitleSettings *settings = &self->settings;
  g_autofree char *text = NULL, *name = NULL, *marks = NULL;
  g_autoptr (TlrLayout) layout = NULL;
  gboolean plain;
  TlrCueSpec spec;

  gst_telemetry_object_lock (self);
  text = g_strdup (settings->text);
  name = g_strdup (settings->settings.layout ? settings->settings.layout : "webcast");
  marks = g_strdup (settings->settings.marks);
  spec = (TlrCueSpec) { .style = { settings->settings.units, language }, .text = text,
    .interval_ns = settings->interval_ns, .fps_n = settings->fps_n, .fps_d = settings->fps_d,
    .width = settings->width, .height = settings->height, .bottom = settings->bottom };
  gst_telemetry_object_unlock (self);
  spec.timeline = gst_telemetry_subtitle_source_timeline (self->source);
  spec.mission = gst_telemetry_subtitle_source_mission (self->source);
  spec.style.profile = gst_telemetry_subtitle_source_profile (self->source);
  if (!find_sync (self, marks, &spec, error))
    return NULL;
  plain = strcmp (name, PLAIN) == 0;
  spec.layout = layout = tlr_layout_load (plain ? "webcast" : name, error);
  return layout ? gst_telemetry_writer_new (format, &spec, plain, error) : NULL;
}

#define READY (GST_PARAM_MUTABLE_READY | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

static void
install (GObjectClass *object_class, guint id, GParamSpec *spec)
{
  g_object_class_install_property (object_class, id, spec);
}

static void
install_languages (GObjectClass *object_class)
{
  install (object_class, GST_TELEMETRY_SETTING_LANGUAGE, g_param_spec_string ("language", "Language",
      "Language of labels and numbers (en, ru, es, fr, de, zh, ja), and of the track; English "
      "unless set. Given several times in a launch line, each is one track more: the first on src, "
      "the others on src_1, src_2, …; reads as languages", NULL, READY));
  install (object_class, PROP_LANGUAGES, g_param_spec_string ("languages", "Languages",
      "All languages, commas between: what was set before does not count", NULL, READY));
}

static void
install_places (GObjectClass *object_class)
{
  install (object_class, PROP_POSITION, g_param_spec_enum ("position", "Position",
      "Where ASS without a layout puts its lines", position_get_type (), POSITION_TOP, READY));
  install (object_class, PROP_WIDTH, g_param_spec_int ("width", "Width",
      "Pixels of the picture that ASS is placed on", 16, 16384, 1920, READY));
  install (object_class, PROP_HEIGHT, g_param_spec_int ("height", "Height",
      "Pixels of the picture that ASS is placed on", 16, 16384, 1080, READY));
}

void
gst_telemetry_subtitle_install_properties (GObjectClass *object_class)
{
  object_class->set_property = set_property;
  object_class->get_property = get_property;
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    if (shared[i] != GST_TELEMETRY_SETTING_LAYOUT)
      install (object_class, shared[i], gst_telemetry_setting_spec (shared[i], READY));
  install (object_class, GST_TELEMETRY_SETTING_LAYOUT, g_param_spec_string ("layout", "Layout",
      "Layout whose words are used and whose widgets ASS shows, by name or path; none: ASS shows "
      "the lines of the template", "webcast", READY));
  install (object_class, PROP_TEMPLATE, g_param_spec_string ("template", "Template",
      "Lines with fields, as in {speed} {speed.unit}\\n{altitude:km:1}; a line with {vehicle} "
      "stands once for each (a launch line needs the backslash twice); unset: clock, phase, speed "
      "and altitude", NULL, READY));
  install (object_class, PROP_INTERVAL, g_param_spec_int64 ("interval", "Interval",
      "Nanoseconds from one cue to the next", INTERVAL_MIN, LONGEST, GST_SECOND, READY));
  install_languages (object_class);
  install (object_class, PROP_FRAME_RATE, gst_param_spec_fraction ("frame-rate", "Frame rate",
      "Cues begin with frames of this rate; 0/1: at any time", 0, 1, G_MAXINT, 1, 0, 1, READY));
  install_places (object_class);
  install (object_class, PROP_FORMAT, g_param_spec_enum ("format", "Format",
      "What comes out where downstream takes several formats. Muxers write their header when the "
      "last track has caps: with this, and no caps filter, they know its language before",
      format_get_type (), 0, READY));
  gst_type_mark_as_plugin_api (position_get_type (), 0);
  gst_type_mark_as_plugin_api (format_get_type (), 0);
}
