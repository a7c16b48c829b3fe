/// The reader's list and the page for scoring one candidate.
package enum ScoringWord: String, CaseIterable, Phrase {
    case title
    case progress
    case startNext
    case caption
    case candidate
    case candidateNamed
    case myScore
    case stateOpen
    case stateDone
    case stateSteppedBack
    case scoreNamed
    case seeNamed
    case nothing
    case closes
    case closed
    case allDone
    case answers
    case rubric
    case blindNote
    case notEnough
    case reason
    case reasonHint
    case saveNext
    case saveStay
    case stepBack
    case stepBackText
    case stepBackReason
    case weight

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "My scoring",
                fr: "Mes notes",
                es: "Mis notas",
                ar: "تقييماتي")
        case .progress:
            Forms(
                en: "{done} of {total} done",
                fr: "{done} sur {total} terminées",
                es: "{done} de {total} hechas",
                ar: "اكتمل {done} من {total}")
        case .startNext:
            Forms(
                en: "Start next",
                fr: "Commencer la suivante",
                es: "Empezar la siguiente",
                ar: "بدء الطلب التالي")
        case .caption:
            Forms(
                en: "Candidates given to you",
                fr: "Candidatures qui vous sont confiées",
                es: "Candidaturas que se le asignan",
                ar: "الطلبات المسندة إليك")
        case .candidate:
            Forms(
                en: "Candidate",
                fr: "Candidature",
                es: "Candidatura",
                ar: "المرشح")
        case .candidateNamed:
            Forms(
                en: "Candidate {code}",
                fr: "Candidature {code}",
                es: "Candidatura {code}",
                ar: "المرشح {code}")
        case .myScore:
            Forms(
                en: "My score",
                fr: "Ma note",
                es: "Mi nota",
                ar: "تقييمي")
        case .stateOpen:
            Forms(
                en: "Not scored yet",
                fr: "Pas encore notée",
                es: "Aún sin nota",
                ar: "لم يُقيَّم بعد")
        case .stateDone:
            Forms(
                en: "Scored",
                fr: "Notée",
                es: "Con nota",
                ar: "تم التقييم")
        case .stateSteppedBack:
            Forms(
                en: "You stepped back",
                fr: "Retrait",
                es: "Se apartó",
                ar: "تم التنحّي")
        case .scoreNamed:
            Forms(
                en: "Score candidate {code}",
                fr: "Noter la candidature {code}",
                es: "Puntuar la candidatura {code}",
                ar: "تقييم المرشح {code}")
        case .seeNamed:
            Forms(
                en: "See candidate {code}",
                fr: "Voir la candidature {code}",
                es: "Ver la candidatura {code}",
                ar: "عرض المرشح {code}")
        case .nothing:
            Forms(
                en: "Nothing to score yet.",
                fr: "Rien à noter pour le moment.",
                es: "Todavía no hay nada que puntuar.",
                ar: "لا شيء للتقييم بعد.")
        case .closes:
            Forms(
                en: "Scoring closes on {moment}.",
                fr: "La notation ferme le {moment}.",
                es: "La puntuación cierra el {moment}.",
                ar: "ينتهي التقييم في {moment}.")
        case .closed:
            Forms(
                en: "Scoring is closed. You can read, not change.",
                fr: "La notation est close. Vous pouvez lire, pas modifier.",
                es: "La puntuación está cerrada. Puede leer, no cambiar.",
                ar: "انتهى التقييم. القراءة ممكنة دون التعديل.")
        case .allDone:
            Forms(
                en: "You have scored everyone on your list. Thank you.",
                fr: "Vous avez noté toute votre liste. Merci.",
                es: "Ha puntuado toda su lista. Gracias.",
                ar: "اكتمل تقييم القائمة كلها. شكرًا.")
        case .answers:
            Forms(
                en: "Answers",
                fr: "Réponses",
                es: "Respuestas",
                ar: "الإجابات")
        case .rubric:
            Forms(
                en: "Your scores",
                fr: "Vos notes",
                es: "Sus notas",
                ar: "الدرجات")
        case .blindNote:
            Forms(
                en: "You see no name, no organisation and no contact. Please score only what is written.",
                fr: "Vous ne voyez ni nom, ni organisation, ni contact. Notez seulement ce qui est écrit.",
                es: "No ve nombres, organización ni contacto. Puntúe solo lo que está escrito.",
                ar: "لا يظهر اسم ولا منظمة ولا جهة اتصال. يُرجى تقييم ما هو مكتوب فقط.")
        case .notEnough:
            Forms(
                en: "Not enough information",
                fr: "Pas assez d’informations",
                es: "No hay suficiente información",
                ar: "المعلومات غير كافية")
        case .reason:
            Forms(
                en: "Reason for this score",
                fr: "Raison de cette note",
                es: "Razón de esta nota",
                ar: "سبب هذه الدرجة")
        case .reasonHint:
            Forms(
                en: "Needed for the lowest and the highest score.",
                fr: "Nécessaire pour la note la plus basse et la plus haute.",
                es: "Necesaria para la nota más baja y la más alta.",
                ar: "مطلوب عند اختيار أدنى درجة أو أعلاها.")
        case .saveNext:
            Forms(
                en: "Save and next",
                fr: "Enregistrer et passer à la suivante",
                es: "Guardar y pasar a la siguiente",
                ar: "حفظ والانتقال إلى التالي")
        case .saveStay:
            Forms(
                en: "Save",
                fr: "Enregistrer",
                es: "Guardar",
                ar: "حفظ")
        case .stepBack:
            Forms(
                en: "Step back from this candidate",
                fr: "Se retirer de cette candidature",
                es: "Apartarse de esta candidatura",
                ar: "التنحّي عن هذا المرشح")
        case .stepBackText:
            Forms(
                en: """
                    If you know who this is, or have an interest, step back. Your scores for this candidate are \
                    then not kept.
                    """,
                fr: """
                    Si vous savez de qui il s’agit ou avez un intérêt, retirez-vous. Vos notes ne sont alors pas \
                    gardées.
                    """,
                es: "Si sabe quién es o tiene un interés, apártese. Sus notas no se guardan.",
                ar: "عند معرفة صاحب الطلب أو وجود مصلحة، يلزم التنحّي. لا تُحفظ الدرجات عندئذ.")
        case .stepBackReason:
            Forms(
                en: "Why do you step back?",
                fr: "Pourquoi vous retirez-vous\u{A0}?",
                es: "¿Por qué se aparta?",
                ar: "ما سبب التنحّي؟")
        case .weight:
            Forms(
                en: "Weight {percent}",
                fr: "Poids {percent}",
                es: "Peso {percent}",
                ar: "الوزن {percent}")
        }
    }
}
