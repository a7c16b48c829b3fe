import Foundation

extension DemoWorld {
    static func logarithm(_ value: Double) -> Double { log(value) }
    static func cosine(_ value: Double) -> Double { cos(value) }
}
