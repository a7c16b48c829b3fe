import Access
import HTTPTypes

/// The addresses of the portal. All are open at the gate: people are known by their session, and what they may do is
/// decided by the services behind the portal, for the person and her role.
package enum PortalEndpoints {
    private static func page(
        _ id: String, _ path: String, query: [String] = [], problems: [ProblemType] = []
    ) -> Endpoint {
        Endpoint(
            id, .get, path, .read, roles: Set(Role.allCases), isOpen: true, callers: [], query: query,
            problems: [.notFound, .tooManyRequests] + problems)
    }

    private static func form(_ id: String, _ path: String) -> Endpoint {
        Endpoint(
            id, .post, path, .compute, body: .other(mediaType: FormBody.mediaType, limit: FormBody.limit),
            roles: Set(Role.allCases), isOpen: true, callers: [],
            problems: [
                .notFound, .unauthenticated, .forbidden, .conflict, .preconditionFailed, .tooManyRequests,
            ])
    }

    // MARK: For everybody

    package static let root = page("root", "/")
    package static let asset = page("asset", "/a/{file}")
    package static let exit = page("exit", "/exit")
    package static let start = page("start", "/{lang}", query: ["zone"])
    package static let safety = page("stayingSafe", "/{lang}/staying-safe", query: ["next"])
    package static let privacy = page("privacy", "/{lang}/privacy")
    package static let accessibility = page("accessibility", "/{lang}/accessibility")
    package static let contact = page("contact", "/{lang}/contact")
    package static let outbox = page("outbox", "/{lang}/outbox")

    // MARK: Signing in

    package static let signIn = page("signIn", "/{lang}/sign-in", query: ["next"])
    package static let sendCode = form("sendCode", "/{lang}/sign-in")
    package static let code = page("signInCode", "/{lang}/sign-in/code", query: ["attempt", "next"])
    package static let takeCode = form("takeCode", "/{lang}/sign-in/code")
    package static let device = page("signInDevice", "/{lang}/sign-in/device", query: ["next"])
    package static let chooseDevice = form("chooseDevice", "/{lang}/sign-in/device")
    package static let factor = page("secondFactor", "/{lang}/sign-in/second-factor", query: ["next"])
    package static let takeFactor = form("takeSecondFactor", "/{lang}/sign-in/second-factor")
    package static let enrol = page("secondFactorSetUp", "/{lang}/sign-in/set-up", query: ["next"])
    package static let takeEnrolment = form("setUpSecondFactor", "/{lang}/sign-in/set-up")
    package static let signOut = form("signOut", "/{lang}/sign-out")

    // MARK: One's own sessions

    /// The second factor once more, before the highest acts.
    package static let stepUp = page("stepUp", "/{lang}/step-up", query: ["next"])
    package static let takeStepUp = form("takeStepUp", "/{lang}/step-up")
    package static let sessions = page("sessions", "/{lang}/sessions")
    package static let endSession = form("endSession", "/{lang}/sessions/{sessionId}/end")
    package static let endOthers = form("endOtherSessions", "/{lang}/sessions/end-others")
    package static let renewCodes = form("renewRecoveryCodes", "/{lang}/sessions/recovery-codes")

    // MARK: Applying

    package static let opportunity = page("opportunity", "/{lang}/calls/{callId}", query: ["zone"])
    package static let apply = form("apply", "/{lang}/calls/{callId}/apply")
    package static let applicant = page("applicant", "/{lang}/calls/{callId}/organisation")
    package static let saveApplicant = form("saveApplicant", "/{lang}/calls/{callId}/organisation")
    package static let applications = page("applications", "/{lang}/applications")
    package static let application = page("application", "/{lang}/applications/{applicationId}")
    package static let part = page(
        "applicationPart", "/{lang}/applications/{applicationId}/parts/{part}", query: ["saved"])
    package static let savePart = form("savePart", "/{lang}/applications/{applicationId}/parts/{part}")
    package static let check = page("checkAnswers", "/{lang}/applications/{applicationId}/check")
    package static let send = form("sendApplication", "/{lang}/applications/{applicationId}/check")
    package static let withdraw = page("withdraw", "/{lang}/applications/{applicationId}/withdraw")
    package static let confirmWithdraw = form("confirmWithdraw", "/{lang}/applications/{applicationId}/withdraw")
    package static let delete = page("deleteDraft", "/{lang}/applications/{applicationId}/delete")
    package static let confirmDelete = form("confirmDelete", "/{lang}/applications/{applicationId}/delete")

    // MARK: Staff

    package static let staff = page("staff", "/{lang}/staff")
    package static let people = page("people", "/{lang}/staff/people")
    package static let person = page("person", "/{lang}/staff/people/{personId}", query: ["done"])
    package static let savePerson = form("savePerson", "/{lang}/staff/people/{personId}")
    package static let resetFactor = form("resetSecondFactor", "/{lang}/staff/people/{personId}/reset")
    /// An administrator looks as an applicant sees the pages.
    package static let act = form("seeAsApplicant", "/{lang}/staff/see-as")
    package static let stopActing = form("stopSeeingAs", "/{lang}/see-as/end")
    package static let tokens = page("tokens", "/{lang}/staff/tokens")
    package static let makeToken = form("makeToken", "/{lang}/staff/tokens")
    package static let revokeToken = form("takeTokenBack", "/{lang}/staff/tokens/{tokenId}/revoke")
    package static let pool = page(
        "pool", "/{lang}/staff/calls/{callId}/applications", query: ["state", "country", "language", "cursor"])
    package static let checkPool = form("checkPool", "/{lang}/staff/calls/{callId}/check")
    package static let scoring = page("scoring", "/{lang}/staff/scoring")
    package static let score = page("score", "/{lang}/staff/scoring/{assignmentId}")
    package static let saveScore = form("saveScore", "/{lang}/staff/scoring/{assignmentId}")
    package static let stepBack = form("stepBack", "/{lang}/staff/scoring/{assignmentId}/step-back")
    package static let ranking = page(
        "ranking", "/{lang}/staff/rounds/{roundId}/ranking", query: ["sort", "show", "job"])
    package static let calibrate = form("calibrate", "/{lang}/staff/rounds/{roundId}/calibrate")
    package static let cohort = page("cohort", "/{lang}/staff/rounds/{roundId}/cohort", query: ["job"])
    package static let compose = form("compose", "/{lang}/staff/rounds/{roundId}/compose")
    package static let sign = form("signCohort", "/{lang}/staff/cohorts/{cohortId}/sign")
    package static let confirm = form("confirmCohort", "/{lang}/staff/cohorts/{cohortId}/confirm")
    package static let budget = page(
        "budget", "/{lang}/staff/convenings/{conveningId}/budget", query: ["comparison"])
    package static let compare = form("compareVenues", "/{lang}/staff/convenings/{conveningId}/budget")

    // MARK: Agendas

    /// What is published is for everybody.
    package static let agenda = page("agenda", "/{lang}/agendas/{agendaId}", query: ["day", "zone"])
    package static let grid = page(
        "agendaGrid", "/{lang}/staff/convenings/{conveningId}/agenda", query: ["day", "job"])
    package static let solve = form("solveAgenda", "/{lang}/staff/convenings/{conveningId}/agenda/solve")
    package static let release = form("releaseAgenda", "/{lang}/staff/convenings/{conveningId}/agenda/release")

    package static let all = [
        root, asset, exit, start, safety, privacy, accessibility, contact, outbox, signIn, sendCode, code, takeCode,
        device, chooseDevice, factor, takeFactor, enrol, takeEnrolment, signOut, stepUp, takeStepUp, sessions,
        endSession, endOthers, renewCodes, people, person, savePerson, resetFactor, act, stopActing, tokens, makeToken,
        revokeToken,
        opportunity, apply, applicant,
        saveApplicant, applications, application, part,
        savePart, check, send, withdraw, confirmWithdraw, delete, confirmDelete, staff, pool, checkPool, scoring,
        score, saveScore, stepBack, ranking, calibrate, cohort, compose, sign, confirm, budget, compare,
        agenda, grid, solve, release,
    ]
}
