/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/axis.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* One direction of a plot: time, or a channel in a unit that people read. Numbers
 * are seconds after the origin, or of that unit. */
typedef struct {
  gboolean is_time;
  gboolean known;                  /* the timeline has the channel */
  guint channel;
  const TlmUnit *unit;             /* NULL for a pure number, and until fitted */
  gboolean low_given, high_given;  /* the layout says where it ends */
  double low, high;
  gint64 origin_ns;                /* of time, timeline's clock */
  gboolean of_day;                 /* time is UTC, for there is no T-0 */
  TlrAxis axis;
  char *title;                     /* "Altitude, km"; NULL until fitted */
} TlrPlotScale;

/* Reads the keys: channel or "time" in CHANNEL_KEY; unit, minimum and maximum
 * behind PREFIX. */
void tlr_plot_scale_init (TlrPlotScale *scale, const TlrWidget *widget, const char *channel_key,
    const char *prefix);

/* Frees what it holds. */
void tlr_plot_scale_finish (TlrPlotScale *scale);

/* Chooses unit, ends, ticks (at most INTERVALS and one) and title for values of
 * LOW .. HIGH: storage unit, or of time, instants as ns on the timeline's clock. */
void tlr_plot_scale_fit (TlrPlotScale *scale, const TlrWidget *widget, double low, double high,
    guint intervals);

/* The number of a value of the storage unit, or of an instant. */
double tlr_plot_scale_number (const TlrPlotScale *scale, double value);

/* Whether LOW .. HIGH, as for fit, goes beyond ends that the layout left open. */
gboolean tlr_plot_scale_is_outgrown (const TlrPlotScale *scale, double low, double high);

/* What stands at a tick; BUF has TLR_NUMBER_SIZE bytes. */
const char *tlr_plot_scale_label (const TlrPlotScale *scale, const TlrContext *context,
    double tick, char *buf);

G_END_DECLS
