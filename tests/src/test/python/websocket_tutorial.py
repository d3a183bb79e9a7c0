"""A client on python3-websocket's WebSocketApp, with the messages of VoIPBin's WebSocket tutorial and the look at `type` of
its page on structures. Prints what it makes of each event. When its standard input ends it unsubscribes and closes.

    python3 websocket_tutorial.py URL TOPIC...
"""

import json
import sys
import threading

import websocket


def text_of(message):
    """The line for a message: wrapped in `type` and `data`, or the bare resource."""
    if "data" not in message:
        return f"resource {message['id']}"
    kind, data = message["type"], message["data"]
    if kind.startswith("call_"):
        return f"{kind} {data['id']} {data['status']}"
    if kind == "message_created":
        return f"message from {data['source']['target']}: {data['text']}"
    if kind == "activeflow_updated":
        return f"activeflow {data['id']} executes {data['current_action']['type']}"
    if kind == "transcript_created":
        return f"[{data['direction']}] {data['message']}"
    return f"received {kind}"


class Tutorial:
    def __init__(self, url, topics):
        self.topics = topics
        self.app = websocket.WebSocketApp(
            url, on_open=self.on_open, on_message=self.on_message, on_error=self.on_error, on_close=self.on_close
        )

    def say(self, kind):
        self.app.send(json.dumps({"type": kind, "topics": self.topics}))

    def on_open(self, app):
        self.say("subscribe")
        threading.Thread(target=self.leave_at_the_end_of_input, daemon=True).start()

    def leave_at_the_end_of_input(self):
        sys.stdin.read()
        self.say("unsubscribe")
        self.app.sock.send_close()  # close() would wait for nothing

    def on_message(self, app, text):
        print(text_of(json.loads(text)), flush=True)

    def on_error(self, app, error):
        print(f"error: {error}", flush=True)

    def on_close(self, app, code, reason):
        print(f"closed {code}", flush=True)


Tutorial(sys.argv[1], sys.argv[2:]).app.run_forever()
