import ConveneCommands
import Foundation
import TestSupport
import Testing

@Suite struct UnprivilegedUserTests {
    /// Somebody who owns nothing here.
    private let nobody = UnprivilegedUser(name: "stranger", uid: 64_999, gid: 64_999)

    @Test func findsTheFolderInTheWay() async throws {
        try await withTemporaryFolder { folder in
            let closed = folder + "/closed"
            try FileManager.default.createDirectory(atPath: closed + "/inner", withIntermediateDirectories: true)
            #expect(self.nobody.barrier(onTheWayTo: closed + "/inner/data") == nil)
            chmod(closed, 0o700)
            #expect(self.nobody.barrier(onTheWayTo: closed + "/inner/data") == closed)
            // The last part is the data folder itself, which gets its owner later.
            #expect(self.nobody.barrier(onTheWayTo: closed) == nil)
        }
    }

    @Test func ownersAndGroupsGoByTheirOwnBits() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/closed"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            chmod(path, 0o700)
            let owner = UnprivilegedUser(name: "owner", uid: getuid(), gid: 64_999)
            #expect(owner.barrier(onTheWayTo: path + "/data") == nil)
            chmod(path, 0o071)
            #expect(owner.barrier(onTheWayTo: path + "/data") == path)
        }
    }
}
