/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What upstream may do to its frames is what downstream can take, since they pass
 * through as they are: its pools, allocators and metas, and any layout of planes,
 * which blending follows. */
#include "elements/overlay/overlay-private.h"

static void
copy_pools (GstQuery *from, GstQuery *to)
{
  for (guint i = 0; i < gst_query_get_n_allocation_pools (from); i++) {
    g_autoptr (GstBufferPool) pool = NULL;
    guint size, least, most;

    gst_query_parse_nth_allocation_pool (from, i, &pool, &size, &least, &most);
    gst_query_add_allocation_pool (to, pool, size, least, most);
  }
}

static void
copy_allocators (GstQuery *from, GstQuery *to)
{
  for (guint i = 0; i < gst_query_get_n_allocation_params (from); i++) {
    g_autoptr (GstAllocator) allocator = NULL;
    GstAllocationParams params;

    gst_query_parse_nth_allocation_param (from, i, &allocator, &params);
    gst_query_add_allocation_param (to, allocator, &params);
  }
}

static void
copy_metas (GstQuery *from, GstQuery *to)
{
  for (guint i = 0; i < gst_query_get_n_allocation_metas (from); i++) {
    const GstStructure *params;
    GType api = gst_query_parse_nth_allocation_meta (from, i, &params);

    gst_query_add_allocation_meta (to, api, params);
  }
}

gboolean
gst_telemetry_overlay_propose_allocation (GstBaseTransform *trans, GstQuery *decided,
    GstQuery *query)
{
  GstPad *pad = GST_BASE_TRANSFORM_SRC_PAD (trans);
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GstQuery) ask = NULL;
  gboolean need_pool;

  if (gst_base_transform_is_passthrough (trans))
    return gst_pad_peer_query (pad, query);
  gst_query_parse_allocation (query, NULL, &need_pool);
  ask = gst_query_new_allocation (caps, need_pool);
  if (gst_pad_peer_query (pad, ask)) {
    copy_pools (ask, query);
    copy_allocators (ask, query);
    copy_metas (ask, query);
  }
  if (!gst_query_find_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL))
    gst_query_add_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL);
  return TRUE;
}
