/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-event.h"

#include <string.h>

#include "core/decode/table/decimal.h"
#include "core/time/instant.h"

#define BEFORE "Event "
#define BETWEEN " occurred at t="
#define AFTER " seconds"
#define MAX_NAME 64

/* Names of OpenRocket's FlightEvent that have another one here. */
static const struct {
  const char *name, *id;
} ids[] = {
  { "GROUND_HIT", "landing" }, { "LIFTOFF", "liftoff" }, { "APOGEE", "apogee" },
  { "BURNOUT", "burnout" },
};

/* "Recovery device deployment". */
static char *
label_of (const char *name)
{
  char *label = g_ascii_strdown (name, -1);

  g_strdelimit (label, "_", ' ');
  label[0] = g_ascii_toupper (label[0]);
  return label;
}

static const char *
known_id (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strcmp (ids[i].name, name) == 0)
      return ids[i].id;
  return NULL;
}

TlmEvent *
tlm_csv_event_read (const char *comment, gsize length, const char *source)
{
  const char *name = comment + strlen (BEFORE), *end = comment + length, *between, *after;
  g_autofree char *text = NULL, *label = NULL, *id = NULL;
  TlmCell cell;
  gint64 ns;

  g_return_val_if_fail (comment != NULL, NULL);
  if (length < strlen (BEFORE) || memcmp (comment, BEFORE, strlen (BEFORE)) != 0)
    return NULL;
  between = memmem (name, (gsize) (end - name), BETWEEN, strlen (BETWEEN));
  if (!between || between == name || between - name > MAX_NAME)
    return NULL;
  cell.text = between + strlen (BETWEEN);
  after = memmem (cell.text, (gsize) (end - cell.text), AFTER, strlen (AFTER));
  cell.length = after ? (gsize) (after - cell.text) : 0;
  if (!after || (tlm_decimal_parse_scaled (cell.text, cell.length, '.', 9, &ns) !=
          TLM_DECIMAL_NUMBER && tlm_decimal_parse_scaled (cell.text, cell.length, ',', 9, &ns) !=
          TLM_DECIMAL_NUMBER))
    return NULL;
  text = tlm_cell_dup ((TlmCell) { name, (gsize) (between - name) }, MAX_NAME);
  if (known_id (text))
    return tlm_event_new (ns, known_id (text), NULL, NULL, source, TLM_CONFIDENCE_GIVEN);
  label = label_of (text);
  id = tlm_event_make_id (label);
  return tlm_event_new (ns, id, label, NULL, source, TLM_CONFIDENCE_GIVEN);
}
