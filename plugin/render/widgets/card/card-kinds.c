/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/card/card-kinds.h"

#include <string.h>

#define SPEED "speed|speed-relative|speed-inertial|vertical-speed"
#define ALTITUDE "altitude|altitude-agl|altitude-msl"

/* More than anybody writes. */
#define ITEMS_MAX 64

static const struct {
  const char *id;
  const char *channels;
  TlrCardMoment moment;
} known[] = {
  { .id = "max-q", .channels = "dynamic-pressure", .moment = TLR_CARD_PEAK },
  { .id = "meco", .channels = SPEED },
  { .id = "seco", .channels = SPEED },
  { .id = "seco-1", .channels = SPEED },
  { .id = "seco-2", .channels = SPEED },
  { .id = "cutoff", .channels = SPEED },
  { .id = "burnout", .channels = SPEED },
  { .id = "third-stage-cutoff", .channels = SPEED },
  { .id = "kick-stage-cutoff", .channels = SPEED },
  { .id = "separation", .channels = ALTITUDE },
  { .id = "stage-separation", .channels = ALTITUDE },
  { .id = "booster-separation", .channels = ALTITUDE },
  { .id = "escape-tower-separation", .channels = ALTITUDE },
  { .id = "fairing-separation", .channels = ALTITUDE },
  { .id = "core-separation", .channels = ALTITUDE },
  { .id = "tank-separation", .channels = ALTITUDE },
  { .id = "capsule-separation", .channels = ALTITUDE },
  { .id = "spacecraft-separation", .channels = ALTITUDE },
  { .id = "module-separation", .channels = ALTITUDE },
  { .id = "hot-staging", .channels = ALTITUDE },
  { .id = "apogee", .channels = ALTITUDE },
  { .id = "burst", .channels = ALTITUDE },
  { .id = "landing", .channels = "vertical-speed|speed" },
  { .id = "soft-landing", .channels = "vertical-speed|speed" },
  { .id = "capsule-landing", .channels = "vertical-speed|speed" },
  { .id = "splashdown", .channels = "vertical-speed|speed" },
  { .id = "docking", .channels = "range-rate" },
  { .id = "orbit", .channels = "perigee|" ALTITUDE },
  { .id = "orbit-insertion", .channels = "perigee|" ALTITUDE },
};

static gboolean
is_name (const char *text)
{
  for (const char *p = text; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("-_.", *p))
      return FALSE;
  return *text;
}

/* "a|b", or nothing. */
static gboolean
is_channels (const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, "|", ITEMS_MAX);

  for (guint i = 0; names[i]; i++)
    if (!is_name (names[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_events (TlrCardKinds *kinds, const char *text)
{
  if (!text || !text[0])
    return TRUE;
  kinds->events = g_strsplit (text, ";", ITEMS_MAX);
  for (guint i = 0; kinds->events[i]; i++)
    if (!is_name (g_strstrip (kinds->events[i])))
      return FALSE;
  return TRUE;
}

static gboolean
read_values (TlrCardKinds *kinds, const char *text)
{
  g_auto (GStrv) items = text && text[0] ? g_strsplit (text, ";", ITEMS_MAX) : NULL;

  if (!items)
    return TRUE;
  kinds->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; items[i]; i++) {
    char *colon = strchr (items[i], ':');

    if (!colon)
      return FALSE;
    *colon = 0;
    char *id = g_strstrip (items[i]), *channels = g_strstrip (colon + 1);
    if (!is_name (id) || !is_channels (channels))
      return FALSE;
    g_hash_table_replace (kinds->values, g_strdup (id), g_strdup (channels));
  }
  return TRUE;
}

gboolean
tlr_card_kinds_read (TlrCardKinds *kinds, const char *events, const char *values, const char **right)
{
  memset (kinds, 0, sizeof *kinds);
  if (!read_events (kinds, events))
    *right = "up to 64 names of events, as in events=max-q; meco; landing";
  else if (!read_values (kinds, values))
    *right = "up to 64 events with their channels, as in values=meco:speed|altitude; landing:";
  else
    return TRUE;
  tlr_card_kinds_clear (kinds);
  return FALSE;
}

void
tlr_card_kinds_clear (TlrCardKinds *kinds)
{
  g_clear_pointer (&kinds->events, g_strfreev);
  g_clear_pointer (&kinds->values, g_hash_table_unref);
}

const char *
tlr_card_kinds_channels (const TlrCardKinds *kinds, const char *id, TlrCardMoment *moment)
{
  const char *told = kinds->values ? g_hash_table_lookup (kinds->values, id) : NULL;
  const char *channels = NULL;

  *moment = TLR_CARD_AT_EVENT;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].id, id) == 0) {
      channels = known[i].channels;
      *moment = known[i].moment;
    }
  if (kinds->events && !g_strv_contains ((const char *const *) kinds->events, id))
    return NULL;
  if (kinds->events && !channels)
    channels = "";
  return told ? told : channels;
}
