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
} Claims;

static void
put_stbl (GByteArray *out, const Claims *claims, guint64 offset)
{
  g_autoptr (GByteArray) box = g_byte_array_new ();

  make_gpmd_stsd (out);
  make_be (box, 1, 8);
  make_be (box, claims->samples, 4);
  make_be (box, 100, 4);
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
  make_be (box, 1000, 4);
  make_be (box, 0, 8);
  make_box (track, "mdhd", box);
  put_stbl (stbl, claims, 8);
  make_nested (stbl, "stblminf");
  make_append (track, stbl);
  make_nested (track, "mdiatrakmoov");
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
  g_test_add_func ("/mp4-track/limit", test_limit);
  return g_test_run ();
}
