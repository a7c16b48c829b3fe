import Compression
import PortalService
import Primitives
import Testing

@Suite("Forms and proofs")
struct FormTests {
    @Test("a form is read as browsers write it")
    func readsForms() throws {
        let form = try FormBody(Array("name=Amina+Osman&note=a%0D%0Ab&tick=x&tick=y&empty=&accent=e%CC%81".utf8))
        #expect(form["name"] == "Amina Osman")
        #expect(form["note"] == "a\nb")
        #expect(form.all("tick") == ["x", "y"])
        #expect(form.all("empty").isEmpty)
        #expect(form["accent"].unicodeScalars.count == 1)
        #expect(form["missing"].isEmpty)
    }

    @Test(
        "a form with a broken coding is refused",
        arguments: [
            ("a=%", FormBody.Fault.notUTF8), ("a=%G0", .notUTF8), ("a=%FF", .notUTF8), ("a=%ED%A0%80", .notUTF8),
            ("a%20b=1", .badName), ("=1", .badName), ("%3Cb%3E=1", .badName),
        ])
    func refuses(_ text: String, _ fault: FormBody.Fault) {
        #expect(throws: fault) { try FormBody(Array(text.utf8)) }
    }

    @Test("limits hold")
    func limits() {
        let many = Array(repeating: "a=1", count: 301).joined(separator: "&")
        #expect(throws: FormBody.Fault.tooManyFields) { try FormBody(Array(many.utf8)) }
        let long = "a=" + String(repeating: "x", count: 40_001)
        #expect(throws: FormBody.Fault.tooLong) { try FormBody(Array(long.utf8)) }
    }

    @Test("hidden characters are noticed")
    func forbidden() throws {
        let form = try FormBody(Array("a=x%E2%80%AEy&b=x%0Ay&c=plain".utf8))
        #expect(form.hasForbidden("a"))
        #expect(!form.hasForbidden("b"))
        #expect(form.hasForbidden("b", allowsLines: false))
        #expect(!form.hasForbidden("c"))
    }

    @Test("addresses", arguments: ["a@b.org", "Amina.Osman+x@Example.ORG", "ن@مثال.السودان"])
    func addresses(_ text: String) {
        #expect(EmailAddress(text) != nil)
    }

    @Test(
        "no addresses",
        arguments: ["", "a", "a@b", "@b.org", "a@", "a@@b.org", "a b@c.org", "a@b..org", "a@.b.org", "<a@b.org>"])
    func noAddresses(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    private let keys = PortalKeys(secret: "a secret of the tests")
    private let now = Instant(microseconds: 1_800_000_000_000_000)

    @Test("a proof holds for its session and for twelve hours, and never looks the same")
    func proofs() {
        let proof = FormProof(self.keys)
        let one = proof.make(session: "s", now: self.now)
        #expect(one != proof.make(session: "s", now: self.now))
        #expect(proof.isValid(one, session: "s", now: self.now))
        #expect(proof.isValid(one, session: "s", now: self.now.adding(seconds: 11 * 3600)))
        #expect(!proof.isValid(one, session: "s", now: self.now.adding(seconds: 14 * 3600)))
        #expect(!proof.isValid(one, session: "s", now: self.now.adding(seconds: -7200)))
        #expect(!proof.isValid(one, session: "t", now: self.now))
        #expect(!FormProof(PortalKeys(secret: "other")).isValid(one, session: "s", now: self.now))
        for broken in ["", "x", String(one.dropLast()), one + "A", String(repeating: "A", count: 96)] {
            #expect(!proof.isValid(broken, session: "s", now: self.now))
        }
    }

    @Test("a sealed text opens only for its owner")
    func seals() throws {
        let sealed = try self.keys.seal("a@b.org", for: "1")
        #expect(self.keys.open(sealed, for: "1") == "a@b.org")
        #expect(self.keys.open(sealed, for: "2") == nil)
        #expect(self.keys.open(Array(sealed.dropLast()), for: "1") == nil)
        #expect(PortalKeys(secret: "other").open(sealed, for: "1") == nil)
    }

    @Test(
        "where a form may come from",
        arguments: [
            ("same-origin", nil, true), ("none", nil, true), ("cross-site", nil, false), ("same-site", nil, false),
            (nil, "https://portal.example", true), (nil, "https://evil.example", false), (nil, "null", false),
            (nil, nil, true), ("same-origin", "null", true), ("cross-site", "https://portal.example", false),
        ] as [(String?, String?, Bool)])
    func origins(_ site: String?, _ origin: String?, _ isAllowed: Bool) {
        #expect(OriginRule.allows(site: site, origin: origin, host: "portal.example") == isAllowed)
    }

    @Test(
        "the language that a browser asks for",
        arguments: [
            ("ar-SD,ar;q=0.9,en;q=0.5", Language.arabic), ("de, fr;q=0.3, es;q=0.7", .spanish), ("", .english),
            ("zz", .english), ("en;q=0, fr", .french), ("fr-CA", .french),
        ])
    func languages(_ field: String, _ language: Language) {
        #expect(AcceptedLanguage.choose(field) == language)
    }

    @Test("cookies of ours are found among others")
    func cookies() {
        let secret = SecretCookie.makeSecret()
        let value = SecretCookie.setSession(secret, isShared: true).prefix { $0 != ";" }
        #expect(SecretCookie.session.secret(in: ["a=b; \(value); c=d"]) == secret)
        #expect(SecretCookie.session.secret(in: ["a=b", String(value)]) == secret)
        #expect(SecretCookie.session.secret(in: ["__Host-s=short"]) == nil)
        #expect(SecretCookie.session.secret(in: []) == nil)
        #expect(SecretCookie.setSession(secret, isShared: false).hasSuffix("; Max-Age=43200"))
    }

    @Test(
        "only addresses of ours are gone to afterwards",
        arguments: [
            ("/applications", true), ("/calls/0192f0c1-7d3a-7c11-8a55-0123456789ab", true), ("//evil.example", false),
            ("https://evil.example", false), ("/\\evil", false), ("/a?b", false), ("", false), ("/a b", false),
        ])
    func next(_ text: String, _ isSafe: Bool) {
        #expect((Desk.safeNext(text) != nil) == isSafe)
    }

    @Test("compression gives back the bytes", arguments: ["gzip", "br, gzip;q=0.8", "*", "GZIP"])
    func gzipIsAccepted(_ field: String) throws {
        #expect(Gzip.isAccepted(field))
        let page = Array(String(repeating: "<p>hello</p>", count: 500).utf8)
        let small = try #require(Gzip.compress(page))
        #expect(small.count < page.count / 10)
        #expect(small.prefix(2) == [0x1F, 0x8B])
    }

    @Test("compression is not forced on anybody", arguments: [nil, "", "br", "gzip;q=0", "identity"] as [String?])
    func gzipIsRefused(_ field: String?) {
        #expect(!Gzip.isAccepted(field))
    }

    @Test("quotas have names in words")
    func quotaNames() {
        let names = QuotaNames(Words(.english))
        #expect(names.quota("country:COL").text == "Country: Colombia")
        #expect(names.quota("language:ar+fr#2").text == "Language: Arabic and French")
        #expect(names.quota("region:east_southern_africa").text == "Region: East and Southern Africa")
        #expect(names.quota("size:small").text == "Organisation size: Small")
        #expect(names.quota("women-led:true").text == "Led by women")
        #expect(names.quota("answer:first_time:true").text == "First time with us")
        #expect(names.quota("answer:theme:youth").text == "theme: youth")
        #expect(names.quota("strange").text == "strange")
    }
}
