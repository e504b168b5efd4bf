/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Timelines of GStreamer Editing Services. Times are nanoseconds; layer 0 is the topmost; a transition is a clip of its
 * own over two that overlap. A clip's inpoint is a time of its file whatever its speed, which an effect has. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/edit/edit-private.h"
#include "core/edit/edit-readers.h"
#include "core/edit/edit-still.h"
#include "core/edit/edit-xml.h"
#include "core/edit/xges-text.h"

/* A hundred days. */
#define MOST_NS (G_GINT64_CONSTANT (100) * 24 * 3600 * G_GINT64_CONSTANT (1000000000))
#define VIDEO 4

typedef struct {
  TlmEditTree *tree;
  TlmTimecodeRate rate;        /* of the film */
  GHashTable *assets;          /* id to the xmlNode of the asset */
  GHashTable *inside;          /* id of an asset to the TlmEditSequence of the timeline in it */
  GHashTable *sequences;       /* xmlNode of a timeline to its TlmEditSequence */
  GPtrArray *timelines;        /* xmlNode, in the document's order */
  GError **error;
} Xges;

/* A layer as it is placed. */
typedef struct {
  TlmEditSequence *sequence;
  GHashTable *fades;           /* start of each transition to how long it is, ns */
  guint track;
  guint n_sounds;
  gint64 covered;              /* until when clips of before are seen, ns */
} Layer;

static gint64
ns_of (const xmlNode *node, const char *name)
{
  g_autofree char *text = tlm_edit_xml_attribute (node, name);
  gint64 ns = 0;

  return tlm_edit_xml_whole (text, MOST_NS, &ns) ? ns : 0;
}

/* The beginning of a frame is written as whole nanoseconds, up or down: it is meant. */
static TlmRational
seconds_of (const Xges *xges, gint64 ns)
{
  const double frame_ns = 1e9 * xges->rate.fps_d / xges->rate.fps_n;
  const gint64 frame = llrint ((double) ns / frame_ns);
  TlmRational exact;
  gint64 exact_ns;

  if (tlm_rational_make (frame, xges->rate.fps_n, &exact) &&
      tlm_rational_multiply (exact, (TlmRational) { .n = xges->rate.fps_d, .d = 1 }, &exact) &&
      tlm_rational_to_ns (exact, &exact_ns) && ABS (exact_ns - ns) <= 1)
    return exact;
  return tlm_rational_from_ns (ns);
}

/* Speed */

static gboolean
is_element (const char *description, const char *name)
{
  const gsize length = strlen (name);

  return strncmp (description, name, length) == 0 && (description[length] == '\0' || description[length] == ' ');
}

static const char *
take_effect (const xmlNode *node, TlmRational *speed)
{
  g_autofree char *description = tlm_edit_xml_attribute (node, "asset-id");
  g_autofree char *properties = tlm_edit_xml_attribute (node, "children-properties");
  g_autofree char *rate = tlm_xges_field (properties, "GstVideoRate::rate");
  const char *said = description ? strstr (description, " rate=") : NULL;
  double value;

  if (!description || strstr (description, "imagefreeze"))
    return description ? "the effect imagefreeze holds a frame that it does not say" : NULL;
  if (!strstr (description, "videorate"))
    return NULL;
  if (!is_element (description, "videorate") || strchr (description, '!') || tlm_edit_xml_child (node, "binding"))
    return "its speed is changed by effects that are not read";
  value = rate ? g_ascii_strtod (rate, NULL) : said ? g_ascii_strtod (said + strlen (" rate="), NULL) : 1;
  if (!isfinite (value) || value <= 0 || value > 1000 ||
      !tlm_rational_make (llrint (value * 1e6), 1000000, &(TlmRational) { 0 }))
    return "its speed is none that is known here";
  return tlm_rational_multiply (*speed, (TlmRational) { .n = llrint (value * 1e6), .d = 1000000 }, speed) ? NULL :
      "its speed is beyond what can be counted";
}

/* NULL, or why its times are not known. */
static const char *
read_effects (const xmlNode *clip, TlmRational *speed)
{
  const char *wrong = NULL;

  for (const xmlNode *node = tlm_edit_xml_first (clip); node && !wrong; node = tlm_edit_xml_next (node)) {
    g_autofree char *type = tlm_edit_xml_is (node, "effect") ? tlm_edit_xml_attribute (node, "track-type") : NULL;
    g_autofree char *properties = type ? tlm_edit_xml_attribute (node, "properties") : NULL;
    g_autofree char *active = tlm_xges_field (properties, "active");
    if (type && g_str_equal (type, "4") && g_strcmp0 (active, "false") != 0)
      wrong = take_effect (node, speed);
  }
  return wrong;
}

/* Clips */

/* The rate of the file, as its asset says, or the film's. */
static TlmTimecodeRate
rate_of (const Xges *xges, const xmlNode *asset)
{
  TlmTimecodeRate rate = xges->rate;

  for (const xmlNode *node = tlm_edit_xml_first (asset); node; node = tlm_edit_xml_next (node)) {
    g_autofree char *caps = tlm_edit_xml_attribute (node, "caps");
    if (caps && tlm_xges_fraction (caps, "framerate", &rate.fps_n, &rate.fps_d))
      break;
  }
  return rate;
}

static void
show_file (Xges *xges, const xmlNode *node, const char *place, TlmEditItem *item)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "asset-id"), *name = id ? g_path_get_basename (id) : NULL;
  const xmlNode *asset = id ? g_hash_table_lookup (xges->assets, id) : NULL;
  g_autofree char *metadata = asset ? tlm_edit_xml_attribute (asset, "metadatas") : NULL;
  g_autofree char *properties = tlm_edit_xml_attribute (node, "properties");
  g_autofree char *is_image = tlm_xges_field (metadata, "is-image");
  TlmEditSource source = { .name = name, .path = id, .origin = TLM_EDIT_FROM_FIRST_FRAME, .start = TLM_RATIONAL_ZERO };

  item->inside = id ? g_hash_table_lookup (xges->inside, id) : NULL;
  if (!is_image)
    is_image = tlm_xges_field (properties, "is-image");
  if (!id)
    item->unknown = "it names no file";
  else if (!item->inside && g_str_has_suffix (id, ".xges"))
    item->unknown = "it is another timeline, which is not read";
  if (item->unknown || item->inside)
    return;
  source.rate = rate_of (xges, asset);
  item->source = tlm_edit_tree_source (xges->tree, &source);
  item->sees_through = g_strcmp0 (is_image, "true") == 0 && tlm_edit_still_may_be_clear (id);
  if (item->sees_through)
    tlm_edit_tree_note (xges->tree, NULL, "%s: the picture %s may be clear in places: what is under it counts", place, id);
}

static void
show (Xges *xges, const xmlNode *node, const char *type, const char *place, TlmEditItem *item)
{
  static const char *const clear[] = { "GESTitleClip", "GESTextOverlayClip", "GESOverlayClip", "GESEffectClip", NULL };

  item->unknown = read_effects (node, &item->speed);
  if (g_strv_contains (clear, type))
    item->sees_through = TRUE;
  else if (!item->unknown && g_str_equal (type, "GESUriClip"))
    show_file (xges, node, place, item);
  else if (!item->unknown && !g_str_equal (type, "GESTestClip"))
    item->unknown = "it is of a kind that is not known here";
}

/* Whether it has a picture: its tracks say so, and its source of the video track is not switched off. */
static gboolean
is_seen (const xmlNode *clip)
{
  gint64 types = VIDEO;
  g_autofree char *text = tlm_edit_xml_attribute (clip, "track-types");

  tlm_edit_xml_whole (text, G_MAXINT, &types);
  for (const xmlNode *node = tlm_edit_xml_first (clip); node; node = tlm_edit_xml_next (node)) {
    g_autofree char *properties = tlm_edit_xml_is (node, "source") ? tlm_edit_xml_attribute (node, "properties") : NULL;
    g_autofree char *active = tlm_xges_field (properties, "active"), *type = tlm_xges_field (properties, "track-type");
    if (g_strcmp0 (active, "false") == 0 && g_strcmp0 (type, "4") == 0)
      return FALSE;
  }
  return (types & VIDEO) != 0;
}

/* Where two clips overlap without a transition, the one that begins first is seen: clips stand in order. */
static void
begin_behind (const Xges *xges, const Layer *layer, gint64 start, TlmEditItem *item)
{
  TlmRational on;

  if (start >= layer->covered)
    return;
  item->record_in = seconds_of (xges, layer->covered);
  if (!tlm_rational_multiply (item->speed, seconds_of (xges, layer->covered - start), &on) ||
      !tlm_rational_add (item->media_in, on, &item->media_in))
    item->unknown = "its times are beyond what can be counted";
}

static gboolean
add_clip (Xges *xges, const xmlNode *node, Layer *layer)
{
  g_autofree char *type = tlm_edit_xml_attribute (node, "type-name"), *place = tlm_edit_xml_place (node);
  const gint64 start = ns_of (node, "start"), duration = ns_of (node, "duration");
  const gint64 *fade = g_hash_table_lookup (layer->fades, &start);
  TlmEditItem item = TLM_EDIT_ITEM_INIT;

  if (!type || g_str_equal (type, "GESTransitionClip"))
    return TRUE;
  if (!is_seen (node)) {
    layer->n_sounds++;
    return TRUE;
  }
  show (xges, node, type, place, &item);
  item.record_in = seconds_of (xges, start);
  item.record_out = seconds_of (xges, start + duration);
  item.media_in = seconds_of (xges, ns_of (node, "inpoint"));
  item.fade_in = seconds_of (xges, fade ? MIN (*fade, duration) : 0);
  item.track = layer->track;
  item.place = place;
  if (!fade)
    begin_behind (xges, layer, start, &item);
  if (!item.sees_through)
    layer->covered = MAX (layer->covered, start + duration);
  return tlm_edit_sequence_add (layer->sequence, &item, xges->error);
}

/* Layers */

static void
take_transition (const xmlNode *node, Layer *layer)
{
  g_autofree char *type = tlm_edit_xml_attribute (node, "type-name");
  gint64 *times;

  if (g_strcmp0 (type, "GESTransitionClip") != 0 || !is_seen (node))
    return;
  times = g_new (gint64, 2);
  times[0] = ns_of (node, "start");
  times[1] = ns_of (node, "duration");
  g_hash_table_insert (layer->fades, times, times + 1);
}

static gboolean
add_layer (Xges *xges, const xmlNode *node, const char *video_id, TlmEditSequence *sequence)
{
  g_autoptr (GHashTable) fades = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *priority = tlm_edit_xml_attribute (node, "priority"), *place = tlm_edit_xml_place (node);
  g_autofree char *off = tlm_edit_xml_attribute (node, "deactivated-tracks");
  Layer layer = { .sequence = sequence, .fades = fades };
  gint64 rank = 0;

  tlm_edit_xml_whole (priority, G_MAXINT, &rank);
  layer.track = (guint) (G_MAXINT - MAX (rank, 0));
  if (off && video_id && strstr (off, video_id)) {
    tlm_edit_tree_note (xges->tree, NULL, "%s: layer %s is switched off, and not covered", place, priority ? priority : "0");
    return TRUE;
  }
  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at))
    if (tlm_edit_xml_is (at, "clip"))
      take_transition (at, &layer);
  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at))
    if (tlm_edit_xml_is (at, "clip") && !add_clip (xges, at, &layer))
      return FALSE;
  if (layer.n_sounds > 0)
    tlm_edit_tree_note (xges->tree, NULL, "%s: %u clips of layer %s are sound or switched off, and not covered", place,
        layer.n_sounds, priority ? priority : "0");
  return TRUE;
}

/* The rate that the video track is held to, or what its writer noted of the timeline; the track's id for those that
 * switch it off. */
static char *
read_track (const xmlNode *timeline, TlmTimecodeRate *rate)
{
  g_autofree char *noted = tlm_edit_xml_attribute (timeline, "metadatas");

  tlm_xges_fraction (noted, "framerate", &rate->fps_n, &rate->fps_d);
  for (const xmlNode *node = tlm_edit_xml_first (timeline); node; node = tlm_edit_xml_next (node)) {
    g_autofree char *type = tlm_edit_xml_is (node, "track") ? tlm_edit_xml_attribute (node, "track-type") : NULL;
    g_autofree char *properties = type ? tlm_edit_xml_attribute (node, "properties") : NULL;
    g_autofree char *caps = tlm_xges_field (properties, "restriction-caps");
    if (g_strcmp0 (type, "4") != 0)
      continue;
    tlm_xges_fraction (caps, "framerate", &rate->fps_n, &rate->fps_d);
    return tlm_xges_field (properties, "id");
  }
  return NULL;
}

static gboolean
fill_timeline (Xges *xges, const xmlNode *timeline)
{
  TlmEditSequence *sequence = g_hash_table_lookup (xges->sequences, timeline);
  TlmTimecodeRate ignored;
  g_autofree char *video_id = read_track (timeline, &ignored);

  for (const xmlNode *node = tlm_edit_xml_first (timeline); node; node = tlm_edit_xml_next (node))
    if (tlm_edit_xml_is (node, "layer") && !add_layer (xges, node, video_id, sequence))
      return FALSE;
  return TRUE;
}

/* The document */

static void
take_timeline (Xges *xges, const xmlNode *node)
{
  TlmEditSequence *sequence;
  const xmlNode *above = node->parent;
  g_autofree char *id = NULL;

  for (guint i = 0; i < 4 && above && above->type == XML_ELEMENT_NODE && !tlm_edit_xml_is (above, "asset"); i++)
    above = above->parent;
  if (above && above->type == XML_ELEMENT_NODE && tlm_edit_xml_is (above, "asset"))
    id = tlm_edit_xml_attribute (above, "id");
  sequence = tlm_edit_tree_sequence (xges->tree, id);
  g_hash_table_insert (xges->sequences, (gpointer) node, sequence);
  g_ptr_array_add (xges->timelines, (gpointer) node);
  if (id)
    g_hash_table_insert (xges->inside, g_steal_pointer (&id), sequence);
}

static void
take_asset (Xges *xges, const xmlNode *node)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");

  if (id && !g_hash_table_contains (xges->assets, id))
    g_hash_table_insert (xges->assets, g_steal_pointer (&id), (gpointer) node);
}

static void
gather (Xges *xges, const xmlNode *root)
{
  for (const xmlNode *node = root; node; node = tlm_edit_xml_in_order (node, root)) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (tlm_edit_xml_is (node, "timeline"))
      take_timeline (xges, node);
    else if (tlm_edit_xml_is (node, "asset"))
      take_asset (xges, node);
  }
}

static TlmEdit *
read_film (Xges *xges, const xmlNode *root)
{
  const xmlNode *film = tlm_edit_xml_child (tlm_edit_xml_child (root, "project"), "timeline");

  if (!film) {
    g_set_error (xges->error, TLM_ERROR, TLM_ERROR_FORMAT, "line 1: has no timeline, and so no film");
    return NULL;
  }
  g_free (read_track (film, &xges->rate));
  if (xges->rate.fps_n <= 0 || xges->rate.fps_d <= 0) {
    g_set_error (xges->error, TLM_ERROR, TLM_ERROR_FORMAT, "line %ld: the video track has no frame rate: say the film's, as in "
        "--fps 25 of telemetry-inspect", xmlGetLineNo (film));
    return NULL;
  }
  tlm_edit_tree_edit (xges->tree)->rate = xges->rate;
  gather (xges, root);
  for (guint i = 0; i < xges->timelines->len; i++)
    if (!fill_timeline (xges, xges->timelines->pdata[i]))
      return NULL;
  return tlm_edit_tree_unroll (xges->tree, g_hash_table_lookup (xges->sequences, film), xges->error);
}

static TlmEdit *
xges_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (TlmEditTree) tree = tlm_edit_tree_new (tlm_edit_reader_xges.name);
  g_autoptr (GHashTable) assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) inside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sequences = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) timelines = g_ptr_array_new ();
  Xges xges = { .tree = tree, .rate = options->rate, .assets = assets, .inside = inside, .sequences = sequences,
    .timelines = timelines, .error = error };
  xmlDoc *document = tlm_edit_xml_parse (data, length, error);
  TlmEdit *edit = document ? read_film (&xges, xmlDocGetRootElement (document)) : NULL;

  xmlFreeDoc (document);
  return edit;
}

static gboolean
xges_probe (const char *head, gsize length)
{
  return tlm_edit_xml_begins (head, length, "ges");
}

const TlmEditReader tlm_edit_reader_xges = {
  .name = "xges",
  .description = "timeline of GStreamer Editing Services",
  .probe = xges_probe,
  .read = xges_read,
};
