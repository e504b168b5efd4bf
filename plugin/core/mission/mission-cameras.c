/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/mission/mission-private.h"

/* A number of a camera: what it may be, and where it goes. */
typedef struct {
  const char *key;
  gsize text, number;        /* offsets of the text and the double in TlmMissionCamera */
  double least, most;
  const char *unit;
} Number;

#define NUMBER(field, suffix) .text = G_STRUCT_OFFSET (TlmMissionCamera, field##_text), \
    .number = G_STRUCT_OFFSET (TlmMissionCamera, field##_##suffix)

/* A clock that is wrong by a tenth is none; sound from beyond 1000 km is heard of no pad. */
static const Number numbers[] = {
  { .key = "drift", NUMBER (drift, ppm), .least = -100000, .most = 100000, .unit = "ppm" },
  { .key = "distance", NUMBER (distance, m), .least = 0, .most = 1e6, .unit = "m" },
  { .key = "temperature", NUMBER (temperature, c), .least = -90, .most = 60, .unit = "°C" },
};

void
tlm_mission_camera_free (TlmMissionCamera *camera)
{
  if (!camera)
    return;
  tlm_mission_clear (TLM_MISSION_CAMERA, camera);
  g_free (camera->name);
  g_free (camera);
}

static gboolean
read_number (TlmMission *mission, const char *group, TlmMissionCamera *camera, const Number *number, GError **error)
{
  const char *text = G_STRUCT_MEMBER (char *, camera, number->text);
  char *end;
  double value;

  if (!text)
    return TRUE;
  value = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (value) && value >= number->least && value <= number->most) {
    G_STRUCT_MEMBER (double, camera, number->number) = value;
    return TRUE;
  }
  tlm_key_file_error (mission->keys, group, number->key, error, "\"%s\" is no number of %g to %g %s",
      tlm_head (text, 32).text, number->least, number->most, number->unit);
  return FALSE;
}

static gboolean
read_rate (TlmMission *mission, const char *group, TlmMissionCamera *camera, GError **error)
{
  const char *slash = camera->rate_text ? strchr (camera->rate_text, '/') : NULL;
  g_autofree char *n = camera->rate_text ? g_strndup (camera->rate_text, slash ? (gsize) (slash - camera->rate_text) :
      strlen (camera->rate_text)) : NULL;
  guint64 fps_n, fps_d = 1;
  TlmTimecodeRate rate = { .drop = camera->rate.drop };

  if (!n)
    return TRUE;
  if (g_ascii_string_to_unsigned (n, 10, 1, G_MAXINT32, &fps_n, NULL) &&
      (!slash || g_ascii_string_to_unsigned (slash + 1, 10, 1, G_MAXINT32, &fps_d, NULL))) {
    rate.fps_n = (int) fps_n;
    rate.fps_d = (int) fps_d;
    if (tlm_timecode_rate_is_valid (&rate)) {
      camera->rate = rate;
      return TRUE;
    }
  }
  tlm_key_file_error (mission->keys, group, "rate", error, "\"%s\"%s is no rate that labels count at, as in 25, 24000/1001 or "
      "30000/1001", tlm_head (camera->rate_text, 32).text, rate.drop ? " with drop=yes" : "");
  return FALSE;
}

static gboolean
check_label (TlmMission *mission, const char *group, TlmMissionCamera *camera, GError **error)
{
  TlmTimecode label;
  gboolean drop;

  if (!camera->start_timecode)
    return TRUE;
  if (tlm_timecode_parse (camera->start_timecode, &label, &drop)) {
    camera->rate.drop |= drop;
    return TRUE;
  }
  tlm_key_file_error (mission->keys, group, "start-timecode", error, "\"%s\" is no label, as in 10:42:13:07",
      tlm_head (camera->start_timecode, 32).text);
  return FALSE;
}

static gboolean
check_tie (TlmMission *mission, const char *group, const TlmMissionCamera *camera, GError **error)
{
  int ties = camera->has_footage_start + camera->has_timecode_zero + (camera->marks != NULL);

  if (camera->see_through && ties == 0)
    return TRUE;
  if (camera->see_through)
    tlm_key_file_error (mission->keys, group, "see-through", error, "what is looked through has no place in the flight: "
        "leave footage-start, timecode-zero and marks out, or this");
  else if (ties != 1)
    tlm_key_file_error (mission->keys, group, NULL, error, ties == 0 ? "nothing ties it to the flight: footage-start, "
        "timecode-zero or marks does" : "footage-start, timecode-zero and marks exclude each other");
  else if (camera->has_timecode_zero && camera->rate.fps_n == 0)
    tlm_key_file_error (mission->keys, group, "timecode-zero", error, "needs rate, as in rate=30000/1001");
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_camera (TlmMission *mission, const char *group, const char *name, GError **error)
{
  TlmMissionCamera *camera;

  if (mission->cameras->len >= tlm_limit (TLM_LIMIT_CAMERAS))
    return tlm_mission_fail_many (mission, group, TLM_LIMIT_CAMERAS, error);
  camera = g_new0 (TlmMissionCamera, 1);
  camera->name = g_strdup (name);
  camera->temperature_c = 15;
  g_ptr_array_add (mission->cameras, camera);
  if (!tlm_mission_read_group (mission, TLM_MISSION_CAMERA, group, camera, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!read_number (mission, group, camera, &numbers[i], error))
      return FALSE;
  return check_label (mission, group, camera, error) && read_rate (mission, group, camera, error) &&
      check_tie (mission, group, camera, error);
}

gboolean
tlm_mission_read_cameras (TlmMission *mission, GError **error)
{
  return tlm_mission_each_group (mission, TLM_MISSION_CAMERA, read_camera, error);
}
