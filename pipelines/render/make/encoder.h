/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "film/container.h"

G_BEGIN_DECLS

/* What codes pictures. */
typedef struct {
  const char *name;          /* that --encoder takes: "x264" */
  const char *codec;         /* RenderCodec's name */
  const char *element;       /* factory */
  const char *settings;      /* launch text behind it; what is not said is the element's own */
  int depth;                 /* most bits of a component; 0: 8 */
  gboolean is_hardware;      /* there only where a device is: goes first, after a trial */
  gboolean is_even;          /* takes no odd number of pixels unless chroma is not subsampled */
  gboolean has_alpha;
} RenderEncoder;

/* One that was chosen. All is its own. */
typedef struct {
  const RenderCodec *codec;
  char *fragment;            /* launch text: "x264enc pass=qual quantizer=20" */
  char *name;                /* for people: "x264enc 1.22.0" */
  gboolean is_plain;         /* as the table has it: nobody said settings */
  gboolean is_device;        /* may not be there, whatever its element says */
  char *format;              /* of the pictures that go in, caps text; NULL: as it likes */
} RenderChoice;

void render_choice_free (RenderChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderChoice, render_choice_free)

/* What may code the pictures of CLIP (upright) for CONTAINER, the best first: those of the
 * clip's own codec where the container takes it and it is one to deliver, then those of the
 * container's. Only what this machine has; none is tried yet. With WANTED (a name of the table, an
 * element, or a launch fragment) that one alone. With ALPHA those that keep it. GPtrArray of RenderChoice *;
 * NULL with an error where there is none. */
GPtrArray *render_encoder_candidates (const RenderClip *clip, const RenderContainer *container,
    const char *wanted, gboolean alpha, GError **error);

/* Codes ten pictures as large as those of CLIP; FALSE, with what the element said, where that fails. What is plain and no
 * device is taken to work: where it does not the job itself finds out as soon. Blocks. */
gboolean render_encoder_try (const RenderChoice *choice, const RenderClip *clip, GError **error);

/* Launch text from raw pictures to what libav's muxers take; FORMAT (caps text) is what goes in instead of the
 * choice's own, or NULL. To be freed. */
char *render_choice_launch (const RenderChoice *choice, const char *format);

G_END_DECLS
