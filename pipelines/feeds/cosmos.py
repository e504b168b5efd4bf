#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Items of an OpenC3 COSMOS server as JSON Lines of samples.

    OPENC3_API_PASSWORD=… cosmos.py ws://localhost:2900/openc3-api/cable \\
        "INST ADCS POSZ=altitude:m" "INST HEALTH_STATUS TEMP1=temperature:degC" |
    gst-launch-1.0 ... telemetryoverlay name=overlay ! ... \\
        fdsrc do-timestamp=true ! application/x-telemetry,version=1 ! overlay.telemetry_sink

COSMOS streaming API over ActionCable: subscribe to StreamingChannel, wait for its
confirmation, and add items MODE__TLM__TARGET__PACKET__ITEM__TYPE; data comes as
arrays, an object a packet, with __time (ns since 1970, UTC) and the items. "TARGET
PACKET ITEM" stands for DECOM__TLM__TARGET__PACKET__ITEM__CONVERTED; a name with __ in
it is used as it is.
"""
import asyncio
import datetime
import json
import os
import urllib.parse

from feed import Rejected, read_options, run, tell, write_sample

CONFIRM_WAIT = 10.0


def more(parser):
    parser.add_argument("--scope", default=os.environ.get("OPENC3_SCOPE", "DEFAULT"),
                        help="scope (DEFAULT)")
    parser.add_argument("--token", default=os.environ.get("OPENC3_API_PASSWORD", ""),
                        help="password or access token (or OPENC3_API_PASSWORD)")


def key_of(name):
    if "__" in name:
        return name
    words = name.split()
    if len(words) != 3:
        raise SystemExit(f"{name!r} is not TARGET PACKET ITEM")
    return "DECOM__TLM__" + "__".join(words) + "__CONVERTED"


def utc_of(nanoseconds):
    seconds, rest = divmod(int(nanoseconds), 10**9)
    time = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{rest:09d}Z"


def number_of(value):
    """COSMOS writes NaN and infinities as objects or bare words; they are no value."""
    return None if isinstance(value, (dict, list)) else value


class Subscription:
    """The streaming channel on one connection."""

    def __init__(self, options):
        self.options = options
        self.keys = {key_of(name): channel for name, channel in options.channels.items()}
        self.identifier = json.dumps({"channel": "StreamingChannel", "scope": options.scope,
                                      "token": options.token})
        self.confirmed = False

    def subscribe(self):
        return {"command": "subscribe", "identifier": self.identifier}

    def add(self):
        data = {"action": "add", "scope": self.options.scope, "token": self.options.token,
                "items": [[key, key] for key in self.keys]}
        return {"command": "message", "identifier": self.identifier, "data": json.dumps(data)}

    async def take(self, message):
        kind = message.get("type")
        if kind == "confirm_subscription":
            self.confirmed = True
        elif kind == "reject_subscription":
            raise Rejected("the subscription was rejected: wrong token or scope?")
        elif kind == "disconnect":
            raise Rejected(f"disconnected: {message.get('reason', '')}")
        elif kind is None:
            self.batch(message.get("message"))

    def batch(self, packets):
        for packet in packets if isinstance(packets, list) else []:
            try:
                self.packet(packet)
            except (ValueError, TypeError, AttributeError, OverflowError, OSError) as error:
                tell(f"a packet was left out: {error!r}")

    def packet(self, packet):
        values = {}
        for key, value in packet.items():
            channel = self.keys.get(key)
            converted = channel.convert(number_of(value)) if channel else None
            if converted is not None:
                values[channel.name] = converted
        time = packet.get("__time", packet.get("time"))
        if values and time is not None:
            write_sample(utc_of(time), self.options.vehicle, values)


def main():
    options = read_options(__doc__, more)
    url = f"{options.url}?{urllib.parse.urlencode({'scope': options.scope})}"

    async def talk(socket):
        subscription = Subscription(options)
        await socket.send(json.dumps(subscription.subscribe()))
        while not subscription.confirmed:
            await subscription.take(json.loads(await asyncio.wait_for(socket.recv(), CONFIRM_WAIT)))
        await socket.send(json.dumps(subscription.add()))
        return subscription.take

    Subscription(options)
    run(url, talk, subprotocols=["actioncable-v1-json", "actioncable-unsupported"])


main()
