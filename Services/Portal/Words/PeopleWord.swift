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
    case tokensEnd
    case reset
    case resetDone
    case codeNone
    case codeWaits
    case codeExpired
    case codeText
    case makeCode
    case codeTitle
    case codeLead
    case codeHand
    case codeEnds
    case codeMade
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
        case .tokensEnd:
            Forms(
                en: "The person’s tokens for scripts end too.",
                fr: "Les jetons pour scripts de la personne prennent fin aussi.",
                es: "Las fichas para programas de la persona también terminan.",
                ar: "تنتهي أيضًا رموز الوصول للبرامج الخاصة بهذا الشخص.")
        case .reset:
            Forms(
                en: "Take the second factor away",
                fr: "Retirer le second facteur",
                es: "Quitar el segundo factor",
                ar: "إزالة الإثبات الثاني")
        case .resetDone:
            Forms(
                en: "It is taken away. The person is signed out everywhere, and all tokens for scripts have ended.",
                fr: "Il est retiré. La personne est déconnectée partout, et tous ses jetons ont pris fin.",
                es: "Está quitado. La persona ha salido en todas partes y todas sus fichas han terminado.",
                ar: "تمت الإزالة. سُجِّل خروج الشخص من كل مكان، وانتهت جميع رموز الوصول الخاصة به.")
        case .codeNone:
            Forms(
                en: "No enrolment code was made: whoever reads the person’s mail can set it up.",
                fr: "Aucun code d’inscription n’existe\u{A0}: qui lit le courrier de la personne peut le configurer.",
                es: "No se ha creado ningún código de alta: quien lea el correo de la persona puede configurarlo.",
                ar: "لم يُنشأ رمز تسجيل: يمكن لمن يقرأ بريد هذا الشخص أن يُجري الإعداد.")
        case .codeWaits:
            Forms(
                en: "It is set up with the enrolment code that was made. The code ends: {moment}",
                fr: "Il se configure avec le code d’inscription créé. Fin du code\u{A0}: {moment}",
                es: "Se configura con el código de alta creado. El código termina: {moment}",
                ar: "يتم الإعداد برمز التسجيل الذي أُنشئ. ينتهي الرمز: {moment}")
        case .codeExpired:
            Forms(
                en: "The enrolment code has expired. Nothing can be set up before you make a new one.",
                fr: "Le code d’inscription a expiré. Rien ne peut être configuré avant que vous en créiez un nouveau.",
                es: "El código de alta ha caducado. No se puede configurar nada hasta que cree otro.",
                ar: "انتهت صلاحية رمز التسجيل. لا يمكن الإعداد قبل إنشاء رمز جديد.")
        case .codeText:
            Forms(
                en: "Make one only when you have recognised the person, face to face or by voice.",
                fr: "N’en créez un que si vous avez reconnu la personne, en face ou à la voix.",
                es: "Créelo solo si ha reconocido a la persona, en persona o por la voz.",
                ar: "لا يُنشأ رمز إلا بعد التعرّف على الشخص وجهًا لوجه أو بالصوت.")
        case .makeCode:
            Forms(
                en: "Make an enrolment code",
                fr: "Créer un code d’inscription",
                es: "Crear un código de alta",
                ar: "إنشاء رمز تسجيل")
        case .codeTitle:
            Forms(
                en: "Enrolment code",
                fr: "Code d’inscription",
                es: "Código de alta",
                ar: "رمز التسجيل")
        case .codeLead:
            Forms(
                en: "The person needs this code to set up a second factor. It is shown only now.",
                fr: "Il faut ce code pour configurer le second facteur. Il ne s’affiche que maintenant.",
                es: "La persona necesita este código para configurar su segundo factor. Solo se muestra ahora.",
                ar: "يحتاج الشخص إلى هذا الرمز لإعداد الإثبات الثاني للهوية. لا يظهر إلا الآن.")
        case .codeHand:
            Forms(
                en: "Hand it over by voice or in person, never by email.",
                fr: "Transmettez-le de vive voix ou en personne, jamais par courrier électronique.",
                es: "Entréguelo de viva voz o en persona, nunca por correo electrónico.",
                ar: "يُسلَّم شفهيًا أو شخصيًا، ولا يُرسل بالبريد الإلكتروني أبدًا.")
        case .codeEnds:
            Forms(
                en: "It works once. It ends: {moment}",
                fr: "Il ne sert qu’une fois. Fin\u{A0}: {moment}",
                es: "Sirve una sola vez. Termina: {moment}",
                ar: "يُستعمل مرة واحدة. ينتهي: {moment}")
        case .codeMade:
            Forms(
                en: "Codes made before work no more, and all tokens for scripts have ended.",
                fr: "Les codes précédents ne marchent plus, et tous les jetons pour scripts ont pris fin.",
                es: "Los códigos anteriores ya no funcionan y todas las fichas para programas han terminado.",
                ar: "لم تعد الرموز السابقة صالحة، وانتهت جميع رموز الوصول للبرامج.")
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
