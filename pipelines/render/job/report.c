/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/report.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static GMutex lock;
static GHashTable *warnings; /* char *, each that was said */

static JsonBuilder *
begin (const char *event)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, event);
  return builder;
}

/* Paths need not be UTF-8, JSON must. */
static void
put_text (JsonBuilder *builder, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, valid);
}

static void
put_number (JsonBuilder *builder, const char *name, guint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) number);
}

static void
end (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  line = json_generator_to_data (generator, NULL);
  g_mutex_lock (&lock);
  fprintf (stdout, "%s\n", line);
  fflush (stdout);
  g_mutex_unlock (&lock);
  g_object_unref (builder);
}

void
render_report_plan (const char *encoder, guint64 frames, gint64 duration_ns)
{
  JsonBuilder *builder = begin ("plan");

  put_text (builder, "encoder", encoder);
  put_number (builder, "frames", frames);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, (double) duration_ns / 1e9);
  end (builder);
}

void
render_report_progress (guint64 frame)
{
  JsonBuilder *builder = begin ("progress");

  put_number (builder, "frame", frame);
  end (builder);
}

/* An event of one text. */
static void
say (const char *event, const char *name, const char *text)
{
  JsonBuilder *builder = begin (event);

  put_text (builder, name, text);
  end (builder);
}

void
render_report_warning (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;
  gboolean is_new;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_mutex_lock (&lock);
  if (!warnings)
    warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_new = g_hash_table_add (warnings, g_strdup (text));
  g_mutex_unlock (&lock);
  if (!is_new)
    return;
  say ("warning", "text", text);
}

void
render_report_clip (const char *whole)
{
  say ("clip", "whole", whole);
}

void
render_report_done (const char *path, const RenderMade *made)
{
  JsonBuilder *builder = begin ("done");

  put_text (builder, "output", path);
  put_text (builder, "kind", made->kind);
  if (made->encoder)
    put_text (builder, "encoder", made->encoder);
  put_number (builder, "frames", made->frames);
  end (builder);
}

void
render_report_cut (guint segments)
{
  JsonBuilder *builder = begin ("cut");

  put_number (builder, "segments", segments);
  end (builder);
}

void
render_report_unsplit (const char *text)
{
  say ("unsplit", "text", text);
}

void
render_report_failed (const char *text)
{
  say ("failed", "text", text);
}

guint
render_report_warnings (void)
{
  guint n;

  g_mutex_lock (&lock);
  n = warnings ? g_hash_table_size (warnings) : 0;
  g_mutex_unlock (&lock);
  return n;
}
