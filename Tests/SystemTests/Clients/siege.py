"""Besieges a public door and watches whether others are served meanwhile.

    siege.py CA_FILE https://HOST:PORT TOKEN [--idle 10000] [--seconds 20]

At once: idle connections from many addresses of this machine, request heads and bodies that come a byte at a time, readers
that take a byte at a time, bodies without end, and bodies that swell when unpacked. Beside them one client asks for a small
list, on a new connection every other time. The last line is JSON: how she fared, and what became of the besiegers.
"""

import argparse
import asyncio
import gzip
import json
import resource
import ssl
import time
from collections import Counter
from urllib.parse import urlsplit

SOURCES = [f"127.0.0.{last}" for last in range(2, 42)]


class Door:
    def __init__(self, arguments):
        address = urlsplit(arguments.address)
        self.host, self.port = address.hostname, address.port
        self.token = arguments.token
        self.context = ssl.create_default_context(cafile=arguments.authority)
        self.held = []
        self.packed = gzip.compress(bytes(200_000_000), 9)

    async def open(self, source=None, limit=2**16):
        return await asyncio.open_connection(
            self.host, self.port, ssl=self.context, limit=limit,
            local_addr=(source, 0) if source else None)

    def head(self, method, path, *fields):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}",
                 f"Authorization: Bearer {self.token}", *fields, "", ""]
        return "\r\n".join(lines).encode()


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    await reader.readexactly(length)
    return status


async def idle(door, source, gate, tally):
    async with gate:
        try:
            _, writer = await asyncio.wait_for(door.open(source, 2**10), 60)
        except (OSError, asyncio.TimeoutError):
            tally["idle refused"] += 1
            return
    tally["idle opened"] += 1
    door.held.append(writer)


async def trickle(door, source, first, tally, name, end):
    """Sends its beginning, then a byte every half second until it is cut off."""
    try:
        reader, writer = await door.open(source)
        writer.write(first)
        while time.monotonic() < end:
            writer.write(b"x")
            await writer.drain()
            try:
                if not await asyncio.wait_for(reader.read(1), 0.5):
                    break
            except asyncio.TimeoutError:
                continue
            break
        else:
            tally[f"{name} still there"] += 1
            writer.close()
            return
        tally[f"{name} ended"] += 1
        writer.close()
    except OSError:
        tally[f"{name} ended"] += 1


async def slow_reader(door, source, end, tally):
    """Asks for the largest document again and again and takes a byte of it at a time."""
    try:
        reader, writer = await door.open(source, 2**8)
        writer.transport.set_write_buffer_limits(0)
        for _ in range(50):
            writer.write(door.head("GET", "/openapi.json"))
        while time.monotonic() < end:
            await reader.read(1)
            await asyncio.sleep(0.5)
        writer.close()
        tally["slow readers"] += 1
    except OSError:
        tally["slow readers"] += 1


async def bomb(door, source, tally, is_packed):
    """A body without end, or one of two hundred megabytes in two hundred kilobytes."""
    try:
        reader, writer = await door.open(source)
        if is_packed:
            writer.write(door.head(
                "POST", "/v1/applications", "Content-Type: application/json", "Content-Encoding: gzip",
                "Idempotency-Key: bomb", f"Content-Length: {len(door.packed)}") + door.packed)
        else:
            writer.write(door.head(
                "POST", "/v1/applications", "Content-Type: application/json", "Idempotency-Key: bomb",
                "Transfer-Encoding: chunked"))
            part = b"10000\r\n" + b" " * 65536 + b"\r\n"
            for _ in range(16384):
                writer.write(part)
                await writer.drain()
                if reader.at_eof():
                    break
        status = await asyncio.wait_for(answer(reader), 30)
        tally[f"bombs {status}"] += 1
        writer.close()
    except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
        tally["bombs cut off"] += 1


async def other(door, end, figures):
    """Somebody who has nothing to do with it."""
    kept = None
    count = 0
    while time.monotonic() < end:
        begin = time.monotonic()
        try:
            if kept is None or count % 2 == 0:
                if kept:
                    kept[1].close()
                kept = await asyncio.wait_for(door.open("127.0.0.200"), 10)
            kept[1].write(door.head("GET", "/v1/calls?limit=1"))
            status = await asyncio.wait_for(answer(kept[0]), 10)
            if status != 200:
                figures["failures"].append(str(status))
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
            figures["failures"].append(type(error).__name__)
            kept = None
        figures["times"].append(time.monotonic() - begin)
        count += 1
        await asyncio.sleep(0.05)


async def main(arguments):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 65536, hard))
    door = Door(arguments)
    tally = Counter()
    figures = {"times": [], "failures": []}
    gate = asyncio.Semaphore(64)
    opening = [idle(door, SOURCES[n % len(SOURCES)], gate, tally) for n in range(arguments.idle)]
    # She is there while they come, too.
    coming = asyncio.gather(*opening)
    watch = asyncio.create_task(other(door, time.monotonic() + 3600, figures))
    await coming
    end = time.monotonic() + arguments.seconds
    head = b"POST /v1/applications HTTP/1.1\r\nX-Slow: "
    body = door.head(
        "POST", "/v1/applications", "Content-Type: application/json", "Idempotency-Key: slow", "Content-Length: 100000")
    crowd = []
    for n in range(200):
        source = SOURCES[n % len(SOURCES)]
        crowd.append(trickle(door, source, head, tally, "slow heads", end))
        crowd.append(trickle(door, source, body, tally, "slow bodies", end))
        crowd.append(slow_reader(door, source, end, tally))
    for n in range(8):
        crowd.append(bomb(door, SOURCES[n], tally, n % 2 == 0))
    await asyncio.gather(*crowd)
    watch.cancel()
    times = sorted(figures["times"])
    print(json.dumps({
        "asked": len(times), "failures": len(figures["failures"]), "kinds": sorted(set(figures["failures"])),
        "medianMilliseconds": round(times[len(times) // 2] * 1000, 1),
        "p99Milliseconds": round(times[int(len(times) * 0.99)] * 1000, 1), "tally": dict(sorted(tally.items())),
    }))
    for writer in door.held:
        writer.transport.abort()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("authority")
    parser.add_argument("address")
    parser.add_argument("token")
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=20)
    asyncio.run(main(parser.parse_args()))
