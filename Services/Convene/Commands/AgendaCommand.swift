import ArgumentParser

/// The timetable engine on files.
package struct AgendaCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "agenda",
        abstract: "Make and judge timetables.",
        subcommands: [AgendaSolveCommand.self, AgendaEvaluateCommand.self])

    package init() {}
}

/// The file formats that the timetable engine reads.
package enum AgendaFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Curriculum-based course timetabling of the Second International Timetabling Competition (`.ctt`).
    case itc2007
}
