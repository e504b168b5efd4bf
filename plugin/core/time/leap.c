/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/leap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"

/* 1900-01-01 to 1970-01-01: NTP seconds to POSIX seconds. */
#define NTP_TO_POSIX_S G_GINT64_CONSTANT (2208988800)
#define FIRST_STEP_S G_GINT64_CONSTANT (63072000)  /* 1972-01-01 */
#define FILE_MAX_BYTES (64 * 1024)

/* IERS Bulletin C; POSIX seconds of the midnights after each leap second. */
static const TlmLeapTable builtin = {
  .n = 28,
  .from_utc_s = {
    63072000,   /* 1972-01-01 */
    78796800,   /* 1972-07-01 */
    94694400,   /* 1973-01-01 */
    126230400,  /* 1974-01-01 */
    157766400,  /* 1975-01-01 */
    189302400,  /* 1976-01-01 */
    220924800,  /* 1977-01-01 */
    252460800,  /* 1978-01-01 */
    283996800,  /* 1979-01-01 */
    315532800,  /* 1980-01-01 */
    362793600,  /* 1981-07-01 */
    394329600,  /* 1982-07-01 */
    425865600,  /* 1983-07-01 */
    489024000,  /* 1985-07-01 */
    567993600,  /* 1988-01-01 */
    631152000,  /* 1990-01-01 */
    662688000,  /* 1991-01-01 */
    709948800,  /* 1992-07-01 */
    741484800,  /* 1993-07-01 */
    773020800,  /* 1994-07-01 */
    820454400,  /* 1996-01-01 */
    867715200,  /* 1997-07-01 */
    915148800,  /* 1999-01-01 */
    1136073600, /* 2006-01-01 */
    1230768000, /* 2009-01-01 */
    1341100800, /* 2012-07-01 */
    1435708800, /* 2015-07-01 */
    1483228800  /* 2017-01-01 */
  },
  .offset_s = {
    10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
    28, 29, 30, 31, 32, 33, 34, 35, 36, 37
  },
  .expires_utc_s = 1782604800 /* 2026-06-28 */
};

/* What one line of the file says. */
typedef enum { LINE_NOTHING, LINE_EXPIRY, LINE_STEP, LINE_BROKEN } LineKind;

typedef struct {
  LineKind kind;
  gint64 utc_s;
  gint offset_s;
} Line;

static gboolean
skip_blanks (const char **at, const char *end)
{
  const char *start = *at;

  while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r'))
    (*at)++;
  return *at > start;
}

static gboolean
read_number (const char **at, const char *end, gint64 *value)
{
  const char *start = *at;
  gint64 sum = 0;

  while (*at < end && g_ascii_isdigit (**at) && *at - start < 12)
    sum = sum * 10 + (*(*at)++ - '0');
  *value = sum;
  return *at > start && (*at == end || !g_ascii_isdigit (**at));
}

static Line
read_line (const char *at, const char *end)
{
  const Line broken = { LINE_BROKEN, 0, 0 };
  Line line = { LINE_NOTHING, 0, 0 };
  gint64 offset = 0;

  skip_blanks (&at, end);
  if (at == end || (*at == '#' && (at + 1 == end || at[1] != '@')))
    return line;
  line.kind = *at == '#' ? LINE_EXPIRY : LINE_STEP;
  if (line.kind == LINE_EXPIRY) {
    at += 2;
    skip_blanks (&at, end);
  }
  if (!read_number (&at, end, &line.utc_s))
    return broken;
  line.utc_s -= NTP_TO_POSIX_S;
  if (line.kind == LINE_STEP
      && (!skip_blanks (&at, end) || !read_number (&at, end, &offset)))
    return broken;
  line.offset_s = (gint) CLAMP (offset, 0, G_MAXINT);
  skip_blanks (&at, end);
  return at == end || *at == '#' ? line : broken;
}

/* Why STEP cannot follow what TABLE holds, or NULL. */
static const char *
refuse_step (const TlmLeapTable *table, const Line *step)
{
  if (table->n == TLM_LEAP_MAX)
    return "too many steps";
  if (step->utc_s % 86400 != 0)
    return "a step that is not at midnight";
  if (table->n == 0)
    return step->utc_s == FIRST_STEP_S && step->offset_s == TLM_LEAP_FIRST
        ? NULL : "a table that does not begin with 2272060800 10 (1972-01-01)";
  if (step->utc_s <= table->from_utc_s[table->n - 1])
    return "a step that is not later than the one before";
  if (ABS ((gint64) step->offset_s - table->offset_s[table->n - 1]) != 1)
    return "an offset that is not one second from the one before";
  return NULL;
}

static const char *
take_line (TlmLeapTable *table, const Line *line)
{
  const char *refusal = NULL;

  switch (line->kind) {
    case LINE_NOTHING:
      break;
    case LINE_BROKEN:
      return "neither a comment nor two numbers";
    case LINE_EXPIRY:
      table->expires_utc_s = line->utc_s;
      break;
    case LINE_STEP:
      refusal = refuse_step (table, line);
      if (refusal)
        return refusal;
      table->from_utc_s[table->n] = line->utc_s;
      table->offset_s[table->n++] = line->offset_s;
      break;
  }
  return NULL;
}

gboolean
tlm_leap_table_parse (const char *text, gssize len, TlmLeapTable *table,
    GError **error)
{
  TlmLeapTable read = { 0 };
  guint number = 0;

  g_return_val_if_fail (text != NULL && table != NULL, FALSE);
  const char *end = text + (len < 0 ? strlen (text) : (gsize) len);
  for (const char *at = text; at < end;) {
    const char *eol = memchr (at, '\n', (gsize) (end - at));
    Line line = read_line (at, eol ? eol : end);
    const char *refusal = take_line (&read, &line);

    number++;
    if (refusal) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
          "leap-second table, line %u: %s; expected \"NTP-seconds offset\", "
          "as in \"3692217600 37 # 1 Jan 2017\"", number, refusal);
      return FALSE;
    }
    at = eol ? eol + 1 : end;
  }
  if (read.n == 0 || read.expires_utc_s == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "leap-second table, line %u: it ends with no %s", number,
        read.n == 0 ? "step" : "expiry (a line \"#@ NTP-seconds\")");
    return FALSE;
  }
  *table = read;
  return TRUE;
}

gboolean
tlm_leap_table_read (const char *path, TlmLeapTable *table, GError **error)
{
  g_autofree char *text = g_malloc (FILE_MAX_BYTES + 1);

  g_return_val_if_fail (table != NULL, FALSE);
  path = path ? path : TLM_LEAP_SYSTEM_FILE;
  FILE *file = fopen (path, "rb");
  if (!file) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
        "leap-second table %s: %s", path, g_strerror (errno));
    return FALSE;
  }
  gsize len = fread (text, 1, FILE_MAX_BYTES + 1, file);
  gboolean failed = ferror (file);
  fclose (file);
  if (failed || len > FILE_MAX_BYTES) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
        "leap-second table %s: %s", path,
        failed ? "cannot be read" : "larger than 64 KiB, which none is");
    return FALSE;
  }
  if (tlm_leap_table_parse (text, (gssize) len, table, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

const TlmLeapTable *
tlm_leap_table_builtin (void)
{
  return &builtin;
}

/* A file that is not there or broken is no error: the built-in table is as
 * true, and only known for less long. */
static gpointer
choose_table (gpointer unused)
{
  static TlmLeapTable system_table;

  if (tlm_leap_table_read (NULL, &system_table, NULL)
      && system_table.expires_utc_s >= builtin.expires_utc_s)
    return &system_table;
  return (gpointer) &builtin;
}

const TlmLeapTable *
tlm_leap_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, choose_table, NULL);
}

gint
tlm_leap_tai_minus_utc_at_utc (const TlmLeapTable *table, gint64 utc_s)
{
  const TlmLeapTable *used = table ? table : tlm_leap_table ();

  /* From the end: nearly every time asked about is after the last step. */
  for (guint i = used->n; i-- > 0;) {
    if (utc_s >= used->from_utc_s[i])
      return used->offset_s[i];
  }
  return TLM_LEAP_FIRST;
}

gint
tlm_leap_tai_minus_utc_at_tai (const TlmLeapTable *table, gint64 tai_s,
    gboolean *in_leap)
{
  const TlmLeapTable *used = table ? table : tlm_leap_table ();
  gboolean leap = FALSE;
  gint offset = TLM_LEAP_FIRST;

  for (guint i = used->n; i-- > 0;) {
    gint before = i ? used->offset_s[i - 1] : TLM_LEAP_FIRST;

    if (tai_s >= used->from_utc_s[i] + used->offset_s[i]) {
      offset = used->offset_s[i];
      break;
    }
    if (tai_s >= used->from_utc_s[i] + before) {
      leap = TRUE;
      offset = before;
      break;
    }
  }
  if (in_leap)
    *in_leap = leap;
  return offset;
}

gboolean
tlm_leap_second_before (const TlmLeapTable *table, gint64 midnight_utc_s)
{
  const TlmLeapTable *used = table ? table : tlm_leap_table ();

  for (guint i = used->n; i-- > 1;) {
    if (midnight_utc_s == used->from_utc_s[i])
      return used->offset_s[i] > used->offset_s[i - 1];
  }
  return FALSE;
}

TlmInstant
tlm_leap_expiry (const TlmLeapTable *table)
{
  const TlmLeapTable *used = table ? table : tlm_leap_table ();

  return (used->expires_utc_s + used->offset_s[used->n - 1]) * TLM_SECOND;
}

gboolean
tlm_leap_expired_once (TlmInstant t)
{
  static gint told = 0;

  if (t == TLM_TIME_NONE || t <= tlm_leap_expiry (NULL))
    return FALSE;
  return g_atomic_int_compare_and_exchange (&told, 0, 1);
}
