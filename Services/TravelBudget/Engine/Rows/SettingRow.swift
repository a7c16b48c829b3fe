import Primitives

/// One parameter of the rules that is no table of its own.
package struct SettingRow: ReferenceRow {
    package static let table = TableName.settings
    package static let columns = ["setting", "value", "valid_from", "valid_to", "basis", "source"]

    package let setting: Setting
    package let value: Setting.Value
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { self.setting.rawValue }

    package init(_ reader: inout RowReader) {
        self.setting = reader.choice("setting", else: Setting.fareLevel)
        let text = reader.text("value")
        if let value = self.setting.parse(text) {
            self.value = value
        } else {
            self.value = .text(text)
            reader.fault("value", .outOfRange)
        }
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
    }
}
