import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: an administrator looks as an applicant",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ActingTests {
    @Test("with a fresh factor and a reason, a banner everywhere, nothing changed, both ends in the log")
    func looking() async throws {
        try await PortalPlace.with { place in
            let call = place.call.id.description
            let applicant = Browser(place.portal)
            try await PortalPlace.signIn(applicant, "amina@example.org")
            try await applicant.open("/en/calls/\(call)")
            try await applicant.send("/apply")
            try await applicant.send(
                "/organisation",
                [
                    ("organisation_name", "Two"), ("organisation_country", "SDN"), ("organisation_kind", "cso"),
                    ("organisation_size", "large"), ("organisation_led", "no"), ("organisation_languages", "fr"),
                ])
            let part = applicant.path
            _ = try await place.person("log@example.org", [.applicant, .logistics])
            _ = try await place.person("ada@example.org", [.administrator])
            let browser = Browser(place.portal)
            var (authenticator, _) = try await PortalPlace.enrol(browser, "ada@example.org")
            func look(_ address: String, _ reason: String) async throws {
                try await browser.open("/en/staff/people")
                try await browser.send("/see-as", [("address", address), ("why", reason)])
            }
            try await place.alter("update portal.session set factor_at = now() - interval '301 seconds'")
            try await look("amina@example.org", "asked by phone")
            #expect(browser.heading == "Confirm that it is you")
            try await browser.send("/step-up", [("code", try await authenticator.code())])
            for (address, reason) in [
                ("nobody@example.org", "asked by phone"), ("log@example.org", "asked by phone"),
                ("ada@example.org", "asked by phone"), ("amina@example.org", ""), ("", "asked by phone"),
            ] {
                try await look(address, reason)
                #expect(browser.status == 422, "\(address) \(reason)")
            }
            try await look("amina@example.org", "asked by phone")
            #expect(browser.path == "/en/applications" && browser.page.contains("You see this site as an applicant"))
            for (path, banner) in [
                (part, "You see this site as an applicant"), ("/ar/applications", "ترى هذا الموقع كما يراه"),
                ("/fr/applications", "comme une personne candidate"), ("/es", "como lo ve una solicitante"),
            ] {
                try await browser.open(path)
                #expect(browser.status == 200 && browser.page.contains(banner), "\(path)")
            }
            try await browser.open(part)
            try await browser.send("/parts/2", [("change", "by somebody else"), ("then", "stay")])
            #expect(browser.status == 403)
            try await applicant.open(part)
            #expect(!applicant.page.contains("by somebody else"))
            // Neither staff's pages nor where the applicant is signed in.
            for path in ["/en/staff", "/en/staff/people", "/en/sessions", "/en/step-up"] {
                try await browser.open(path)
                #expect(browser.status == 404, "\(path)")
            }
            try await browser.open("/en/applications")
            try await browser.send("/see-as/end")
            #expect(browser.path == "/en/staff/people")
            #expect(!browser.page.contains("You see this site as an applicant"))
            // It ends by itself.
            try await look("amina@example.org", "asked by phone")
            try await place.alter(
                "update portal.session set acting_until = now() where acting_subject is not null")
            try await browser.open("/en/staff")
            #expect(browser.status == 200)
            // Or with a session that nobody comes back to.
            try await look("amina@example.org", "asked by phone")
            try await place.alter(
                "update portal.session set expires_at = now() - interval '1 second' where acting_subject is not null")
            try await PortalPlace.signIn(Browser(place.portal), "amina@example.org")
            let lines = try await place.alter(
                """
                update portal.second_factor set failures = 0 where
                    (select count(*) from portal.audit where action = 'impersonation.begun'
                        and reason = 'asked by phone' and role = 'administrator') = 3
                    and (select count(*) from portal.audit where action = 'impersonation.ended') = 3
                """)
            #expect(lines == 1, "three beginnings and three ends (there is one factor)")
        }
    }
}
