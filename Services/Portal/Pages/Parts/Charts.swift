/// Small drawings inside table rows. Every one has its numbers in words for those who do not see it, and shapes
/// besides colours.
package enum Charts {
    /// A scale with an interval and its middle. The values are shares of the scale, 0…1.
    package static func interval(
        _ html: HTMLWriter, low: Double, middle: Double, high: Double, limit: Double? = nil, label: Prose
    ) {
        html.tag(.svg, .class("span"), .viewBox("0 0 200 24"), .role("img"), .label(label), .notFocusable) {
            html.empty(.line, .class("axis"), .x1(0), .x2(200), .y1(12), .y2(12))
            html.empty(.line, .class("edgeline"), .x1(1), .x2(1), .y1(7), .y2(17))
            html.empty(.line, .class("edgeline"), .x1(199), .x2(199), .y1(7), .y2(17))
            html.empty(
                .line, .class("reach"), .x1(self.unit(low)), .x2(self.unit(high)), .y1(12), .y2(12))
            html.empty(.circle, .class("dot"), .cx(self.unit(middle)), .cy(12), .r(5))
            if let limit {
                html.empty(
                    .line, .class("limit"), .x1(self.unit(limit)), .x2(self.unit(limit)), .y1(2), .y2(22))
            }
        }
    }

    /// How much of what is needed is there.
    package static func bar(_ html: HTMLWriter, share: Double, needed: Double, isMet: Bool, label: Prose) {
        html.tag(.svg, .class("bar"), .viewBox("0 0 160 16"), .role("img"), .label(label), .notFocusable) {
            html.empty(.rect, .class("full"), .x(0), .y(3), .width(160), .height(10))
            html.empty(
                .rect, .class(isMet ? "done" : "lacks"), .x(0), .y(3),
                .width(Int((min(1, max(0, share)) * 160).rounded())), .height(10))
            let mark = Int((min(1, max(0, needed)) * 160).rounded())
            html.empty(.line, .class("edgeline"), .x1(mark), .x2(mark), .y1(0), .y2(16))
        }
    }

    private static func unit(_ share: Double) -> Int { Int((min(1, max(0, share)) * 188).rounded()) + 6 }
}
