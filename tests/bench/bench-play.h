/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* A chain of elements that frames are pushed through, in this thread. */
typedef struct {
  const char *chain;
  const char *format;
  int width, height;
  gboolean shared;      /* somebody else still refers to each frame, as a decoder
                           does, so that it cannot be written to */
} BenchChain;

/* CPU time of this process, or of its children that have ended, s. */
double bench_cpu_s (void);
double bench_children_s (void);

/* CPU of 2 N frames less CPU of N frames, over N = BENCH_BLOCK, in ms a frame, for
 * each two neighbouring blocks of N_BLOCKS; the first, with set-up, does not count,
 * and the least is taken, since other load can only add. Texts of elements called
 * t0, t1 and t2 change with each frame. */
#define BENCH_BLOCK 50
double bench_cost_ms (const BenchChain *chain, int n_blocks);

/* Samples (words of 1 or 2 bytes) that the chain changes in its first frame. */
gsize bench_count_changes (const BenchChain *chain);

/* The floor: ms a frame that a bare vector blend over N samples takes, premultiplied
 * values and alpha as long as the frame's part, in eight frames of the chain's
 * format in turn. */
double bench_floor_ms (const BenchChain *chain, gsize n_samples);

G_END_DECLS
