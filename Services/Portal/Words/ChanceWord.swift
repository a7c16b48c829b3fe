/// The chance of a place, in words.
package enum ChanceWord: String, CaseIterable, Phrase {
    case almostSure = "almost_sure"
    case likely
    case closeCall = "close_call"
    case unlikely
    case almostNone = "almost_none"

    package var forms: Forms {
        switch self {
        case .almostSure:
            Forms(
                en: "Almost sure",
                fr: "Presque sûr",
                es: "Casi segura",
                ar: "شبه مؤكد")
        case .likely:
            Forms(
                en: "Likely, {tenths} in 10",
                fr: "Probable, {tenths} sur 10",
                es: "Probable, {tenths} de 10",
                ar: "مرجَّح، {tenths} من 10")
        case .closeCall:
            Forms(
                en: "Close call, {tenths} in 10",
                fr: "Cas serré, {tenths} sur 10",
                es: "Caso ajustado, {tenths} de 10",
                ar: "حالة متقاربة، {tenths} من 10")
        case .unlikely:
            Forms(
                en: "Unlikely, {tenths} in 10",
                fr: "Peu probable, {tenths} sur 10",
                es: "Poco probable, {tenths} de 10",
                ar: "غير مرجَّح، {tenths} من 10")
        case .almostNone:
            Forms(
                en: "Almost none",
                fr: "Presque aucune",
                es: "Casi ninguna",
                ar: "شبه معدوم")
        }
    }
}
