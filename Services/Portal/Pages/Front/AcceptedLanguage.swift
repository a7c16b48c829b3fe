import Primitives

/// The language that a browser asks for (RFC 9110 §12.5.4), among ours.
package enum AcceptedLanguage {
    package static func choose(_ field: String?) -> Language {
        var best: (language: Language, quality: Double)?
        for part in (field ?? "").split(separator: ",").prefix(20) {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = pieces.first?.lowercased().split(separator: "-").first,
                let language = Language(rawValue: String(tag))
            else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > (best?.quality ?? 0) { best = (language, quality) }
        }
        return best?.language ?? .english
    }
}
