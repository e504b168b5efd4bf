/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "air.h"
#include "map.h"
#include "shot.h"
#include "stars.h"
#include "track.h"

#include <stdint.h>

/* One shot, ready to be filmed. */
typedef struct Scene Scene;

/* Prepares @shot as flown on @track, liftoff at @unix_liftoff (UTC seconds since 1970), for pictures of
 * @width x @height (even). The scene borrows shot and track. */
Scene *scene_new (const Shot *shot, const Track *track, double unix_liftoff, int width, int height,
    int threads, void (*progress) (double done));
void scene_free (Scene *scene);

/* Draws the picture of T+@met as I420, BT.709 limited range, into @picture of width x height x 3/2 bytes.
 * It depends on nothing but the arguments. */
void scene_draw (Scene *scene, double met, uint8_t *picture);
