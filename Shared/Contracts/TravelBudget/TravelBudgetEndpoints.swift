import Access
import HTTPTypes

/// The permission table of the travel-budget service.
package enum TravelBudgetEndpoints {
    /// Who plans journeys and money.
    private static let planners: Set<Role> = [.logistics, .finance, .administrator]
    /// Who says yes to money that somebody else asked for.
    private static let approvers: Set<Role> = [.finance, .administrator]
    private static let readers: Set<Role> = [.logistics, .finance, .administrator, .chair, .auditor]

    /// It cannot be priced from the tables in force.
    package static let cannotPrice = ProblemType("cannot-price", 422, "The tables in force do not allow a price")
    /// The ledger does not take the entry.
    package static let ledgerRefused = ProblemType("ledger-refused", 409, "The budget does not allow this entry")

    // MARK: Reference tables

    package static let listReferenceTables = Endpoint(
        "listReferenceTables", .get, "/v1/reference-tables", .read, roles: readers, reach: .general)
    package static let listReferenceVersions = Endpoint(
        "listReferenceVersions", .get, "/v1/reference-tables/{table}/versions", .read, roles: readers, reach: .general,
        query: ["limit", "cursor"])
    /// A new version as CSV; it takes effect when somebody of another role has approved it.
    package static let proposeReferenceVersion = Endpoint(
        "proposeReferenceVersion", .post, "/v1/reference-tables/{table}/versions", .act,
        body: .other(mediaType: "text/csv", limit: 8 << 20), roles: planners, reach: .general,
        query: ["version", "note"],
        problems: [.conflict])
    package static let getReferenceVersion = Endpoint(
        "getReferenceVersion", .get, "/v1/reference-versions/{versionId}", .read, roles: readers, reach: .general)
    package static let getReferenceContent = Endpoint(
        "getReferenceContent", .get, "/v1/reference-versions/{versionId}/content", .read, roles: readers,
        reach: .general)
    package static let decideReferenceVersion = Endpoint(
        "decideReferenceVersion", .post, "/v1/reference-versions/{versionId}/decision", .act, body: .json,
        roles: approvers, reach: .general, needsPerson: true, problems: [.conflict])
    package static let listVenues = Endpoint("listVenues", .get, "/v1/venues", .read, roles: readers, reach: .general)

    // MARK: What a place costs by country of origin

    package static let createOriginEstimate = Endpoint(
        "createOriginEstimate", .post, "/v1/origin-estimates", .act, body: .json,
        roles: planners.union([.chair]), reach: .general, problems: [cannotPrice])
    package static let getOriginEstimate = Endpoint(
        "getOriginEstimate", .get, "/v1/origin-estimates/{originEstimateId}", .read, roles: readers, reach: .general)

    // MARK: Budgets

    package static let createBudget = Endpoint(
        "createBudget", .post, "/v1/budgets", .act, body: .json, roles: planners, reach: .convening,
        problems: [.conflict])
    package static let listBudgets = Endpoint(
        "listBudgets", .get, "/v1/budgets", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor", "conveningId"])
    package static let getBudget = Endpoint(
        "getBudget", .get, "/v1/budgets/{budgetId}", .read, roles: readers, reach: .convening)
    package static let updateBudget = Endpoint(
        "updateBudget", .put, "/v1/budgets/{budgetId}", .edit, body: .json, roles: planners, reach: .convening,
        problems: [.conflict])
    package static let listBudgetVersions = Endpoint(
        "listBudgetVersions", .get, "/v1/budgets/{budgetId}/versions", .read, roles: readers, reach: .convening)
    package static let listTravellers = Endpoint(
        "listTravellers", .get, "/v1/budgets/{budgetId}/travellers", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])
    package static let addFareEvidence = Endpoint(
        "addFareEvidence", .post, "/v1/budgets/{budgetId}/fare-evidence", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [.conflict])
    package static let submitBudget = Endpoint(
        "submitBudget", .post, "/v1/budgets/{budgetId}/submission", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [.conflict])
    package static let decideBudget = Endpoint(
        "decideBudget", .post, "/v1/budgets/{budgetId}/decision", .act, body: .json, roles: approvers,
        reach: .convening, needsPerson: true,
        problems: [.conflict])
    package static let reviseBudget = Endpoint(
        "reviseBudget", .post, "/v1/budgets/{budgetId}/revisions", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [.conflict])

    // MARK: Forecasts

    package static let simulateBudget = Endpoint(
        "simulateBudget", .post, "/v1/budgets/{budgetId}/simulations", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [.conflict])
    package static let getSimulation = Endpoint(
        "getSimulation", .get, "/v1/simulations/{simulationId}", .read, roles: readers, reach: .convening)
    package static let compareVenues = Endpoint(
        "compareVenues", .post, "/v1/budgets/{budgetId}/comparisons", .act, body: .json,
        roles: planners.union([.chair]), reach: .convening, problems: [.conflict])
    package static let getComparison = Endpoint(
        "getComparison", .get, "/v1/comparisons/{comparisonId}", .read, roles: readers, reach: .convening)

    // MARK: Ledger

    package static let requestSpending = Endpoint(
        "requestSpending", .post, "/v1/budgets/{budgetId}/spending-requests", .act, body: .json, roles: planners,
        reach: .convening,
        problems: [.conflict, ledgerRefused])
    package static let listSpending = Endpoint(
        "listSpending", .get, "/v1/budgets/{budgetId}/spending-requests", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor", "state"])
    package static let decideSpending = Endpoint(
        "decideSpending", .post, "/v1/spending-requests/{spendingRequestId}/decision", .act, body: .json,
        roles: approvers, reach: .convening, needsPerson: true, problems: [.conflict, ledgerRefused])
    package static let listLedger = Endpoint(
        "listLedger", .get, "/v1/budgets/{budgetId}/ledger", .read, roles: readers, reach: .convening,
        query: ["limit", "cursor"])

    // MARK: Exports

    package static let exportLines = Endpoint(
        "exportLines", .get, "/v1/budgets/{budgetId}/lines.csv", .read, roles: readers, reach: .convening)
    package static let exportTravellers = Endpoint(
        "exportTravellers", .get, "/v1/budgets/{budgetId}/travellers.csv", .read, roles: readers, reach: .convening)
    package static let exportSpreadsheet = Endpoint(
        "exportSpreadsheet", .get, "/v1/budgets/{budgetId}/budget.xlsx", .read, roles: readers, reach: .convening,
        query: ["direction"])

    package static let all = [
        listReferenceTables, listReferenceVersions, proposeReferenceVersion, getReferenceVersion,
        getReferenceContent, decideReferenceVersion, listVenues, createOriginEstimate, getOriginEstimate,
        createBudget, listBudgets, getBudget, updateBudget, listBudgetVersions, listTravellers, addFareEvidence,
        submitBudget, decideBudget, reviseBudget, simulateBudget, getSimulation, compareVenues, getComparison,
        requestSpending, listSpending, decideSpending, listLedger, exportLines, exportTravellers, exportSpreadsheet,
    ]
}
