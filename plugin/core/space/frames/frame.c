/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/frame.h"

#include <string.h>

#include "core/base/error.h"

static const char *const short_names[TLM_N_FRAMES] = {
  [TLM_FRAME_NONE] = "",
  [TLM_FRAME_EME2000] = "EME2000",
  [TLM_FRAME_GCRF] = "GCRF",
  [TLM_FRAME_MOD] = "MOD",
  [TLM_FRAME_TOD] = "TOD",
  [TLM_FRAME_TEME] = "TEME",
  [TLM_FRAME_CIRS] = "CIRS",
  [TLM_FRAME_TIRS] = "TIRS",
  [TLM_FRAME_ITRF] = "ITRF",
};

typedef struct {
  const char *name;             /* upper case, letters and digits only */
  TlmFrame frame;
  gboolean numbered;            /* a realization's number or year may follow */
  gboolean of_epoch;
} FrameName;

static const FrameName frame_names[] = {
  { "EME2000", TLM_FRAME_EME2000 },
  { "J2000", TLM_FRAME_EME2000 },
  { "EMEJ2000", TLM_FRAME_EME2000 },
  { "GCRF", TLM_FRAME_GCRF, TRUE },
  { "GCRS", TLM_FRAME_GCRF },
  { "ICRF", TLM_FRAME_GCRF, TRUE },
  { "ICRS", TLM_FRAME_GCRF },
  { "MOD", TLM_FRAME_MOD },
  { "MODEARTH", TLM_FRAME_MOD },
  { "MOEEARTH", TLM_FRAME_MOD, FALSE, TRUE },
  { "TOD", TLM_FRAME_TOD },
  { "TODEARTH", TLM_FRAME_TOD },
  { "TOEEARTH", TLM_FRAME_TOD, FALSE, TRUE },
  { "TEME", TLM_FRAME_TEME },
  { "TEMEOFDATE", TLM_FRAME_TEME },
  { "TEMEOFEPOCH", TLM_FRAME_TEME, FALSE, TRUE },
  { "CIRS", TLM_FRAME_CIRS },
  { "CIRF", TLM_FRAME_CIRS },
  { "TIRS", TLM_FRAME_TIRS },
  { "TIRF", TLM_FRAME_TIRS },
  { "GTOD", TLM_FRAME_TIRS },
  { "TDR", TLM_FRAME_TIRS },
  { "PEF", TLM_FRAME_TIRS },
  { "EFG", TLM_FRAME_TIRS },
  { "ITRF", TLM_FRAME_ITRF, TRUE },
  { "ITRS", TLM_FRAME_ITRF },
  { "DTRF", TLM_FRAME_ITRF, TRUE },
  { "WGS84", TLM_FRAME_ITRF },
  { "GRC", TLM_FRAME_ITRF },
  { "ECEF", TLM_FRAME_ITRF },
  { "ECF", TLM_FRAME_ITRF },
  { "ECR", TLM_FRAME_ITRF },
  { "FIXEDEARTH", TLM_FRAME_ITRF },
  { "EARTHFIXED", TLM_FRAME_ITRF },
};

#define ORBITAL "its axes follow an orbit and its origin a spacecraft"
#define MOON "its axes turn with the Moon"
#define BODY "its axes belong to a body that the name does not tell"

/* Names that occur in messages and that no state can be read in. */
static const struct {
  const char *name, *reason;
} refused_names[] = {
  { "RSW", ORBITAL }, { "RTN", ORBITAL }, { "QSW", ORBITAL }, { "RIC", ORBITAL },
  { "TNW", ORBITAL }, { "NTW", ORBITAL }, { "VNC", ORBITAL }, { "LVLH", ORBITAL },
  { "VVLH", ORBITAL }, { "UVW", ORBITAL }, { "EQWINERTIAL", ORBITAL },
  { "RSWINERTIAL", ORBITAL }, { "RSWROTATING", ORBITAL },
  { "TNWINERTIAL", ORBITAL }, { "TNWROTATING", ORBITAL },
  { "LVLHINERTIAL", ORBITAL }, { "LVLHROTATING", ORBITAL },
  { "VNCINERTIAL", ORBITAL }, { "VNCROTATING", ORBITAL },
  { "UVWGOINERTIAL", ORBITAL }, { "PQWINERTIAL", ORBITAL },
  { "ECI", "it does not say of which equator and equinox" },
  { "B1950", "the FK4 axes of 1950 are out of use" },
  { "MODMOON", MOON }, { "TODMOON", MOON }, { "MOONME", MOON },
  { "MOONMEIAUE", MOON }, { "MOONPA", MOON },
  { "MCI", "its axes are the mean equator of Mars" },
  { "ALIGNEARTH", "its axes are aligned at an epoch that the name does not tell" },
  { "ALIGNCB", BODY }, { "FIXEDCB", BODY }, { "MODCB", BODY }, { "MOECB", BODY },
  { "TODCB", BODY }, { "TOECB", BODY },
  { "SEZ", "its origin is a station that the name does not tell" },
};

/* Upper case, letters and digits only; longer names are cut, which no known
 * name is long enough to match. */
static void
normalize (const char *name, char *out, gsize size)
{
  gsize n = 0;

  for (; *name && n + 1 < size; name++)
    if (g_ascii_isalnum (*name))
      out[n++] = g_ascii_toupper (*name);
  out[n] = '\0';
}

static gboolean
is_number (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return n >= 1 && n <= 4 && text[n] == '\0';
}

static gboolean
matches (const FrameName *entry, const char *name)
{
  gsize n = strlen (entry->name);

  if (strncmp (entry->name, name, n) != 0)
    return FALSE;
  return name[n] == '\0' || (entry->numbered && is_number (name + n));
}

static const FrameName *
find_name (const char *normal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (frame_names); i++)
    if (matches (&frame_names[i], normal))
      return &frame_names[i];
  return NULL;
}

static const char *
refusal (const char *normal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_names); i++)
    if (strcmp (refused_names[i].name, normal) == 0)
      return refused_names[i].reason;
  return "it is not known";
}

gboolean
tlm_frame_from_name (const char *name, TlmFrame *frame, gboolean *of_epoch, GError **error)
{
  char normal[32];
  const FrameName *entry;
  const char *reason;

  g_return_val_if_fail (name && frame, FALSE);
  normalize (name, normal, sizeof normal);
  entry = find_name (normal);
  if (entry && (of_epoch || !entry->of_epoch)) {
    *frame = entry->frame;
    if (of_epoch)
      *of_epoch = entry->of_epoch;
    return TRUE;
  }
  reason = entry ? "its axes are those of an epoch that is not given" : refusal (normal);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "frame of reference \"%.64s\" cannot "
      "be used: %s; usable are EME2000, GCRF, ICRF, MOD, TOD, TEME, CIRS, TIRS, GTOD and ITRF",
      name, reason);
  return FALSE;
}

const char *
tlm_frame_name (TlmFrame frame)
{
  return (guint) frame < TLM_N_FRAMES ? short_names[frame] : "";
}

gboolean
tlm_frame_is_earth_fixed (TlmFrame frame)
{
  return frame == TLM_FRAME_TIRS || frame == TLM_FRAME_ITRF;
}
