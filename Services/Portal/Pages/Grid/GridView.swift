import Primitives

/// The agenda of a day as a real table: times down, rooms across; mirrored in Arabic by itself.
package struct GridView: PageView {
    package let model: GridModel

    package init(_ model: GridModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(AgendaWord.gridTitle) }
    package var isWide: Bool { true }
    package var problems: [FieldProblem] {
        self.model.releaseError.map { [FieldProblem(field: "reason", label: nil, code: $0)] } ?? []
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.said(.p, self.model.name)
        html.failure(self.model.failure)
        switch self.model.state {
        case .none: html.p(words(AgendaWord.notPublished))
        case .computing:
            html.tag(.div, .class("note"), .role("status")) { html.p(words(AgendaWord.solving)) }
        case .draft(let version):
            html.tag(.p) {
                html.state(words(AgendaWord.draftState, ["version": Prose(verbatim: version)]), .plain)
            }
        case .released(let version):
            html.tag(.p) {
                html.state(words(AgendaWord.releasedState, ["version": Prose(verbatim: version)]), .good)
            }
        }
        if let day = self.model.day {
            html.choices(
                self.model.days.map { date in
                    (
                        Prose(verbatim: words.format.shortDate(date)),
                        Route.grid(self.model.convening).path(
                            in: page.language, query: [("day", date.description)]),
                        date == day
                    )
                }, label: words(AgendaWord.days), class: "tabs")
            self.grid(day, html, words)
            self.lists(html, words)
        }
        self.forms(html, page)
    }

    private func grid(_ day: LocalDate, _ html: HTMLWriter, _ words: Words) {
        let caption = words(
            AgendaWord.gridCaption, ["date": Prose(verbatim: words.format.weekdayAndDate(day))])
        // Every cell belongs to one session or is free; cells below the first slot of a session are not written.
        var starts: [[Int?]] = Array(
            repeating: Array(repeating: nil, count: self.model.rooms.count), count: self.model.slots.count)
        var covered = Array(
            repeating: Array(repeating: false, count: self.model.rooms.count), count: self.model.slots.count)
        for (index, session) in self.model.sessions.enumerated() {
            guard self.model.rooms.indices.contains(session.room), self.model.slots.indices.contains(session.slot),
                starts[session.slot][session.room] == nil, !covered[session.slot][session.room]
            else { continue }
            starts[session.slot][session.room] = index
            for slot in session.slot + 1..<max(session.slot + 1, min(session.slot + session.length, covered.count)) {
                covered[slot][session.room] = true
            }
        }
        html.table("grid", caption, isGrid: true) {
            html.tag(.thead) {
                html.tag(.tr) {
                    html.tag(.th, .scope("col"), text: words(AgendaWord.time))
                    for room in self.model.rooms {
                        html.tag(.th, .scope("col")) { html.isolated(room) }
                    }
                }
            }
            html.tag(.tbody) {
                for (slot, time) in self.model.slots.enumerated() {
                    html.tag(.tr) {
                        html.tag(.th, .scope("row"), .class("nowrap"), text: Prose(verbatim: time.description))
                        for room in self.model.rooms.indices where !covered[slot][room] {
                            if let index = starts[slot][room] {
                                self.cell(self.model.sessions[index], slot, html, words)
                            } else {
                                html.empty(.td)
                            }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ session: GridModel.Session, _ slot: Int, _ html: HTMLWriter, _ words: Words) {
        let names: StaticString =
            session.hasClash ? "taken clash" : session.kind == .break ? "pause" : "taken"
        html.tag(.td, .class(names), .rowSpan(min(session.length, self.model.slots.count - slot))) {
            html.said(.p, session.title)
            if session.kind != .break && session.kind != .session { html.p(words(session.kind)) }
            if session.hasClash { html.state(words(AgendaWord.warning), .attention) }
        }
    }

    private func lists(_ html: HTMLWriter, _ words: Words) {
        if !self.model.unplaced.isEmpty {
            html.h2(words(AgendaWord.unplaced))
            html.tag(.ul) { for title in self.model.unplaced { html.said(.li, title) } }
        }
        html.h2(words(AgendaWord.clashes))
        if self.model.clashes.isEmpty {
            html.p(words(AgendaWord.noClashes))
            return
        }
        html.tag(.ul) {
            for clash in self.model.clashes {
                html.tag(.li) {
                    html.state(
                        words(clash.isHard ? AgendaWord.hard : AgendaWord.soft),
                        clash.isHard ? .attention : .plain)
                    html.markup(" ")
                    html.text(clash.text)
                }
            }
        }
    }

    private func forms(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard self.model.canEdit else { return }
        if case .draft = self.model.state {
            html.h2(words(AgendaWord.release))
            html.p(words(AgendaWord.releaseRefused))
            html.form(page.path(.release(self.model.convening)), page, version: self.model.version) {
                html.fields(
                    [
                        FormField("name", words(AgendaWord.releaseName), .text, values: [self.model.releaseName]),
                        FormField(
                            "reason", words(AgendaWord.releaseReason), .area(words: nil, characters: 500),
                            error: self.model.releaseError, isOptional: true),
                    ], words)
                html.submit(words(AgendaWord.release))
            }
        }
        if case .computing = self.model.state { return }
        html.form(page.path(.solve(self.model.convening)), page) {
            html.tag(.div, .class("buttons")) { html.submit(words(AgendaWord.solve), isSecondary: true) }
        }
    }
}
