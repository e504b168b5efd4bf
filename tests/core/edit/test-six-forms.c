/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One film in six forms: cuts, a gap, twice the speed and a dissolve of ten frames. What each film frame
 * shows is worked out here, and every form says it. 25 frames a second; the pad's timecode begins at 01:00:00:00,
 * which forms that have timecode count from, and the others from the first frame. */
#include "edit-text.h"

#define LENGTH 125
#define PAD_START 90000

static const char edl[] = "TITLE: film\n"
    "001  A1  V  C      01:00:04:00 01:00:06:00 00:00:00:00 00:00:02:00\n* FROM CLIP NAME: pad.mov\n"
    "002  B1  V  C      00:00:00:10 00:00:02:10 00:00:02:10 00:00:03:10\n* FROM CLIP NAME: deck.mov\n"
    "M2   B1      050.0 00:00:00:10\n"
    "003  A1  V  C      01:00:08:00 01:00:08:15 00:00:03:10 00:00:04:00\n* FROM CLIP NAME: pad.mov\n"
    "004  A1  V  C      01:00:08:15 01:00:08:15 00:00:04:00 00:00:04:00\n"
    "004  B1  V  D 010  00:00:12:00 00:00:13:00 00:00:04:00 00:00:05:00\n"
    "* FROM CLIP NAME: pad.mov\n* TO CLIP NAME: deck.mov\n";

#define TIME(value) "{\"OTIO_SCHEMA\":\"RationalTime.1\",\"value\":" value ",\"rate\":25}"
#define RANGE(start, duration) "{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":" TIME (start) ",\"duration\":" TIME (duration) "}"
#define MEDIA(path, start) ",\"media_reference\":{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"" path \
    "\",\"available_range\":" RANGE (start, "5000") "}"
#define CLIP(name, start, duration, rest) "{\"OTIO_SCHEMA\":\"Clip.1\",\"name\":\"" name "\",\"source_range\":" \
    RANGE (start, duration) rest "}"
static const char otio[] = "{\"OTIO_SCHEMA\":\"Timeline.1\",\"name\":\"film\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":["
    "{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\"children\":["
    CLIP ("pad.mov", "90100", "50", MEDIA ("pad.mov", "90000")) ","
    "{\"OTIO_SCHEMA\":\"Gap.1\",\"source_range\":" RANGE ("0", "10") "},"
    CLIP ("deck.mov", "10", "25", MEDIA ("deck.mov", "0")
        ",\"effects\":[{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":2}]") ","
    CLIP ("pad.mov", "90200", "20", MEDIA ("pad.mov", "90000")) ","
    "{\"OTIO_SCHEMA\":\"Transition.1\",\"transition_type\":\"SMPTE_Dissolve\",\"in_offset\":" TIME ("5")
    ",\"out_offset\":" TIME ("5") "},"
    CLIP ("deck.mov", "305", "20", MEDIA ("deck.mov", "0")) "]}]}}";

#define RATE "<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>"
#define ITEM(name, file, start, end, in, out, more) "<clipitem id=\"" name "\"><name>" file ".mov</name>" RATE "<start>" start \
    "</start><end>" end "</end><in>" in "</in><out>" out "</out>" more "</clipitem>"
#define FILE_OF(id, label) "<file id=\"" id "\"><name>" id ".mov</name>" RATE "<duration>5000</duration><timecode>" RATE \
    "<string>" label "</string><displayformat>NDF</displayformat></timecode></file>"
static const char fcp7[] = "<?xml version=\"1.0\"?><!DOCTYPE xmeml><xmeml version=\"5\"><sequence id=\"s\"><name>film</name>" RATE
    "<media><video><track>" ITEM ("1", "pad", "0", "50", "100", "150", FILE_OF ("pad", "01:00:00:00"))
    ITEM ("2", "deck", "60", "85", "5", "30", FILE_OF ("deck", "00:00:00:00") "<filter><effect><effectid>timeremap</effectid>"
        "<parameter><parameterid>speed</parameterid><value>200</value></parameter></effect></filter>")
    ITEM ("3", "pad", "85", "-1", "200", "225", "<file id=\"pad\"/>")
    "<transitionitem><start>100</start><end>110</end><alignment>center</alignment></transitionitem>"
    ITEM ("4", "deck", "-1", "125", "300", "325", "<file id=\"deck\"/>") "</track></video></media></sequence></xmeml>";

#define STORY(name, offset, start, duration, inside) "<asset-clip name=\"" name ".mov\" ref=\"" name "\" offset=\"" offset "/25s\" start=\"" \
    start "/25s\" duration=\"" duration "/25s\">" inside "</asset-clip>"
static const char fcpxml[] = "<?xml version=\"1.0\"?><!DOCTYPE fcpxml><fcpxml version=\"1.10\"><resources>"
    "<format id=\"r1\" frameDuration=\"1/25s\"/>"
    "<asset id=\"pad\" name=\"pad\" start=\"3600s\" duration=\"200s\" hasVideo=\"1\" format=\"r1\" src=\"pad.mov\"/>"
    "<asset id=\"deck\" name=\"deck\" start=\"0s\" duration=\"200s\" hasVideo=\"1\" format=\"r1\" src=\"deck.mov\"/></resources>"
    "<library><event><project name=\"film\"><sequence format=\"r1\" tcStart=\"0s\"><spine>"
    STORY ("pad", "0", "90100", "50", "") "<gap offset=\"50/25s\" start=\"0s\" duration=\"10/25s\"/>"
    STORY ("deck", "60", "5", "25", "<timeMap><timept time=\"0s\" value=\"0s\" interp=\"linear\"/>"
        "<timept time=\"100s\" value=\"200s\" interp=\"linear\"/></timeMap>")
    STORY ("pad", "85", "90200", "20", "") "<transition offset=\"100/25s\" duration=\"10/25s\"/>"
    STORY ("deck", "105", "305", "20", "") "</spine></sequence></project></event></library></fcpxml>";

#define SERVICE(id, kind, resource, more) "<producer id=\"" id "\" in=\"0\" out=\"999\"><property name=\"mlt_service\">" kind \
    "</property><property name=\"resource\">" resource "</property>" more "</producer>"
static const char mlt[] = "<?xml version=\"1.0\"?><mlt><profile frame_rate_num=\"25\" frame_rate_den=\"1\"/>"
    SERVICE ("pad", "avformat", "pad.mov", "") SERVICE ("deck", "avformat", "deck.mov", "")
    SERVICE ("fast", "timewarp", "2:deck.mov", "<property name=\"warp_speed\">2</property>")
    "<tractor id=\"x\" in=\"0\" out=\"9\"><track producer=\"pad\" in=\"215\" out=\"224\"/>"
    "<track producer=\"deck\" in=\"300\" out=\"309\"/><transition in=\"0\" out=\"9\"><property name=\"mlt_service\">luma</property>"
    "<property name=\"a_track\">0</property><property name=\"b_track\">1</property></transition></tractor>"
    "<playlist id=\"film\"><entry producer=\"pad\" in=\"100\" out=\"149\"/><blank length=\"10\"/>"
    "<entry producer=\"fast\" in=\"5\" out=\"29\"/><entry producer=\"pad\" in=\"200\" out=\"214\"/>"
    "<entry producer=\"x\" in=\"0\" out=\"9\"/><entry producer=\"deck\" in=\"310\" out=\"324\"/></playlist></mlt>";

#define GES_CLIP(type, asset, start, duration, in, inside) "<clip id='0' asset-id='" asset "' type-name='" type "' track-types='4' start='" \
    start "000000' duration='" duration "000000' inpoint='" in "000000' rate='0'>" inside "</clip>"
#define GES_MEDIUM(name) "<asset id='file:///" name ".mov' extractable-type-name='GESUriClip'>" \
    "<stream-info caps='video/x-raw, framerate=(fraction)25/1;'/></asset>"
static const char xges[] = "<ges version='0.7'><project><ressources>" GES_MEDIUM ("pad") GES_MEDIUM ("deck") "</ressources><timeline>"
    "<track caps='video/x-raw(ANY)' track-type='4' track-id='0' properties='properties, restriction-caps=(string)"
    "&quot;video/x-raw\\,\\ framerate\\=\\(fraction\\)25/1&quot;;'/><layer priority='0'>"
    GES_CLIP ("GESUriClip", "file:///pad.mov", "0", "2000", "4000", "")
    GES_CLIP ("GESUriClip", "file:///deck.mov", "2400", "1000", "400",
        "<effect asset-id='videorate rate=2.0' type-name='GESEffect' track-type='4'/>")
    GES_CLIP ("GESUriClip", "file:///pad.mov", "3400", "1000", "8000", "")
    GES_CLIP ("GESTransitionClip", "crossfade", "4000", "400", "0", "")
    GES_CLIP ("GESUriClip", "file:///deck.mov", "4000", "1000", "12000", "") "</layer></timeline></project></ges>";

static const struct {
  const char *name, *text;
} forms[] = {
  { "edl", edl }, { "otio", otio }, { "fcp7", fcp7 }, { "fcpxml", fcpxml }, { "mlt", mlt }, { "xges", xges },
};

/* The medium and its frame from the first on; NULL: nothing. */
static const char *
expected (gint64 frame, gint64 *media)
{
  if (frame < 50)
    return *media = 100 + frame, "pad";
  if (frame < 60)
    return *media = -1, NULL;
  if (frame < 85)
    return *media = 10 + 2 * (frame - 60), "deck";
  if (frame < 105)
    return *media = 200 + frame - 85, "pad";
  return *media = 300 + frame - 100, "deck";
}

static void
test_form (gconstpointer data)
{
  const guint form = GPOINTER_TO_UINT (data);
  g_autoptr (TlmEdit) edit = edit_of (forms[form].text, 25, 1);

  g_assert_cmpstr (edit->format, ==, forms[form].name);
  for (gint64 i = 0; i < LENGTH; i++) {
    gint64 wanted, found;
    const char *medium = expected (i, &wanted), *name;
    found = edit_frame (edit, i, &name);
    if (found >= 0 && g_str_equal (medium ? medium : "", "pad") &&
        ((const TlmEditSource *) edit->sources->pdata[0])->origin == TLM_EDIT_FROM_LABEL_ZERO)
      found -= PAD_START;
    if (found != wanted || (medium && !g_str_has_prefix (name, medium)))
      g_error ("%s: film frame %d shows %s %d, not %s %d", forms[form].name, (int) i, name, (int) found, medium, (int) wanted);
  }
  g_assert_cmpint (edit_frame (edit, LENGTH, NULL), ==, -1);
  g_assert_cmpuint (edit->notes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *path = g_strdup_printf ("/six-forms/%s", forms[i].name);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_form);
  }
  return g_test_run ();
}
