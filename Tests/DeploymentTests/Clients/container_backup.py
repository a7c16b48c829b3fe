"""Lives a day of the container's PostgreSQL: its own settings, a backup, changes, a mistake, and the way back.

    python container_backup.py DOCKER SERVER

DOCKER is the folder with postgres/, SERVER the folder of PostgreSQL's programs. The scripts and settings are used as
they are, but for the paths of the container. Prints what went wrong, and at the end a JSON object.
"""

import datetime
import json
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile
import time

PASSWORD = "for-one-minute-only"


class Container:
    """A folder with what the container has: /convene, /archive, /run/secrets and the volume."""

    def __init__(self, docker: pathlib.Path, server: str, place: pathlib.Path) -> None:
        self.place = place
        self.server = server
        self.process: subprocess.Popen | None = None
        shutil.copytree(docker / "postgres", place / "convene")
        for folder in ("archive", "secrets", "volume", "socket"):
            (place / folder).mkdir()
        (place / "secrets/convene_admin.password").write_text(PASSWORD, encoding="utf-8")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
             "2", "-subj", "/CN=postgres", "-keyout", place / "secrets/postgres.key", "-out",
             place / "secrets/postgres.pem"], check=True, capture_output=True)
        settings = place / "convene/postgresql.conf"
        text = settings.read_text(encoding="utf-8")
        for there, here in (
            ("/var/lib/postgresql/data", "volume"), ("/run/secrets", "secrets"), ("/convene/", "convene/"),
        ):
            text = text.replace(there, f"{place}/{here}")
        text += f"\nunix_socket_directories = '{place}/socket'\nlisten_addresses = ''\n"
        settings.write_text(text, encoding="utf-8")
        self.user: dict = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            for path in [place, *place.rglob("*")]:
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        (place / "secrets/postgres.key").chmod(0o600)
        self.environment = {
            "PATH": f"{server}:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": str(place),
            "PGDATA": f"{place}/volume/cluster", "ARCHIVE": f"{place}/archive", "PGHOST": f"{place}/socket",
            "PASSWORD_FILE": f"{place}/secrets/convene_admin.password", "PGPASSWORD": PASSWORD,
            "PGUSER": "convene_admin", "PGDATABASE": "convene",
        }

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        """A program in the container, as its user."""
        done = subprocess.run(
            command, env=self.environment, cwd=self.place, capture_output=True, text=True, check=False, **self.user)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done

    def sql(self, text: str) -> str:
        """A statement's single value."""
        return self.run("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", text).stdout.strip()

    def make(self) -> None:
        """What the image's entry point does at the first start."""
        self.run(
            "initdb", "--username", "convene_admin", "--pwfile", f"{self.place}/secrets/convene_admin.password",
            "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256")
        self.start("postgres")
        self.environment["PGDATABASE"] = "postgres"
        self.sql("create database convene")
        self.environment["PGDATABASE"] = "convene"

    def start(self, database: str = "convene") -> None:
        """Starts the server as compose does and waits until it serves, recovery included."""
        with open(self.place / "log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                ["postgres", "-c", f"config_file={self.place}/convene/postgresql.conf"], env=self.environment,
                executable=f"{self.server}/postgres", cwd=self.place, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, **self.user)
        for _ in range(600):
            done = self.run(
                "psql", "--dbname", database, "--tuples-only", "--no-align", "--command", "select pg_is_in_recovery()",
                check=False)
            if done.stdout.strip() == "f":
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("the server does not start:\n" + (self.place / "log").read_text(encoding="utf-8")[-2000:])

    def stop(self) -> None:
        """compose's stop signal."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(2)
            self.process.wait(60)


def seconds_pass(container: Container) -> str:
    """A moment between two changes, as the scripts name it."""
    time.sleep(1.1)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    time.sleep(1.1)
    return now


def live(container: Container) -> list[str]:
    """The day; a sentence for each thing that is not as it must be."""
    faults: list[str] = []

    def expect(truth: bool, fault: str) -> None:
        if not truth:
            faults.append(fault)

    scripts = f"{container.place}/convene"
    archive = container.place / "archive"
    container.make()
    container.sql("create table t (n int)")
    container.sql("insert into t values (1)")
    before_backup = seconds_pass(container)
    # An older backup than is kept, and one that ended never.
    old = archive / "base/2020-01-01T00:00:00Z"
    container.run("mkdir", "--parents", str(old), str(archive / "base/part"))
    done = container.run("bash", f"{scripts}/backup.sh")
    expect("verified: " in done.stdout and "deleted 2020-01-01T00:00:00Z" in done.stdout, f"backup: {done.stdout}")
    expect(not old.exists() and not (archive / "base/part").exists(), "an old or unfinished backup stays")
    container.sql("insert into t values (2)")
    moment = seconds_pass(container)
    container.sql("delete from t")
    container.sql("select pg_switch_wal()")
    for _ in range(100):
        if container.sql("select count(*) from pg_ls_archive_statusdir() where name like '%.ready'") == "0":
            break
        time.sleep(0.1)
    # A backup of what is about to be given up.
    container.run("bash", f"{scripts}/backup.sh")
    failed = container.sql("select failed_count from pg_stat_archiver")
    expect(failed == "0", f"the archive refused {failed} files")

    restore = ["bash", f"{scripts}/restore.sh"]
    done = container.run(*restore, moment, check=False)
    expect(done.returncode == 1 and "stop the server first" in done.stderr, f"beside a server: {done.stderr}")
    container.stop()
    done = container.run(*restore, "yesterday", check=False)
    expect(done.returncode == 64 and "must look like" in done.stderr, f"another moment: {done.stderr}")
    done = container.run(*restore, before_backup, check=False)
    expect(done.returncode == 1 and "no backup" in done.stderr, f"before the first backup: {done.stderr}")
    begin = time.monotonic()
    done = container.run(*restore, moment)
    container.start()
    seconds = time.monotonic() - begin
    rows = container.sql("select string_agg(n::text, ',' order by n) from t")
    expect(rows == "1,2", f"restored to the moment, but the rows are {rows}")
    expect(len(list((container.place / "volume").glob("cluster.before-*"))) == 1, "the data from before are gone")
    expect(container.sql("select timeline_id from pg_control_checkpoint()") in ("1", "2"), "no timeline")

    # It goes on, archives, and can be brought to the end of its new history: not from the newest backup, which is of the
    # old one.
    container.sql("insert into t values (3)")
    container.sql("select pg_switch_wal()")
    container.sql("checkpoint")
    container.stop()
    done = container.run(*restore)
    oldest = min(path.name for path in (archive / "base").iterdir())
    expect(f"from the backup of {oldest};" in done.stdout, f"to the end, from a backup of another past: {done.stdout}")
    settings = (container.place / "volume/cluster/postgresql.auto.conf").read_text(encoding="utf-8")
    expect("recovery_target_timeline = '2'" in settings, f"the timeline is not said: {settings}")
    container.start()
    rows = container.sql("select string_agg(n::text, ',' order by n) from t")
    expect(rows == "1,2,3", f"restored to the end, but the rows are {rows}")
    container.stop()
    print(json.dumps({"seconds": round(seconds, 1), "faults": len(faults)}) if not faults else "\n".join(faults))
    return faults


def main() -> int:
    """Makes the place and removes it."""
    docker, server = pathlib.Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix="convene-container-") as folder:
        place = pathlib.Path(folder)
        place.chmod(0o755)
        container = Container(docker, server, place)
        try:
            return 1 if live(container) else 0
        finally:
            container.stop()


if __name__ == "__main__":
    sys.exit(main())
