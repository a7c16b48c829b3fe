"""The public doors of the services, for preparing what a journey needs: they have no pages for it."""

from __future__ import annotations

import json
import ssl
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path
from urllib.parse import urlsplit

# Distance of a service's public door from the portal's port, as in the README's table.
DOOR = {"applications": 8, "selection": 9, "travel-budget": 10, "scheduling": 11}


class Doors:
    """Speaks JSON to the services with tokens that the operator's command prints."""

    def __init__(self, portal: str, authority: Path, convene: Path, home: Path):
        self._port = urlsplit(portal).port or 443
        self._host = urlsplit(portal).hostname
        # The one place where the certificate is checked in earnest; the browser only repeats the connection.
        self._tls = ssl.create_default_context(cafile=str(authority))
        self._convene = convene
        self._home = home
        self._tokens: dict[tuple[str, str], str] = {}

    def get(self, service: str, path: str, role: str, subject: str = "portal-walk") -> dict:
        return self._call("GET", service, path, role, subject)[0]

    def post(self, service: str, path: str, body: dict, role: str, subject: str = "portal-walk") -> dict:
        return self._call("POST", service, path, role, subject, body)[0]

    def put(self, service: str, path: str, body: dict, version: int, role: str) -> dict:
        return self._call("PUT", service, path, role, "portal-walk", body, version)[0]

    def every(self, service: str, path: str, role: str) -> list[dict]:
        """All pages of a list."""
        items: list[dict] = []
        cursor = ""
        while True:
            page = self.get(service, f"{path}?limit=200{cursor}", role)
            items += page["items"]
            if not page.get("next"):
                return items
            cursor = f"&cursor={page['next']}"

    def wait(self, service: str, job: str, role: str) -> None:
        """Waits for a job; one that fails ends the walk with its own words."""
        for _ in range(240):
            status = self.get(service, f"/v1/jobs/{job}", role)
            if status["state"] == "done":
                return
            if status["state"] in ("failed", "cancelled"):
                raise RuntimeError(f"{service}: job {status['state']}: {status.get('problem')}")
            time.sleep(0.25)
        raise RuntimeError(f"{service}: a job did not end within a minute")

    def reach_portal(self) -> None:
        """Opens the portal over verified TLS once, so that a wrong certificate is found although browsers skip it."""
        with urllib.request.urlopen(f"https://{self._host}:{self._port}/livez", context=self._tls, timeout=10):
            pass

    def _call(
        self, method: str, service: str, path: str, role: str, subject: str, body: dict | None = None,
        version: int | None = None,
    ) -> tuple[dict, object]:
        headers = {"Authorization": f"Bearer {self._token(role, subject)}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if version is not None:
            headers["If-Match"] = f'"v{version}"'
        request = urllib.request.Request(
            f"https://{self._host}:{self._port + DOOR[service]}{path}", method=method, headers=headers,
            data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, context=self._tls, timeout=60) as answer:
                return json.loads(answer.read() or b"{}"), answer.headers
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {service}{path}: {error.code} {error.read().decode()}") from None

    def _token(self, role: str, subject: str) -> str:
        key = (role, subject)
        if key not in self._tokens:
            self._tokens[key] = subprocess.run(
                [self._convene, "token", "--present", "--home", self._home, "--role", role, "--subject", subject],
                check=True, capture_output=True, text=True).stdout.strip()
        return self._tokens[key]
