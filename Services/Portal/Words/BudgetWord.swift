/// The budget by category and the comparison of venues.
package enum BudgetWord: String, CaseIterable, Phrase {
    case title
    case lead
    case caption
    case category
    case planned
    case committed
    case actual
    case left
    case total
    case venues
    case venuesCaption
    case venue
    case range
    case rangeLabel
    case none
    case run
    case downloads
    case compare
    case firstVenue
    case secondVenue
    case computing

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Budget",
                fr: "Budget",
                es: "Presupuesto",
                ar: "الميزانية")
        case .lead:
            Forms(
                en: "{place}: 8 in 10 chance that it costs {amount} or less.",
                fr: "{place}\u{A0}: 8 chances sur 10 de coûter {amount} ou moins.",
                es: "{place}: 8 de 10 probabilidades de que cueste {amount} o menos.",
                ar: "{place}: باحتمال 8 من 10 لا تتجاوز الكلفة {amount}.")
        case .caption:
            Forms(
                en: "By category: planned, committed and actual",
                fr: "Par catégorie\u{A0}: prévu, engagé et réel",
                es: "Por categoría: previsto, comprometido y real",
                ar: "حسب الفئة: المخطط والملتزم به والفعلي")
        case .category:
            Forms(
                en: "Category",
                fr: "Catégorie",
                es: "Categoría",
                ar: "الفئة")
        case .planned:
            Forms(
                en: "Planned",
                fr: "Prévu",
                es: "Previsto",
                ar: "المخطط")
        case .committed:
            Forms(
                en: "Committed",
                fr: "Engagé",
                es: "Comprometido",
                ar: "الملتزم به")
        case .actual:
            Forms(
                en: "Actual",
                fr: "Réel",
                es: "Real",
                ar: "الفعلي")
        case .left:
            Forms(
                en: "Left",
                fr: "Reste",
                es: "Queda",
                ar: "المتبقي")
        case .total:
            Forms(
                en: "Total",
                fr: "Total",
                es: "Total",
                ar: "المجموع")
        case .venues:
            Forms(
                en: "Venues compared",
                fr: "Lieux comparés",
                es: "Lugares comparados",
                ar: "الأماكن وتكلفتها")
        case .venuesCaption:
            Forms(
                en: "What each venue probably costs",
                fr: "Ce que chaque lieu coûte sans doute",
                es: "Cuánto cuesta probablemente cada lugar",
                ar: "الكلفة المرجَّحة لكل مكان")
        case .venue:
            Forms(
                en: "Venue",
                fr: "Lieu",
                es: "Lugar",
                ar: "المكان")
        case .range:
            Forms(
                en: "Range",
                fr: "Fourchette",
                es: "Intervalo",
                ar: "المدى")
        case .rangeLabel:
            Forms(
                en: "From {low} to {high}, middle {middle}",
                fr: "De {low} à {high}, milieu {middle}",
                es: "De {low} a {high}, centro {middle}",
                ar: "من {low} إلى {high}، والوسط {middle}")
        case .none:
            Forms(
                en: "There is no budget yet.",
                fr: "Il n’y a pas encore de budget.",
                es: "Aún no hay presupuesto.",
                ar: "لا توجد ميزانية بعد.")
        case .run:
            Forms(
                en: "Seed {seed}, {count} simulations. The same inputs give the same figures.",
                fr: "Graine {seed}, {count} simulations. Les mêmes données donnent les mêmes chiffres.",
                es: "Semilla {seed}, {count} simulaciones. Los mismos datos dan las mismas cifras.",
                ar: "البذرة {seed} و{count} محاكاة. المدخلات نفسها تعطي الأرقام نفسها.")
        case .downloads:
            Forms(
                en: "Downloads",
                fr: "Téléchargements",
                es: "Descargas",
                ar: "التنزيلات")
        case .compare:
            Forms(
                en: "Compare venues",
                fr: "Comparer des lieux",
                es: "Comparar lugares",
                ar: "مقارنة الأماكن")
        case .firstVenue:
            Forms(
                en: "First venue",
                fr: "Premier lieu",
                es: "Primer lugar",
                ar: "المكان الأول")
        case .secondVenue:
            Forms(
                en: "Second venue",
                fr: "Deuxième lieu",
                es: "Segundo lugar",
                ar: "المكان الثاني")
        case .computing:
            Forms(
                en: "The figures are being worked out. Open this page again in a minute.",
                fr: "Les chiffres sont en calcul. Rouvrez cette page dans une minute.",
                es: "Las cifras se están calculando. Abra esta página de nuevo en un minuto.",
                ar: "يجري حساب الأرقام. يُرجى فتح الصفحة بعد دقيقة.")
        }
    }
}
