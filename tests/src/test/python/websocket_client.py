"""A client on python3-websocket: prints `connected`, then every message on a line; sends the lines of its standard
input. When that ends it closes, and says how the connection ended.

    python3 websocket_client.py URL
"""

import struct
import sys
import threading

import websocket


def send_lines(connection):
    for line in sys.stdin:
        connection.send(line.rstrip("\n"))
    connection.send_close(websocket.STATUS_NORMAL)


def main(url):
    connection = websocket.create_connection(url)
    print("connected", flush=True)
    threading.Thread(target=send_lines, args=(connection,), daemon=True).start()
    while True:
        opcode, data = connection.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            print("closed", struct.unpack("!H", data[:2])[0], flush=True)
            return
        print(data.decode("utf-8"), flush=True)


main(sys.argv[1])
