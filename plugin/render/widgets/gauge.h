/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/zones.h"
#include "render/scene/widget.h"
#include "render/widgets/gauge-follow.h"

G_BEGIN_DECLS

/* What instruments with a scale have in common: whose value they show, in which
 * unit, from which number to which. */
#define TLR_GAUGE_CHANNELS 4

typedef struct {
  guint channels[TLR_GAUGE_CHANNELS];  /* by preference */
  guint n_channels;
  const TlmUnit *unit;       /* of the scale, or NULL: the storage unit */
  double low, high;          /* of the scale, in that unit; low < high */
  gboolean low_given, high_given;      /* else by the data */
  gboolean is_outgrown;      /* the data wants another scale now */
  guint64 revision;          /* of the timeline that the scale was last held against */
  TlrZone zones[TLR_ZONES_MAX];
  guint n_zones;
  TlmChannelId kind;         /* of the channel, tlm_timeline_channel_kind() */
  char *value, *sign;        /* templates of the number and of its unit */
  TlrGaugeFollow follow;     /* of a scale that follows the value */
  gint16 follow_code;        /* where that ends now, tlr_gauge_follow_end() */
} TlrGauge;

/* Keys of all of them, to be put into their tables; with MINIMUM and MAXIMUM left
 * out the scale is round numbers around what the channel is known to reach. */
#define TLR_GAUGE_KEYS(usual_channel, usual_unit) \
  { .name = "channel", .kind = TLR_KEY_TEXT, .fallback = usual_channel, \
    .blurb = "whose value it shows; of a|b the first that the vehicle has" }, \
  { .name = "unit", .kind = TLR_KEY_UNIT, .fallback = usual_unit, \
    .blurb = "of scale and number; as readers expect it unless told" }, \
  { .name = "decimals", .kind = TLR_KEY_NUMBER, .minimum = 0, .maximum = 9, \
    .blurb = "of the number; as readers expect them unless told" }, \
  { .name = "minimum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, \
    .blurb = "where the scale begins; by the data unless told" }, \
  { .name = "maximum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, \
    .blurb = "where the scale ends; by the data unless told" }, \
  { .name = "zones", .kind = TLR_KEY_ZONES, .blurb = "FROM:TO:COLOUR; … along the scale" }, \
  { .name = "label", .kind = TLR_KEY_TEMPLATE, .fallback = "", \
    .blurb = "what it is called: SPEED, or {speed.label}" }

/* Keys of those whose scale can follow the value. */
#define TLR_GAUGE_FOLLOW_KEYS \
  { .name = "scale", .kind = TLR_KEY_CHOICE, .fallback = "still", .choices = "still|follow", \
    .blurb = "follow: ends at 1, 2 or 5 times a power of ten above what the value reached within hold" }, \
  { .name = "hold", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 1, .maximum = 3600, .fallback = "10", \
    .blurb = "how long a scale that follows stays as wide as it had to be" }

/* Reads the keys, and asks for the channels. */
void tlr_gauge_init (TlrGauge *gauge, TlrWidget *widget);

/* Frees what it holds. */
void tlr_gauge_finish (TlrGauge *gauge);

/* What the key "label" says before any value is known. To be freed. */
char *tlr_gauge_label (TlrWidget *widget);

/* Reads TLR_GAUGE_FOLLOW_KEYS, after the others. */
void tlr_gauge_init_follow (TlrGauge *gauge, const TlrWidget *widget);

/* Whether the scale follows the value. */
gboolean tlr_gauge_follows (const TlrGauge *gauge);

/* Gives a scale that follows the ends of that code; 0 below unless values are negative. */
void tlr_gauge_set_follow (TlrGauge *gauge, gint16 code);

/* TlrWidgetClass.check: the scale ends after it begins, and the unit is one of
 * the channel. */
gboolean tlr_gauge_check (const TlmKeyFile *file, const char *group, GError **error);

/* Whether and how a value stands on the scale. */
typedef enum {
  TLR_GAUGE_LOST,      /* no number is known */
  TLR_GAUGE_WITHIN,
  TLR_GAUGE_UNDER,     /* below where the scale begins */
  TLR_GAUGE_OVER       /* beyond where it ends */
} TlrGaugePlace;

typedef struct {
  TlrGaugePlace place;
  gboolean stale;
  double value;        /* in the scale's unit */
  double part;         /* of the scale, 0..1, pegged at its ends */
} TlrGaugeReading;

/* The value now. A scale that follows then has the ends it has at that instant. One beyond an end that nobody gave
 * has the scale held against data that have grown: for TlrWidgetClass.is_outgrown. */
TlrGaugeReading tlr_gauge_read (TlrGauge *gauge, const TlrWidget *widget,
    const TlmSnapshot *snapshot);

/* The channel it reads of the vehicle now. */
guint tlr_gauge_channel (const TlrGauge *gauge, const TlrWidget *widget);

/* A number of the storage unit in that of the scale. */
double tlr_gauge_shown (const TlrGauge *gauge, double stored);

/* Where a value of the storage unit stands on the scale, in its unit: a direction within the
 * turn that the scale begins with. */
double tlr_gauge_value (const TlrGauge *gauge, double stored);

/* The part of the scale at which a number of the scale's unit lies, 0..1, pegged at its
 * ends. */
double tlr_gauge_part (const TlrGauge *gauge, double shown);

/* Ticks of the scale: STEP between numbered ones, of which there are no more than
 * MOST intervals, and PARTS minor intervals in each. */
typedef struct {
  double step;
  guint parts;
} TlrGaugeTicks;

/* Ticks for a scale of RANGE (over 0, its unit) with at most MOST (1 or more)
 * intervals. */
TlrGaugeTicks tlr_gauge_ticks (double range, double most);

/* A number as it stands on the scale, in the user's language; a direction from 0 to below a
 * full turn. */
void tlr_gauge_print (const TlrGauge *gauge, const TlrWidget *widget, double value, guint decimals,
    char buf[TLR_NUMBER_SIZE]);

G_END_DECLS
