/// Why work that runs in the background did not come to its end, by the code that the service gives.
package enum JobFailureWord: String, CaseIterable, Phrase {
    case tooFewReviewers = "too_few_reviewers"
    case tooLittleTime = "too_little_time"
    case assignmentImpossible = "assignment_impossible"
    case noScores = "no_scores"
    case costMissing = "cost_missing"
    case unknownCode = "unknown_code"
    case policyMalformed = "policy_malformed"
    case noParticipants = "no_participants"
    case changedMeanwhile = "changed_meanwhile"
    case confirmedMeanwhile = "confirmed_meanwhile"
    case superseded
    case stopped
    case cancelled
    case other

    package var forms: Forms {
        switch self {
        case .tooFewReviewers:
            Forms(
                en: "Some candidates have too few readers without a conflict of interest. Add readers, then try again.",
                fr: """
                    Certaines candidatures ont trop peu de lecteurs sans conflit d’intérêts. Ajoutez des lecteurs, \
                    puis réessayez.
                    """,
                es: """
                    Algunas candidaturas tienen muy pocas personas lectoras sin conflicto de interés. Añada personas \
                    e inténtelo de nuevo.
                    """,
                ar: "بعض الطلبات لا يتوفر لها عدد كافٍ من القرّاء دون تضارب مصالح. يلزم إضافة قرّاء ثم المحاولة مجددًا.")
        case .tooLittleTime:
            Forms(
                en: "The readers cannot take as many candidates as there are. Add readers or raise their limits.",
                fr: """
                    Les lecteurs ne peuvent pas lire autant de candidatures. Ajoutez des lecteurs ou relevez leurs \
                    limites.
                    """,
                es: "El comité no puede leer tantas candidaturas. Añada personas o aumente sus límites.",
                ar: "لا يستطيع القرّاء قراءة هذا العدد من الطلبات. يلزم إضافة قرّاء أو رفع الحد المخصص لهم.")
        case .assignmentImpossible:
            Forms(
                en: "Not every candidate can be given to enough readers.",
                fr: "Chaque candidature ne peut pas être confiée à assez de lecteurs.",
                es: "No se puede asignar cada candidatura a suficientes personas.",
                ar: "لا يمكن إسناد كل طلب إلى عدد كافٍ من القرّاء.")
        case .noScores:
            Forms(
                en: "There is no score yet, so there is nothing to rank.",
                fr: "Il n’y a pas encore de note, donc rien à classer.",
                es: "Aún no hay puntuaciones, así que no hay nada que clasificar.",
                ar: "لا توجد درجات بعد، فلا شيء يمكن ترتيبه.")
        case .costMissing:
            Forms(
                en: "Some countries have no travel estimate to this venue. Ask logistics to make them, then try again.",
                fr: """
                    Certains pays n’ont pas d’estimation de voyage vers ce lieu. Demandez-les à la logistique, puis \
                    réessayez.
                    """,
                es: """
                    Faltan estimaciones de viaje a este lugar desde algunos países. Pídalas a logística e inténtelo \
                    de nuevo.
                    """,
                ar:
                    "لا توجد تقديرات سفر إلى هذا المكان من بعض البلدان. يُرجى طلبها من فريق اللوجستيات ثم المحاولة مجددًا."
            )
        case .unknownCode:
            Forms(
                en: "The rules name a code that belongs to no candidate.",
                fr: "Les règles citent un code qui n’est celui d’aucune candidature.",
                es: "Las reglas nombran un código que no es de ninguna candidatura.",
                ar: "تذكر القواعد رمزًا لا يخص أي مرشح.")
        case .policyMalformed:
            Forms(
                en: "The rules of this group cannot be used as they are. Please check them.",
                fr: "Les règles de ce groupe ne sont pas utilisables ainsi. Vérifiez-les.",
                es: "Las reglas de este grupo no se pueden usar así. Revíselas.",
                ar: "لا يمكن استعمال قواعد هذه المجموعة كما هي. تُرجى مراجعتها.")
        case .noParticipants:
            Forms(
                en: "No group has been confirmed yet, so there is nobody to travel.",
                fr: "Aucun groupe n’est encore confirmé, donc personne ne voyage.",
                es: "Aún no se ha confirmado ningún grupo, así que no viaja nadie.",
                ar: "لم تُؤكَّد أي مجموعة بعد، فلا مسافرين.")
        case .changedMeanwhile:
            Forms(
                en: "Somebody changed it in the meantime. Please start again.",
                fr: "Quelqu’un l’a modifié entre-temps. Recommencez.",
                es: "Alguien lo cambió entretanto. Empiece de nuevo.",
                ar: "حدث تعديل في هذه الأثناء. يُرجى البدء من جديد.")
        case .confirmedMeanwhile:
            Forms(
                en: "The group was confirmed in the meantime, so the ranking stays as it is. Nothing was changed.",
                fr: "Le groupe a été confirmé entre-temps, le classement reste donc tel quel. Rien n’a changé.",
                es: "El grupo se confirmó entretanto, así que la clasificación queda como está. No ha cambiado nada.",
                ar: "أُكِّدت المجموعة في هذه الأثناء، لذا يبقى الترتيب كما هو. لم يتغير شيء.")
        case .superseded:
            Forms(
                en: "Newer work has taken the place of this one.",
                fr: "Un calcul plus récent remplace celui-ci.",
                es: "Un cálculo más reciente sustituye a este.",
                ar: "حلّت عملية أحدث محل هذه العملية.")
        case .stopped:
            Forms(
                en: "This was stopped before its end. Nothing was changed.",
                fr: "Le calcul a été arrêté avant la fin. Rien n’a changé.",
                es: "Se detuvo antes de terminar. No ha cambiado nada.",
                ar: "أُوقفت العملية قبل نهايتها. لم يتغير شيء.")
        case .cancelled:
            Forms(
                en: "This was cancelled. Nothing was changed.",
                fr: "Le calcul a été annulé. Rien n’a changé.",
                es: "Se canceló. No ha cambiado nada.",
                ar: "أُلغيت العملية. لم يتغير شيء.")
        case .other:
            Forms(
                en: "This did not work. Nothing was changed. Try again, or write to us.",
                fr: "Cela n’a pas fonctionné. Rien n’a changé. Réessayez ou écrivez-nous.",
                es: "No ha funcionado. No ha cambiado nada. Inténtelo de nuevo o escríbanos.",
                ar: "لم تنجح العملية. لم يتغير شيء. يمكن المحاولة من جديد أو مراسلتنا.")
        }
    }
}
