"""A client on python3-websockets that uses the WebSocket as VoIPBin's own client `voipbin/mcp` does: its access key in a
cookie, five topics by type of event, bare resources that it tells apart by their members, and a new connection whenever one
ends. Prints `connected`, then a line for every message; a message that it has had is `again`, one that it cannot place is
`ignored`. Ends with its standard input.

    python3 phone_events.py API KEY CUSTOMER        API is such as http://127.0.0.1:8080/v1.0
"""

import asyncio
import json
import sys

import websockets

FIRST_WAIT_SECONDS = 0.05
LONGEST_WAIT_SECONDS = 1


def topics(customer):
    types = [
        "call:call_created",
        "call:call_progressing",
        "call:call_hangup",
        "transcript:transcript_created",
        "transcribe:transcribe_speech_interim",
    ]
    return [f"customer_id:{customer}:{type}" for type in types]


def kind_of(resource):
    """What a bare resource is, and by what it is known; there is no type to look at."""
    if "offset_ms" in resource:
        return "transcript", resource["message"]
    if "streaming_id" in resource:
        return "interim", resource["message"]
    if "status" in resource and resource.get("direction") in ("incoming", "outgoing"):
        return "call", resource["status"]
    return "ignored", json.dumps(resource)


async def listen(connection, had):
    async for text in connection:
        resource = json.loads(text)
        kind, what = kind_of(resource)
        key = (kind, resource.get("id"), what)
        print("again" if key in had else kind, resource.get("id", ""), what, flush=True)
        had.add(key)


async def stay_connected(api, key, customer):
    address = api.replace("http", "ws", 1) + "/ws"
    had = set()
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            async with websockets.connect(address, extra_headers={"Cookie": f"accesskey={key}"}) as connection:
                await connection.send(json.dumps({"type": "subscribe", "topics": topics(customer)}))
                print("connected", flush=True)
                wait = FIRST_WAIT_SECONDS
                await listen(connection, had)
        except (OSError, websockets.WebSocketException) as failure:
            print("failed", type(failure).__name__, failure, file=sys.stderr, flush=True)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT_SECONDS)


async def main(api, key, customer):
    connected = asyncio.create_task(stay_connected(api, key, customer))
    await asyncio.to_thread(sys.stdin.read)
    connected.cancel()
    try:
        await connected
    except asyncio.CancelledError:
        print("left", flush=True)


asyncio.run(main(*sys.argv[1:]))
