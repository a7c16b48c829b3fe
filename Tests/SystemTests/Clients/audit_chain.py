"""Verifies an exported audit, sharing no code with the product: the standard library, and openssl for signatures.

    audit_chain.py FOLDER      FOLDER as `convene audit export` wrote it: SERVICE.jsonl, SERVICE.jsonl.checkpoints,
                               notary.pub

Prints {"lines": …, "checkpoints": …, "services": …} and exits with 0 when everything is whole; otherwise it says what
is not, and exits with 1.
"""

import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MEMBERS = {"action", "actor", "details", "hash", "object", "prev", "reason", "request", "role", "seq", "ts"}
SCHEMAS = {"travel-budget": "travel"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z")


def canonical(value):
    """RFC 8785 for what occurs here: objects of strings, whole numbers and null."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chain(path, schema):
    """The hash at each place of a chain, after every line was checked."""
    hashes = {0: hashlib.sha256(f"convene.audit/{schema}".encode()).hexdigest()}
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        line = json.loads(raw)
        where = f"{path.name}:{number}"
        assert set(line) == MEMBERS, f"{where}: other members"
        assert canonical(line) == raw, f"{where}: not in canonical form"
        assert type(line["seq"]) is int and line["seq"] == number, f"{where}: seq"
        assert TIME.fullmatch(line["ts"]), f"{where}: ts"
        assert line["prev"] == hashes[number - 1], f"{where}: prev"
        found = line.pop("hash")
        assert hashlib.sha256(canonical(line)).hexdigest() == found, f"{where}: hash"
        hashes[number] = found
    return hashes


def signed(content, signature, key):
    """Whether openssl accepts an Ed25519 signature."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, name) for name in ("content", "signature")]
        files[0].write_bytes(content)
        files[1].write_bytes(signature)
        answer = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", files[0], "-sigfile", files[1]],
            capture_output=True)
        return answer.returncode == 0


def checkpoints(path, schema, hashes, key):
    """How many checkpoints agree with the chain; the last must be of its end."""
    standing = []
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        point = json.loads(raw)
        where = f"{path.name}:{number}"
        assert canonical(point) == raw, f"{where}: not in canonical form"
        signature = base64.b64decode(point.pop("signature"))
        assert signed(canonical(point), signature, key), f"{where}: signature"
        assert point["schema"] == schema, f"{where}: schema"
        if "restored" in point:
            standing = [other for other in standing if other["seq"] <= point["seq"]]
        standing.append(point)
    for point in standing:
        assert hashes.get(point["seq"]) == point["hash"], f"{path.name}: seq {point['seq']}: another chain was signed"
    assert standing and standing[-1]["seq"] == max(hashes), f"{path.name}: the end is not signed"
    return len(standing)


def main():
    folder = pathlib.Path(sys.argv[1])
    total = {"lines": 0, "checkpoints": 0, "services": 0}
    for path in sorted(folder.glob("*.jsonl")):
        schema = SCHEMAS.get(path.stem, path.stem)
        hashes = chain(path, schema)
        total["services"] += 1
        total["lines"] += len(hashes) - 1
        if len(hashes) > 1:
            total["checkpoints"] += checkpoints(
                path.with_name(path.name + ".checkpoints"), schema, hashes, folder / "notary.pub")
    print(json.dumps(total))


if __name__ == "__main__":
    try:
        main()
    except AssertionError as failure:
        sys.exit(str(failure))
