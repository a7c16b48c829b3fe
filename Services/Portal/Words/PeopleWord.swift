/// Who works here and what each may do.
package enum PeopleWord: String, CaseIterable, Phrase {
    case title
    case lead
    case name
    case roles
    case personTitle
    case accessText
    case convenings
    case conveningsHint
    case closed
    case closedHint
    case reason
    case reasonHint
    case saved
    case ownPage
    case factorTitle
    case factorNone
    case factorText
    case reset
    case resetDone
    case actTitle
    case actLead
    case act
    case actingLabel
    case acting
    case stopActing

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "People",
                fr: "Personnes",
                es: "Personas",
                ar: "الأشخاص")
        case .lead:
            Forms(
                en: "Everybody who works for the fund or its committees.",
                fr: "Toutes les personnes qui travaillent pour le fonds ou ses comités.",
                es: "Todas las personas que trabajan para el fondo o sus comités.",
                ar: "كل من يعمل للصندوق أو للجانه.")
        case .name:
            Forms(
                en: "Name",
                fr: "Nom",
                es: "Nombre",
                ar: "الاسم")
        case .roles:
            Forms(
                en: "Roles",
                fr: "Fonctions",
                es: "Funciones",
                ar: "الأدوار")
        case .personTitle:
            Forms(
                en: "What a person may do",
                fr: "Les droits d’une personne",
                es: "Los permisos de una persona",
                ar: "صلاحيات أحد الأشخاص")
        case .accessText:
            Forms(
                en: "Whoever is changed here is signed out and signs in again.",
                fr: "La personne dont les droits changent est déconnectée et se connecte de nouveau.",
                es: "La persona cuyos permisos cambian sale del sistema y vuelve a entrar.",
                ar: "من تتغير صلاحياته يُسجَّل خروجه ثم يدخل من جديد.")
        case .convenings:
            Forms(
                en: "Convenings",
                fr: "Rencontres",
                es: "Encuentros",
                ar: "اللقاءات")
        case .conveningsHint:
            Forms(
                en: "Committee, chair, logistics and finance see only these. Administration and audit see all.",
                fr: """
                    Comité, présidence, logistique et finances ne voient que celles-ci. Administration et audit \
                    voient tout.
                    """,
                es: "Comité, presidencia, logística y finanzas solo ven estos. Administración y auditoría ven todo.",
                ar: "لا ترى اللجنة ورئاستها واللوجستيات والمالية إلا هذه. وترى الإدارة والتدقيق الجميع.")
        case .closed:
            Forms(
                en: "The account is closed",
                fr: "Le compte est fermé",
                es: "La cuenta está cerrada",
                ar: "الحساب مغلق")
        case .closedHint:
            Forms(
                en: "Nobody can sign in to it.",
                fr: "Personne ne peut s’y connecter.",
                es: "Nadie puede entrar en ella.",
                ar: "لا يمكن لأحد الدخول به.")
        case .reason:
            Forms(
                en: "Reason",
                fr: "Raison",
                es: "Motivo",
                ar: "السبب")
        case .reasonHint:
            Forms(
                en: "Kept in the log. Do not name anybody.",
                fr: "Conservée dans le journal. Ne nommez personne.",
                es: "Queda en el registro. No nombre a nadie.",
                ar: "يُحفظ في السجل. لا تُذكر فيه أسماء.")
        case .saved:
            Forms(
                en: "The rights are changed.",
                fr: "Les droits sont modifiés.",
                es: "Los permisos están cambiados.",
                ar: "تم تغيير الصلاحيات.")
        case .ownPage:
            Forms(
                en: "This is you. Another administrator changes your rights.",
                fr: "C’est vous. Une autre personne de l’administration modifie vos droits.",
                es: "Es usted. Otra persona de administración cambia sus permisos.",
                ar: "هذا حسابك. تُغيَّر صلاحياتك من إداري آخر.")
        case .factorTitle:
            Forms(
                en: "Second factor",
                fr: "Second facteur",
                es: "Segundo factor",
                ar: "الإثبات الثاني للهوية")
        case .factorNone:
            Forms(
                en: "None is set up. It is set up at the next sign-in.",
                fr: "Il n’est pas configuré. Il le sera à la prochaine connexion.",
                es: "No está configurado. Se configura en la próxima entrada.",
                ar: "لم يتم الإعداد بعد، ويتم عند الدخول التالي.")
        case .factorText:
            Forms(
                en: "Take it away only when you have recognised the person, face to face or by voice.",
                fr: "Ne le retirez que si vous avez reconnu la personne, en face ou à la voix.",
                es: "Quítelo solo si ha reconocido a la persona, en persona o por la voz.",
                ar: "لا يُزال إلا بعد التعرّف على الشخص وجهًا لوجه أو بالصوت.")
        case .reset:
            Forms(
                en: "Take the second factor away",
                fr: "Retirer le second facteur",
                es: "Quitar el segundo factor",
                ar: "إزالة الإثبات الثاني")
        case .resetDone:
            Forms(
                en: "It is taken away, and the person is signed out everywhere.",
                fr: "Il est retiré, et la personne est déconnectée partout.",
                es: "Está quitado, y la persona ha salido en todas partes.",
                ar: "تمت الإزالة، وسُجِّل خروج الشخص من كل مكان.")
        case .actTitle:
            Forms(
                en: "See the site as an applicant sees it",
                fr: "Voir le site comme une personne candidate",
                es: "Ver el sitio como lo ve una solicitante",
                ar: "عرض الموقع كما يراه مقدِّم الطلب")
        case .actLead:
            Forms(
                en: "To help somebody who has asked for it. It is logged, ends after 30 minutes, and changes nothing.",
                fr:
                    "Pour aider quelqu’un qui l’a demandé. C’est consigné, cela finit après 30 minutes et ne change rien.",
                es: "Para ayudar a quien lo ha pedido. Queda registrado, termina a los 30 minutos y no cambia nada.",
                ar: "لمساعدة من طلب ذلك. يُسجَّل في السجل وينتهي بعد 30 دقيقة ولا يغيّر شيئًا.")
        case .act:
            Forms(
                en: "See the site as this person",
                fr: "Voir le site comme cette personne",
                es: "Ver el sitio como esta persona",
                ar: "عرض الموقع كما يراه هذا الشخص")
        case .actingLabel:
            Forms(
                en: "You look as somebody else",
                fr: "Vous voyez comme quelqu’un d’autre",
                es: "Está viendo como otra persona",
                ar: "أنت تنظر مكان شخص آخر")
        case .acting:
            Forms(
                en: "You see this site as an applicant sees it. You can change nothing. Ends: {moment}",
                fr: "Vous voyez ce site comme une personne candidate. Vous ne pouvez rien changer. Fin\u{A0}: {moment}",
                es: "Ve este sitio como lo ve una solicitante. No puede cambiar nada. Termina: {moment}",
                ar: "ترى هذا الموقع كما يراه مقدِّم الطلب. لا يمكنك تغيير شيء. ينتهي: {moment}")
        case .stopActing:
            Forms(
                en: "Stop",
                fr: "Arrêter",
                es: "Terminar",
                ar: "إنهاء")
        }
    }
}
