/// Counts on the page of a person's own sessions.
package enum SessionCount: String, CaseIterable, CountedPhrase {
    case codesLeft

    package var forms: CountedForms {
        switch self {
        case .codesLeft:
            CountedForms(
                en: .init(
                    one: "You have {n} recovery code left.",
                    other: "You have {n} recovery codes left."),
                fr: .init(
                    one: "Il vous reste {n} code de secours.",
                    many: "Il vous reste {n} de codes de secours.",
                    other: "Il vous reste {n} codes de secours."),
                es: .init(
                    one: "Le queda {n} código de recuperación.",
                    many: "Le quedan {n} de códigos de recuperación.",
                    other: "Le quedan {n} códigos de recuperación."),
                ar: .init(
                    zero: "لم يبق لك أي رمز استرداد.",
                    one: "بقي لك رمز استرداد واحد.",
                    two: "بقي لك رمزا استرداد.",
                    few: "بقيت لك {n} رموز استرداد.",
                    many: "بقي لك {n} رمز استرداد.",
                    other: "بقي لك {n} رمز استرداد."))
        }
    }
}
