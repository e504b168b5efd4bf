/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/frame.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

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
  { .name = "EME2000", .frame = TLM_FRAME_EME2000 },
  { .name = "J2000", .frame = TLM_FRAME_EME2000 },
  { .name = "EMEJ2000", .frame = TLM_FRAME_EME2000 },
  { .name = "GCRF", .frame = TLM_FRAME_GCRF, .numbered = TRUE },
  { .name = "GCRS", .frame = TLM_FRAME_GCRF },
  { .name = "ICRF", .frame = TLM_FRAME_GCRF, .numbered = TRUE },
  { .name = "ICRS", .frame = TLM_FRAME_GCRF },
  { .name = "MOD", .frame = TLM_FRAME_MOD },
  { .name = "MODEARTH", .frame = TLM_FRAME_MOD },
  { .name = "MOEEARTH", .frame = TLM_FRAME_MOD, .of_epoch = TRUE },
  { .name = "TOD", .frame = TLM_FRAME_TOD },
  { .name = "TODEARTH", .frame = TLM_FRAME_TOD },
  { .name = "TOEEARTH", .frame = TLM_FRAME_TOD, .of_epoch = TRUE },
  { .name = "TEME", .frame = TLM_FRAME_TEME },
  { .name = "TEMEOFDATE", .frame = TLM_FRAME_TEME },
  { .name = "TEMEOFEPOCH", .frame = TLM_FRAME_TEME, .of_epoch = TRUE },
  { .name = "CIRS", .frame = TLM_FRAME_CIRS },
  { .name = "CIRF", .frame = TLM_FRAME_CIRS },
  { .name = "TIRS", .frame = TLM_FRAME_TIRS },
  { .name = "TIRF", .frame = TLM_FRAME_TIRS },
  { .name = "GTOD", .frame = TLM_FRAME_TIRS },
  { .name = "TDR", .frame = TLM_FRAME_TIRS },
  { .name = "PEF", .frame = TLM_FRAME_TIRS },
  { .name = "EFG", .frame = TLM_FRAME_TIRS },
  { .name = "ITRF", .frame = TLM_FRAME_ITRF, .numbered = TRUE },
  { .name = "ITRS", .frame = TLM_FRAME_ITRF },
  { .name = "DTRF", .frame = TLM_FRAME_ITRF, .numbered = TRUE },
  { .name = "WGS84", .frame = TLM_FRAME_ITRF },
  { .name = "GRC", .frame = TLM_FRAME_ITRF },
  { .name = "ECEF", .frame = TLM_FRAME_ITRF },
  { .name = "ECF", .frame = TLM_FRAME_ITRF },
  { .name = "ECR", .frame = TLM_FRAME_ITRF },
  { .name = "FIXEDEARTH", .frame = TLM_FRAME_ITRF },
  { .name = "EARTHFIXED", .frame = TLM_FRAME_ITRF },
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
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "frame of reference \"%s\" cannot "
      "be used: %s; usable are EME2000, GCRF, ICRF, MOD, TOD, TEME, CIRS, TIRS, GTOD and ITRF",
      tlm_head (name, 64).text, reason);
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
