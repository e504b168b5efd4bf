/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-internal.h"
#include "core/decode/ndm/object-choice.h"

/* Elements of any other theory mean something else. */
static gboolean
check_theory (const TlmNdm *ndm, guint line, GError **error)
{
  static const char *const known[] = { "SGP4", "SGP/SGP4", "SDP4", "SGP4/SDP4", "SGP", NULL };
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_MEAN_ELEMENT_THEORY];

  if (!value->set && ndm->is_catalogue)
    return TRUE;
  if (!value->set)
    return tlm_ndm_fail (line, error, "found no MEAN_ELEMENT_THEORY before here, expected SGP4: it "
        "is mandatory in an OMM");
  for (guint i = 0; known[i]; i++)
    if (g_ascii_strcasecmp (known[i], value->text) == 0)
      return TRUE;
  return tlm_ndm_fail (value->line, error, "found MEAN_ELEMENT_THEORY \"%s\", expected SGP4 or "
      "SGP/SGP4", tlm_head (value->text, 32).text);
}

/* SGP4 is for the Earth, in TEME and UTC (502.0-B-3, 4.2.4.3); catalogues leave that out. */
static gboolean
check_metadata (const TlmNdm *ndm, guint line, GError **error)
{
  static const struct {
    TlmNdmField field;
    const char *expected;
  } rules[] = { { TLM_NDM_CENTER_NAME, "EARTH" }, { TLM_NDM_REF_FRAME, "TEME" },
    { TLM_NDM_TIME_SYSTEM, "UTC" } };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    const TlmNdmValue *value = &ndm->block.values[rules[i].field];
    if (!value->set && ndm->is_catalogue)
      continue;
    if (!value->set)
      return tlm_ndm_fail (line, error, "found no %s before here, expected it: it is mandatory in "
          "an OMM", tlm_ndm_field_name (rules[i].field));
    if (g_ascii_strcasecmp (value->text, rules[i].expected) != 0)
      return tlm_ndm_fail (value->line, error, "found %s \"%s\", expected %s with SGP4",
          tlm_ndm_field_name (rules[i].field), tlm_head (value->text, 32).text, rules[i].expected);
  }
  return TRUE;
}

static gboolean
read_numbers (const TlmNdm *ndm, guint line, TlmMeanElements *elements, GError **error)
{
  const struct {
    TlmNdmField field;
    gboolean optional;
    double unit;
    double *out;
  } numbers[] = {
    { TLM_NDM_MEAN_MOTION, FALSE, TLM_REV_PER_DAY, &elements->mean_motion },
    { TLM_NDM_ECCENTRICITY, FALSE, 1.0, &elements->eccentricity },
    { TLM_NDM_INCLINATION, FALSE, TLM_DEGREE, &elements->inclination },
    { TLM_NDM_RA_OF_ASC_NODE, FALSE, TLM_DEGREE, &elements->raan },
    { TLM_NDM_ARG_OF_PERICENTER, FALSE, TLM_DEGREE, &elements->argument_perigee },
    { TLM_NDM_MEAN_ANOMALY, FALSE, TLM_DEGREE, &elements->mean_anomaly },
    { TLM_NDM_REV_AT_EPOCH, TRUE, 1.0, &elements->revolution_at_epoch },
    { TLM_NDM_BSTAR, FALSE, 1.0, &elements->bstar },
    { TLM_NDM_MEAN_MOTION_DOT, TRUE, TLM_REV_PER_DAY2, &elements->mean_motion_dot },
    { TLM_NDM_MEAN_MOTION_DDOT, TRUE, TLM_REV_PER_DAY3, &elements->mean_motion_ddot },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (numbers[i].optional && !ndm->block.values[numbers[i].field].set)
      continue;
    if (!tlm_ndm_block_number (&ndm->block, numbers[i].field, line, numbers[i].out, error))
      return FALSE;
    *numbers[i].out *= numbers[i].unit;
  }
  return TRUE;
}

/* Catalogues write it as elsewhere, or as alpha-5. */
static gboolean
read_catalogue_number (const TlmNdm *ndm, TlmMeanElements *elements, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_NORAD_CAT_ID];

  if (!value->set || tlm_object_number (value->text, &elements->catalogue_number))
    return TRUE;
  return tlm_ndm_fail (value->line, error, "found NORAD_CAT_ID \"%s\", expected an integer from 0 "
      "to 999999999", tlm_head (value->text, 32).text);
}

static gboolean
check_ephemeris_type (const TlmNdm *ndm, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_EPHEMERIS_TYPE];
  guint64 type = G_MAXUINT;
  const char *theory = NULL;

  if (!value->set || (g_ascii_string_to_unsigned (value->text, 10, 0, 9, &type, NULL)
          && tlm_ephemeris_type_is_sgp4 ((guint) type, &theory)))
    return TRUE;
  return tlm_ndm_fail (value->line, error, "found EPHEMERIS_TYPE \"%s\"%s%s%s, expected 0 (SGP4)",
      tlm_head (value->text, 32).text, theory ? " (" : "", theory ? theory : "", theory ? ")" : "");
}

/* A text of a file, cut at a whole character. */
static void
copy_text (char *out, gsize size, const char *text)
{
  g_autofree char *cut = tlm_cell_dup ((TlmCell) { text, strlen (text) }, size - 1);

  memcpy (out, cut, strlen (cut) + 1);
}

gboolean
tlm_ndm_omm_end (TlmNdm *ndm, guint line, GError **error)
{
  TlmMeanElements elements = { 0 };
  const char *name = tlm_ndm_block_text (&ndm->block, TLM_NDM_OBJECT_NAME);
  const char *id = tlm_ndm_block_text (&ndm->block, TLM_NDM_OBJECT_ID);

  if (ndm->is_catalogue) {
    name = name ? name : "";
    id = id ? id : "";
  }
  if (!name || !id)
    return tlm_ndm_fail (line, error, "found no %s before here, expected it: it is mandatory in an "
        "OMM", name ? "OBJECT_ID" : "OBJECT_NAME");
  if (!check_theory (ndm, line, error) || !check_metadata (ndm, line, error)
      || !check_ephemeris_type (ndm, error)
      || !tlm_ndm_block_time (&ndm->block, TLM_NDM_EPOCH, TLM_SCALE_UTC, line, &elements.epoch,
          error)
      || !read_numbers (ndm, line, &elements, error)
      || !read_catalogue_number (ndm, &elements, error))
    return FALSE;
  copy_text (elements.name, sizeof elements.name, name);
  copy_text (elements.international_designator, sizeof elements.international_designator, id);
  if (tlm_mean_elements_validate (&elements, error)) {
    g_array_append_val (ndm->sets, elements);
    return TRUE;
  }
  g_prefix_error (error, "line %u: ", ndm->block.values[TLM_NDM_EPOCH].line);
  return FALSE;
}
