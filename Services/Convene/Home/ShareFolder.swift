import Foundation

/// The folder from which migrations, reference tables and API documents are read: the repository, or a copy of these
/// parts of it in an image.
package enum ShareFolder {
    /// Whether a folder has what we read from it.
    package static func isOne(_ path: String) -> Bool {
        ["Services/Applications/Migrations", "openapi"].allSatisfy { part in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(part)", isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }

    /// - Parameters:
    ///   - explicit: what `--share` says.
    ///   - last: the folder of the last start, if there was one; used when the program's place says nothing.
    ///   - executable: absolute path of the running program, with links resolved:
    ///     `<share>/.build/<triple>/release/convene`, `<share>/.build/release/convene` or `<share>/bin/convene`.
    package static func locate(
        explicit: String?, last: String? = nil, executable: String
    ) throws(CommandFailure) -> String {
        if let explicit {
            let path = URL(fileURLWithPath: explicit).standardizedFileURL.path
            guard Self.isOne(path) else {
                throw CommandFailure(
                    "\(path) has no Services/Applications/Migrations and openapi folders",
                    advice: "give --share the folder of the repository, or of the installed files")
            }
            return path
        }
        var folder = (executable as NSString).deletingLastPathComponent
        for _ in 0..<5 {
            for candidate in [folder, folder + "/share/convene"] where Self.isOne(candidate) { return candidate }
            folder = (folder as NSString).deletingLastPathComponent
        }
        if let last, Self.isOne(last) { return last }
        throw CommandFailure(
            "cannot find the migrations and API documents near \(executable)",
            advice: "name the repository's folder with --share")
    }
}
