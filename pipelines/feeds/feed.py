# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the bridges of ground systems have in common.

A bridge subscribes to a ground system over a websocket and writes JSON Lines to
its standard output, one sample a line, flushed, in the form that telemetryoverlay
takes on its pad telemetry_sink (application/x-telemetry: UTC, SI units, degrees):

    {"utc":"2021-10-05T08:55:02.442000000Z","vehicle":"soyuz","altitude":1234.5}

What is subscribed to is said by options NAME=CHANNEL[:UNIT], or by a key file:

    [feed]
    vehicle=soyuz
    [channels]
    /YSS/SIMULATOR/Alt=altitude:km
    /YSS/SIMULATOR/Phase=phase-said

A connection that is lost is made anew, after 1 s at first, then later and later up
to 30 s. A message that makes no sense is told on standard error and left out. The
bridge ends with status 0 on SIGTERM, on SIGINT, and when nobody reads its output.
"""
import argparse
import asyncio
import configparser
import json
import math
import os
import signal
import sys

import websockets

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
LONGEST_MESSAGE = 16 << 20

# Factor and offset to the unit that the channels have: m, m/s, deg, Pa, K, s, kg, N, V.
UNITS = {
    "": (1, 0), "m": (1, 0), "km": (1000, 0), "ft": (0.3048, 0), "mi": (1609.344, 0),
    "nmi": (1852, 0), "m/s": (1, 0), "km/s": (1000, 0), "km/h": (1 / 3.6, 0),
    "ft/s": (0.3048, 0), "mph": (0.44704, 0), "kn": (1852 / 3600, 0), "m/s2": (1, 0),
    "g": (9.80665, 0), "deg": (1, 0), "rad": (180 / math.pi, 0), "deg/s": (1, 0),
    "rad/s": (180 / math.pi, 0), "Pa": (1, 0), "hPa": (100, 0), "kPa": (1000, 0),
    "bar": (1e5, 0), "psi": (6894.757293168, 0), "K": (1, 0), "degC": (1, 273.15),
    "degF": (5 / 9, 459.67 * 5 / 9), "s": (1, 0), "ms": (1e-3, 0), "min": (60, 0),
    "kg": (1, 0), "t": (1000, 0), "lb": (0.45359237, 0), "N": (1, 0), "kN": (1000, 0),
    "lbf": (4.4482216152605, 0), "V": (1, 0), "mV": (1e-3, 0), "A": (1, 0), "%": (0.01, 0),
}
RESERVED = ("utc", "met", "vehicle", "event")


class Rejected(Exception):
    """The server refuses what was asked of it; told, and tried again later."""


def tell(text):
    print(f"{os.path.basename(sys.argv[0])}: {text}", file=sys.stderr, flush=True)


class Channel:
    """A channel of a sample, and how the ground system's number becomes its."""

    def __init__(self, text):
        self.name, _, unit = text.partition(":")
        self.name = self.name.strip()
        if unit.strip() not in UNITS:
            raise ValueError(f"unknown unit {unit.strip()!r}; known are: {' '.join(filter(None, UNITS))}")
        if not self.name or self.name in RESERVED:
            raise ValueError(f"{self.name!r} is no name of a channel")
        self.factor, self.offset = UNITS[unit.strip()]

    def convert(self, value):
        """The channel's value: a number, a text, or None for what is neither."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, (int, float)):
            number = value * self.factor + self.offset
            return number if math.isfinite(number) else None
        return value if isinstance(value, str) else None


def read_options(description, more):
    """The options of a bridge; MORE adds its own to the parser. options.channels is a
    map from the ground system's names to Channel."""
    parser = argparse.ArgumentParser(description=description,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="websocket of the ground system")
    parser.add_argument("map", nargs="*", metavar="NAME=CHANNEL[:UNIT]", help="what to subscribe to")
    parser.add_argument("--keys", metavar="FILE", help="key file with [feed] and [channels]")
    parser.add_argument("--vehicle", help="name of the vehicle in the samples")
    more(parser)
    options = parser.parse_intermixed_args()
    pairs = []
    if options.keys:
        keys = configparser.ConfigParser(delimiters=("=",), interpolation=None)
        keys.optionxform = str
        try:
            with open(options.keys, encoding="utf-8") as file:
                keys.read_file(file)
        except (OSError, configparser.Error, UnicodeDecodeError) as error:
            parser.error(f"{options.keys}: {error}")
        options.vehicle = options.vehicle or keys.get("feed", "vehicle", fallback=None)
        pairs += list(keys.items("channels")) if keys.has_section("channels") else []
    pairs += [pair.rpartition("=")[::2] for pair in options.map]
    try:
        options.channels = {name.strip(): Channel(text) for name, text in pairs}
    except ValueError as error:
        parser.error(str(error))
    if not options.channels or "" in options.channels:
        parser.error("say what to subscribe to: NAME=CHANNEL[:UNIT], or --keys FILE with [channels]")
    return options


def write_sample(utc, vehicle, values):
    """One line; UTC is a text in ISO 8601. Ends the bridge when nobody reads."""
    sample = {"utc": utc}
    if vehicle:
        sample["vehicle"] = vehicle
    sample.update(values)
    try:
        sys.stdout.write(json.dumps(sample, separators=(",", ":")) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)


async def follow(url, options, talk):
    """Connects for ever. TALK (socket) subscribes and returns a function that takes
    each message as decoded JSON."""
    wait = FIRST_WAIT
    while True:
        try:
            async with websockets.connect(url, max_size=LONGEST_MESSAGE, **options) as socket:
                take = await talk(socket)
                tell(f"connected to {url}")
                async for message in socket:
                    wait = FIRST_WAIT
                    try:
                        await take(json.loads(message))
                    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                        tell(f"a message was left out: {error!r}")
            tell("the server closed the connection")
        except (OSError, asyncio.TimeoutError, ValueError, Rejected,
                websockets.exceptions.WebSocketException) as error:
            tell(f"{url}: {error}")
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


def header_option():
    """What connect() calls the headers of the request: its name changed with version 14."""
    return "additional_headers" if int(websockets.__version__.split(".")[0]) >= 14 else "extra_headers"


def run(url, talk, headers=None, **options):
    """Follows URL until it is told to end; HEADERS go with the request."""
    if headers:
        options[header_option()] = headers

    async def main():
        task = asyncio.ensure_future(follow(url, options, talk))
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            pass

    asyncio.run(main())
