import Primitives

/// The zones that people of the programme choose from: UTC and the main zone of each of its countries
/// (tz database, `zone1970.tab`; the zone of the capital where there are several).
package enum ProgrammeZones {
    package static let all: [Zone] =
        [.utc]
        + [
            "Asia/Kabul", "Africa/Bujumbura", "Asia/Dhaka", "America/Bogota", "Africa/Kinshasa", "Pacific/Fiji",
            "America/Port-au-Prince", "Asia/Baghdad", "Asia/Amman", "Africa/Monrovia", "Africa/Blantyre",
            "Africa/Bamako", "Asia/Yangon", "Africa/Lagos", "Africa/Kampala", "Asia/Gaza", "Pacific/Palau",
            "Pacific/Port_Moresby", "Africa/Bangui", "Pacific/Apia", "Pacific/Guadalcanal", "Africa/Mogadishu",
            "Africa/Juba", "Africa/Khartoum", "Asia/Colombo", "Pacific/Tongatapu", "Europe/Kyiv", "Pacific/Efate",
            "Asia/Aden",
        ].compactMap { Zone($0) }

    /// The list with the zone that is in use, which may be another one.
    package static func including(_ zone: Zone) -> [Zone] {
        self.all.contains(zone) ? self.all : [zone] + self.all
    }
}
