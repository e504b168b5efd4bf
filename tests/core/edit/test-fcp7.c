/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Final Cut Pro 7 XML, frames counted by hand. 25 frames a second unless it says so; 01:00:00:00 is frame 90000. */
#include "edit-text.h"

#define RATE "<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE xmeml>\n<xmeml version=\"5\"><sequence id=\"film\"><name>Lift off</name>" \
    RATE "<timecode>" RATE "<string>10:00:00:00</string><frame>900000</frame><displayformat>NDF</displayformat></timecode><media><video>"
#define TAIL "</video></media></sequence></xmeml>"
#define FILE_A "<file id=\"f1\"><name>pad.mov</name><pathurl>file://localhost/pad.mov</pathurl>" RATE "<duration>1000</duration>" \
    "<timecode>" RATE "<string>01:00:00:00</string><displayformat>NDF</displayformat><reel><name>A001</name></reel></timecode></file>"
#define FILE_B "<file id=\"f2\"><name>deck.mov</name>" RATE "<duration>500</duration></file>"
#define CLIP(ID, START, END, IN, OUT, MORE) "<clipitem id=\"" ID "\"><name>" ID "</name>" RATE "<start>" START "</start><end>" END \
    "</end><in>" IN "</in><out>" OUT "</out>" MORE "</clipitem>\n"
#define PARAMETER(ID, VALUE) "<parameter><parameterid>" ID "</parameterid><value>" VALUE "</value></parameter>"
#define REMAP(MORE) "<filter><effect><effectid>timeremap</effectid>" MORE "</effect></filter>"
#define TRANSITION(START, END) "<transitionitem><start>" START "</start><end>" END "</end><alignment>center</alignment></transitionitem>"

static void
test_cuts (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("one", "0", "50", "100", "150", FILE_A) CLIP ("two", "60", "80", "7", "27", FILE_B)
      CLIP ("off", "80", "90", "0", "10", "<enabled>FALSE</enabled><file id=\"f1\"/>") "</track><track>"
      CLIP ("top", "10", "20", "0", "10", "<file id=\"f1\"/>") "<generatoritem><start>0</start><end>90</end><effect><effectid>Text</effectid>"
      "</effect></generatoritem><generatoritem><start>62</start><end>64</end><effect><effectid>Slug</effectid></effect></generatoritem></track>"
      "<track>" CLIP ("hidden", "0", "90", "0", "90", "<file id=\"f2\"/>") "<enabled>FALSE</enabled></track>" TAIL, 0, 0);
  const TlmEditSource *source;

  g_assert_cmpstr (edit->title, ==, "Lift off");
  g_assert_cmpint (edit->start_frame, ==, 900000);
  edit_check_named (edit, 0, "one", 90100);
  edit_check_named (edit, 10, "top", 90000);
  edit_check_named (edit, 20, "one", 90120);
  edit_check_named (edit, 50, NULL, -1);
  edit_check_named (edit, 60, "two", 7);
  edit_check_named (edit, 62, NULL, -1);
  edit_check_named (edit, 64, "two", 11);
  edit_check_named (edit, 80, NULL, -1);
  g_assert_true (edit_says (edit, "off is switched off"));
  g_assert_true (edit_says (edit, "video track 3 is switched off"));
  source = edit->sources->pdata[0];
  g_assert_cmpstr (source->path, ==, "file://localhost/pad.mov");
  g_assert_cmpstr (source->reel, ==, "A001");
  g_assert_true (source->has_start);
}

/* Clips count a transition's frames in; the last goes to black. */
static void
test_transitions (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("one", "0", "-1", "100", "155", FILE_A) TRANSITION ("45", "55")
      CLIP ("two", "-1", "-1", "200", "255", FILE_B) TRANSITION ("90", "100") "</track>" TAIL, 0, 0);

  edit_check_named (edit, 44, "one", 90144);
  edit_check_named (edit, 49, "one", 90149);
  edit_check_named (edit, 50, "two", 205);
  edit_check_named (edit, 94, "two", 249);
  edit_check_named (edit, 96, NULL, -1);
}

/* In and out as the format has them (retimed frames), and as some writers (the file's). */
static void
test_speed (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("half", "0", "50", "40", "90", FILE_B REMAP (PARAMETER ("speed", "50") PARAMETER ("variablespeed", "0")))
      CLIP ("twice", "50", "75", "100", "150", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "200")))
      CLIP ("back", "75", "100", "10", "35", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "100") PARAMETER ("reverse", "TRUE")))
      CLIP ("back2", "100", "125", "100", "150", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "-200")))
      CLIP ("curve", "125", "150", "0", "25", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "100") PARAMETER ("variablespeed", "1")))
      CLIP ("odd", "150", "175", "0", "80", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "200")))
      CLIP ("still", "175", "200", "0", "25", "<file id=\"f2\"/><stillframe>TRUE</stillframe><stillframeoffset>33</stillframeoffset>")
      CLIP ("held", "200", "225", "0", "25", "<file id=\"f2\"/>" REMAP (PARAMETER ("speed", "0") "<parameter><parameterid>graphdict</parameterid>"
          "<keyframe><when>0</when><value>44</value></keyframe><keyframe><when>25</when><value>44</value></keyframe></parameter>"))
      "</track>" TAIL, 0, 0);

  edit_check_named (edit, 0, "half", 20);
  edit_check_named (edit, 1, "half", 20);
  edit_check_named (edit, 2, "half", 21);
  edit_check_named (edit, 49, "half", 44);
  edit_check_named (edit, 50, "twice", 100);
  edit_check_named (edit, 74, "twice", 148);
  edit_check_named (edit, 75, "back", 489);
  edit_check_named (edit, 99, "back", 465);
  edit_check_named (edit, 100, "back2", 149);
  edit_check_named (edit, 124, "back2", 101);
  edit_check_named (edit, 125, NULL, -1);
  edit_check_named (edit, 150, NULL, -1);
  edit_check_named (edit, 175, "still", 33);
  edit_check_named (edit, 199, "still", 33);
  edit_check_named (edit, 224, "held", 44);
  g_assert_true (edit_says (edit, "twice: its in and out are taken to count the file's frames"));
  g_assert_true (edit_says (edit, "variablespeed"));
  g_assert_true (edit_says (edit, "disagree"));
}

/* Seen from its frame 10 on; then by its id, twice as fast. */
static void
test_nested (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("n1", "0", "20", "10", "30", "<sequence id=\"in\"><name>Inside</name>" RATE
          "<media><video><track>" CLIP ("a", "0", "20", "100", "120", FILE_B) CLIP ("b", "20", "60", "300", "340", "<file id=\"f2\"/>")
          "</track></video></media></sequence>")
      CLIP ("n2", "20", "40", "0", "20", "<sequence id=\"in\"/>" REMAP (PARAMETER ("speed", "200")))
      CLIP ("n3", "40", "50", "0", "10", "<sequence id=\"lost\"/>") CLIP ("n4", "50", "60", "0", "10", "<multiclip/>") "</track>" TAIL, 0, 0);

  edit_check_named (edit, 0, "a", 110);
  edit_check_named (edit, 9, "a", 119);
  edit_check_named (edit, 10, "b", 300);
  edit_check_named (edit, 20, "a", 100);
  edit_check_named (edit, 29, "a", 118);
  edit_check_named (edit, 30, "b", 300);
  edit_check_named (edit, 39, "b", 318);
  edit_check_named (edit, 40, NULL, -1);
  g_assert_true (edit_says (edit, "no sequence has its id"));
  g_assert_true (edit_says (edit, "multiclip"));
}

/* 29.97 with drop-frame: an hour has 107892 frames. A film of 23.976 in it, and a subclip. */
static void
test_rates (void)
{
  static const char ntsc[] = "<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>";
  g_autofree char *text = g_strdup_printf ("<xmeml version=\"4\"><project><children><bin><children><sequence><name>x</name>%s"
      "<timecode>%s<string>01:00:00;00</string><displayformat>DF</displayformat></timecode><media><video><track>"
      "<clipitem><name>a</name><rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate><start>0</start><end>30</end><in>48</in><out>72</out>"
      "<file id=\"x\"><rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate></file></clipitem>"
      "<clipitem><name>b</name>%s<start>30</start><end>60</end><in>5</in><out>35</out><subclipinfo><startoffset>100</startoffset></subclipinfo>"
      "<file id=\"y\">%s<timecode>%s<string>02:00:00;00</string><displayformat>DF</displayformat></timecode></file></clipitem>"
      "</track></video></media></sequence></children></bin></children></project></xmeml>", ntsc, ntsc, ntsc, ntsc, ntsc);
  g_autoptr (TlmEdit) edit = edit_of (text, 0, 0);

  g_assert_true (edit->rate.drop);
  g_assert_cmpint (edit->start_frame, ==, 107892);
  edit_check_named (edit, 0, "a", 48);
  edit_check_named (edit, 5, "a", 52);
  edit_check_named (edit, 29, "a", 71);
  edit_check_named (edit, 30, "b", 2 * 107892 + 105);
}

/* As Premiere Pro writes titles and adjustment layers, and others a remap without its id. */
static void
test_writers (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("one", "0", "50", "100", "150", FILE_B)
      CLIP ("two", "50", "75", "100", "125", "<file id=\"f2\"/><filter><effect><name>Time Remap</name>" PARAMETER ("speed", "40") "</effect></filter>")
      "</track><track>" CLIP ("Adjustment Layer", "0", "9", "0", "9", "<file id=\"f8\"><name>Adjustment Layer</name></file>")
      CLIP ("words", "10", "20", "0", "10", "<file id=\"f9\"><pathurl>x</pathurl></file><filter><effect><effectid>GraphicAndType</effectid></effect></filter>")
      "</track>" TAIL, 0, 0);

  edit_check_named (edit, 0, "one", 100);
  edit_check_named (edit, 15, "one", 115);
  edit_check_named (edit, 50, "two", 40);
  edit_check_named (edit, 60, "two", 44);
}

static void
test_wrong (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<track>" CLIP ("one", "-1", "50", "100", "150", FILE_A) CLIP ("two", "60", "20", "7", "27", FILE_B)
      CLIP ("three", "60", "80", "x", "27", FILE_B) CLIP ("four", "80", "90", "0", "10", "") CLIP ("five", "90", "100", "0", "99", FILE_B)
      CLIP ("six", "99999999999999", "1", "0", "99", FILE_B) "</track>" TAIL, 0, 0);

  edit_check_named (edit, 62, NULL, -1);
  edit_check_named (edit, 85, NULL, -1);
  edit_check_named (edit, 95, NULL, -1);
  g_assert_true (edit_says (edit, "one does not say"));
  g_assert_true (edit_says (edit, "two does not say"));
  g_assert_true (edit_says (edit, "no in or no out"));
  g_assert_true (edit_says (edit, "names no file"));
  g_assert_true (edit_says (edit, "not as long as it is shown"));
  edit_refuse ("<xmeml version=\"5\"/>", "no sequence");
  edit_refuse ("<xmeml><sequence><media/></sequence></xmeml>", "no rate");
  edit_refuse ("<!DOCTYPE xmeml [<!ENTITY a \"b\">]><xmeml/>", "document type");
  edit_refuse ("<xmeml><sequence>", "line 1");
  edit_refuse (HEAD "<track>" CLIP ("self", "0", "10", "0", "10", "<sequence id=\"film\"/>") "</track>" TAIL, "stands in itself");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fcp7/cuts", test_cuts);
  g_test_add_func ("/fcp7/transitions", test_transitions);
  g_test_add_func ("/fcp7/speed", test_speed);
  g_test_add_func ("/fcp7/nested", test_nested);
  g_test_add_func ("/fcp7/rates", test_rates);
  g_test_add_func ("/fcp7/writers", test_writers);
  g_test_add_func ("/fcp7/wrong", test_wrong);
  return g_test_run ();
}
