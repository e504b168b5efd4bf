/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/globe/globe-looks.h"

void
tlr_globe_looks_init (TlrGlobeLooks *looks, const TlrWidget *widget)
{
  TlrTextStyle text = tlr_widget_text_style (widget, "size", "colour");

  tlr_widget_colour (widget, "sea-colour", looks->ground.sea);
  tlr_widget_colour (widget, "land-colour", looks->ground.land);
  tlr_widget_colour (widget, "coast-colour", looks->ground.coast);
  tlr_widget_colour (widget, "grid-colour", looks->ground.grid);
  tlr_widget_colour (widget, "rim-colour", looks->ground.rim);
  tlr_widget_colour (widget, "night-colour", looks->ground.night);
  tlr_widget_colour (widget, "track-colour", looks->track.rgba);
  tlr_widget_colour (widget, "plan-colour", looks->track.plan_rgba);
  tlr_widget_colour (widget, "station-colour", looks->stations.rgba);
  tlr_widget_colour (widget, "seen-colour", looks->stations.seen_rgba);
  looks->ground.coast_line = tlr_widget_rows (widget, "coast-line");
  looks->ground.grid_line = MAX (tlr_widget_rows (widget, "grid-line"), 0.6);
  looks->ground.rim_line = looks->ground.coast_line;
  looks->ground.graticule = tlr_widget_number (widget, "graticule");
  looks->track.line = tlr_widget_rows (widget, "line");
  looks->track.plan_line = tlr_widget_rows (widget, "plan-line");
  looks->stations.line = looks->track.plan_line;
  looks->stations.mask_deg = tlr_widget_number (widget, "mask");
  looks->face = tlr_face_new (&text);
  looks->stations.face = looks->face;
  looks->stations.size = looks->text_size = text.size;
  tlr_marker_read (&looks->marker, widget, looks->track.line, looks->track.rgba);
}

void
tlr_globe_looks_finish (TlrGlobeLooks *looks)
{
  tlr_face_free (looks->face);
}
