import Primitives

/// The parameters in force on one day. Made once per calculation; every parameter is there.
package struct Settings: Sendable {
    private let values: [Setting: Setting.Value]

    /// Throws `missing-setting` when a parameter has no row on that day.
    package init(_ table: ReferenceTable<SettingRow>, on date: LocalDate) throws(Refusal) {
        var values: [Setting: Setting.Value] = [:]
        for setting in Setting.allCases {
            guard let row = table.row(setting.rawValue, on: date) else {
                throw Refusal(.missingSetting, setting.rawValue)
            }
            values[setting] = row.row.value
        }
        self.values = values
    }

    /// A copy with one parameter changed, for what-if questions and tests.
    package func with(_ setting: Setting, _ text: String) -> Settings? {
        guard let value = setting.parse(text) else { return nil }
        var values = self.values
        values[setting] = value
        return Settings(values: values)
    }

    private init(values: [Setting: Setting.Value]) {
        self.values = values
    }

    package func number(_ setting: Setting) -> Double {
        switch self.values[setting] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: preconditionFailure("asked for a number where the parameter is of another kind")
        }
    }

    package func integer(_ setting: Setting) -> Int {
        guard case .integer(let value) = self.values[setting] else {
            preconditionFailure("asked for an integer where the parameter is of another kind")
        }
        return value
    }

    package func time(_ setting: Setting) -> LocalTime {
        guard case .time(let value) = self.values[setting] else {
            preconditionFailure("asked for a time where the parameter is of another kind")
        }
        return value
    }

    package func flag(_ setting: Setting) -> Bool {
        guard case .flag(let value) = self.values[setting] else {
            preconditionFailure("asked for a flag where the parameter is of another kind")
        }
        return value
    }

    package func text(_ setting: Setting) -> String {
        guard case .text(let value) = self.values[setting] else {
            preconditionFailure("asked for a text where the parameter is of another kind")
        }
        return value
    }
}
