/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/plan-name.h"

#include <string.h>

char *
tlm_planned_name (const char *channel)
{
  g_return_val_if_fail (channel != NULL, NULL);
  return g_strconcat (TLM_PLANNED_PREFIX, channel, NULL);
}

char *
tlm_delta_name (const char *channel)
{
  g_return_val_if_fail (channel != NULL, NULL);
  return g_strconcat (TLM_DELTA_PREFIX, channel, NULL);
}

const char *
tlm_planned_base (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  return g_str_has_prefix (name, TLM_PLANNED_PREFIX) ? name + strlen (TLM_PLANNED_PREFIX) : NULL;
}

TlmChannelId
tlm_planned_kind (const char *name)
{
  TlmChannelId kind;

  g_return_val_if_fail (name != NULL, TLM_N_STANDARD_CHANNELS);
  const char *base = tlm_planned_base (name);
  return tlm_channel_from_name (base ? base : name, &kind) ? kind : TLM_N_STANDARD_CHANNELS;
}
