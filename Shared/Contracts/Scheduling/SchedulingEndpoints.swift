import Access
import HTTPTypes

/// The permission table of the scheduling service.
package enum SchedulingEndpoints {
    private static let everybody = Set(Role.allCases)
    private static let planners: Set<Role> = [.logistics, .administrator]
    private static let readers: Set<Role> = [.logistics, .administrator, .chair, .auditor]
    /// The portal's public pages look for published agendas without a person.
    private static let finders: Set<Role> = [.logistics, .administrator, .chair, .auditor, .service]

    /// An agenda with a hard clash is published only for a stated reason.
    package static let hardClashes = ProblemType(
        "hard-clashes", 409, "The agenda has hard clashes and no reason was given")

    // MARK: Agendas

    package static let createAgenda = Endpoint(
        "createAgenda", .post, "/v1/agendas", .act, body: .json, roles: planners, reach: .convening,
        problems: [.conflict])
    package static let listAgendas = Endpoint(
        "listAgendas", .get, "/v1/agendas", .read, roles: readers.union([.service]), reach: .convening,
        query: ["limit", "cursor", "conveningId"])
    package static let getAgenda = Endpoint(
        "getAgenda", .get, "/v1/agendas/{agendaId}", .read, roles: readers, reach: .convening)
    package static let updateAgenda = Endpoint(
        "updateAgenda", .put, "/v1/agendas/{agendaId}", .edit, body: .json, roles: planners, reach: .convening)
    package static let listClashes = Endpoint(
        "listClashes", .get, "/v1/agendas/{agendaId}/clashes", .read, roles: readers, reach: .convening,
        query: ["sessionId"])
    package static let solveAgenda = Endpoint(
        "solveAgenda", .post, "/v1/agendas/{agendaId}/solve", .act, body: .json, roles: planners, reach: .convening,
        problems: [.conflict])
    package static let listSolverRuns = Endpoint(
        "listSolverRuns", .get, "/v1/agendas/{agendaId}/runs", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])

    // MARK: Sessions

    package static let createSession = Endpoint(
        "createSession", .post, "/v1/agendas/{agendaId}/sessions", .act, body: .json, roles: planners, reach: .convening
    )
    package static let listSessions = Endpoint(
        "listSessions", .get, "/v1/agendas/{agendaId}/sessions", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])
    package static let getSession = Endpoint(
        "getSession", .get, "/v1/sessions/{sessionId}", .read, roles: readers, reach: .convening)
    package static let updateSession = Endpoint(
        "updateSession", .put, "/v1/sessions/{sessionId}", .edit, body: .json, roles: planners, reach: .convening)
    package static let deleteSession = Endpoint(
        "deleteSession", .delete, "/v1/sessions/{sessionId}", .edit, roles: planners, reach: .convening,
        problems: [.conflict])
    package static let placeSession = Endpoint(
        "placeSession", .put, "/v1/sessions/{sessionId}/placement", .edit, body: .json, roles: planners,
        reach: .convening)
    package static let checkMove = Endpoint(
        "checkMove", .post, "/v1/sessions/{sessionId}/check-move", .compute, body: .json, roles: planners,
        reach: .convening)
    package static let listFreePlaces = Endpoint(
        "listFreePlaces", .get, "/v1/sessions/{sessionId}/free-places", .read, roles: planners, reach: .convening)

    // MARK: Releases

    package static let publishRelease = Endpoint(
        "publishRelease", .post, "/v1/agendas/{agendaId}/releases", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [hardClashes, .conflict])
    package static let listReleases = Endpoint(
        "listReleases", .get, "/v1/agendas/{agendaId}/releases", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])
    /// `release` is a number or `latest`. What is released is public: calendars and phones read it without a token.
    package static let getRelease = Endpoint(
        "getRelease", .get, "/v1/agendas/{agendaId}/releases/{release}", .read, roles: everybody, isOpen: true)
    package static let getReleaseCalendar = Endpoint(
        "getReleaseCalendar", .get, "/v1/agendas/{agendaId}/releases/{release}/calendar.ics", .read,
        roles: everybody, isOpen: true, query: ["language", "titles"])
    package static let getReleaseXML = Endpoint(
        "getReleaseXml", .get, "/v1/agendas/{agendaId}/releases/{release}/schedule.xml", .read, roles: everybody,
        isOpen: true, query: ["language"])
    package static let getReleaseJSON = Endpoint(
        "getReleaseJson", .get, "/v1/agendas/{agendaId}/releases/{release}/schedule.json", .read, roles: everybody,
        isOpen: true, query: ["language"])
    package static let getReleasePage = Endpoint(
        "getReleasePage", .get, "/v1/agendas/{agendaId}/releases/{release}/agenda.html", .read, roles: everybody,
        isOpen: true, query: ["language", "zone"])

    // MARK: Online sessions

    package static let findTimes = Endpoint(
        "findTimes", .post, "/v1/time-finder", .compute, body: .json, roles: readers, reach: .general)
    package static let createOnlineSession = Endpoint(
        "createOnlineSession", .post, "/v1/online-sessions", .act, body: .json, roles: planners, reach: .convening)
    package static let listOnlineSessions = Endpoint(
        "listOnlineSessions", .get, "/v1/online-sessions", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])
    package static let getOnlineSession = Endpoint(
        "getOnlineSession", .get, "/v1/online-sessions/{onlineSessionId}", .read, roles: readers, reach: .convening)
    package static let updateOnlineSession = Endpoint(
        "updateOnlineSession", .put, "/v1/online-sessions/{onlineSessionId}", .edit, body: .json, roles: planners,
        reach: .convening)

    package static let all = [
        createAgenda, listAgendas, getAgenda, updateAgenda, listClashes, solveAgenda, listSolverRuns, createSession,
        listSessions, getSession, updateSession, deleteSession, placeSession, checkMove, listFreePlaces,
        publishRelease, listReleases, getRelease, getReleaseCalendar, getReleaseXML, getReleaseJSON, getReleasePage,
        findTimes, createOnlineSession, listOnlineSessions, getOnlineSession, updateOnlineSession,
    ]
}
