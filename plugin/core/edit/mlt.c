/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MLT XML as melt, Kdenlive and Shotcut save it. A service is named before it is used, and the last of the document
 * is the film. Without any transition the topmost track that has a picture is seen; transitions that put one
 * picture over another change nothing of that, those that dissolve or wipe do. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/edit/edit-readers.h"
#include "core/edit/mlt-private.h"

#define MOST_DEEP 16

TlmMltService *
tlm_mlt_service_new (void)
{
  TlmMltService *service = g_new0 (TlmMltService, 1);

  service->source = TLM_EDIT_NOTHING;
  service->media_zero = TLM_RATIONAL_ZERO;
  service->speed = TLM_RATIONAL_ONE;
  return service;
}

void
tlm_mlt_service_free (gpointer data)
{
  TlmMltService *service = data;

  g_free (service->unknown);
  g_free (service);
}

/* Times */

/* "00:00:01.000", "1:30.5": to the nearest frame. */
static gboolean
read_clock (const TlmMlt *mlt, const char *text, gint64 *frames)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  const guint n = g_strv_length (parts);
  double seconds = 0, most = (double) TLM_MLT_MOST_FRAMES;

  if (n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    char *end;
    g_strdelimit (parts[i], ",", '.');
    seconds = 60 * seconds + g_ascii_strtod (parts[i], &end);
    if (end == parts[i] || *end || !isfinite (seconds))
      return FALSE;
  }
  seconds *= (double) mlt->rate.fps_n / mlt->rate.fps_d;
  if (fabs (seconds) > most)
    return FALSE;
  *frames = llrint (seconds);
  return TRUE;
}

gboolean
tlm_mlt_frames (const TlmMlt *mlt, const char *text, gint64 *frames)
{
  TlmTimecodeRate rate = mlt->rate;
  TlmTimecode timecode;

  if (!text)
    return FALSE;
  if (!strpbrk (text, ":.,;"))
    return tlm_edit_xml_whole (text, TLM_MLT_MOST_FRAMES, frames);
  if (!strpbrk (text, ".,"))
    return tlm_timecode_parse (text, &timecode, &rate.drop) && tlm_timecode_rate_is_valid (&rate) &&
        tlm_timecode_to_frame (&timecode, &rate, frames);
  return read_clock (mlt, text, frames);
}

void
tlm_mlt_range (const TlmMlt *mlt, const xmlNode *node, gint64 *in, gint64 *out)
{
  g_autofree char *first = tlm_edit_xml_attribute (node, "in"), *last = tlm_edit_xml_attribute (node, "out");
  g_autofree char *place = NULL;
  gint64 frame;

  if (tlm_mlt_frames (mlt, first, &frame) && frame >= 0)
    *in = frame;
  if (tlm_mlt_frames (mlt, last, &frame) && frame >= -1 && frame < TLM_MLT_MOST_FRAMES)
    *out = frame + 1;
  else if (last && first) {
    place = tlm_edit_xml_place (node);
    tlm_edit_tree_note (mlt->tree, NULL, "%s: an out that is no time of this film", place);
  }
}

TlmRational
tlm_mlt_seconds (const TlmMlt *mlt, gint64 frames)
{
  TlmRational at = TLM_RATIONAL_ZERO;

  tlm_rational_multiply ((TlmRational) { .n = frames, .d = 1 }, mlt->frame, &at);
  return at;
}

/* Services */

static gboolean
build_as (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *service)
{
  if (tlm_edit_xml_is (node, "playlist"))
    return tlm_mlt_playlist (mlt, node, depth, service);
  if (tlm_edit_xml_is (node, "tractor") || tlm_edit_xml_is (node, "multitrack"))
    return tlm_mlt_tractor (mlt, node, depth, service);
  tlm_mlt_clip (mlt, node, service);
  return TRUE;
}

static gboolean
is_service (const xmlNode *node)
{
  static const char *const those[] = { "producer", "chain", "playlist", "tractor", "multitrack", NULL };

  return g_strv_contains (those, (const char *) node->name);
}

gboolean
tlm_mlt_build (TlmMlt *mlt, const xmlNode *node, guint depth, const TlmMltService **service)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");
  g_autofree char *place = NULL;
  TlmMltService *made;

  if (!is_service (node))
    return TRUE;
  if (depth > MOST_DEEP) {
    place = tlm_edit_xml_place (node);
    g_set_error (mlt->error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: more than %d services are written in one another; give them "
        "ids and name those", place, MOST_DEEP);
    return FALSE;
  }
  made = tlm_mlt_service_new ();
  g_ptr_array_add (mlt->all, made);
  if (!build_as (mlt, node, depth, made))
    return FALSE;
  if (id)
    g_hash_table_insert (mlt->services, g_steal_pointer (&id), made);
  *service = made;
  return TRUE;
}

/* The document */

static gboolean
read_rate (TlmMlt *mlt, const xmlNode *root, const TlmEditOptions *options)
{
  const xmlNode *profile = tlm_edit_xml_child (root, "profile");
  g_autofree char *n = profile ? tlm_edit_xml_attribute (profile, "frame_rate_num") : NULL;
  g_autofree char *d = profile ? tlm_edit_xml_attribute (profile, "frame_rate_den") : NULL;
  gint64 fps_n = options->rate.fps_n, fps_d = options->rate.fps_d;

  if (tlm_edit_xml_whole (n, G_MAXINT / 1001, &fps_n))
    fps_d = 1;
  tlm_edit_xml_whole (d, G_MAXINT / 1001, &fps_d);
  mlt->rate = (TlmTimecodeRate) { .fps_n = (int) fps_n, .fps_d = (int) fps_d };
  if (fps_n > 0 && fps_d > 0 && fps_n / fps_d <= 1000 && tlm_rational_make (fps_d, fps_n, &mlt->frame))
    return TRUE;
  g_set_error (mlt->error, TLM_ERROR, TLM_ERROR_FORMAT, "line 1: has no <profile> with frame_rate_num and frame_rate_den: say "
      "the film's rate, as in --rate 25");
  return FALSE;
}

/* What is kept for its bin alone is not the film. */
static gboolean
is_bin (const xmlNode *node)
{
  return tlm_edit_xml_is (node, "playlist") && tlm_mlt_is_set (node, "xml_retain");
}

static gboolean
read_services (TlmMlt *mlt, const xmlNode *root, const TlmMltService **film)
{
  for (const xmlNode *node = tlm_edit_xml_first (root); node; node = tlm_edit_xml_next (node)) {
    const TlmMltService *service = NULL;
    if (!is_bin (node) && !tlm_mlt_build (mlt, node, 0, &service))
      return FALSE;
    *film = service ? service : *film;
  }
  if (*film)
    return TRUE;
  g_set_error (mlt->error, TLM_ERROR, TLM_ERROR_FORMAT, "line 1: has no playlist and no tractor, and so no film");
  return FALSE;
}

static TlmEdit *
read_film (TlmMlt *mlt, const xmlNode *root, const TlmEditOptions *options)
{
  TlmEditSequence *film = tlm_edit_tree_sequence (mlt->tree, NULL);
  const TlmMltService *service = NULL;
  TlmEditItem item = TLM_EDIT_ITEM_INIT;

  if (!read_rate (mlt, root, options) || !read_services (mlt, root, &service))
    return NULL;
  tlm_edit_tree_edit (mlt->tree)->rate = mlt->rate;
  item.record_out = tlm_mlt_seconds (mlt, MIN (service->out, TLM_MLT_MOST_FRAMES) - service->in);
  item.inside = service->inside;
  item.unknown = service->unknown;
  item.speed = service->speed;
  item.sees_through = service->sees_through;
  if (service->inside)
    item.media_in = tlm_mlt_seconds (mlt, service->in);
  else if (!tlm_rational_multiply (service->speed, tlm_mlt_seconds (mlt, service->in), &item.media_in) ||
      !tlm_rational_add (item.media_in, service->media_zero, &item.media_in))
    item.unknown = "its times are beyond what can be counted";
  item.source = item.unknown ? TLM_EDIT_NOTHING : service->source;
  if (!tlm_edit_sequence_add (film, &item, mlt->error))
    return NULL;
  return tlm_edit_tree_unroll (mlt->tree, film, mlt->error);
}

static TlmEdit *
mlt_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_mlt.name);
  g_autoptr (GHashTable) services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tlm_mlt_service_free);
  GError *problem = NULL;
  TlmMlt mlt = { .tree = tree, .services = services, .all = all, .error = &problem };
  xmlDoc *document = tlm_edit_xml_parse (data, length, error);
  const xmlNode *root = document ? xmlDocGetRootElement (document) : NULL;
  TlmEdit *edit = root ? read_film (&mlt, root, options) : NULL;

  if (problem)
    g_propagate_error (error, problem);
  xmlFreeDoc (document);
  return edit;
}

static gboolean
mlt_probe (const char *head, gsize length)
{
  return tlm_edit_xml_begins (head, length, "mlt");
}

const TlmEditReader tlm_edit_reader_mlt = {
  .name = "mlt",
  .description = "MLT XML (Kdenlive, Shotcut)",
  .probe = mlt_probe,
  .read = mlt_read,
};
