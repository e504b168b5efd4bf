#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays the page in headless Chromium and compares the active cue at five
instants with what telemetry-inspect says. TAP; argv[1] is telemetry-inspect."""
import functools
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("1..0 # SKIP python3-selenium is not there")
    sys.exit(0)

FLAGS = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --mute-audio "
         "--disable-background-networking --disable-component-update --disable-sync").split()
INSTANTS = (0.5, 1.5, 2.25, 3.75, 5.5)
root = os.environ["TELEMETRY_SOURCE_ROOT"]
mission = os.path.join(root, "pipelines/examples/sounding-rocket.mission")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def said(second):
    """Speed in km/h and altitude in km, at the start of the cue."""
    line = subprocess.run([sys.argv[1], mission, "--at", f"T+{int(second)}", "--json"],
                          check=True, capture_output=True, text=True).stdout
    channels = next(iter(json.loads(line)["vehicles"].values()))["channels"]
    return channels["speed"]["value"] * 3.6, channels["altitude"]["value"] / 1000


def cue_at(driver, second):
    driver.execute_script("document.querySelector('video').currentTime = arguments[0]", second)
    for _ in range(100):
        text = driver.execute_script(
            "const v = document.querySelector('video'), c = v.textTracks[0].activeCues;"
            "return v.seeking || v.readyState < 2 || !c || c.length !== 1 ? null : c[0].text")
        if text and f"00:00:0{int(second)}" in text:
            return text
        time.sleep(0.1)
    return text


def main():
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "page")
        subprocess.run(["sh", os.path.join(root, "pipelines/page.sh")], check=True,
                       env=dict(os.environ, OUT=folder), stdout=subprocess.DEVNULL)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=page))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        options = Options()
        for flag in FLAGS + [f"--user-data-dir={folder}/profile", "--window-size=1280,800"]:
            options.add_argument(flag)
        driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        try:
            driver.get(f"http://127.0.0.1:{server.server_port}/index.html")
            # The server here gives no byte ranges, without which nobody can seek.
            driver.execute_async_script(
                "const v = document.querySelector('video'), done = arguments[0];"
                "v.textTracks[0].mode = 'showing'; v.oncanplaythrough = done;"
                "fetch(v.src).then(r => r.blob()).then(b => { v.src = URL.createObjectURL(b); })")
            print(f"1..{len(INSTANTS)}")
            for number, second in enumerate(INSTANTS, 1):
                text = cue_at(driver, second)
                found = re.search(r"([\d,]+) km/h ([\d.]+) km", text or "")
                speed, altitude = said(second)
                good = found and abs(float(found[1].replace(",", "")) - speed) <= 0.5 and \
                    abs(float(found[2]) - altitude) <= 0.05 + 1e-9
                print(f"{'ok' if good else 'not ok'} {number} at {second} s: {text!r}")
            if os.environ.get("TELEMETRY_KEEP_PICTURES"):
                driver.save_screenshot(os.path.join(os.environ["TELEMETRY_KEEP_PICTURES"], "page.png"))
        finally:
            driver.quit()
            server.shutdown()


main()
