import ApplicationsContract
import Primitives
import SelectionContract

/// The call, the rubric and the quotas of the demonstration, as an administrator would enter them.
enum DemoForm {
    static let themes: [QuestionOption] = [
        ("protection", "Protection", "Protection", "Protección", "الحماية"),
        ("participation", "Participation", "Participation", "Participación", "المشاركة"),
        ("prevention", "Prevention", "Prévention", "Prevención", "الوقاية"),
        (
            "relief-recovery", "Relief and recovery", "Secours et relèvement", "Socorro y recuperación",
            "الإغاثة والتعافي"
        ),
        ("climate", "Climate and peace", "Climat et paix", "Clima y paz", "المناخ والسلام"),
        ("youth", "Young women", "Jeunes femmes", "Mujeres jóvenes", "الشابات"),
    ].map { QuestionOption(value: $0.0, label: LocalizedText(en: $0.1, fr: $0.2, es: $0.3, ar: $0.4)) }

    static let title = LocalizedText(
        en: "Global Convening 2027", fr: "Rencontre mondiale 2027", es: "Encuentro mundial 2027",
        ar: "الملتقى العالمي 2027")

    static let summary = LocalizedText(
        en: "Four days in Nairobi for 60 women's organisations to share what they know and agree what comes next.",
        fr: "Quatre jours à Nairobi où 60 organisations de femmes partagent leur expérience et décident de la suite.",
        es:
            "Cuatro días en Nairobi para que 60 organizaciones de mujeres compartan su experiencia y acuerden los próximos pasos.",
        ar: "أربعة أيام في نيروبي تتبادل فيها 60 منظمة نسائية الخبرات وتتفق على الخطوات المقبلة.")

    static let criteriaText = LocalizedText(
        en: "Three readers who do not know your name read each application and score change, learning and relevance.",
        fr:
            "Trois lectrices qui ne connaissent pas votre nom lisent chaque candidature et notent le changement, l’apprentissage et la pertinence.",
        es: "Tres lectoras que no conocen su nombre leen cada solicitud y puntúan cambio, aprendizaje y pertinencia.",
        ar: "تقرأ كل طلب ثلاث قارئات لا يعرفن اسم المنظمة ويقيّمن التغيير والتعلم والملاءمة.")

    private static func text(
        _ key: String, _ section: String, _ audience: Audience, words: Int?, _ label: LocalizedText
    ) -> Question {
        Question(key: key, section: section, kind: .text, audience: audience, label: label, maximumWords: words)
    }

    static let questions: [Question] = [
        text(
            "change", "work", .committee, words: 250,
            LocalizedText(
                en: "Tell us about one change your organisation helped to bring about",
                fr: "Décrivez un changement auquel votre organisation a contribué",
                es: "Cuéntenos un cambio que su organización ayudó a lograr",
                ar: "وصف تغيير واحد أسهمت المنظمة في تحقيقه")),
        text(
            "difficulty", "work", .committee, words: 150,
            LocalizedText(
                en: "What is hardest in your work now?", fr: "Qu’est-ce qui est le plus difficile aujourd’hui ?",
                es: "¿Qué es lo más difícil de su trabajo hoy?", ar: "ما أصعب ما في العمل حاليًا؟")),
        text(
            "learning", "work", .committee, words: 150,
            LocalizedText(
                en: "What would you share or want to learn?", fr: "Que souhaitez-vous partager ou apprendre ?",
                es: "¿Qué quisiera compartir o aprender?", ar: "ما الذي ترغب المنظمة في مشاركته أو تعلمه؟")),
        Question(
            key: "theme", section: "work", kind: .choice, audience: .committee,
            label: LocalizedText(en: "Main theme", fr: "Thème principal", es: "Tema principal", ar: "المجال الرئيسي"),
            options: themes),
        Question(
            key: "first_time", section: "work", kind: .yesNo, audience: .committee,
            label: LocalizedText(
                en: "Would this be your first convening with us?", fr: "Serait-ce votre première rencontre avec nous ?",
                es: "¿Sería su primer encuentro con nosotras?", ar: "هل هذه المشاركة الأولى معنا؟")),
        Question(
            key: "can_travel", section: "travel", kind: .yesNo, audience: .logistics,
            label: LocalizedText(
                en: "Can someone travel on these dates?", fr: "Quelqu’un peut-il voyager à ces dates ?",
                es: "¿Puede viajar alguien en estas fechas?", ar: "هل يمكن لأحد السفر في هذه المواعيد؟")),
        text(
            "departure_city", "travel", .logistics, words: 10,
            LocalizedText(en: "City of departure", fr: "Ville de départ", es: "Ciudad de salida", ar: "مدينة المغادرة")),
        Question(
            key: "passport_country", section: "travel", kind: .country, audience: .logistics,
            label: LocalizedText(
                en: "Country of the passport", fr: "Pays du passeport", es: "País del pasaporte", ar: "بلد جواز السفر")),
        Question(
            key: "languages_spoken", section: "travel", kind: .choices, audience: .logistics,
            label: LocalizedText(
                en: "Languages spoken", fr: "Langues parlées", es: "Idiomas que habla", ar: "اللغات المستخدمة"),
            options: Language.allCases.map { QuestionOption(value: $0.rawValue, label: LocalizedText(en: $0.endonym)) }),
        text(
            "contact_name", "contact", .staff, words: 12,
            LocalizedText(
                en: "Name of the person we may speak to", fr: "Nom de la personne à contacter",
                es: "Nombre de la persona de contacto", ar: "اسم الشخص الذي يمكن التواصل معه")),
        text(
            "organisation_role", "contact", .staff, words: 12,
            LocalizedText(en: "Her role", fr: "Sa fonction", es: "Su función", ar: "الصفة في المنظمة")),
    ]

    static let rules = [
        EligibilityRule(
            code: "programme-country", fact: .country, oneOf: Country.programme.map(\.code),
            reason: LocalizedText(
                en: "The fund works in 29 countries.", fr: "Le fonds travaille dans 29 pays.",
                es: "El fondo trabaja en 29 países.", ar: "يعمل الصندوق في 29 بلدًا.")),
        EligibilityRule(
            code: "women-led", fact: .womenLed, oneOf: ["yes"],
            reason: LocalizedText(
                en: "Women lead the organisation.", fr: "Des femmes dirigent l’organisation.",
                es: "Mujeres dirigen la organización.", ar: "تقود المنظمة نساء.")),
        EligibilityRule(
            code: "can-travel", fact: .answer, question: "can_travel", oneOf: ["yes"],
            reason: LocalizedText(
                en: "Somebody can travel on the dates.", fr: "Quelqu’un peut voyager à ces dates.",
                es: "Alguien puede viajar en las fechas.", ar: "يمكن لأحد السفر في المواعيد.")),
    ]

    private static func criterion(_ key: String, _ name: LocalizedText, weight: Int) -> Criterion {
        let levels = [
            LocalizedText(
                en: "Nothing in the answers shows it.", fr: "Rien dans les réponses ne le montre.",
                es: "Nada en las respuestas lo muestra.", ar: "لا يظهر ذلك في الإجابات."),
            LocalizedText(
                en: "It is named but not shown.", fr: "C’est cité mais pas montré.",
                es: "Se menciona pero no se muestra.", ar: "ذُكر دون بيان."),
            LocalizedText(
                en: "There is one clear example.", fr: "Il y a un exemple clair.", es: "Hay un ejemplo claro.",
                ar: "يوجد مثال واضح واحد."),
            LocalizedText(
                en: "There are examples with results.", fr: "Il y a des exemples avec des résultats.",
                es: "Hay ejemplos con resultados.", ar: "توجد أمثلة مع نتائج."),
            LocalizedText(
                en: "The results are strong and others can learn from them.",
                fr: "Les résultats sont solides et utiles à d’autres.",
                es: "Los resultados son sólidos y otras pueden aprender de ellos.",
                ar: "النتائج قوية ويمكن للآخرين التعلم منها."),
        ]
        return Criterion(key: key, name: name, weight: weight, levels: levels)
    }

    static let rubric = RubricInput(
        title: title,
        criteria: [
            criterion("change", LocalizedText(en: "Change", fr: "Changement", es: "Cambio", ar: "التغيير"), weight: 3),
            criterion(
                "learning", LocalizedText(en: "Learning", fr: "Apprentissage", es: "Aprendizaje", ar: "التعلم"),
                weight: 2),
            criterion(
                "relevance", LocalizedText(en: "Relevance", fr: "Pertinence", es: "Pertinencia", ar: "الملاءمة"),
                weight: 1),
        ])

    /// 60 places: no country more than four, small organisations and newcomers not crowded out, all four languages.
    static let quotas = [
        QuotaInput(attribute: .country, values: [], minimum: 1, maximum: 4),
        QuotaInput(attribute: .size, values: ["small"], minimum: 24),
        QuotaInput(attribute: .size, values: ["large"], minimum: 0, maximum: 8),
        QuotaInput(attribute: .answer, question: "first_time", values: ["yes"], minimum: 24),
        QuotaInput(attribute: .language, values: ["ar"], minimum: 8),
        QuotaInput(attribute: .language, values: ["fr"], minimum: 8),
        QuotaInput(attribute: .language, values: ["es"], minimum: 2),
    ]
}
