import Foundation
import Primitives
import TestSupport

/// A browser without a script, as far as the tests need one: it keeps the portal's cookies, follows redirects within
/// the site, and sends the forms of the page that it shows with their hidden fields.
final class Browser {
    /// The page has no such form.
    struct NoForm: Error {
        let action: String
        let path: String
    }

    struct Form {
        let action: String
        let fields: [(name: String, value: String)]
    }

    private let wire: Wire
    /// What it says it is.
    var agent: String?
    private var jar: [String: String] = [:]
    /// The secret of the session's cookie.
    var cookie: String? { self.jar["__Host-s"] }
    /// What the browser sends, for requests that are made by hand.
    var cookies: String { self.jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    /// Every `Set-Cookie` of the last request and of those that it led to.
    private(set) var cookiesSet: [String] = []
    private(set) var page = ""
    /// Where the browser stands.
    private(set) var path = "/"

    init(_ service: RunningService) {
        self.wire = service.wire
    }

    /// Another window of the same site without the session.
    init(copying other: Browser) {
        self.wire = other.wire
    }

    func open(_ path: String, headers: [(String, String)] = []) async throws {
        try await self.request("GET", path, headers: headers, body: nil)
    }

    /// Sends the form of the page with this action, with the fields that a person fills in.
    func send(
        _ action: String, _ filled: [(String, String)] = [], without: [String] = [], headers: [(String, String)] = []
    ) async throws {
        guard let form = self.forms.first(where: { $0.action == action || $0.action.hasSuffix(action) }) else {
            throw NoForm(action: action, path: self.path)
        }
        try await self.post(form.action, form, filled, without: without, headers: headers)
    }

    /// Sends a form to another address than its own.
    func post(
        _ action: String, _ form: Form, _ filled: [(String, String)] = [], without: [String] = [],
        headers: [(String, String)] = []
    ) async throws {
        try await self.request(
            "POST", action,
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")]
                + headers, body: Self.body(form, filled, without: without))
    }

    /// A form with what a person filled in, as bytes.
    static func body(_ form: Form, _ filled: [(String, String)], without: [String] = []) -> [UInt8] {
        let names = Set(filled.map(\.0) + without)
        let pairs = form.fields.filter { !names.contains($0.name) } + filled.map { (name: $0.0, value: $0.1) }
        return Array(pairs.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&").utf8)
    }

    func forget() { self.jar = [:] }

    /// Another browser that somebody has put this one's session into.
    func steal(_ cookie: String) { self.jar["__Host-s"] = cookie }

    private func request(
        _ method: String, _ path: String, headers: [(String, String)], body: [UInt8]?
    ) async throws {
        var method = method
        var path = path
        var headers = headers
        var body = body
        self.cookiesSet = []
        for _ in 0..<6 {
            var sent = headers
            if let agent { sent.append(("User-Agent", agent)) }
            if !self.jar.isEmpty { sent.append(("Cookie", self.cookies)) }
            let answer = try await self.wire.send(method, path, headers: sent, body: body)
            self.status = answer.status
            self.headers = answer.headers
            self.page = String(decoding: answer.body, as: UTF8.self)
            self.path = path
            self.cookiesSet += answer.cookies
            for match in answer.cookies.compactMap({ $0.firstMatch(of: /(__Host-[a-z]+)=([^;]*)/) }) {
                self.jar[String(match.1)] = match.2.isEmpty ? nil : String(match.2)
            }
            if answer.headers["clear-site-data"]?.contains("cookies") == true { self.jar = [:] }
            guard answer.status == 303, let location = answer.headers["location"], location.hasPrefix("/") else {
                return
            }
            method = "GET"
            path = location
            headers = []
            body = nil
        }
    }

    /// The forms of the page with what their controls hold.
    var forms: [Form] {
        self.page.matches(of: /<form [^>]*method="post"[^>]*>/).map { match in
            let rest = self.page[match.range.lowerBound...]
            let end = rest.range(of: "</form>")?.lowerBound ?? rest.endIndex
            let text = String(rest[..<end])
            let action = text.firstMatch(of: /action="([^"]*)"/).map { String($0.1) } ?? ""
            var fields: [(name: String, value: String)] = []
            for input in text.matches(of: /<input [^>]*>/) {
                let tag = String(input.0)
                guard let name = tag.firstMatch(of: /\sname="([^"]*)"/).map({ String($0.1) }) else { continue }
                let value = tag.firstMatch(of: /\svalue="([^"]*)"/).map { String($0.1) } ?? ""
                let isChoice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
                if !isChoice || tag.contains(" checked") { fields.append((name, Self.plain(value))) }
            }
            for area in text.matches(of: /<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/) {
                fields.append((String(area.1), Self.plain(String(area.2))))
            }
            for choice in text.matches(of: /<select [^>]*name="([^"]*)"[^>]*>.*?<\/select>/.dotMatchesNewlines()) {
                let chosen = String(choice.0).firstMatch(of: /<option value="([^"]*)" selected>/)
                fields.append((String(choice.1), chosen.map { String($0.1) } ?? ""))
            }
            return Form(action: action, fields: fields)
        }
    }

    /// The name of the page as `<h1>` says it.
    var heading: String {
        Self.plain(self.page.firstMatch(of: /<h1[^>]*>([^<]*)<\/h1>/).map { String($0.1) } ?? "")
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
