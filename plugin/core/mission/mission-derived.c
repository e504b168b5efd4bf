/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/suggest.h"
#include "core/measure/channel.h"
#include "core/mission/mission-private.h"
#include "core/timeline/derived.h"

#define GROUP "derived"

/* An error that names the channels that can be derived. */
static gboolean
fail_channel (TlmMission *mission, const char *name, GError **error)
{
  const char *known[TLM_N_STANDARD_CHANNELS + 1] = { NULL };
  g_autofree char *hint = NULL;
  guint n = 0;

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (tlm_derived_formula (i))
      known[n++] = tlm_channel_get (i)->name;
  hint = tlm_suggest_hint (name, known);
  tlm_key_file_error (mission->keys, GROUP, "prefer", error,
      "\"%s\" is no channel that can be derived%s", name, hint);
  return FALSE;
}

static gboolean
read_preferred (TlmMission *mission, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;

  if (!tlm_mission_read_text (mission, GROUP, "prefer", &text, error))
    return FALSE;
  names = g_strsplit (text ? text : "", ",", -1);
  for (char **name = names; *name; name++) {
    TlmChannelId channel;
    g_strstrip (*name);
    if (!tlm_channel_from_name (*name, &channel) || !tlm_derived_formula (channel))
      return fail_channel (mission, *name, error);
    tlm_channel_set_add (&mission->preferred, channel);
  }
  return TRUE;
}

static gboolean
read_first_orbit (TlmMission *mission, GError **error)
{
  g_autofree char *text = NULL;
  guint64 number;

  if (!tlm_mission_read_text (mission, GROUP, "first-orbit", &text, error))
    return FALSE;
  if (!text)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL)) {
    tlm_key_file_error (mission->keys, GROUP, "first-orbit", error,
        "\"%s\" is no number of an orbit; write a whole number from 1 on", text);
    return FALSE;
  }
  mission->first_orbit = (gint64) number;
  return TRUE;
}

gboolean
tlm_mission_read_derived (TlmMission *mission, GError **error)
{
  g_autofree char *location = NULL;

  if (!read_preferred (mission, error) || !read_first_orbit (mission, error) ||
      !tlm_mission_read_text (mission, GROUP, "earth-orientation", &location, error))
    return FALSE;
  if (location)
    mission->earth_orientation = tlm_mission_resolve (mission->path, location);
  return TRUE;
}
