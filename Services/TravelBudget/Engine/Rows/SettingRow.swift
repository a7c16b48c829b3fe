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
        // A number may begin with a minus; what is text is held to the rules of text.
        let text = (self.setting.isText ? reader.text("value") : reader.cell("value")) ?? ""
        if text.isEmpty, !self.setting.isText { reader.fault("value", .required) }
        if let value = self.setting.parse(text) {
            self.value = value
        } else {
            self.value = .text(text)
            if !text.isEmpty { reader.fault("value", .outOfRange) }
        }
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
    }
}
