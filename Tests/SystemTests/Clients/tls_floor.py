"""Scans doors with sslyze and judges them by Mozilla's TLS profiles.

    tls_floor.py CA_FILE [--identity CERTIFICATE KEY] HOST:PORT=PROFILE ...

PROFILE is `modern` or `intermediate`. A private authority is not in anybody's trust store, so that one finding is left out
and the chain is checked against CA_FILE instead. The last line is JSON: how many doors, and what is wrong.
"""

import argparse
import json
import pathlib
import sys

from sslyze import (
    CertificateInfoExtraArgument,
    ClientAuthenticationCredentials,
    ScanCommand,
    ScanCommandsExtraArguments,
    Scanner,
    ServerNetworkConfiguration,
    ServerNetworkLocation,
    ServerScanRequest,
    ServerScanStatusEnum,
)
from sslyze.mozilla_tls_profile.tls_config_checker import (
    SCAN_COMMANDS_NEEDED_BY_MOZILLA_CHECKER,
    MozillaTlsConfiguration,
    ServerNotCompliantWithTlsConfiguration,
    TlsConfigurationEnum,
    check_server_against_tls_configuration,
)

FLOORS = {
    "modern": (ScanCommand.SSL_2_0_CIPHER_SUITES, ScanCommand.SSL_3_0_CIPHER_SUITES,
               ScanCommand.TLS_1_0_CIPHER_SUITES, ScanCommand.TLS_1_1_CIPHER_SUITES,
               ScanCommand.TLS_1_2_CIPHER_SUITES),
    "intermediate": (ScanCommand.SSL_2_0_CIPHER_SUITES, ScanCommand.SSL_3_0_CIPHER_SUITES,
                     ScanCommand.TLS_1_0_CIPHER_SUITES, ScanCommand.TLS_1_1_CIPHER_SUITES),
}


def request(door, authority, identity):
    address, profile = door.split("=")
    host, port = address.rsplit(":", 1)
    credentials = None
    if identity:
        credentials = ClientAuthenticationCredentials(
            certificate_chain_path=pathlib.Path(identity[0]), key_path=pathlib.Path(identity[1]))
    return profile, ServerScanRequest(
        server_location=ServerNetworkLocation(hostname="localhost", port=int(port), ip_address=host),
        network_configuration=ServerNetworkConfiguration(
            tls_server_name_indication="localhost", tls_client_auth_credentials=credentials),
        scan_commands=SCAN_COMMANDS_NEEDED_BY_MOZILLA_CHECKER,
        scan_commands_extra_arguments=ScanCommandsExtraArguments(
            certificate_info=CertificateInfoExtraArgument(custom_ca_file=pathlib.Path(authority))))


def faults(result, profile, checks_chain):
    """What is wrong with a door, in words."""
    if result.scan_status != ServerScanStatusEnum.COMPLETED:
        return [f"no scan: {result.connectivity_error_trace or result.scan_status}"]
    found = []
    try:
        check_server_against_tls_configuration(
            result, MozillaTlsConfiguration.get(TlsConfigurationEnum(profile)))
    except ServerNotCompliantWithTlsConfiguration as error:
        found += [f"{name}: {text}" for name, text in error.issues.items() if name != "certificate_path_validation"]
    scan = result.scan_result
    for command in FLOORS[profile]:
        accepted = getattr(scan, command.value).result.accepted_cipher_suites
        if accepted:
            found.append(f"{command.value}: {[suite.cipher_suite.name for suite in accepted]} accepted")
    # The names that say which service a certificate of an internal door belongs to are URIs under a constraint of the
    # authority, which this library refuses to judge; our own clients do, at every call.
    for deployment in scan.certificate_info.result.certificate_deployments if checks_chain else []:
        own = [one for one in deployment.path_validation_results if "Supplied" in one.trust_store.name]
        if not own or not all(one.was_validation_successful for one in own):
            found.append("the certificate does not lead to the installation's authority")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("authority")
    parser.add_argument("doors", nargs="+", metavar="HOST:PORT=PROFILE")
    parser.add_argument("--identity", nargs=2, metavar=("CERTIFICATE", "KEY"))
    options = parser.parse_args()
    scanner = Scanner()
    profiles = {}
    requests = []
    for door in options.doors:
        profile, asked = request(door, options.authority, options.identity)
        profiles[asked.server_location.port] = profile
        requests.append(asked)
    scanner.queue_scans(requests)
    wrong = {}
    for result in scanner.get_results():
        port = result.server_location.port
        found = faults(result, profiles[port], checks_chain=not options.identity)
        print(f"{port} {profiles[port]}: {'; '.join(found) or 'compliant'}")
        if found:
            wrong[port] = found
    print(json.dumps({"doors": len(requests), "wrong": wrong}))
    return 1 if wrong else 0


sys.exit(main())
