import Foundation

/// The members of the file that are read and written.
struct CohortInstanceFile: Codable {
    struct Applicant: Codable {
        let id: Int
        let score: Decimal
        let cost: Int64
    }

    struct Quota: Codable {
        let name: String
        let members: [Int]
        let min: Int
        let max: Int
    }

    let name: String
    let select: Int
    let budget: Int64?
    let applicants: [Applicant]
    let quotas: [Quota]
    /// Ids that must, and that must not, have a place; may be absent.
    let include: [Int]?
    let exclude: [Int]?
}
