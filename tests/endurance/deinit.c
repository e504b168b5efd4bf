/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Preloaded by leaks.sh: the tracer counts what is alive in gst_deinit(), which test programs
 * do not call. With TELEMETRY_LEAK set one object is leaked on purpose. */
#include <gst/gst.h>

static GstCaps *leaked;

static void __attribute__ ((destructor))
deinit (void)
{
  if (!gst_is_initialized ())
    return;
  if (g_getenv ("TELEMETRY_LEAK"))
    leaked = gst_caps_new_empty_simple ("application/x-leak");
  gst_deinit ();
  (void) leaked;
}
