/// The ranking with its uncertainty.
package enum RankingWord: String, CaseIterable, Phrase {
    case title
    case explain
    case explainLine
    case caption
    case rank
    case score
    case interval
    case raw
    case count
    case spread
    case chance
    case closeCalls
    case firstRows
    case everyone
    case sort
    case noRanking
    case calibrate

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Ranking",
                fr: "Classement",
                es: "Clasificación",
                ar: "الترتيب")
        case .explain:
            Forms(
                en: "Some readers score high and some score low. We adjust for that.",
                fr: "Certains lecteurs notent haut, d’autres bas. Nous en tenons compte.",
                es: "Algunas personas puntúan alto y otras bajo. Lo tenemos en cuenta.",
                ar: "بعض القرّاء يمنحون درجات عالية وبعضهم منخفضة، ونصحّح ذلك.")
        case .explainLine:
            Forms(
                en: "The line shows where the true score probably lies, 8 times in 10.",
                fr: "Le trait montre où se situe sans doute la vraie note, 8 fois sur 10.",
                es: "La línea muestra dónde está probablemente la nota real, 8 de cada 10 veces.",
                ar: "يبيّن الخط موضع الدرجة الحقيقية على الأرجح، 8 مرات من 10.")
        case .caption:
            Forms(
                en: "Candidates in order of their adjusted score",
                fr: "Candidatures selon leur note corrigée",
                es: "Candidaturas por nota ajustada",
                ar: "المرشحون حسب الدرجة المصحَّحة")
        case .rank:
            Forms(
                en: "Rank",
                fr: "Rang",
                es: "Puesto",
                ar: "الرتبة")
        case .score:
            Forms(
                en: "Adjusted score",
                fr: "Note corrigée",
                es: "Nota ajustada",
                ar: "الدرجة المصحَّحة")
        case .interval:
            Forms(
                en: "From {low} to {high}, on a scale from {from} to {to}",
                fr: "De {low} à {high}, sur une échelle de {from} à {to}",
                es: "De {low} a {high}, en una escala de {from} a {to}",
                ar: "من {low} إلى {high} على مقياس من {from} إلى {to}")
        case .raw:
            Forms(
                en: "Plain average",
                fr: "Moyenne simple",
                es: "Media simple",
                ar: "المتوسط البسيط")
        case .count:
            Forms(
                en: "Scores",
                fr: "Notes",
                es: "Notas",
                ar: "عدد التقييمات")
        case .spread:
            Forms(
                en: "Spread",
                fr: "Écart",
                es: "Dispersión",
                ar: "التفاوت")
        case .chance:
            Forms(
                en: "Chance of a place",
                fr: "Chance d’une place",
                es: "Probabilidad de plaza",
                ar: "احتمال الحصول على مقعد")
        case .closeCalls:
            Forms(
                en: "Close calls only",
                fr: "Cas serrés seulement",
                es: "Solo casos ajustados",
                ar: "الحالات المتقاربة فقط")
        case .firstRows:
            Forms(
                en: "The first {count}",
                fr: "Les {count} premières",
                es: "Las {count} primeras",
                ar: "أول {count}")
        case .everyone:
            Forms(
                en: "Everyone",
                fr: "Tout le monde",
                es: "Todas",
                ar: "الجميع")
        case .sort:
            Forms(
                en: "Sort by",
                fr: "Trier par",
                es: "Ordenar por",
                ar: "ترتيب حسب")
        case .noRanking:
            Forms(
                en: "There is no ranking yet. It is worked out after scoring closes.",
                fr: "Il n’y a pas encore de classement. Il se calcule après la clôture.",
                es: "Aún no hay clasificación. Se calcula al cerrar la puntuación.",
                ar: "لا يوجد ترتيب بعد. يُحسب بعد انتهاء التقييم.")
        case .calibrate:
            Forms(
                en: "Work out the ranking",
                fr: "Calculer le classement",
                es: "Calcular la clasificación",
                ar: "حساب الترتيب")
        }
    }
}
