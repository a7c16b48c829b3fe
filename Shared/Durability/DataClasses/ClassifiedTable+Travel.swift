import Vault

extension ClassifiedTable {
    /// Columns of the tables about budgets, estimates and the ledger.
    static let travel: [ClassifiedTable] = [
        ClassifiedTable(
            "travel", "budget", for: "what a convening may cost",
            until: "as long as the convening is accounted for",
            c1: "id convening_id title currency current_number approved_number version created_at"),
        ClassifiedTable(
            "travel", "budget_version", for: "what was planned, for whom by code, and approved",
            until: "as long as the convening is accounted for",
            c1:
                "budget_id number state priced_on estimate_state job_id estimate_reason tables lines unpriced "
                + "planned_minor simulation_id created_by created_at submitted_by submitted_at decided_by "
                + "decided_at reason",
            c3: "input"),
        ClassifiedTable(
            "travel", "comparison", for: "what places cost beside each other",
            until: "as long as the convening is accounted for",
            c1: "id budget_id state venues seed report reason created_by created_at"),
        ClassifiedTable(
            "travel", "fare_evidence", for: "what a fare was, by code",
            until: "as long as the convening is accounted for",
            c1: "id budget_id code kind amount_minor currency dated valid_until recorded_by recorded_at"),
        ClassifiedTable(
            "travel", "ledger_entry", for: "money reserved and spent",
            until: "10 years (accounts)",
            c1:
                "seq id budget_id number kind line amount_minor currency reference document requested_by "
                + "approved_by at"),
        ClassifiedTable(
            "travel", "origin_cost", for: "what a participant from a country costs",
            until: "as long as the convening is accounted for",
            c1: "origin_estimate_id country cost_minor low_minor high_minor"),
        ClassifiedTable(
            "travel", "origin_estimate", for: "how that was computed",
            until: "as long as the convening is accounted for",
            c1: "id venue first_day last_day currency engine tables costs computed_at computed_by"),
        ClassifiedTable(
            "travel", "reference_version", for: "public tables of prices and distances",
            until: "as long as budgets were made with them",
            c0: "table_name version_name content sha256 row_count",
            c1: "id state is_in_force note loaded_by loaded_role loaded_at decided_by decided_at reason"),
        ClassifiedTable(
            "travel", "simulation", for: "what a budget may come to",
            until: "as long as the convening is accounted for",
            c1: "id budget_id number state seed draws engine input_hash result created_by created_at"),
        ClassifiedTable(
            "travel", "spending_request", for: "who asked for money and who agreed",
            until: "10 years (accounts)",
            c1:
                "id budget_id input state requested_by requested_at decided_by decided_at reason entry_id "
                + "is_near_limit"),
        ClassifiedTable(
            "travel", "traveller_estimate", for: "what one journey costs, by code",
            until: "30 days after the return",
            c1: "budget_id number code country mean_minor",
            c3: "estimate"),
    ]
}
