/// The home page and the navigation of staff.
package enum StaffWord: String, CaseIterable, Phrase {
    case home
    case title
    case nothing
    case pool
    case withDetail
    case scoring
    case ranking
    case cohort
    case budget
    case agenda
    case people
    case outbox
    case signedInAs
    case yourConvenings
    case budgetState
    case cohortToSign
    case cohortToConfirm
    case agendaNotReleased
    case nextDeadline

    package var forms: Forms {
        switch self {
        case .home:
            Forms(
                en: "Home",
                fr: "Accueil",
                es: "Inicio",
                ar: "الرئيسية")
        case .title:
            Forms(
                en: "What needs doing",
                fr: "Ce qu’il y a à faire",
                es: "Qué hay que hacer",
                ar: "ما ينبغي عمله")
        case .nothing:
            Forms(
                en: "Nothing needs doing.",
                fr: "Il n’y a rien à faire.",
                es: "No hay nada que hacer.",
                ar: "لا شيء مطلوب الآن.")
        case .pool:
            Forms(
                en: "Applications",
                fr: "Candidatures",
                es: "Solicitudes",
                ar: "الطلبات")
        case .withDetail:
            Forms(
                en: "{name}, {detail}",
                fr: "{name}, {detail}",
                es: "{name}, {detail}",
                ar: "{name}، {detail}")
        case .scoring:
            Forms(
                en: "My scoring",
                fr: "Mes notes",
                es: "Mis notas",
                ar: "تقييماتي")
        case .ranking:
            Forms(
                en: "Ranking",
                fr: "Classement",
                es: "Clasificación",
                ar: "الترتيب")
        case .cohort:
            Forms(
                en: "Proposed cohort",
                fr: "Groupe proposé",
                es: "Grupo propuesto",
                ar: "المجموعة المقترحة")
        case .budget:
            Forms(
                en: "Budget",
                fr: "Budget",
                es: "Presupuesto",
                ar: "الميزانية")
        case .agenda:
            Forms(
                en: "Agenda",
                fr: "Programme",
                es: "Agenda",
                ar: "جدول الأعمال")
        case .people:
            Forms(
                en: "People",
                fr: "Personnes",
                es: "Personas",
                ar: "الأشخاص")
        case .outbox:
            Forms(
                en: "Outbox",
                fr: "Messages envoyés",
                es: "Mensajes enviados",
                ar: "الرسائل الصادرة")
        case .signedInAs:
            Forms(
                en: "You work here as: {roles}",
                fr: "Vous travaillez ici comme\u{A0}: {roles}",
                es: "Trabaja aquí como: {roles}",
                ar: "الصفة هنا: {roles}")
        case .yourConvenings:
            Forms(
                en: "Convenings",
                fr: "Rencontres",
                es: "Encuentros",
                ar: "اللقاءات")
        case .budgetState:
            Forms(
                en: "Budget at 8 in 10: {p80} of {ceiling}",
                fr: "Budget à 8 chances sur 10\u{A0}: {p80} sur {ceiling}",
                es: "Presupuesto con 8 de 10: {p80} de {ceiling}",
                ar: "الميزانية باحتمال 8 من 10: {p80} من {ceiling}")
        case .cohortToSign:
            Forms(
                en: "A cohort waits for your signature.",
                fr: "Un groupe attend votre signature.",
                es: "Un grupo espera su firma.",
                ar: "توجد مجموعة تنتظر توقيعك.")
        case .cohortToConfirm:
            Forms(
                en: "A signed cohort waits for a second person.",
                fr: "Un groupe signé attend une deuxième personne.",
                es: "Un grupo firmado espera a una segunda persona.",
                ar: "توجد مجموعة موقّعة تنتظر شخصًا ثانيًا.")
        case .agendaNotReleased:
            Forms(
                en: "The agenda is not published yet.",
                fr: "Le programme n’est pas encore publié.",
                es: "La agenda aún no está publicada.",
                ar: "لم يُنشر جدول الأعمال بعد.")
        case .nextDeadline:
            Forms(
                en: "Next deadline: {moment}",
                fr: "Prochaine échéance\u{A0}: {moment}",
                es: "Próximo plazo: {moment}",
                ar: "الموعد التالي: {moment}")
        }
    }
}
