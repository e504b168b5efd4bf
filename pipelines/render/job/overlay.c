/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/overlay.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/suggest.h"

static const char **
names_of (GObjectClass *class)
{
  guint n, n_names = 0;
  g_autofree GParamSpec **specs = g_object_class_list_properties (class, &n);
  const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    if (specs[i]->flags & G_PARAM_WRITABLE)
      names[n_names++] = specs[i]->name;
  return names;
}

static void
fail_unknown (GObjectClass *class, const char *name, GError **error)
{
  g_autofree const char **names = names_of (class);
  g_autofree char *hint = tlm_suggest_hint (name, names);

  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "telemetryoverlay has no property \"%s\"%s", name, hint);
}

static gboolean
set_one (GObject *object, const char *name, const char *value, GError **error)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
  g_auto (GValue) to = G_VALUE_INIT;

  if (!spec || !(spec->flags & G_PARAM_WRITABLE)) {
    fail_unknown (G_OBJECT_GET_CLASS (object), name, error);
    return FALSE;
  }
  g_value_init (&to, spec->value_type);
  if (spec->value_type == G_TYPE_STRING) {
    g_value_set_string (&to, value);
  } else if (!gst_value_deserialize_with_pspec (&to, value, spec) || g_param_value_validate (spec, &to)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "%s=%s is no value of it: %s", name, value,
        g_param_spec_get_blurb (spec));
    return FALSE;
  }
  g_object_set_property (object, name, &to);
  return TRUE;
}

static gboolean
set_text (GObject *object, const char *text, gboolean is_overlay, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = g_strndup (text, equals ? (gsize) (equals - text) : strlen (text));

  if (!equals) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "\"%s\" sets nothing; as in layout=minimal", text);
    return FALSE;
  }
  if (!is_overlay && !g_object_class_find_property (G_OBJECT_GET_CLASS (object), name))
    return TRUE;
  return set_one (object, name, equals + 1, error);
}

gboolean
render_overlay_set (GstElement *element, const RenderJob *job, GError **error)
{
  GObject *object = G_OBJECT (element);
  GstElementFactory *factory = gst_element_get_factory (element);
  gboolean is_overlay = g_str_equal (GST_OBJECT_NAME (factory), "telemetryoverlay");

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (object), "mission") && job->mission)
    g_object_set (object, "mission", job->mission, NULL);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (object), "location") && job->telemetry)
    g_object_set (object, "location", job->telemetry, NULL);
  for (guint i = 0; i < job->properties->len; i++)
    if (!set_text (object, job->properties->pdata[i], is_overlay, error))
      return FALSE;
  return TRUE;
}

/* To be unreffed; NULL with an error. */
static GstElement *
make (GError **error)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);

  if (overlay)
    return gst_object_ref_sink (overlay);
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "GStreamer does not find telemetryoverlay: install the "
      "plugin, or say where it was built, as in GST_PLUGIN_PATH=build/plugin");
  return NULL;
}

/* Values that are right for a player, and would make a file say what is not so, or nothing. */
static const struct {
  const char *name, *value, *why;
} refused[] = {
  { "mode", "attach", "nothing would be in the picture, since no sink of a file draws it; leave mode out" },
  { "time-source", "arrival", "the time at which a picture is rendered is none of the footage; sync says its own" },
  { "time-source", "running-time", "nothing is played; leave time-source out" },
};

static gboolean
check_use (GstElement *overlay, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (overlay), refused[i].name);
    g_auto (GValue) value = G_VALUE_INIT;
    g_autofree char *text = NULL;
    g_value_init (&value, spec->value_type);
    g_object_get_property (G_OBJECT (overlay), refused[i].name, &value);
    text = gst_value_serialize (&value);
    if (strcmp (text, refused[i].value) != 0)
      continue;
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "%s=%s: %s", refused[i].name, refused[i].value, refused[i].why);
    return FALSE;
  }
  return TRUE;
}

gboolean
render_overlay_check (const RenderJob *job, GError **error)
{
  g_autoptr (GstElement) overlay = make (error);

  return overlay && render_overlay_set (overlay, job, error) && check_use (overlay, error);
}

gboolean
render_overlay_check_value (const char *name, const char *value, GError **error)
{
  g_autoptr (GstElement) overlay = make (error);

  return overlay && set_one (G_OBJECT (overlay), name, value, error);
}

const char **
render_overlay_names (void)
{
  g_autoptr (GstElement) overlay = make (NULL);

  return overlay ? names_of (G_OBJECT_GET_CLASS (overlay)) : g_new0 (const char *, 1);
}

char *
render_launch_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *text);
  }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

/* Letters that mean nothing to a shell. */
static gboolean
is_plain (const char *word)
{
  return *word && strspn (word, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-+=:,./@%") == strlen (word);
}

/* Where the word at TEXT ends: at a blank that stands in no quotes. */
static const char *
word_end (const char *text)
{
  char quote = '\0';

  for (; *text && (quote || *text != ' '); text++) {
    if (*text == '\\' && text[1])
      text++;
    else if (quote && *text == quote)
      quote = '\0';
    else if (!quote && (*text == '"' || *text == '\''))
      quote = *text;
  }
  return text;
}

char *
render_launch_shell (const char *launch)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = launch; *at; at++)
    if (g_ascii_iscntrl (*at))
      return NULL;
  while (*launch) {
    const char *end = word_end (launch);
    g_autofree char *word = g_strndup (launch, (gsize) (end - launch));
    g_autofree char *quoted = is_plain (word) || strcmp (word, "!") == 0 ? g_strdup (word) : g_shell_quote (word);
    if (*word)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", quoted);
    launch = *end ? end + 1 : end;
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
append (GString *line, const char *name, const char *value)
{
  g_autofree char *quoted = value ? render_launch_quote (value) : NULL;

  if (quoted)
    g_string_append_printf (line, " %s=%s", name, quoted);
}

char *
render_overlay_launch (const RenderJob *job)
{
  GString *line = g_string_new ("telemetryoverlay");

  append (line, "mission", job->mission);
  append (line, "location", job->telemetry);
  for (guint i = 0; i < job->properties->len; i++) {
    const char *text = job->properties->pdata[i], *equals = strchr (text, '=');
    g_autofree char *name = equals ? g_strndup (text, (gsize) (equals - text)) : NULL;
    if (name)
      append (line, name, equals + 1);
  }
  return g_string_free (line, FALSE);
}
