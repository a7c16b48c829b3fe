/// Counts in the application form.
package enum FormCount: String, CaseIterable, CountedPhrase {
    case partsDone
    case questionsLeft
    case wordLimit
    case wordsOver
    case charactersLimit
    case daysLeft

    package var forms: CountedForms {
        switch self {
        case .partsDone:
            CountedForms(
                en: .init(
                    one: "{n} of {total} parts completed",
                    other: "{n} of {total} parts completed"),
                fr: .init(
                    one: "{n} partie sur {total} terminée",
                    many: "{n} parties sur {total} terminées",
                    other: "{n} parties sur {total} terminées"),
                es: .init(
                    one: "{n} parte de {total} completada",
                    many: "{n} partes de {total} completadas",
                    other: "{n} partes de {total} completadas"),
                ar: .init(
                    zero: "لم يكتمل أي جزء من {total}",
                    one: "اكتمل جزء واحد من {total}",
                    two: "اكتمل جزءان من {total}",
                    few: "اكتملت {n} أجزاء من {total}",
                    many: "اكتمل {n} جزءًا من {total}",
                    other: "اكتمل {n} جزء من {total}"))
        case .questionsLeft:
            CountedForms(
                en: .init(
                    one: "{n} question left",
                    other: "{n} questions left"),
                fr: .init(
                    one: "{n} question restante",
                    many: "{n} de questions restantes",
                    other: "{n} questions restantes"),
                es: .init(
                    one: "Queda {n} pregunta",
                    many: "Quedan {n} de preguntas",
                    other: "Quedan {n} preguntas"),
                ar: .init(
                    zero: "لا أسئلة متبقية",
                    one: "سؤال واحد متبقٍّ",
                    two: "سؤالان متبقيان",
                    few: "{n} أسئلة متبقية",
                    many: "{n} سؤالًا متبقيًا",
                    other: "{n} سؤال متبقٍّ"))
        case .wordLimit:
            CountedForms(
                en: .init(
                    one: "Up to {n} word",
                    other: "Up to {n} words"),
                fr: .init(
                    one: "Jusqu’à {n} mot",
                    many: "Jusqu’à {n} de mots",
                    other: "Jusqu’à {n} mots"),
                es: .init(
                    one: "Hasta {n} palabra",
                    many: "Hasta {n} de palabras",
                    other: "Hasta {n} palabras"),
                ar: .init(
                    zero: "دون كلمات",
                    one: "كلمة واحدة على الأكثر",
                    two: "كلمتان على الأكثر",
                    few: "{n} كلمات على الأكثر",
                    many: "{n} كلمة على الأكثر",
                    other: "{n} كلمة على الأكثر"))
        case .wordsOver:
            CountedForms(
                en: .init(
                    one: "You are {n} word over the limit",
                    other: "You are {n} words over the limit"),
                fr: .init(
                    one: "{n} mot de trop",
                    many: "{n} de mots de trop",
                    other: "{n} mots de trop"),
                es: .init(
                    one: "Sobra {n} palabra",
                    many: "Sobran {n} de palabras",
                    other: "Sobran {n} palabras"),
                ar: .init(
                    zero: "لا زيادة على الحد",
                    one: "كلمة واحدة فوق الحد",
                    two: "كلمتان فوق الحد",
                    few: "{n} كلمات فوق الحد",
                    many: "{n} كلمة فوق الحد",
                    other: "{n} كلمة فوق الحد"))
        case .charactersLimit:
            CountedForms(
                en: .init(
                    one: "Up to {n} character",
                    other: "Up to {n} characters"),
                fr: .init(
                    one: "Jusqu’à {n} caractère",
                    many: "Jusqu’à {n} de caractères",
                    other: "Jusqu’à {n} caractères"),
                es: .init(
                    one: "Hasta {n} carácter",
                    many: "Hasta {n} de caracteres",
                    other: "Hasta {n} caracteres"),
                ar: .init(
                    zero: "دون حروف",
                    one: "حرف واحد على الأكثر",
                    two: "حرفان على الأكثر",
                    few: "{n} أحرف على الأكثر",
                    many: "{n} حرفًا على الأكثر",
                    other: "{n} حرف على الأكثر"))
        case .daysLeft:
            CountedForms(
                en: .init(
                    one: "{n} day left to send your application",
                    other: "{n} days left to send your application"),
                fr: .init(
                    one: "Il reste {n} jour pour envoyer votre candidature",
                    many: "Il reste {n} de jours pour envoyer votre candidature",
                    other: "Il reste {n} jours pour envoyer votre candidature"),
                es: .init(
                    one: "Queda {n} día para enviar su solicitud",
                    many: "Quedan {n} de días para enviar su solicitud",
                    other: "Quedan {n} días para enviar su solicitud"),
                ar: .init(
                    zero: "اليوم آخر موعد لإرسال الطلب",
                    one: "بقي يوم واحد لإرسال الطلب",
                    two: "بقي يومان لإرسال الطلب",
                    few: "بقيت {n} أيام لإرسال الطلب",
                    many: "بقي {n} يومًا لإرسال الطلب",
                    other: "بقي {n} يوم لإرسال الطلب"))
        }
    }
}
