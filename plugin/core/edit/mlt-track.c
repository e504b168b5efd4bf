/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Playlists and tractors of MLT: clips one after another, and tracks over one another. */
#include "core/base/limits.h"
#include "core/edit/mlt-private.h"

/* A stretch of a track in which it comes or goes. */
typedef struct {
  gint64 from, to;
  gboolean falls;
} Fade;

/* One track of a tractor. */
typedef struct {
  TlmMltService service;       /* texts are another's */
  const xmlNode *node;
  gboolean is_hidden;
  GArray *fades;               /* Fade, or NULL */
} Track;

/* A stretch of SERVICE from its frame IN, as an item at RECORD. */
typedef struct {
  const TlmMltService *service;
  const xmlNode *node;
  gint64 record, in, n_frames;
  guint track;
  Fade fade;                   /* of FROM to TO, record frames; equal: none */
} Stretch;

static gboolean
add_stretch (TlmMlt *mlt, TlmEditSequence *sequence, const Stretch *stretch)
{
  const TlmMltService *service = stretch->service;
  g_autofree char *place = tlm_edit_xml_place (stretch->node);
  TlmEditItem item = TLM_EDIT_ITEM_INIT;
  TlmRational fade = tlm_mlt_seconds (mlt, stretch->fade.to - stretch->fade.from), on;

  if (service->is_sound || stretch->n_frames <= 0)
    return TRUE;
  item.record_in = tlm_mlt_seconds (mlt, stretch->record);
  item.record_out = tlm_mlt_seconds (mlt, stretch->record + stretch->n_frames);
  item.unknown = service->unknown;
  item.speed = service->speed;
  if (!tlm_rational_multiply (service->speed, tlm_mlt_seconds (mlt, stretch->in), &on) ||
      !tlm_rational_add (service->media_zero, on, &item.media_in))
    item.unknown = "its times are beyond what can be counted";
  *(stretch->fade.falls ? &item.fade_out : &item.fade_in) = fade;
  item.track = stretch->track;
  item.source = item.unknown ? TLM_EDIT_NOTHING : service->source;
  item.inside = service->inside;
  item.sees_through = service->sees_through;
  item.place = place;
  return tlm_edit_sequence_add (sequence, &item, mlt->error);
}

/* What stands in an entry or track: a service of before by its id, or one that is written there. */
static gboolean
find_service (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *found)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "producer");
  const TlmMltService *service = id ? g_hash_table_lookup (mlt->services, id) : NULL;

  for (const xmlNode *at = tlm_edit_xml_first (node); at && !service && !id; at = tlm_edit_xml_next (at))
    if (!mlt->build (mlt, at, depth + 1, &service))
      return FALSE;
  if (service) {
    *found = *service;
    return TRUE;
  }
  *found = (TlmMltService) { .source = TLM_EDIT_NOTHING, .speed = TLM_RATIONAL_ONE, .media_zero = TLM_RATIONAL_ZERO,
    .out = TLM_MLT_MOST_FRAMES, .unknown = (char *) "no producer of its name stands before it" };
  return TRUE;
}

/* Playlists */

typedef struct {
  TlmEditSequence *sequence;
  gint64 n_frames;
  guint n_sounds, n_clips;
  gboolean is_plain;
} Playlist;

static gboolean
add_entry (TlmMlt *mlt, const xmlNode *node, guint depth, Playlist *list)
{
  g_autofree char *text = tlm_edit_xml_attribute (node, "repeat");
  TlmMltService service, own = { 0 };
  gint64 in, out, repeat = 1;

  if (!find_service (mlt, node, depth, &service))
    return FALSE;
  in = service.in;
  out = service.out;
  tlm_mlt_range (mlt, node, &in, &out);
  if (out >= TLM_MLT_MOST_FRAMES)
    service.unknown = (char *) "it is not said how long it is";
  if (!service.unknown)
    tlm_mlt_look_at_filters (node, &own);
  service.unknown = own.unknown ? own.unknown : service.unknown;
  tlm_edit_xml_whole (text, G_MAXINT, &repeat);
  repeat = service.is_sound ? 1 : repeat;
  for (gint64 i = 0; i < repeat && out > in; i++, list->n_frames += out - in) {
    const Stretch stretch = { .service = &service, .node = node, .record = list->n_frames, .in = in, .n_frames = out - in };
    if (list->n_frames > TLM_MLT_MOST_FRAMES ||
        !add_stretch (mlt, list->sequence, &stretch))
      break;
  }
  list->n_sounds += service.is_sound;
  list->n_clips++;
  list->is_plain &= service.is_plain;
  g_free (own.unknown);
  return !*mlt->error;
}

static void
add_blank (TlmMlt *mlt, const xmlNode *node, Playlist *list)
{
  g_autofree char *text = tlm_edit_xml_attribute (node, "length");
  g_autofree char *place = tlm_edit_xml_place (node);
  gint64 length = 0;

  if (!tlm_mlt_frames (mlt, text, &length) || length < 0)
    tlm_edit_tree_note (mlt->tree, NULL, "%s: a blank of a length that is none, so that what is after it may be at "
        "another place", place);
  list->n_frames += CLAMP (length, 0, TLM_MLT_MOST_FRAMES);
}

gboolean
tlm_mlt_playlist (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *service)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");
  g_autofree char *place = tlm_edit_xml_place (node);
  Playlist list = { .sequence = tlm_edit_tree_sequence (mlt->tree, id), .is_plain = TRUE };

  for (const xmlNode *at = tlm_edit_xml_first (node); at && list.n_frames < TLM_MLT_MOST_FRAMES; at = tlm_edit_xml_next (at)) {
    if (tlm_edit_xml_is (at, "blank"))
      add_blank (mlt, at, &list);
    else if (tlm_edit_xml_is (at, "entry") && !add_entry (mlt, at, depth, &list))
      return FALSE;
  }
  if (list.n_sounds > 0 && list.n_sounds < list.n_clips)
    tlm_edit_tree_note (mlt->tree, NULL, "%s: %u clips in %s are sound or switched off, and not covered", place,
        list.n_sounds, id ? id : "a playlist");
  service->inside = list.sequence;
  service->is_plain = list.is_plain;
  service->is_sound = list.n_clips == list.n_sounds;
  service->out = list.n_frames;
  tlm_mlt_range (mlt, node, &service->in, &service->out);
  tlm_mlt_look_at_filters (node, service);
  return TRUE;
}

/* Tractors */

static void
track_clear (gpointer data)
{
  g_clear_pointer (&((Track *) data)->fades, g_array_unref);
}

static gboolean
add_track (TlmMlt *mlt, const xmlNode *node, guint depth, GArray *tracks)
{
  g_autofree char *hide = tlm_edit_xml_attribute (node, "hide");
  Track track = { .node = node, .is_hidden = hide && (g_str_equal (hide, "video") || g_str_equal (hide, "both")) };

  if (!find_service (mlt, node, depth, &track.service))
    return FALSE;
  tlm_mlt_range (mlt, node, &track.service.in, &track.service.out);
  if (track.is_hidden && !track.service.is_sound && track.service.out > track.service.in) {
    g_autofree char *place = tlm_edit_xml_place (node);
    tlm_edit_tree_note (mlt->tree, NULL, "%s: track %u is %s, and not covered", place, tracks->len + 1,
        g_str_equal (hide, "both") ? "switched off" : "sound");
  }
  g_array_append_val (tracks, track);
  return TRUE;
}

static gboolean
add_tracks (TlmMlt *mlt, const xmlNode *node, guint depth, GArray *tracks)
{
  for (node = tlm_edit_xml_first (node); node; node = tlm_edit_xml_next (node)) {
    if (tlm_edit_xml_is (node, "track") && !add_track (mlt, node, depth, tracks))
      return FALSE;
    for (const xmlNode *at = tlm_edit_xml_is (node, "multitrack") ? tlm_edit_xml_first (node) : NULL; at;
        at = tlm_edit_xml_next (at))
      if (tlm_edit_xml_is (at, "track") && !add_track (mlt, at, depth, tracks))
        return FALSE;
  }
  return TRUE;
}

/* A transition is a dissolve or wipe where its service is one and it does not last for the whole of the film, or where
 * Kdenlive mixes two clips of a track with it. */
static gboolean
is_dissolve (const xmlNode *node)
{
  static const char *const those[] = { "luma", "movit.luma_mix", "frei0r.xfade0r", NULL };
  g_autofree char *service = tlm_mlt_property (node, "mlt_service"), *mix = tlm_mlt_property (node, "kdenlive:mixcut");

  return service && (g_strv_contains (those, service) || (mix && !g_str_equal (service, "mix"))) && !tlm_mlt_is_set (node, "disable") &&
      !tlm_mlt_is_set (node, "always_active");
}

static void
take_transition (TlmMlt *mlt, const xmlNode *node, GArray *tracks)
{
  g_autofree char *text = tlm_mlt_property (node, "b_track"), *place = tlm_edit_xml_place (node);
  Fade fade = { .from = 0, .to = -1, .falls = tlm_mlt_is_set (node, "reverse") };
  gint64 upper = -1;
  Track *track;

  if (!is_dissolve (node))
    return;
  tlm_mlt_range (mlt, node, &fade.from, &fade.to);
  if (!tlm_edit_xml_whole (text, G_MAXINT, &upper) || upper < 0 || upper >= tracks->len || fade.to <= fade.from) {
    tlm_edit_tree_note (mlt->tree, NULL, "%s: a dissolve without a track or without its in and out, which is left aside", place);
    return;
  }
  track = &g_array_index (tracks, Track, upper);
  if (!track->fades)
    track->fades = g_array_new (FALSE, FALSE, sizeof (Fade));
  g_array_append_val (track->fades, fade);
}

static int
by_from (const void *a, const void *b)
{
  const Fade *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

/* The track in stretches, each of which is a dissolve or stands between two. Its own frame IN is the tractor's
 * frame 0. */
static gboolean
place_track (TlmMlt *mlt, TlmEditSequence *sequence, const Track *track, guint index)
{
  Stretch stretch = { .service = &track->service, .node = track->node, .track = index };
  const gint64 end = MIN (track->service.out - track->service.in, TLM_MLT_MOST_FRAMES);
  gint64 at = 0;

  if (track->fades)
    g_array_sort (track->fades, by_from);
  for (guint i = 0; i <= (track->fades ? track->fades->len : 0) && at < end; i++) {
    const Fade none = { .from = end, .to = end };
    const Fade *fade = track->fades && i < track->fades->len ? &g_array_index (track->fades, Fade, i) : &none;
    const struct { gint64 from, to; Fade fade; } parts[] = {
      { at, MIN (fade->from, end), { 0 } }, { MAX (at, fade->from), MIN (fade->to, end), *fade } };
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++) {
      stretch.record = parts[j].from;
      stretch.in = track->service.in + parts[j].from;
      stretch.n_frames = parts[j].to - parts[j].from;
      stretch.fade = parts[j].fade;
      if (!add_stretch (mlt, sequence, &stretch))
        return FALSE;
    }
    at = MAX (at, fade->to);
  }
  return TRUE;
}

/* The lowest track of colour is the ground that editors lay, longer than the film. */
static gboolean
is_ground (const Track *track, guint index)
{
  return index == 0 && track->service.is_plain;
}

static gboolean
place_tracks (TlmMlt *mlt, const GArray *tracks, TlmEditSequence *sequence, TlmMltService *service)
{
  service->is_sound = TRUE;
  service->is_plain = tracks->len > 0;
  for (guint i = 0; i < tracks->len; i++) {
    Track *track = &g_array_index (tracks, Track, i);
    const gint64 end = track->service.out - track->service.in;
    if (track->service.out >= TLM_MLT_MOST_FRAMES)
      track->service.unknown = (char *) "it is not said how long it is";
    service->is_plain &= track->service.is_plain;
    service->is_sound &= track->is_hidden || track->service.is_sound;
    if (end < TLM_MLT_MOST_FRAMES)
      service->out = MAX (service->out, end);
    if (!track->is_hidden && !is_ground (track, i) && !place_track (mlt, sequence, track, i))
      return FALSE;
  }
  return TRUE;
}

gboolean
tlm_mlt_tractor (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *service)
{
  g_autofree char *id = tlm_edit_xml_attribute (node, "id");
  g_autoptr (GArray) tracks = g_array_new (FALSE, FALSE, sizeof (Track));
  TlmEditSequence *sequence = tlm_edit_tree_sequence (mlt->tree, id);

  g_array_set_clear_func (tracks, track_clear);
  if (!add_tracks (mlt, node, depth, tracks))
    return FALSE;
  for (const xmlNode *at = tlm_edit_xml_first (node); at; at = tlm_edit_xml_next (at))
    if (tlm_edit_xml_is (at, "transition"))
      take_transition (mlt, at, tracks);
  service->inside = sequence;
  if (!place_tracks (mlt, tracks, sequence, service))
    return FALSE;
  tlm_mlt_range (mlt, node, &service->in, &service->out);
  tlm_mlt_look_at_filters (node, service);
  return TRUE;
}
