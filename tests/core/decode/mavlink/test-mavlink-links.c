/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One component that is heard on several links, each of which counts for itself. What was lost is
 * known: it was not delivered here. */
#include "core/decode/mavlink/mavlink-sequence.h"
#include "mavlink-frames.h"

#define FRAMES 3000
#define MOST_LINKS 3

typedef struct {
  const char *name;
  guint n_links;
  guint first[MOST_LINKS];     /* number that each begins with */
  guint every[MOST_LINKS];     /* it sends one frame in so many turns */
  guint loss;                  /* per cent */
  guint outage[2];             /* turns from … to that the first link is silent in */
  guint block;                 /* frames that come in reverse order; 0: none */
  gboolean twice;              /* each comes again, some later */
  guint slack;                 /* what may be wrong of the lost: what nobody can know */
  guint late_slack;            /* the same of those out of order */
} Case;

static const Case cases[] = {
  { "far apart", 2, { 10, 200 }, { 1, 1 }, .loss = 0 },
  { "one step apart", 2, { 10, 11 }, { 1, 1 } },
  { "the same numbers", 2, { 77, 77 }, { 1, 1 } },
  { "within the order", 2, { 10, 60 }, { 1, 1 } },
  { "behind within the order", 2, { 60, 10 }, { 1, 1 } },
  { "half way round", 2, { 0, 128 }, { 1, 1 } },
  { "the second one passes", 2, { 10, 200 }, { 3, 1 } },
  { "the first one passes", 2, { 10, 40 }, { 1, 3 } },
  { "a slow link", 2, { 10, 100 }, { 1, 50 } },
  { "a very slow link", 2, { 10, 100 }, { 1, 500 } },
  { "a slow link begins", 2, { 100, 3 }, { 29, 1 } },
  { "three links", 3, { 5, 90, 180 }, { 1, 2, 3 } },
  { "three links close by", 3, { 5, 15, 45 }, { 1, 1, 1 }, .late_slack = 40 },
  { "5 % lost", 2, { 10, 137 }, { 1, 1 }, .loss = 5, .slack = 12 },
  { "30 % lost", 2, { 10, 137 }, { 1, 1 }, .loss = 30, .slack = 40 },
  { "30 % lost close by", 2, { 10, 15 }, { 1, 2 }, .loss = 30, .slack = 150 },
  { "one goes away and comes back", 2, { 10, 137 }, { 1, 1 }, .outage = { 1000, 1100 } },
  { "each twice", 2, { 10, 137 }, { 1, 1 }, .twice = TRUE },
  { "one link, each twice", 1, { 10 }, { 1 }, .twice = TRUE },
  { "one link, 30 % lost", 1, { 10 }, { 1 }, .loss = 30 },
  { "one link, a long loss", 1, { 10 }, { 1 }, .outage = { 1000, 1200 } },
  { "one link, 100 lost and out of order", 1, { 10 }, { 1 }, .outage = { 1000, 1100 }, .block = 5 },
};

typedef struct {
  gint lost, late;
  guint again;
} Counts;

typedef struct {
  guint8 number;
  guint32 sum;
} Frame;

static void
take (TlmMavlinkSequence *sequence, Counts *counts, const Frame *frame)
{
  TlmMavlinkChange change;

  counts->again += tlm_mavlink_sequence_take (sequence, frame->number, frame->sum, &change) ==
      TLM_MAVLINK_AGAIN;
  counts->lost += change.lost;
  counts->late += change.late;
  g_assert_cmpint (counts->lost, >=, 0);
  g_assert_cmpint (counts->late, >=, 0);
}

/* What came of all, in turn; LOST receives how many did not, between those of their link that did. */
static GArray *
send (const Case *row, guint *lost)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  guint sent[MOST_LINKS] = { 0 }, missing[MOST_LINKS] = { 0 };
  gboolean begun[MOST_LINKS] = { FALSE };
  guint32 random = 12345;

  *lost = 0;
  for (guint turn = 0; turn < FRAMES; turn++)
    for (guint i = 0; i < row->n_links; i++) {
      Frame frame;
      gboolean came;
      if (turn % row->every[i] != 0)
        continue;
      frame = (Frame) { (guint8) (row->first[i] + sent[i]), (turn * MOST_LINKS + i) * 2654435761u };
      random = random * 1664525 + 1013904223;
      came = (random >> 8) % 100 >= row->loss &&
          !(i == 0 && turn >= row->outage[0] && turn < row->outage[1]);
      missing[i] += !came;
      sent[i]++;
      if (!came)
        continue;
      *lost += begun[i] ? missing[i] : 0;
      begun[i] = TRUE;
      missing[i] = 0;
      g_array_append_val (frames, frame);
    }
  return frames;
}

static void
reverse_blocks (GArray *frames, guint block)
{
  for (guint from = 0; block > 1 && from + block <= frames->len; from += block)
    for (guint k = 0; k < block / 2; k++) {
      Frame *a = &g_array_index (frames, Frame, from + k);
      Frame *b = &g_array_index (frames, Frame, from + block - 1 - k), kept = *a;
      *a = *b;
      *b = kept;
    }
}

static void
test_links (gconstpointer data)
{
  const Case *row = data;
  TlmMavlinkSequence *sequence = g_new0 (TlmMavlinkSequence, 1);
  guint lost, delay = 30;
  g_autoptr (GArray) frames = send (row, &lost);
  Counts counts = { 0 };

  reverse_blocks (frames, row->block);
  for (guint i = 0; i < frames->len + delay; i++) {
    if (i < frames->len)
      take (sequence, &counts, &g_array_index (frames, Frame, i));
    if (row->twice && i >= delay)
      take (sequence, &counts, &g_array_index (frames, Frame, i - delay));
  }
  g_test_message ("%s: lost %d of %u, late %d, again %u", row->name, counts.lost, lost, counts.late,
      counts.again);
  g_assert_cmpint (ABS (counts.lost - (gint) lost), <=, (gint) row->slack);
  g_assert_cmpuint (counts.again, ==, row->twice ? frames->len : 0);
  if (row->block == 0 && row->loss == 0)
    g_assert_cmpint (counts.late, <=, (gint) row->late_slack);
  g_free (sequence);
}

/* Both links begin anew at the reboot, and a clock shows it: nothing was lost. */
static void
test_reboot (void)
{
  TlmMavlinkSequence *sequence = g_new0 (TlmMavlinkSequence, 1);
  Counts counts = { 0 };

  for (guint i = 0; i < 1000; i++) {
    guint k = i < 500 ? i : i - 500;
    Frame a = { (guint8) ((i < 500 ? 30 : 0) + k), 2 * i };
    Frame b = { (guint8) ((i < 500 ? 140 : 0) + k), 2 * i + 1 };
    take (sequence, &counts, &a);
    take (sequence, &counts, &b);
    if (i == 502)
      counts.lost -= (gint) tlm_mavlink_sequence_restart (sequence);
  }
  g_assert_cmpint (counts.lost, ==, 0);
  g_assert_cmpint (counts.late, ==, 0);
  g_free (sequence);
}

/* HEARTBEATs say the same each time, here at the same number in each round: none came again, though
 * half of all is lost. */
static void
test_same_bytes (void)
{
  TlmMavlinkSequence *sequence = g_new0 (TlmMavlinkSequence, 1);
  Counts counts = { 0 };
  guint lost = 0;

  for (guint i = 0; i < 4096; i++) {
    Frame frame = { (guint8) i, i % 32 == 0 ? 7 + (i & 255) : 100000 + i };
    if (i % 32 != 0 && i % 2 == 1)
      lost++;
    else
      take (sequence, &counts, &frame);
  }
  g_assert_cmpuint (counts.again, ==, 0);
  g_assert_cmpint (counts.lost, ==, (gint) lost - 1);      /* the last one is not known */
  g_free (sequence);
}

/* A frame from before a long loss comes after it: it is late, and one less is lost. */
static void
test_straggler (void)
{
  TlmMavlinkSequence *sequence = g_new0 (TlmMavlinkSequence, 1);
  Counts counts = { 0 };

  for (guint i = 0; i < 1000; i++) {
    Frame frame = { (guint8) i, i }, late = { 244, 500 };
    if (i == 610)
      take (sequence, &counts, &late);
    if (i < 500 || i > 600)
      take (sequence, &counts, &frame);
  }
  g_assert_cmpint (counts.lost, ==, 100);
  g_assert_cmpint (counts.late, ==, 1);
  g_free (sequence);
}

#define POSITIONS 500

/* The sender's frame of position I. */
static GByteArray *
position (MavSender *sender, guint i)
{
  GByteArray *frame = g_byte_array_new ();

  mav_add_position (frame, sender, 60000 + 100 * i, i);
  return frame;
}

static void
push (TlmFeed *feed, const GByteArray *frame)
{
  g_assert_true (tlm_feed_push_datagram (feed, frame->data, frame->len, NULL));
}

/* Read as datagrams: two radios that count each for itself and say each position, a router that
 * sends each datagram twice, and one counter whose frames are split over two ways, one slower by 20. */
static void
test_decoded (void)
{
  static const struct { guint64 lost, duplicate, late; } due[] = {
    { 0, 0, 0 }, { 0, POSITIONS, 0 }, { 0, 0, POSITIONS / 2 },
  };

  for (guint kind = 0; kind < 3; kind++) {
    g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("mavlink"), "links", NULL, NULL);
    g_autoptr (GPtrArray) slow = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
    MavSender one = { 1, 1, 250 }, other = { 1, 1, 90 };
    TlmFeedStats stats;
    for (guint i = 0; i < POSITIONS; i++) {
      g_autoptr (GByteArray) frame = position (&one, i);
      if (kind == 2 && i % 2 == 1)
        g_ptr_array_add (slow, g_byte_array_ref (frame));
      else
        push (feed, frame);
      if (kind == 1)
        push (feed, frame);
      if (kind == 0) {
        g_autoptr (GByteArray) same = position (&other, i);
        push (feed, same);
      }
      if (kind == 2 && i % 2 == 1 && i >= 21)
        push (feed, slow->pdata[(i - 21) / 2]);
    }
    for (guint i = (POSITIONS - 20) / 2; kind == 2 && i < slow->len; i++)
      push (feed, slow->pdata[i]);
    tlm_feed_get_stats (feed, &stats);
    g_test_message ("%u: lost %d, duplicate %d, out of order %d", kind, (int) stats.lost,
        (int) stats.duplicate, (int) stats.out_of_order);
    g_assert_cmpuint (stats.lost, ==, due[kind].lost);
    g_assert_cmpuint (stats.duplicate, ==, due[kind].duplicate);
    g_assert_cmpuint (stats.out_of_order, <=, due[kind].late);
    g_assert_cmpuint (stats.out_of_order, >=, due[kind].late - due[kind].late / 20);
    g_assert_cmpuint (stats.good, ==, kind == 0 ? 2 * POSITIONS : POSITIONS);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/mavlink-links/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_links);
  }
  g_test_add_func ("/mavlink-links/reboot", test_reboot);
  g_test_add_func ("/mavlink-links/same-bytes", test_same_bytes);
  g_test_add_func ("/mavlink-links/straggler", test_straggler);
  g_test_add_func ("/mavlink-links/decoded", test_decoded);
  return g_test_run ();
}
