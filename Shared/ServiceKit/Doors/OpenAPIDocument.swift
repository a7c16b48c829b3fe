import Foundation
import Yams

/// A service's OpenAPI document: the YAML file of `openapi/`, and the same as JSON.
package struct OpenAPIDocument: Sendable {
    package let yaml: [UInt8]
    package let json: [UInt8]

    /// - Parameter path: the YAML file.
    /// - Throws: `SettingsError` when it is missing or no YAML mapping.
    package init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError("The OpenAPI document \(path) is missing; is share.directory right?")
        }
        self.yaml = [UInt8](data)
        guard let tree = try? Yams.load(yaml: String(decoding: data, as: UTF8.self)) as? [String: Any],
            let json = try? JSONSerialization.data(
                withJSONObject: tree, options: [.sortedKeys, .withoutEscapingSlashes])
        else {
            throw SettingsError("The OpenAPI document \(path) is not a YAML mapping that JSON can hold.")
        }
        self.json = [UInt8](json)
    }
}
