/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/native.h"

G_BEGIN_DECLS

/* The frames a scene is for. */
typedef struct {
  TlrNativeSpec native;  /* format, colour space, interlacing */
  int width, height;     /* pixels, 16 .. TLR_NATIVE_MAX_SIZE */
  int par_n, par_d;      /* pixel aspect ratio; 0 and 0 is square */
} TlrSceneSpec;

G_END_DECLS
