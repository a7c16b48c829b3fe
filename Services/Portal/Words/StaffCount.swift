/// Counts of things to do.
package enum StaffCount: String, CaseIterable, CountedPhrase {
    case hardClashes
    case toScore
    case toCheck
    case applications
    case candidates
    case scores
    case travellers
    case places
    case placesEnd
    case countries
    case short
    case over

    package var forms: CountedForms {
        switch self {
        case .hardClashes:
            CountedForms(
                en: .init(
                    one: "{n} clash in the agenda must be solved",
                    other: "{n} clashes in the agenda must be solved"),
                fr: .init(
                    one: "{n} conflit du programme à résoudre",
                    many: "{n} de conflits du programme à résoudre",
                    other: "{n} conflits du programme à résoudre"),
                es: .init(
                    one: "{n} conflicto de la agenda por resolver",
                    many: "{n} de conflictos de la agenda por resolver",
                    other: "{n} conflictos de la agenda por resolver"),
                ar: .init(
                    zero: "لا تعارضات في جدول الأعمال",
                    one: "تعارض واحد في جدول الأعمال يجب حلّه",
                    two: "تعارضان في جدول الأعمال يجب حلّهما",
                    few: "{n} تعارضات في جدول الأعمال يجب حلّها",
                    many: "{n} تعارضًا في جدول الأعمال يجب حلّها",
                    other: "{n} تعارض في جدول الأعمال يجب حلّها"))
        case .toScore:
            CountedForms(
                en: .init(
                    one: "{n} candidate waits for your score",
                    other: "{n} candidates wait for your score"),
                fr: .init(
                    one: "{n} candidature attend votre note",
                    many: "{n} de candidatures attendent votre note",
                    other: "{n} candidatures attendent votre note"),
                es: .init(
                    one: "{n} candidatura espera su nota",
                    many: "{n} de candidaturas esperan su nota",
                    other: "{n} candidaturas esperan su nota"),
                ar: .init(
                    zero: "لا طلبات تنتظر تقييمك",
                    one: "طلب واحد ينتظر تقييمك",
                    two: "طلبان ينتظران تقييمك",
                    few: "{n} طلبات تنتظر تقييمك",
                    many: "{n} طلبًا ينتظر تقييمك",
                    other: "{n} طلب ينتظر تقييمك"))
        case .toCheck:
            CountedForms(
                en: .init(
                    one: "{n} application waits for an eligibility check",
                    other: "{n} applications wait for an eligibility check"),
                fr: .init(
                    one: "{n} candidature à vérifier",
                    many: "{n} de candidatures à vérifier",
                    other: "{n} candidatures à vérifier"),
                es: .init(
                    one: "{n} solicitud por verificar",
                    many: "{n} de solicitudes por verificar",
                    other: "{n} solicitudes por verificar"),
                ar: .init(
                    zero: "لا طلبات تنتظر التحقق",
                    one: "طلب واحد ينتظر التحقق",
                    two: "طلبان ينتظران التحقق",
                    few: "{n} طلبات تنتظر التحقق",
                    many: "{n} طلبًا ينتظر التحقق",
                    other: "{n} طلب ينتظر التحقق"))
        case .applications:
            CountedForms(
                en: .init(
                    one: "{n} application",
                    other: "{n} applications"),
                fr: .init(
                    one: "{n} candidature",
                    many: "{n} de candidatures",
                    other: "{n} candidatures"),
                es: .init(
                    one: "{n} solicitud",
                    many: "{n} de solicitudes",
                    other: "{n} solicitudes"),
                ar: .init(
                    zero: "لا طلبات",
                    one: "طلب واحد",
                    two: "طلبان",
                    few: "{n} طلبات",
                    many: "{n} طلبًا",
                    other: "{n} طلب"))
        case .candidates:
            CountedForms(
                en: .init(
                    one: "{n} candidate",
                    other: "{n} candidates"),
                fr: .init(
                    one: "{n} candidature",
                    many: "{n} de candidatures",
                    other: "{n} candidatures"),
                es: .init(
                    one: "{n} candidatura",
                    many: "{n} de candidaturas",
                    other: "{n} candidaturas"),
                ar: .init(
                    zero: "لا مرشحين",
                    one: "مرشح واحد",
                    two: "مرشحان",
                    few: "{n} مرشحين",
                    many: "{n} مرشحًا",
                    other: "{n} مرشح"))
        case .scores:
            CountedForms(
                en: .init(
                    one: "{n} score",
                    other: "{n} scores"),
                fr: .init(
                    one: "{n} note",
                    many: "{n} de notes",
                    other: "{n} notes"),
                es: .init(
                    one: "{n} nota",
                    many: "{n} de notas",
                    other: "{n} notas"),
                ar: .init(
                    zero: "لا تقييمات",
                    one: "تقييم واحد",
                    two: "تقييمان",
                    few: "{n} تقييمات",
                    many: "{n} تقييمًا",
                    other: "{n} تقييم"))
        case .travellers:
            CountedForms(
                en: .init(
                    one: "{n} traveller",
                    other: "{n} travellers"),
                fr: .init(
                    one: "{n} personne en voyage",
                    many: "{n} de personnes en voyage",
                    other: "{n} personnes en voyage"),
                es: .init(
                    one: "{n} persona que viaja",
                    many: "{n} de personas que viajan",
                    other: "{n} personas que viajan"),
                ar: .init(
                    zero: "لا مسافرين",
                    one: "مسافر واحد",
                    two: "مسافران",
                    few: "{n} مسافرين",
                    many: "{n} مسافرًا",
                    other: "{n} مسافر"))
        case .places:
            CountedForms(
                en: .init(
                    one: "{n} place",
                    other: "{n} places"),
                fr: .init(
                    one: "{n} place",
                    many: "{n} de places",
                    other: "{n} places"),
                es: .init(
                    one: "{n} plaza",
                    many: "{n} de plazas",
                    other: "{n} plazas"),
                ar: .init(
                    zero: "لا مقاعد",
                    one: "مقعد واحد",
                    two: "مقعدان",
                    few: "{n} مقاعد",
                    many: "{n} مقعدًا",
                    other: "{n} مقعد"))
        case .placesEnd:
            CountedForms(
                en: .init(
                    one: "{n} place ends here",
                    other: "{n} places end here"),
                fr: .init(
                    one: "{n} place s’arrête ici",
                    many: "{n} de places s’arrêtent ici",
                    other: "{n} places s’arrêtent ici"),
                es: .init(
                    one: "Aquí termina {n} plaza",
                    many: "Aquí terminan {n} de plazas",
                    other: "Aquí terminan {n} plazas"),
                ar: .init(
                    zero: "لا مقاعد هنا",
                    one: "ينتهي هنا مقعد واحد",
                    two: "ينتهي هنا مقعدان",
                    few: "تنتهي هنا {n} مقاعد",
                    many: "ينتهي هنا {n} مقعدًا",
                    other: "ينتهي هنا {n} مقعد"))
        case .countries:
            CountedForms(
                en: .init(
                    one: "{n} country",
                    other: "{n} countries"),
                fr: .init(
                    one: "{n} pays",
                    many: "{n} de pays",
                    other: "{n} pays"),
                es: .init(
                    one: "{n} país",
                    many: "{n} de países",
                    other: "{n} países"),
                ar: .init(
                    zero: "لا بلدان",
                    one: "بلد واحد",
                    two: "بلدان",
                    few: "{n} بلدان",
                    many: "{n} بلدًا",
                    other: "{n} بلد"))
        case .short:
            CountedForms(
                en: .init(
                    one: "{n} short",
                    other: "{n} short"),
                fr: .init(
                    one: "il en manque {n}",
                    many: "il en manque {n}",
                    other: "il en manque {n}"),
                es: .init(
                    one: "falta {n}",
                    many: "faltan {n}",
                    other: "faltan {n}"),
                ar: .init(
                    zero: "لا نقص",
                    one: "ينقص واحد",
                    two: "ينقص اثنان",
                    few: "ينقص {n}",
                    many: "ينقص {n}",
                    other: "ينقص {n}"))
        case .over:
            CountedForms(
                en: .init(
                    one: "{n} too many",
                    other: "{n} too many"),
                fr: .init(
                    one: "{n} de trop",
                    many: "{n} de trop",
                    other: "{n} de trop"),
                es: .init(
                    one: "sobra {n}",
                    many: "sobran {n}",
                    other: "sobran {n}"),
                ar: .init(
                    zero: "لا زيادة",
                    one: "زيادة واحد",
                    two: "زيادة اثنين",
                    few: "زيادة {n}",
                    many: "زيادة {n}",
                    other: "زيادة {n}"))
        }
    }
}
