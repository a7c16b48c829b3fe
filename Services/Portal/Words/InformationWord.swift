/// The pages at the foot of every page.
package enum InformationWord: String, CaseIterable, Phrase {
    case privacyTitle
    case privacyLead
    case privacyWhat
    case privacyWhatAnswers
    case privacyWhatSession
    case privacyWhatNone
    case privacyWho
    case privacyWhoCommittee
    case privacyWhoTravel
    case privacyUntil
    case privacyUntilText
    case privacyRights
    case privacyRightsText
    case accessibilityTitle
    case accessibilityLead
    case accessibilityKeyboard
    case accessibilityZoom
    case accessibilityScript
    case accessibilityStandard
    case accessibilityTell
    case contactTitle
    case contactLead
    case contactEmail
    case contactSafe
    case contactFocal

    package var forms: Forms {
        switch self {
        case .privacyTitle:
            Forms(
                en: "Privacy",
                fr: "Vie privée",
                es: "Privacidad",
                ar: "الخصوصية")
        case .privacyLead:
            Forms(
                en: "We ask for as little as we can, as late as we can.",
                fr: "Nous demandons le moins possible, le plus tard possible.",
                es: "Pedimos lo menos posible y lo más tarde posible.",
                ar: "نطلب أقل ما يمكن، وفي أبعد وقت ممكن.")
        case .privacyWhat:
            Forms(
                en: "What we keep",
                fr: "Ce que nous gardons",
                es: "Qué guardamos",
                ar: "ما نحتفظ به")
        case .privacyWhatAnswers:
            Forms(
                en: "Your answers and how to reach you. Sensitive parts are encrypted.",
                fr: "Vos réponses et vos coordonnées. Les parties sensibles sont chiffrées.",
                es: "Sus respuestas y cómo contactarle. Las partes sensibles se cifran.",
                ar: "الإجابات وطريقة التواصل. والأجزاء الحساسة مشفّرة.")
        case .privacyWhatSession:
            Forms(
                en: "One cookie while you are signed in. It holds no data about you.",
                fr: "Un seul cookie pendant votre connexion. Il ne contient rien sur vous.",
                es: "Una sola cookie mientras la sesión está abierta. No contiene datos suyos.",
                ar: "ملف تعريف واحد أثناء الجلسة، ولا يحمل أي بيانات عنك.")
        case .privacyWhatNone:
            Forms(
                en: "No tracking, no advertising, nothing from other companies.",
                fr: "Aucun suivi, aucune publicité, rien d’autres entreprises.",
                es: "Sin seguimiento, sin publicidad, nada de otras empresas.",
                ar: "لا تتبّع ولا إعلانات ولا شيء من شركات أخرى.")
        case .privacyWho:
            Forms(
                en: "Who sees it",
                fr: "Qui les voit",
                es: "Quién lo ve",
                ar: "من يراها")
        case .privacyWhoCommittee:
            Forms(
                en: "The committee reads answers without names and contact details.",
                fr: "Le comité lit les réponses sans noms ni coordonnées.",
                es: "El comité lee las respuestas sin nombres ni contactos.",
                ar: "تقرأ اللجنة الإجابات دون أسماء أو بيانات اتصال.")
        case .privacyWhoTravel:
            Forms(
                en: "The travel team sees travel answers of those who are chosen.",
                fr: "L’équipe voyage voit les réponses de voyage des personnes choisies.",
                es: "El equipo de viajes ve las respuestas de viaje de quienes son elegidos.",
                ar: "يرى فريق السفر إجابات السفر للمقبولين فقط.")
        case .privacyUntil:
            Forms(
                en: "How long",
                fr: "Combien de temps",
                es: "Cuánto tiempo",
                ar: "مدة الاحتفاظ")
        case .privacyUntilText:
            Forms(
                en: """
                    If you are not chosen, we erase your answers 90 days after the decision. Drafts go 30 days \
                    after the deadline.
                    """,
                fr: """
                    Si votre candidature n’est pas retenue, tout est effacé 90 jours après la décision. Les \
                    brouillons, 30 jours après la clôture.
                    """,
                es: """
                    Si no se le elige, borramos todo 90 días después de la decisión. Los borradores, 30 días \
                    después del plazo.
                    """,
                ar: "عند عدم القبول، تُمحى الإجابات بعد 90 يومًا من القرار، والمسودات بعد 30 يومًا من انتهاء المهلة.")
        case .privacyRights:
            Forms(
                en: "Your rights",
                fr: "Vos droits",
                es: "Sus derechos",
                ar: "حقوقك")
        case .privacyRightsText:
            Forms(
                en: "You can read, correct or delete what we hold about you. Write to us; you need to give no reason.",
                fr: "Vous pouvez lire, corriger ou supprimer vos données. Écrivez-nous, sans avoir à dire pourquoi.",
                es: "Puede leer, corregir o borrar lo que tenemos sobre usted. Escríbanos; no hace falta dar motivos.",
                ar: "يمكن الاطلاع على البيانات أو تصحيحها أو حذفها. تكفي مراسلتنا دون ذكر سبب.")
        case .accessibilityTitle:
            Forms(
                en: "Accessibility",
                fr: "Accessibilité",
                es: "Accesibilidad",
                ar: "إتاحة الوصول")
        case .accessibilityLead:
            Forms(
                en: "Everyone should be able to use this site, also with an old phone and a weak connection.",
                fr: "Chacun doit pouvoir utiliser ce site, même avec un vieux téléphone et une connexion faible.",
                es: "Todo el mundo debe poder usar este sitio, también con un teléfono viejo y poca conexión.",
                ar: "ينبغي أن يستطيع الجميع استعمال هذا الموقع، حتى بهاتف قديم واتصال ضعيف.")
        case .accessibilityKeyboard:
            Forms(
                en: "Every page works with a keyboard alone and with a screen reader.",
                fr: "Chaque page fonctionne au clavier seul et avec un lecteur d’écran.",
                es: "Cada página funciona solo con teclado y con lector de pantalla.",
                ar: "تعمل كل صفحة بلوحة المفاتيح وحدها ومع قارئ الشاشة.")
        case .accessibilityZoom:
            Forms(
                en: "Text can be made four times larger without loss.",
                fr: "Le texte peut être agrandi quatre fois sans perte.",
                es: "El texto puede ampliarse cuatro veces sin pérdida.",
                ar: "يمكن تكبير النص أربع مرات دون فقد أي شيء.")
        case .accessibilityScript:
            Forms(
                en: "Nothing needs JavaScript.",
                fr: "Rien ne nécessite JavaScript.",
                es: "Nada necesita JavaScript.",
                ar: "لا حاجة إلى JavaScript في أي صفحة.")
        case .accessibilityStandard:
            Forms(
                en: "We work to WCAG 2.2, level AA.",
                fr: "Nous suivons WCAG 2.2, niveau AA.",
                es: "Seguimos WCAG 2.2, nivel AA.",
                ar: "نلتزم بمعايير WCAG 2.2، المستوى AA.")
        case .accessibilityTell:
            Forms(
                en: "If something does not work for you, write to us. We answer within 5 days.",
                fr: "Si quelque chose ne marche pas pour vous, écrivez-nous. Nous répondons sous 5 jours.",
                es: "Si algo no le funciona, escríbanos. Respondemos en 5 días.",
                ar: "إذا تعذّر استعمال شيء ما، تُرجى مراسلتنا. نردّ خلال 5 أيام.")
        case .contactTitle:
            Forms(
                en: "Contact",
                fr: "Contact",
                es: "Contacto",
                ar: "الاتصال بنا")
        case .contactLead:
            Forms(
                en: "A person reads every message, in all four languages.",
                fr: "Une personne lit chaque message, dans les quatre langues.",
                es: "Una persona lee cada mensaje, en los cuatro idiomas.",
                ar: "يقرأ شخصٌ كل رسالة، باللغات الأربع.")
        case .contactEmail:
            Forms(
                en: "Email: {address}",
                fr: "Courrier\u{A0}: {address}",
                es: "Correo: {address}",
                ar: "البريد: {address}")
        case .contactSafe:
            Forms(
                en: "Do not send passports or secrets by email. Say only how to reach you.",
                fr: "N’envoyez ni passeport ni secret par courrier. Dites seulement comment vous joindre.",
                es: "No envíe pasaportes ni secretos por correo. Diga solo cómo contactarle.",
                ar: "يُرجى عدم إرسال جوازات أو أسرار بالبريد. تكفي الإشارة إلى طريقة التواصل.")
        case .contactFocal:
            Forms(
                en: "You can also speak to the focal point of your country.",
                fr: "Vous pouvez aussi parler au point focal de votre pays.",
                es: "También puede hablar con el punto focal de su país.",
                ar: "يمكن أيضًا التحدث إلى جهة الاتصال في بلدكم.")
        }
    }
}
