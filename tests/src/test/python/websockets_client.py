"""A client on python3-websockets: prints `connected`, then every message on a line; sends the lines of its standard
input. When that ends it closes, and says how the connection ended.

    python3 websockets_client.py URL
"""

import asyncio
import sys

import websockets


async def print_messages(connection):
    async for message in connection:
        print(message, flush=True)


async def send_lines(connection):
    while line := await asyncio.to_thread(sys.stdin.readline):
        await connection.send(line.rstrip("\n"))
    await connection.close()


async def main(url):
    async with websockets.connect(url) as connection:
        print("connected", flush=True)
        await asyncio.gather(print_messages(connection), send_lines(connection))
        print("closed", connection.close_code, flush=True)


asyncio.run(main(sys.argv[1]))
