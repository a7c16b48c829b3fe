/// All entries of the catalogue of words by name, for whoever checks or exports them.
package enum Catalogue {
    package static let phrases: [(name: String, forms: Forms)] = {
        let types: [any (Phrase & CaseIterable).Type] = [
            CommonWord.self, SaveWord.self, KindWord.self, RoleWord.self, ProblemWord.self, StartWord.self,
            SignInWord.self, FactorWord.self, SessionWord.self,
            PeopleWord.self, TokenWord.self, SafetyWord.self, OpportunityWord.self, FormWord.self, QuestionWord.self,
            QuestionHint.self, ChoiceWord.self, FieldErrorWord.self, SendWord.self, MineWord.self,
            ApplicationStateWord.self, PoolStateWord.self, AgendaWord.self, ClashWord.self, OutboxWord.self,
            InformationWord.self, StaffWord.self, PoolWord.self, ScoringWord.self, RankingWord.self, ChanceWord.self,
            ConflictWord.self, JobFailureWord.self,
            CohortWord.self, QuotaWord.self, RegionWord.self, BudgetWord.self, BudgetCategoryWord.self,
        ]
        return types.flatMap { Self.entries($0) }
    }()

    package static let countedPhrases: [(name: String, forms: CountedForms)] = {
        let types: [any (CountedPhrase & CaseIterable).Type] = [
            FormCount.self, StaffCount.self, SessionCount.self, TokenCount.self,
        ]
        return types.flatMap { Self.counted($0) }
    }()

    private static func entries<Entry: Phrase & CaseIterable>(_ type: Entry.Type) -> [(name: String, forms: Forms)] {
        Entry.allCases.map { ("\(Entry.self).\($0)", $0.forms) }
    }

    private static func counted<Entry: CountedPhrase & CaseIterable>(
        _ type: Entry.Type
    ) -> [(name: String, forms: CountedForms)] {
        Entry.allCases.map { ("\(Entry.self).\($0)", $0.forms) }
    }
}
