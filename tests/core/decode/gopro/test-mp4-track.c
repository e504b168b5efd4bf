/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/gopro/mp4-track.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "wire-make.h"

/* A track of samples of one size, whose chunks are all at the first byte of the media. */
typedef struct {
  guint media, size;         /* bytes */
  guint samples;             /* that it says it has */
  guint chunks, in_chunk;
  guint32 scale, delta;      /* ticks a second, and of a sample; 1000 and 100 unless said */
  guint32 movie_scale;       /* and an edit list, where it is not 0 */
  guint64 edits[2][2];       /* ticks of the movie, and where in the media: -1 for none */
} Claims;

static void
put_stbl (GByteArray *out, const Claims *claims, guint64 offset)
{
  g_autoptr (GByteArray) box = g_byte_array_new ();

  make_gpmd_stsd (out);
  make_be (box, 1, 8);
  make_be (box, claims->samples, 4);
  make_be (box, claims->delta ? claims->delta : 100, 4);
  make_box (out, "stts", box);
  g_byte_array_set_size (box, 0);
  make_stsc (out, claims->in_chunk);
  g_byte_array_set_size (box, 0);
  make_be (box, 0, 4);
  make_be (box, claims->size, 4);
  make_be (box, claims->samples, 4);
  make_box (out, "stsz", box);
  g_byte_array_set_size (box, 0);
  make_be (box, claims->chunks, 8);
  for (guint i = 0; i < claims->chunks; i++)
    make_be (box, offset, 4);
  make_box (out, "stco", box);
}

/* Version 1, whose numbers have 64 bits. */
static void
put_edits (GByteArray *out, const Claims *claims)
{
  g_autoptr (GByteArray) box = g_byte_array_new (), list = g_byte_array_new ();

  make_be (box, 1, 1);
  make_be (box, 0, 3);
  make_be (box, 2, 4);
  for (guint i = 0; i < 2; i++) {
    make_be (box, claims->edits[i][0], 8);
    make_be (box, claims->edits[i][1], 8);
    make_be (box, 1 << 16, 4);
  }
  make_box (list, "elst", box);
  make_nested (list, "edts");
  make_append (out, list);
}

/* A film whose media come first. */
static GByteArray *
make_film (const Claims *claims)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) box = g_byte_array_new (), stbl = g_byte_array_new (), track = g_byte_array_new ();

  g_byte_array_set_size (box, claims->media);
  memset (box->data, 0, box->len);
  make_box (out, "mdat", box);
  g_byte_array_set_size (box, 0);
  make_be (box, 0, 8);
  make_be (box, 0, 4);
  make_be (box, claims->scale ? claims->scale : 1000, 4);
  make_be (box, 0, 8);
  make_box (track, "mdhd", box);
  put_stbl (stbl, claims, 8);
  make_nested (stbl, "stblminf");
  make_append (track, stbl);
  make_nested (track, "mdia");
  if (claims->movie_scale)
    put_edits (track, claims);
  make_nested (track, "trak");
  if (claims->movie_scale) {
    g_byte_array_set_size (box, 0);
    make_be (box, 0, 8);
    make_be (box, 0, 4);
    make_be (box, claims->movie_scale, 4);
    make_box (track, "mvhd", box);
  }
  make_nested (track, "moov");
  make_append (out, track);
  return out;
}

static GArray *
find (const Claims *claims, GError **error)
{
  g_autoptr (GByteArray) film = make_film (claims);
  GArray *samples = NULL;

  if (!tlm_mp4_find_samples (film->data, film->len, "gpmd", &samples, error))
    return NULL;
  return samples;
}

static void
test_places (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) samples = find (&(Claims) { .media = 50, .size = 10, .samples = 5, .chunks = 1, .in_chunk = 5 },
      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, 5);
  for (guint i = 0; i < 5; i++) {
    const TlmMp4Sample *sample = &g_array_index (samples, TlmMp4Sample, i);
    g_assert_cmpuint (sample->offset, ==, 8 + 10 * i);
    g_assert_cmpuint (sample->size, ==, 10);
    g_assert_cmpint (sample->time_ns, ==, 100000000 * (gint64) i);
  }
}

/* What is behind the end of the file is not there, and what is before it is. */
static void
test_cut (void)
{
  const Claims claims = { .media = 50, .size = 200, .samples = 1 << 20, .chunks = 1, .in_chunk = 1 << 20 };
  g_autoptr (GByteArray) film = make_film (&claims);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) samples = find (&claims, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, (film->len - 8) / 200);
}

/* 1000 chunks at one place, each of all of the media: a few kB that would be read as 50 MB. */
static void
test_one_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (&(Claims) { .media = 50000, .size = 1, .samples = 50000000, .chunks = 1000,
            .in_chunk = 50000 }, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "lie on one another"));
}

#define NONE G_MAXUINT64

/* Times at the edges of what their numbers hold: exact, or refused. */
static void
test_times (void)
{
  static const struct {
    guint32 scale, delta, movie_scale;
    guint64 edits[2][2];
    gboolean is_film;
    gint64 second_ns, duration_ns;   /* when the second sample begins, and how long it is */
  } rows[] = {
    { .scale = G_MAXUINT32, .delta = G_MAXUINT32, .is_film = TRUE, .second_ns = 1000000000, .duration_ns = 1000000000 },
    /* 1001 / 30000 s is 33366666.66… ns. */
    { .scale = 30000, .delta = 1001, .is_film = TRUE, .second_ns = 33366667, .duration_ns = 33366667 },
    { .scale = 1, .delta = 200000000, .is_film = TRUE, .second_ns = 200000000 * G_GINT64_CONSTANT (1000000000),
      .duration_ns = 200000000 * G_GINT64_CONSTANT (1000000000) },
    { .scale = 1, .delta = 300000000 },
    { .scale = 1, .delta = G_MAXUINT32 },
    /* An empty edit of 2.5 s, and the media from 1 s on. */
    { .scale = 1000, .delta = 100, .movie_scale = 600, .edits = { { 1500, NONE }, { 600, 1000 } }, .is_film = TRUE,
      .second_ns = 1600000000, .duration_ns = 100000000 },
    /* 2^53 + 1 ticks, which a double does not hold. */
    { .scale = 1000000000, .delta = 1, .movie_scale = 1000000000, .edits = { { (G_GUINT64_CONSTANT (1) << 53) + 1, NONE },
          { 1, 0 } }, .is_film = TRUE, .second_ns = (G_GINT64_CONSTANT (1) << 53) + 2, .duration_ns = 1 },
    { .scale = 1, .delta = 1, .movie_scale = 1, .edits = { { 1, G_MAXINT64 } } },
    { .scale = 1, .delta = 1, .movie_scale = 1, .edits = { { G_MAXUINT64, NONE }, { 1, 0 } } },
    { .scale = 1, .delta = 1, .movie_scale = 1, .edits = { { G_MAXUINT64, NONE }, { G_MAXUINT64, NONE } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Claims claims = { .media = 50, .size = 10, .samples = 5, .chunks = 1, .in_chunk = 5, .scale = rows[i].scale,
      .delta = rows[i].delta, .movie_scale = rows[i].movie_scale };
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) samples = NULL;
    memcpy (claims.edits, rows[i].edits, sizeof claims.edits);
    samples = find (&claims, &error);
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    if (!rows[i].is_film) {
      g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "31 years"));
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpint (g_array_index (samples, TlmMp4Sample, 1).time_ns, ==, rows[i].second_ns);
    g_assert_cmpint (g_array_index (samples, TlmMp4Sample, 1).duration_ns, ==, rows[i].duration_ns);
  }
}

static void
test_limit (void)
{
  const Claims claims = { .media = 50, .size = 10, .samples = 5, .chunks = 1, .in_chunk = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) samples = NULL;

  g_assert_true (tlm_limits_set ("mp4-samples=5", NULL));
  samples = find (&claims, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_limits_set ("mp4-samples=4", NULL));
  g_assert_null (find (&claims, &error));
  tlm_limits_reset ();
  g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "says it has 5 samples: over the limit mp4-samples=4 "));
  g_assert_nonnull (strstr (error->message, "limits=mp4-samples=8"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mp4-track/places", test_places);
  g_test_add_func ("/mp4-track/cut", test_cut);
  g_test_add_func ("/mp4-track/one-place", test_one_place);
  g_test_add_func ("/mp4-track/times", test_times);
  g_test_add_func ("/mp4-track/limit", test_limit);
  return g_test_run ();
}
