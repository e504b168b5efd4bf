/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MLT XML as melt, Kdenlive and Shotcut save it. A service is named before it is used, and the last of the document
 * is the film. Without any transition the topmost track that has a picture is seen; transitions that put one
 * picture over another change nothing of that, those that dissolve or wipe do. */
#include <string.h>

#include "core/base/error.h"
#include "core/edit/edit-readers.h"
#include "core/edit/mlt-private.h"

#define MOST_DEEP 16

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

/* TlmMlt's build. */
static gboolean
build (TlmMlt *mlt, const xmlNode *node, guint depth, const TlmMltService **service)
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
      "the film's rate, as in --fps 25 of telemetry-inspect");
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
    if (!is_bin (node) && !build (mlt, node, 0, &service))
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
  TlmMlt mlt = { .tree = tree, .services = services, .all = all, .build = build,
    .error = &problem };
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
