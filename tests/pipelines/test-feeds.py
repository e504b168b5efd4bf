# SPDX-License-Identifier: LGPL-2.1-or-later
"""The bridges of ground systems against loopback servers that speak their documented
messages, down to the lines and to the overlay that takes them. TAP."""
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile

import websockets

ROOT = os.environ["TELEMETRY_SOURCE_ROOT"]
FEEDS = os.path.join(ROOT, "pipelines", "feeds")
WAIT = 60
count = 0
failed = False


def point(name, good):
    global count, failed
    count += 1
    failed |= not good
    print(f"{'ok' if good else 'not ok'} {count} {name}", flush=True)



def path_of(socket):
    """What was asked for: of the connection before version 14 of websockets, of its request since."""
    return socket.path if hasattr(socket, "path") else socket.request.path


class Bridge:
    """A bridge that runs, and the lines it writes."""

    def __init__(self, name, arguments, environment=None):
        self.command = [sys.executable, os.path.join(FEEDS, name), *arguments]
        self.environment = dict(os.environ, **(environment or {}))

    async def __aenter__(self):
        self.process = await asyncio.create_subprocess_exec(
            *self.command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def lines(self, n):
        found = [await asyncio.wait_for(self.process.stdout.readline(), WAIT) for _ in range(n)]
        if b"" in found:
            raise SystemExit("Bail out! " + (await self.process.stderr.read()).decode())
        return [json.loads(line) for line in found]

    async def end(self):
        self.process.send_signal(signal.SIGTERM)
        rest, said = await asyncio.wait_for(self.process.communicate(), WAIT)
        return self.process.returncode, rest, said.decode()


def value(number, kind, member, what, at, status="ACQUIRED"):
    return {"numericId": number, "engValue": {"type": kind, member: what}, "generationTime": at,
            "acquisitionTime": at, "acquisitionStatus": status}


# Yamcs: docs/http-api, WebSocket and Subscribe Parameters.

class Yamcs:
    def __init__(self):
        self.requests = []
        self.connections = 0

    async def serve(self, socket):
        self.connections += 1
        assert path_of(socket) == "/api/websocket" and socket.subprotocol == "json"
        request = json.loads(await socket.recv())
        self.requests.append(request)

        async def say(message):
            await socket.send(message if isinstance(message, str) else json.dumps(message))

        await say({"type": "reply", "call": 3, "seq": 0, "data": {
            "@type": "/yamcs.api.Reply", "reply_to": request["id"]}})
        first = 10 * self.connections
        await say({"type": "parameters", "call": 3, "seq": 1, "data": {
            "@type": "/yamcs.protobuf.processing.SubscribeParametersData",
            "mapping": {"1": {"name": "/SIM/Alt"}, "2": {"name": "/SIM/Phase"},
                        "3": {"namespace": "MDB:OPS Name", "name": "Speed"}},
            "invalid": [{"name": "/SIM/Nothing"}],
            "values": [value(1, "FLOAT", "floatValue", 12.5, f"2025-03-20T09:00:{first}.250Z"),
                       value(2, "ENUMERATED", "stringValue", "ASCENT", f"2025-03-20T09:00:{first}.250Z")]}})
        await say("{ no message")
        await say({"type": "parameters", "call": 3, "data": {"values": [{"numericId": 1}]}})
        await say({"type": "parameters", "call": 4, "data": {"values": [
            value(1, "FLOAT", "floatValue", 99, "2025-03-20T09:00:59Z")]}})
        await say({"type": "parameters", "call": 3, "seq": 2, "data": {"values": [
            value(1, "FLOAT", "floatValue", 13, f"2025-03-20T09:00:{first + 1}Z"),
            value(3, "SINT64", "sint64Value", "36", f"2025-03-20T09:00:{first + 2}Z"),
            value(1, "FLOAT", "floatValue", 77, f"2025-03-20T09:00:{first + 3}Z", "EXPIRED"),
            value(1, "DOUBLE", "doubleValue", "NaN", f"2025-03-20T09:00:{first + 4}Z"),
            value(9, "DOUBLE", "doubleValue", 1, f"2025-03-20T09:00:{first + 5}Z")]}})
        if self.connections > 1:
            await socket.wait_closed()


async def test_yamcs():
    yamcs = Yamcs()
    async with websockets.serve(yamcs.serve, "127.0.0.1", 0, subprotocols=["json"]) as server:
        port = server.sockets[0].getsockname()[1]
        arguments = [f"ws://127.0.0.1:{port}/api/websocket", "--instance", "sim", "--vehicle", "a",
                     "/SIM/Alt=altitude:km", "/SIM/Phase=phase-said", "MDB:OPS Name|Speed=speed:km/h",
                     "/SIM/Nothing=mass:kg"]
        async with Bridge("yamcs.py", arguments) as bridge:
            lines = await bridge.lines(6)
            code, rest, said = await bridge.end()
    asked = yamcs.requests[0]
    point("yamcs: subscribes as documented", asked["type"] == "parameters" and
          asked["options"]["instance"] == "sim" and asked["options"]["processor"] == "realtime" and
          asked["options"]["id"] == [{"name": "/SIM/Alt"}, {"name": "/SIM/Phase"},
                                     {"namespace": "MDB:OPS Name", "name": "Speed"},
                                     {"name": "/SIM/Nothing"}])
    point("yamcs: samples in SI units by generation time", lines[:3] == [
        {"utc": "2025-03-20T09:00:10.250Z", "vehicle": "a", "altitude": 12500, "phase-said": "ASCENT"},
        {"utc": "2025-03-20T09:00:11Z", "vehicle": "a", "altitude": 13000},
        {"utc": "2025-03-20T09:00:12Z", "vehicle": "a", "speed": 10}])
    point("yamcs: comes back after the connection is lost",
          yamcs.connections == 2 and lines[3]["utc"] == "2025-03-20T09:00:20.250Z")
    point("yamcs: tells of what is wrong", "/SIM/Nothing" in said and "left out" in said)
    point("yamcs: ends cleanly", code == 0 and rest == b"")


# COSMOS: docs/development/streaming-api and the ActionCable protocol.

class Cosmos:
    def __init__(self):
        self.commands = []
        self.path = None
        self.connections = 0

    async def serve(self, socket):
        self.connections += 1
        self.path = path_of(socket)
        assert socket.subprotocol == "actioncable-v1-json"
        await socket.send(json.dumps({"type": "welcome"}))
        subscribe = json.loads(await socket.recv())
        identifier = subscribe["identifier"]
        await socket.send(json.dumps({"type": "ping", "message": 1710925200}))
        await socket.send(json.dumps({"identifier": identifier, "type": "confirm_subscription"}))
        add = json.loads(await socket.recv())
        self.commands = [subscribe, add]
        alt, temp, mode = (key for _, key in json.loads(add["data"])["items"])

        async def batch(*packets):
            await socket.send(json.dumps({"identifier": identifier, "message": list(packets)}))

        start = 1742461200000000000  # 2025-03-20T09:00:00Z
        await batch({"__time": start + 5, "__type": "ITEMS", alt: 408.5},
                    {"__time": start + 10**9, "__type": "ITEMS", alt: 409, temp: -10.5, mode: "SAFE"})
        await batch({"__type": "ITEMS", alt: 1}, "no packet", {"__time": "noon", alt: 2},
                    {"__time": start, alt: {"json_class": "Float", "raw": "NaN"}})
        await socket.send("[1,")
        await socket.send(json.dumps({"identifier": identifier, "message": 7}))
        await batch({"__time": start + 2 * 10**9, "__type": "ITEMS", alt: 410})
        if self.connections > 1:
            await socket.wait_closed()


async def test_cosmos():
    cosmos = Cosmos()
    with tempfile.NamedTemporaryFile("w", suffix=".feed") as keys:
        keys.write("[feed]\nvehicle=INST\n[channels]\nINST ADCS ALT=altitude-ellipsoid:km\n"
                   "INST HEALTH_STATUS TEMP1=temperature:degC\nDECOM__TLM__INST__MECH__MODE__FORMATTED=mode-said\n")
        keys.flush()
        async with websockets.serve(cosmos.serve, "127.0.0.1", 0,
                                    subprotocols=["actioncable-v1-json"]) as server:
            port = server.sockets[0].getsockname()[1]
            async with Bridge("cosmos.py", [f"ws://127.0.0.1:{port}/openc3-api/cable", "--keys",
                                            keys.name], {"OPENC3_API_PASSWORD": "secret"}) as bridge:
                lines = await bridge.lines(6)
                code, rest, said = await bridge.end()
    subscribe, add = cosmos.commands
    identifier, data = json.loads(subscribe["identifier"]), json.loads(add["data"])
    point("cosmos: subscribes to the streaming channel", cosmos.path == "/openc3-api/cable?scope=DEFAULT" and
          subscribe["command"] == "subscribe" and
          identifier == {"channel": "StreamingChannel", "scope": "DEFAULT", "token": "secret"})
    point("cosmos: adds items as documented", add["command"] == "message" and
          add["identifier"] == subscribe["identifier"] and data["action"] == "add" and
          data["scope"] == "DEFAULT" and data["token"] == "secret" and
          [name for name, _ in data["items"]] == ["DECOM__TLM__INST__ADCS__ALT__CONVERTED",
                                                  "DECOM__TLM__INST__HEALTH_STATUS__TEMP1__CONVERTED",
                                                  "DECOM__TLM__INST__MECH__MODE__FORMATTED"])
    point("cosmos: samples in SI units, to the nanosecond", lines[:3] == [
        {"utc": "2025-03-20T09:00:00.000000005Z", "vehicle": "INST", "altitude-ellipsoid": 408500},
        {"utc": "2025-03-20T09:00:01.000000000Z", "vehicle": "INST", "altitude-ellipsoid": 409000,
         "temperature": 262.65, "mode-said": "SAFE"},
        {"utc": "2025-03-20T09:00:02.000000000Z", "vehicle": "INST", "altitude-ellipsoid": 410000}])
    point("cosmos: comes back after the connection is lost", cosmos.connections == 2)
    point("cosmos: tells of what is wrong", "left out" in said)
    point("cosmos: ends cleanly", code == 0 and rest == b"")


async def test_rejected():
    async def serve(socket):
        await socket.send(json.dumps({"type": "welcome"}))
        subscribe = json.loads(await socket.recv())
        await socket.send(json.dumps({"identifier": subscribe["identifier"], "type": "reject_subscription"}))

    async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["actioncable-v1-json"]) as server:
        port = server.sockets[0].getsockname()[1]
        async with Bridge("cosmos.py", [f"ws://127.0.0.1:{port}/cable", "A B C=altitude"]) as bridge:
            told = await asyncio.wait_for(bridge.process.stderr.readline(), WAIT)
            code, _, _ = await bridge.end()
    point("cosmos: says that it was rejected", b"rejected" in told and code == 0)


def test_bad_options():
    for name, arguments in (("yamcs.py", ["ws://x", "--instance", "i"]),
                            ("yamcs.py", ["ws://x", "--instance", "i", "/A=altitude:furlong"]),
                            ("yamcs.py", ["ws://x", "/A=altitude"]),
                            ("cosmos.py", ["ws://x", "A B=altitude"]),
                            ("cosmos.py", ["ws://x", "A B C=utc"])):
        done = subprocess.run([sys.executable, os.path.join(FEEDS, name), *arguments],
                              capture_output=True, timeout=WAIT, check=False)
        point(f"{name} {' '.join(arguments)}: refused", done.returncode != 0 and done.stderr)


async def test_overlay():
    """A bridge into the overlay: what it counts is what was sent."""
    async def serve(socket):
        request = json.loads(await socket.recv())
        await socket.send(json.dumps({"type": "reply", "call": 1, "data": {"reply_to": request["id"]}}))
        for i in range(30):
            data = {"values": [value(1, "DOUBLE", "doubleValue", 100 + i, f"2025-03-20T09:00:{i:02}Z")]}
            if i == 0:
                data["mapping"] = {"1": {"name": "/A"}}
            await socket.send(json.dumps({"type": "parameters", "call": 1, "data": data}))
        await socket.wait_closed()

    async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["json"]) as server:
        port = server.sockets[0].getsockname()[1]
        async with Bridge("yamcs.py", [f"ws://127.0.0.1:{port}/", "--instance", "i",
                                       "/A=altitude-msl:m"]) as bridge:
            lines = b"".join([await asyncio.wait_for(bridge.process.stdout.readline(), WAIT)
                              for _ in range(30)])
            await bridge.end()
    launch = await asyncio.create_subprocess_exec(
        "gst-launch-1.0", "-q", "fdsrc", "!", "application/x-telemetry,version=1", "!", "tee", "name=tee",
        "tee.", "!", "queue", "!", "telemetryparse", "!", "fdsink",
        "tee.", "!", "queue", "!", "overlay.telemetry_sink",
        "videotestsrc", "num-buffers=25", "!", "video/x-raw,width=160,height=90,framerate=25/1", "!",
        "telemetryoverlay", "name=overlay", "!", "fakesink",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, said = await asyncio.wait_for(launch.communicate(lines), WAIT)
    samples = [json.loads(line) for line in out.splitlines()]
    point("into the overlay: every sample, and no complaint", launch.returncode == 0 and said == b"" and
          [sample["altitude-msl"] for sample in samples] == [100 + i for i in range(30)])


print("TAP version 13")
asyncio.run(test_yamcs())
asyncio.run(test_cosmos())
asyncio.run(test_rejected())
test_bad_options()
asyncio.run(test_overlay())
print(f"1..{count}")
sys.exit(failed)
