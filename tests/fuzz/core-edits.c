/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The edits of films, in XML. */
#include "core/edit/edit-read.h"
#include "fuzz/target.h"

/* What is read can be asked at any instant, and says what it leaves aside in text. */
static gboolean
read_edit (const char *text, gsize length, GError **error)
{
  const TlmEditOptions options = { .rate = { .fps_n = 30000, .fps_d = 1001 } };
  g_autoptr (TlmEdit) edit = tlm_edit_read (text, length, "film", &options, error);
  const TlmRational times[] = { TLM_RATIONAL_ZERO, TLM_RATIONAL_ONE, { -1, 3 }, { G_MAXINT64, 1 } };

  for (guint i = 0; edit && i < G_N_ELEMENTS (times); i++) {
    g_autoptr (GArray) layers = tlm_edit_layers_at (edit, times[i]);
    for (guint j = 0; j < layers->len; j++) {
      const TlmEditLayer *layer = &g_array_index (layers, TlmEditLayer, j);
      g_assert_true (layer->opacity > 0 && layer->opacity <= 1);
      g_assert_true (layer->event->source == TLM_EDIT_NOTHING || layer->event->source < edit->sources->len);
    }
  }
  for (guint i = 0; edit && i < edit->notes->len; i++)
    g_assert_true (g_utf8_validate (g_array_index (edit->notes, TlmEditNote, i).text, -1, NULL));
  return edit != NULL;
}

static const FuzzTarget targets[] = {
  { .name = "edit-mlt", .run = fuzz_run_read, .read = read_edit, .dictionary = "edit",
    .seed = "<mlt><profile frame_rate_num=\"25\" frame_rate_den=\"1\"/><producer id=\"a\" in=\"0\" out=\"99\"><property name=\"mlt_service\">"
        "timewarp</property><property name=\"resource\">-2:a.mov</property></producer><chain id=\"b\" out=\"00:00:03.000\"><property "
        "name=\"resource\">b.mov</property></chain><playlist id=\"v\"><blank length=\"5\"/><entry producer=\"a\" in=\"3\" out=\"20\" "
        "repeat=\"2\"/></playlist><playlist id=\"w\"><entry producer=\"b\"/></playlist><tractor><track producer=\"w\" hide=\"audio\"/><track "
        "producer=\"v\"/><transition in=\"2\" out=\"9\"><property name=\"mlt_service\">luma</property><property name=\"b_track\">1</property>"
        "<property name=\"reverse\">1</property></transition></tractor></mlt>" },
  { .name = "edit-fcp7", .run = fuzz_run_read, .read = read_edit, .dictionary = "edit",
    .seed = "<!DOCTYPE xmeml><xmeml version=\"5\"><sequence id=\"s\"><name>x</name><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>"
        "<timecode><string>01:00:00;00</string><displayformat>DF</displayformat></timecode><media><video><track><clipitem id=\"c\"><start>0"
        "</start><end>-1</end><in>5</in><out>30</out><file id=\"f\"><pathurl>a</pathurl><duration>99</duration></file><filter><effect><effectid>"
        "timeremap</effectid><parameter><parameterid>speed</parameterid><value>-50</value></parameter></effect></filter></clipitem>"
        "<transitionitem><start>20</start><end>25</end></transitionitem><clipitem><start>-1</start><end>50</end><in>0</in><out>30</out>"
        "<sequence id=\"t\"><rate><timebase>25</timebase></rate><media/></sequence></clipitem></track></video></media></sequence></xmeml>" },
  { .name = "edit-xges", .run = fuzz_run_read, .read = read_edit, .dictionary = "edit",
    .seed = "<ges><project><ressources><asset id='t'><ges><project><timeline><layer/></timeline></project></ges></asset></ressources><timeline>"
        "<track track-type='4' properties='p, restriction-caps=(string)\"v\\,\\ framerate\\=\\(fraction\\)25/1\", id=(string)v;'/><layer priority='0'>"
        "<clip asset-id='a' type-name='GESUriClip' track-types='4' start='0' duration='2000000000' inpoint='40000000'><effect asset-id="
        "'videorate rate=2.0' track-type='4'/></clip><clip type-name='GESTransitionClip' start='1000000000' duration='1000000000'/><clip "
        "asset-id='t' type-name='GESUriClip' start='1000000000' duration='2000000000'/></layer></timeline></project></ges>" },
};

const FuzzSet fuzz_core_edits = { .targets = targets, .n = G_N_ELEMENTS (targets) };
