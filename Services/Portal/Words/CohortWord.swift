/// The proposed cohort, its signature and its confirmation.
package enum CohortWord: String, CaseIterable, Phrase {
    case title
    case quotas
    case quotasCaption
    case rule
    case atLeast
    case atMost
    case have
    case picture
    case result
    case met
    case barLabel
    case countries
    case budget
    case p50
    case p80
    case p95
    case ceiling
    case within
    case above
    case cost
    case members
    case membersCaption
    case waiting
    case waitingFirst
    case waitingCaption
    case position
    case reason
    case reasonRanked
    case reasonHolds
    case infeasible
    case infeasibleText
    case optimal
    case notProven
    case stateProposed
    case stateSigned
    case stateConfirmed
    case signTitle
    case signText
    case signReason
    case sign
    case confirmTitle
    case confirmText
    case confirm
    case signBox
    case none
    case included
    case excluded
    case reasonWaiting
    case undecided
    case compose
    case composeAgain
    case computing

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Proposed cohort",
                fr: "Groupe proposé",
                es: "Grupo propuesto",
                ar: "المجموعة المقترحة")
        case .quotas:
            Forms(
                en: "Quotas",
                fr: "Quotas",
                es: "Cuotas",
                ar: "الحصص")
        case .quotasCaption:
            Forms(
                en: "What the rules ask for and what this group has",
                fr: "Ce que demandent les règles et ce qu’a ce groupe",
                es: "Qué piden las reglas y qué tiene este grupo",
                ar: "ما تطلبه القواعد وما في هذه المجموعة")
        case .rule:
            Forms(
                en: "Rule",
                fr: "Règle",
                es: "Regla",
                ar: "القاعدة")
        case .atLeast:
            Forms(
                en: "At least",
                fr: "Au moins",
                es: "Como mínimo",
                ar: "على الأقل")
        case .atMost:
            Forms(
                en: "At most",
                fr: "Au plus",
                es: "Como máximo",
                ar: "على الأكثر")
        case .have:
            Forms(
                en: "Have",
                fr: "Actuel",
                es: "Tiene",
                ar: "الموجود")
        case .picture:
            Forms(
                en: "As a bar",
                fr: "En barre",
                es: "En barra",
                ar: "كشريط")
        case .result:
            Forms(
                en: "Result",
                fr: "Résultat",
                es: "Resultado",
                ar: "النتيجة")
        case .met:
            Forms(
                en: "Met",
                fr: "Respecté",
                es: "Cumplida",
                ar: "مستوفاة")
        case .barLabel:
            Forms(
                en: "{have} of {needed}",
                fr: "{have} sur {needed}",
                es: "{have} de {needed}",
                ar: "{have} من {needed}")
        case .countries:
            Forms(
                en: "Countries",
                fr: "Pays",
                es: "Países",
                ar: "البلدان")
        case .budget:
            Forms(
                en: "Travel budget",
                fr: "Budget de voyage",
                es: "Presupuesto de viaje",
                ar: "ميزانية السفر")
        case .p50:
            Forms(
                en: "Half the time, at most",
                fr: "Une fois sur deux, au plus",
                es: "La mitad de las veces, como máximo",
                ar: "في نصف الحالات، على الأكثر")
        case .p80:
            Forms(
                en: "8 times in 10, at most",
                fr: "8 fois sur 10, au plus",
                es: "8 de cada 10 veces, como máximo",
                ar: "في 8 حالات من 10، على الأكثر")
        case .p95:
            Forms(
                en: "19 times in 20, at most",
                fr: "19 fois sur 20, au plus",
                es: "19 de cada 20 veces, como máximo",
                ar: "في 19 حالة من 20، على الأكثر")
        case .ceiling:
            Forms(
                en: "Ceiling",
                fr: "Plafond",
                es: "Techo",
                ar: "السقف")
        case .within:
            Forms(
                en: "Within the ceiling",
                fr: "Sous le plafond",
                es: "Dentro del techo",
                ar: "ضمن السقف")
        case .above:
            Forms(
                en: "Above the ceiling",
                fr: "Au-dessus du plafond",
                es: "Por encima del techo",
                ar: "فوق السقف")
        case .cost:
            Forms(
                en: "Estimated cost",
                fr: "Coût estimé",
                es: "Coste estimado",
                ar: "الكلفة المقدَّرة")
        case .members:
            Forms(
                en: "Chosen",
                fr: "Retenues",
                es: "Elegidas",
                ar: "المختارون")
        case .membersCaption:
            Forms(
                en: "The proposed group by code, with the reason for each",
                fr: "Le groupe proposé par code, avec la raison de chaque choix",
                es: "El grupo propuesto por código, con la razón de cada elección",
                ar: "المجموعة المقترحة حسب الرمز، مع سبب كل اختيار")
        case .waiting:
            Forms(
                en: "Waiting list",
                fr: "Liste d’attente",
                es: "Lista de espera",
                ar: "قائمة الانتظار")
        case .waitingFirst:
            Forms(
                en: "The first {shown} of {total} are shown.",
                fr: "Les {shown} premières sur {total} sont affichées.",
                es: "Se muestran las {shown} primeras de {total}.",
                ar: "يُعرض أول {shown} من {total}.")
        case .waitingCaption:
            Forms(
                en: "The order in which places are offered when others step back",
                fr: "L’ordre dans lequel les places sont offertes en cas de désistement",
                es: "El orden en que se ofrecen plazas cuando otras renuncian",
                ar: "ترتيب عرض المقاعد عند اعتذار آخرين")
        case .position:
            Forms(
                en: "Position",
                fr: "Position",
                es: "Posición",
                ar: "الموضع")
        case .reason:
            Forms(
                en: "Reason",
                fr: "Raison",
                es: "Razón",
                ar: "السبب")
        case .reasonRanked:
            Forms(
                en: "Ranked {rank}",
                fr: "Rang {rank}",
                es: "Puesto {rank}",
                ar: "الرتبة {rank}")
        case .reasonHolds:
            Forms(
                en: "Needed for: {quota}",
                fr: "Nécessaire pour\u{A0}: {quota}",
                es: "Necesario para: {quota}",
                ar: "لازم من أجل: {quota}")
        case .infeasible:
            Forms(
                en: "No group meets all rules.",
                fr: "Aucun groupe ne respecte toutes les règles.",
                es: "Ningún grupo cumple todas las reglas.",
                ar: "لا توجد مجموعة تستوفي جميع القواعد.")
        case .infeasibleText:
            Forms(
                en: "These rules cannot all be kept together. Relax one of them and try again:",
                fr: "Ces règles ne tiennent pas toutes ensemble. Assouplissez-en une et recommencez\u{A0}:",
                es: "Estas reglas no caben juntas. Relaje una y vuelva a intentarlo:",
                ar: "لا يمكن استيفاء هذه القواعد معًا. يلزم تخفيف إحداها ثم إعادة المحاولة:")
        case .optimal:
            Forms(
                en: "Proven best under these rules.",
                fr: "Prouvé le meilleur sous ces règles.",
                es: "Demostrado el mejor con estas reglas.",
                ar: "ثبت أنها الأفضل وفق هذه القواعد.")
        case .notProven:
            Forms(
                en: "Best found so far, not proven.",
                fr: "Meilleur trouvé jusqu’ici, non prouvé.",
                es: "El mejor hallado hasta ahora, sin demostrar.",
                ar: "أفضل ما وُجد حتى الآن، دون إثبات.")
        case .stateProposed:
            Forms(
                en: "Proposed, not signed",
                fr: "Proposé, non signé",
                es: "Propuesto, sin firmar",
                ar: "مقترحة وغير موقّعة")
        case .stateSigned:
            Forms(
                en: "Signed by the chair, waits for a second person",
                fr: "Signé par la présidence, attend une deuxième personne",
                es: "Firmado por la presidencia, espera a otra persona",
                ar: "موقّعة من رئاسة اللجنة وتنتظر شخصًا ثانيًا")
        case .stateConfirmed:
            Forms(
                en: "Signed and confirmed",
                fr: "Signé et confirmé",
                es: "Firmado y confirmado",
                ar: "موقّعة ومؤكدة")
        case .signTitle:
            Forms(
                en: "Sign",
                fr: "Signer",
                es: "Firmar",
                ar: "التوقيع")
        case .signText:
            Forms(
                en: """
                    Your signature says that this group follows the rules published with the call. Letters are \
                    prepared, not sent.
                    """,
                fr: """
                    Votre signature dit que ce groupe suit les règles publiées. Les lettres sont préparées, pas \
                    envoyées.
                    """,
                es: "Su firma dice que este grupo sigue las reglas publicadas. Las cartas se preparan, no se envían.",
                ar: "يعني التوقيع أن المجموعة تتبع القواعد المنشورة. تُعدّ الرسائل ولا تُرسل.")
        case .signReason:
            Forms(
                en: "Note for the record",
                fr: "Note pour le dossier",
                es: "Nota para el acta",
                ar: "ملاحظة للمحضر")
        case .sign:
            Forms(
                en: "Sign this cohort",
                fr: "Signer ce groupe",
                es: "Firmar este grupo",
                ar: "توقيع هذه المجموعة")
        case .confirmTitle:
            Forms(
                en: "Confirm",
                fr: "Confirmer",
                es: "Confirmar",
                ar: "التأكيد")
        case .confirmText:
            Forms(
                en: "You are the second person. Check the group once more, then confirm.",
                fr: "Vous êtes la deuxième personne. Vérifiez encore le groupe, puis confirmez.",
                es: "Usted es la segunda persona. Revise el grupo otra vez y confirme.",
                ar: "أنت الشخص الثاني. تُرجى مراجعة المجموعة مرة أخرى ثم التأكيد.")
        case .confirm:
            Forms(
                en: "Confirm this cohort",
                fr: "Confirmer ce groupe",
                es: "Confirmar este grupo",
                ar: "تأكيد هذه المجموعة")
        case .signBox:
            Forms(
                en: "I have read the list and the reasons.",
                fr: "J’ai lu la liste et les raisons.",
                es: "He leído la lista y las razones.",
                ar: "اطّلعتُ على القائمة والأسباب.")
        case .none:
            Forms(
                en: "There is no proposed cohort yet.",
                fr: "Il n’y a pas encore de groupe proposé.",
                es: "Aún no hay grupo propuesto.",
                ar: "لا توجد مجموعة مقترحة بعد.")
        case .included:
            Forms(
                en: "Must be in",
                fr: "Doit y être",
                es: "Debe estar",
                ar: "يجب إدراجه")
        case .excluded:
            Forms(
                en: "Must not be in",
                fr: "Ne doit pas y être",
                es: "No debe estar",
                ar: "يجب استبعاده")
        case .reasonWaiting:
            Forms(
                en: "Best replacement for {best} of the members",
                fr: "Meilleur remplacement pour {best} des membres",
                es: "Mejor reemplazo para {best} de los miembros",
                ar: "أفضل بديل لعدد {best} من الأعضاء")
        case .undecided:
            Forms(
                en: "The time ran out before a group was found.",
                fr: "Le temps s’est écoulé avant de trouver un groupe.",
                es: "Se acabó el tiempo antes de encontrar un grupo.",
                ar: "انتهى الوقت قبل إيجاد مجموعة.")
        case .compose:
            Forms(
                en: "Compose a cohort",
                fr: "Composer un groupe",
                es: "Componer un grupo",
                ar: "تكوين مجموعة")
        case .composeAgain:
            Forms(
                en: "Compose it again",
                fr: "Composer de nouveau",
                es: "Componerlo de nuevo",
                ar: "إعادة تكوين المجموعة")
        case .computing:
            Forms(
                en: "The group is being worked out. Open this page again in a minute.",
                fr: "Le groupe est en calcul. Rouvrez cette page dans une minute.",
                es: "El grupo se está calculando. Abra esta página de nuevo en un minuto.",
                ar: "يجري حساب المجموعة. يُرجى فتح الصفحة بعد دقيقة.")
        }
    }
}
