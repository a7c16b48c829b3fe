import Access
import HTTPTypes

/// The permission table of the selection service.
package enum SelectionEndpoints {
    private static let everybody = Set(Role.allCases)
    private static let leads: Set<Role> = [.chair, .administrator]
    private static let watchers: Set<Role> = [.chair, .administrator, .auditor]
    private static let watchersAndMembers: Set<Role> = [.chair, .administrator, .auditor, .committeeMember]
    private static let cohortReaders: Set<Role> = [.chair, .administrator, .auditor, .logistics, .finance]
    private static let reviewers: Set<Role> = [.committeeMember, .chair]

    // MARK: Rubrics

    package static let createRubric = Endpoint(
        "createRubric", .post, "/v1/rubrics", .act, body: .json, roles: leads, reach: .general)
    package static let listRubrics = Endpoint(
        "listRubrics", .get, "/v1/rubrics", .read, roles: everybody, isOpen: true, query: ["limit", "cursor"])
    /// Published with the call: whoever applies may know how she will be judged.
    package static let getRubric = Endpoint(
        "getRubric", .get, "/v1/rubrics/{rubricId}", .read, roles: everybody, isOpen: true)
    package static let updateRubric = Endpoint(
        "updateRubric", .put, "/v1/rubrics/{rubricId}", .edit, body: .json, roles: leads, reach: .general,
        problems: [.conflict])

    // MARK: Rounds

    package static let createRound = Endpoint(
        "createRound", .post, "/v1/rounds", .act, body: .json, roles: leads, reach: .convening)
    package static let listRounds = Endpoint(
        "listRounds", .get, "/v1/rounds", .read, roles: watchersAndMembers,
        ownOnly: [.committeeMember], reach: .convening, query: ["limit", "cursor", "callId", "state"])
    package static let getRound = Endpoint(
        "getRound", .get, "/v1/rounds/{roundId}", .read, roles: watchersAndMembers,
        ownOnly: [.committeeMember], reach: .convening)
    package static let updateRound = Endpoint(
        "updateRound", .put, "/v1/rounds/{roundId}", .edit, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])
    /// Takes in the eligible candidates and lets the members declare conflicts of interest.
    package static let openRound = Endpoint(
        "openRound", .post, "/v1/rounds/{roundId}/open", .act, roles: leads, reach: .convening, problems: [.conflict])
    package static let closeRound = Endpoint(
        "closeRound", .post, "/v1/rounds/{roundId}/close", .act, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])
    package static let getProgress = Endpoint(
        "getProgress", .get, "/v1/rounds/{roundId}/progress", .read, roles: watchers, reach: .convening)

    // MARK: Conflicts of interest

    /// Organisation ids among which a member declares; the names come from the applications service, the dossiers
    /// from neither.
    package static let declareConflicts = Endpoint(
        "declareConflicts", .post, "/v1/rounds/{roundId}/declaration", .act, body: .json,
        roles: reviewers, reach: .convening, problems: [.conflict])
    package static let getDeclaration = Endpoint(
        "getDeclaration", .get, "/v1/rounds/{roundId}/declaration", .read, roles: reviewers, reach: .convening)
    /// A conflict that somebody else knows of; the member cannot take it back.
    package static let pinConflict = Endpoint(
        "pinConflict", .post, "/v1/rounds/{roundId}/conflicts", .act, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])

    // MARK: Assignment and reviews

    package static let assignReviewers = Endpoint(
        "assignReviewers", .post, "/v1/rounds/{roundId}/assignment", .act, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])
    package static let listAssignments = Endpoint(
        "listAssignments", .get, "/v1/rounds/{roundId}/assignments", .read, roles: reviewers, reach: .convening,
        query: ["limit", "cursor"])
    package static let getAssignment = Endpoint(
        "getAssignment", .get, "/v1/assignments/{assignmentId}", .read, roles: reviewers, reach: .convening)
    package static let saveReview = Endpoint(
        "saveReview", .put, "/v1/assignments/{assignmentId}/review", .edit, body: .json,
        roles: reviewers, reach: .convening, problems: [.conflict])
    /// A conflict that shows only while reading: the scores go, the candidate goes to somebody else.
    package static let stepBack = Endpoint(
        "stepBack", .post, "/v1/assignments/{assignmentId}/step-back", .act, body: .json,
        roles: reviewers, reach: .convening, problems: [.conflict])

    // MARK: Ranking

    package static let calibrate = Endpoint(
        "calibrate", .post, "/v1/rounds/{roundId}/calibration", .act, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])
    package static let getRanking = Endpoint(
        "getRanking", .get, "/v1/rounds/{roundId}/ranking", .read, roles: watchers, reach: .convening)
    package static let listLeniencies = Endpoint(
        "listLeniencies", .get, "/v1/rounds/{roundId}/leniencies", .read,
        roles: watchersAndMembers, ownOnly: [.committeeMember], reach: .convening)

    // MARK: Cohorts

    package static let composeCohort = Endpoint(
        "composeCohort", .post, "/v1/rounds/{roundId}/cohorts", .act, body: .json, roles: leads, reach: .convening,
        problems: [.conflict])
    package static let listCohorts = Endpoint(
        "listCohorts", .get, "/v1/rounds/{roundId}/cohorts", .read,
        roles: cohortReaders, reach: .convening, query: ["limit", "cursor"])
    package static let getCohort = Endpoint(
        "getCohort", .get, "/v1/cohorts/{cohortId}", .read, roles: cohortReaders, reach: .convening)
    /// The sealed inputs in the form that `convene cohort solve` reads, so that anybody can run them again.
    package static let getCohortInstance = Endpoint(
        "getCohortInstance", .get, "/v1/cohorts/{cohortId}/instance", .read, roles: watchers, reach: .convening)
    package static let explainCandidate = Endpoint(
        "explainCandidate", .get, "/v1/cohorts/{cohortId}/candidates/{code}", .read, roles: watchers, reach: .convening)
    package static let signCohort = Endpoint(
        "signCohort", .post, "/v1/cohorts/{cohortId}/signature", .act, body: .json, roles: [.chair], reach: .convening,
        needsPerson: true,
        problems: [.conflict])
    /// The second person; never the one who signed.
    package static let confirmCohort = Endpoint(
        "confirmCohort", .post, "/v1/cohorts/{cohortId}/confirmation", .act, body: .json, roles: leads,
        reach: .convening, needsPerson: true,
        problems: [.conflict])
    package static let proposeReplacement = Endpoint(
        "proposeReplacement", .post, "/v1/cohorts/{cohortId}/replacements", .act, body: .json, roles: leads,
        reach: .convening,
        problems: [.conflict])
    /// The second person; whoever proposed may take the proposal back, not confirm it.
    package static let decideReplacement = Endpoint(
        "decideReplacement", .post, "/v1/cohorts/{cohortId}/replacements/decision", .act, body: .json, roles: leads,
        reach: .convening, needsPerson: true,
        problems: [.conflict])

    package static let all = [
        createRubric, listRubrics, getRubric, updateRubric, createRound, listRounds, getRound, updateRound, openRound,
        closeRound, getProgress, declareConflicts, getDeclaration, pinConflict, assignReviewers, listAssignments,
        getAssignment, saveReview, stepBack, calibrate, getRanking, listLeniencies, composeCohort, listCohorts,
        getCohort, getCohortInstance, explainCandidate, signCohort, confirmCohort, proposeReplacement,
        decideReplacement,
    ]
}
