/// The application form around its questions.
package enum FormWord: String, CaseIterable, Phrase {
    case title
    case part
    case parts
    case organisationLead
    case organisation
    case work
    case person
    case access
    case travel
    case safety
    case draftNumber
    case check
    case delete
    case whoCommittee
    case whoLogistics
    case whoOffice
    case anyLanguage
    case completed
    case notCompleted

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Your application",
                fr: "Votre candidature",
                es: "Su solicitud",
                ar: "الطلب")
        case .part:
            Forms(
                en: "Part {part} of {parts}: {name}",
                fr: "Partie {part} sur {parts}\u{A0}: {name}",
                es: "Parte {part} de {parts}: {name}",
                ar: "الجزء {part} من {parts}: {name}")
        case .parts:
            Forms(
                en: "Parts of the form",
                fr: "Parties du formulaire",
                es: "Partes del formulario",
                ar: "أجزاء النموذج")
        case .organisationLead:
            Forms(
                en: "We ask this once. It serves all your applications.",
                fr: "Nous le demandons une seule fois. Cela sert pour toutes vos candidatures.",
                es: "Lo preguntamos una sola vez. Sirve para todas sus solicitudes.",
                ar: "نسأل عن هذا مرة واحدة، ويُستعمل في جميع الطلبات.")
        case .organisation:
            Forms(
                en: "Your organisation",
                fr: "Votre organisation",
                es: "Su organización",
                ar: "المنظمة")
        case .work:
            Forms(
                en: "Your work",
                fr: "Votre travail",
                es: "Su trabajo",
                ar: "العمل")
        case .person:
            Forms(
                en: "The person who takes part",
                fr: "La personne qui participe",
                es: "La persona que participa",
                ar: "الشخص المشارك")
        case .access:
            Forms(
                en: "Language and access",
                fr: "Langue et accès",
                es: "Idioma y accesibilidad",
                ar: "اللغة وتسهيلات المشاركة")
        case .travel:
            Forms(
                en: "Travel",
                fr: "Voyage",
                es: "Viaje",
                ar: "السفر")
        case .safety:
            Forms(
                en: "Safety and contact",
                fr: "Sécurité et contact",
                es: "Seguridad y contacto",
                ar: "السلامة والتواصل")
        case .draftNumber:
            Forms(
                en: "Draft number {code}",
                fr: "Brouillon numéro {code}",
                es: "Borrador número {code}",
                ar: "مسودة رقم {code}")
        case .check:
            Forms(
                en: "Check your answers",
                fr: "Vérifier vos réponses",
                es: "Revisar sus respuestas",
                ar: "مراجعة الإجابات")
        case .delete:
            Forms(
                en: "Delete this draft",
                fr: "Supprimer ce brouillon",
                es: "Borrar este borrador",
                ar: "حذف هذه المسودة")
        case .whoCommittee:
            Forms(
                en: "Who sees this: the committee, without your name.",
                fr: "Qui le voit\u{A0}: le comité, sans votre nom.",
                es: "Quién lo ve: el comité, sin su nombre.",
                ar: "من يرى هذا: اللجنة، دون ذكر الاسم.")
        case .whoLogistics:
            Forms(
                en: "Who sees this: the travel team, and only if you are chosen.",
                fr: "Qui le voit\u{A0}: l’équipe voyage, seulement si la candidature est retenue.",
                es: "Quién lo ve: el equipo de viajes, solo si se le elige.",
                ar: "من يرى هذا: فريق السفر، وبعد القبول فقط.")
        case .whoOffice:
            Forms(
                en: "Who sees this: only our small office. Never the committee.",
                fr: "Qui le voit\u{A0}: notre petit bureau seulement. Jamais le comité.",
                es: "Quién lo ve: solo nuestra pequeña oficina. Nunca el comité.",
                ar: "من يرى هذا: مكتبنا الصغير فقط، ولا تراه اللجنة أبدًا.")
        case .anyLanguage:
            Forms(
                en: "You can write in English, French, Spanish or Arabic.",
                fr: "Vous pouvez écrire en anglais, français, espagnol ou arabe.",
                es: "Puede escribir en inglés, francés, español o árabe.",
                ar: "يمكن الكتابة بالإنجليزية أو الفرنسية أو الإسبانية أو العربية.")
        case .completed:
            Forms(
                en: "Completed",
                fr: "Terminé",
                es: "Completado",
                ar: "مكتمل")
        case .notCompleted:
            Forms(
                en: "Not completed",
                fr: "À compléter",
                es: "Sin completar",
                ar: "غير مكتمل")
        }
    }
}
