/// Why somebody steps back, by the code that the selection service uses.
package enum ConflictWord: String, CaseIterable, Phrase {
    case worksThere = "works_there"
    case board
    case partner
    case funds
    case personal
    case other

    package var forms: Forms {
        switch self {
        case .worksThere:
            Forms(
                en: "I work there, or did",
                fr: "J’y travaille, ou j’y ai travaillé",
                es: "Trabajo o trabajé allí",
                ar: "أعمل أو عملت هناك")
        case .board:
            Forms(
                en: "I sit on its board",
                fr: "Je siège à son conseil",
                es: "Formo parte de su junta",
                ar: "أنا عضو في مجلس إدارتها")
        case .partner:
            Forms(
                en: "We are partners",
                fr: "Nous sommes partenaires",
                es: "Somos aliados",
                ar: "بيننا شراكة")
        case .funds:
            Forms(
                en: "I fund it, or it funds me",
                fr: "Je la finance, ou elle me finance",
                es: "La financio o me financia",
                ar: "بيننا تمويل")
        case .personal:
            Forms(
                en: "I know somebody there well",
                fr: "J’y connais bien quelqu’un",
                es: "Conozco bien a alguien allí",
                ar: "أعرف شخصًا هناك معرفة قريبة")
        case .other:
            Forms(
                en: "Another reason, or I know who this is",
                fr: "Une autre raison, ou je sais qui c’est",
                es: "Otra razón, o sé quién es",
                ar: "سبب آخر، أو أعرف صاحب الطلب")
        }
    }
}
