#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Parameters of a Yamcs server as JSON Lines of samples.

    yamcs.py ws://localhost:8090/api/websocket --instance simulator \\
        /YSS/SIMULATOR/Alt=altitude:km /YSS/SIMULATOR/Speed=speed:m/s |
    gst-launch-1.0 ... telemetryoverlay name=overlay ! ... \\
        fdsrc do-timestamp=true ! application/x-telemetry,version=1 ! overlay.telemetry_sink

Yamcs HTTP API, WebSocket, topic "parameters": one message subscribes, its reply
names the call; data messages of that call bring a mapping from numeric ids to
names, ids that are not valid, and values with engValue and generationTime.
Parameters of one generation time make one sample. A name may have a namespace in
front: "MDB:OPS Name|SIMULATOR_Alt". Values that Yamcs calls expired or invalid are
left out.
"""
import asyncio
import json
import os

from feed import Rejected, read_options, run, tell, write_sample

REPLY_WAIT = 10.0
NO_VALUE = ("EXPIRED", "INVALID", "NOT_RECEIVED")

# The member of a value that holds it, by its type (yamcs.proto, Value).
MEMBERS = {
    "FLOAT": "floatValue", "DOUBLE": "doubleValue", "UINT32": "uint32Value",
    "SINT32": "sint32Value", "UINT64": "uint64Value", "SINT64": "sint64Value",
    "STRING": "stringValue", "ENUMERATED": "stringValue", "BOOLEAN": "booleanValue",
}


def more(parser):
    parser.add_argument("--instance", required=True, help="Yamcs instance")
    parser.add_argument("--processor", default="realtime", help="processor (realtime)")
    parser.add_argument("--token", default=os.environ.get("YAMCS_TOKEN"),
                        help="access token, where the server wants one (or YAMCS_TOKEN)")


def named_object(name):
    namespace, bar, rest = name.partition("|")
    return {"namespace": namespace, "name": rest} if bar else {"name": name}


def name_of(identifier):
    namespace = identifier.get("namespace")
    return f"{namespace}|{identifier['name']}" if namespace else identifier["name"]


def value_of(value):
    """64-bit integers come as texts in JSON; NaN and infinities too."""
    kind = value.get("type")
    found = value.get(MEMBERS.get(kind, ""))
    if kind in ("UINT64", "SINT64") and isinstance(found, str):
        return int(found)
    if kind in ("FLOAT", "DOUBLE") and isinstance(found, str):
        return float(found)
    return found


class Subscription:
    """One call on one connection."""

    def __init__(self, options):
        self.options = options
        self.call = None
        self.names = {}

    def request(self):
        return {"type": "parameters", "id": 1, "options": {
            "instance": self.options.instance,
            "processor": self.options.processor,
            "id": [named_object(name) for name in self.options.channels],
            "abortOnInvalid": False,
            "updateOnExpiration": False,
            "sendFromCache": True,
            "action": "REPLACE",
        }}

    def reply(self, message):
        data = message.get("data", {})
        if data.get("reply_to") != 1:
            return
        if data.get("exception"):
            exception = data["exception"]
            raise Rejected(f"refused: {exception.get('type', '')} {exception.get('msg', exception)}")
        self.call = message.get("call")

    async def take(self, message):
        if message.get("type") == "reply":
            self.reply(message)
        elif message.get("type") == "parameters" and message.get("call") in (self.call, None):
            self.data(message.get("data", {}))

    def data(self, data):
        for number, identifier in data.get("mapping", {}).items():
            self.names[int(number)] = name_of(identifier)
        for identifier in data.get("invalid", []):
            tell(f"no parameter {name_of(identifier)} in {self.options.instance}")
        samples = {}
        for value in data.get("values", []):
            self.gather(samples, value)
        for utc in sorted(samples):
            write_sample(utc, self.options.vehicle, samples[utc])

    def gather(self, samples, value):
        name = self.names.get(value.get("numericId"))
        if name is None and "id" in value:
            name = name_of(value["id"])
        channel = self.options.channels.get(name)
        if channel is None or value.get("acquisitionStatus") in NO_VALUE:
            return
        converted = channel.convert(value_of(value.get("engValue", {})))
        if converted is not None:
            samples.setdefault(value["generationTime"], {})[channel.name] = converted


def main():
    options = read_options(__doc__, more)
    headers = {"Authorization": f"Bearer {options.token}"} if options.token else {}

    async def talk(socket):
        subscription = Subscription(options)
        await socket.send(json.dumps(subscription.request()))
        while subscription.call is None:
            await subscription.take(json.loads(await asyncio.wait_for(socket.recv(), REPLY_WAIT)))
        return subscription.take

    run(options.url, talk, subprotocols=["json"], headers=headers)


main()
