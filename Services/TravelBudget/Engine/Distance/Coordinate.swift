import Foundation

/// A point on the earth, in degrees; north and east are positive.
package struct Coordinate: Hashable, Sendable, Codable {
    package let latitude: Double
    package let longitude: Double

    package init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Mean earth radius in kilometres (IUGG).
    package static let earthRadius = 6371.0088

    /// Great-circle distance in kilometres by the haversine formula. It differs from the WGS-84 geodesic by at most
    /// about 0.5 %, and, unlike Vincenty's method, holds near antipodes and across 180 degrees.
    package func kilometres(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let sineLatitude = sin((other.latitude - self.latitude) * radians / 2)
        let sineLongitude = sin((other.longitude - self.longitude) * radians / 2)
        let haversine =
            sineLatitude * sineLatitude
            + cos(self.latitude * radians) * cos(other.latitude * radians) * sineLongitude * sineLongitude
        return 2 * Self.earthRadius * asin(min(1, haversine.squareRoot()))
    }
}
