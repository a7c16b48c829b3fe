import Vault

extension ClassifiedTable {
    /// Columns of the tables about rounds, reviews and cohorts.
    static let selection: [ClassifiedTable] = [
        ClassifiedTable(
            "selection", "assignment", for: "who reviews whom, by code",
            until: "as long as the convening is accounted for",
            c1: "id round_id candidate_id member_id state overall place saved_at version"),
        ClassifiedTable(
            "selection", "calibrated_candidate", for: "scores made comparable, by code",
            until: "as long as the convening is accounted for",
            c1: "calibration_id candidate_id rank score deviation raw_mean reviews spread chance"),
        ClassifiedTable(
            "selection", "calibrated_member", for: "how strictly a member scores, by opaque id",
            until: "as long as the convening is accounted for",
            c1: "calibration_id member_id leniency deviation steepness reviews"),
        ClassifiedTable(
            "selection", "calibration", for: "the scores a ranking was made from, by code",
            until: "as long as the convening is accounted for",
            c1: "id round_id places summary input created_at"),
        ClassifiedTable(
            "selection", "candidate", for: "what reviewers may know of an application",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1:
                "id round_id application_id organisation_id code country kind size is_women_led is_member "
                + "language withdrawn_at",
            c2: "answers"),
        ClassifiedTable(
            "selection", "cohort", for: "who was chosen under which rules, by code",
            until: "as long as the convening is accounted for",
            c1:
                "id round_id calibration_id state policy engine instance input_hash candidate_ids result "
                + "clash created_at signed_by signed_at confirmed_by confirmed_at version"),
        ClassifiedTable(
            "selection", "cohort_member", for: "who has a place, by id",
            until: "as long as the convening is accounted for",
            c1: "cohort_id candidate_id state position changed_at"),
        ClassifiedTable(
            "selection", "cohort_replacement", for: "who came in for whom, and why",
            until: "as long as the convening is accounted for",
            c1: "id cohort_id leaving_id entering_id state proposed_by proposed_at decided_by decided_at",
            c2: "reason",
            plain: [
                "reason": "reasons of decisions name nobody by rule; the same words stand in the audit log"
            ]),
        ClassifiedTable(
            "selection", "committee_member", for: "who is on the committee, by opaque id",
            until: "as long as the convening is accounted for",
            c1: "id round_id subject maximum_load languages declared_at"),
        ClassifiedTable(
            "selection", "conflict_of_interest", for: "who may not judge whom, by opaque ids",
            until: "as long as the convening is accounted for",
            c1: "member_id organisation_id kind is_pinned declared_at"),
        ClassifiedTable(
            "selection", "review_score", for: "what a reviewer gave, and why",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1: "assignment_id criterion value",
            c2: "reason"),
        ClassifiedTable(
            "selection", "round", for: "when and by which rubric reviews are given",
            until: "as long as the convening is accounted for",
            c1: "id call_id convening_id rubric_id criteria state reviews_per_candidate closes_at version"),
        ClassifiedTable(
            "selection", "rubric", for: "what reviewers score",
            until: "as long as the installation stands",
            c1: "id title criteria version"),
    ]
}
