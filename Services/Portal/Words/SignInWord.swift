/// Signing in by a one-time code.
package enum SignInWord: String, CaseIterable, Phrase {
    case title
    case lead
    case address
    case addressHint
    case sendCode
    case codeTitle
    case codeLead
    case code
    case newCode
    case deviceTitle
    case deviceShared
    case deviceSharedHint
    case deviceOwn
    case deviceOwnHint
    case outboxNote
    case outboxLink

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Sign in",
                fr: "Se connecter",
                es: "Iniciar sesión",
                ar: "تسجيل الدخول")
        case .lead:
            Forms(
                en: "We send a code of 8 digits to your email address. There is no password.",
                fr: "Nous envoyons un code de 8 chiffres à votre adresse électronique. Il n’y a pas de mot de passe.",
                es: "Enviamos un código de 8 cifras a su correo. No hay contraseña.",
                ar: "نرسل رمزًا من 8 أرقام إلى عنوان بريدك. لا توجد كلمة مرور.")
        case .address:
            Forms(
                en: "Email address",
                fr: "Adresse électronique",
                es: "Correo electrónico",
                ar: "عنوان البريد الإلكتروني")
        case .addressHint:
            Forms(
                en: "The message says only a code. It does not name this site.",
                fr: "Le message ne contient qu’un code. Il ne nomme pas ce site.",
                es: "El mensaje solo contiene un código. No nombra este sitio.",
                ar: "الرسالة لا تحتوي إلا على رمز، ولا تذكر اسم هذا الموقع.")
        case .sendCode:
            Forms(
                en: "Send me a code",
                fr: "Recevoir un code",
                es: "Recibir un código",
                ar: "إرسال الرمز")
        case .codeTitle:
            Forms(
                en: "Type the code",
                fr: "Saisir le code",
                es: "Escriba el código",
                ar: "كتابة الرمز")
        case .codeLead:
            Forms(
                en: "If the address is right, a code is on its way. It is good for 10 minutes.",
                fr: "Si l’adresse est juste, un code est en route. Il est valable 10 minutes.",
                es: "Si la dirección es correcta, el código está en camino. Vale 10 minutos.",
                ar: "إذا كان العنوان صحيحًا، فالرمز في طريقه إليك. وهو صالح 10 دقائق.")
        case .code:
            Forms(
                en: "Code of 8 digits",
                fr: "Code de 8 chiffres",
                es: "Código de 8 cifras",
                ar: "رمز من 8 أرقام")
        case .newCode:
            Forms(
                en: "Get a new code",
                fr: "Demander un nouveau code",
                es: "Pedir otro código",
                ar: "طلب رمز جديد")
        case .deviceTitle:
            Forms(
                en: "Is this your own phone or computer?",
                fr: "Ce téléphone ou cet ordinateur est-il personnel\u{A0}?",
                es: "¿Este teléfono u ordenador es solo suyo?",
                ar: "هل هذا الهاتف أو الحاسوب خاص بك وحدك؟")
        case .deviceShared:
            Forms(
                en: "No, other people use it too",
                fr: "Non, d’autres personnes l’utilisent aussi",
                es: "No, otras personas también lo usan",
                ar: "لا، يستعمله آخرون أيضًا")
        case .deviceSharedHint:
            Forms(
                en: "We sign you out after 20 minutes without use. Nothing stays on the device.",
                fr: "Nous vous déconnectons après 20 minutes sans activité. Rien ne reste sur l’appareil.",
                es: "Cerramos la sesión tras 20 minutos sin uso. No queda nada en el dispositivo.",
                ar: "تُغلق الجلسة بعد 20 دقيقة دون استعمال، ولا يبقى شيء على الجهاز.")
        case .deviceOwn:
            Forms(
                en: "Yes, only I use it",
                fr: "Oui, personne d’autre ne l’utilise",
                es: "Sí, solo lo uso yo",
                ar: "نعم، لا يستعمله أحد غيري")
        case .deviceOwnHint:
            Forms(
                en: "You stay signed in for 12 hours.",
                fr: "Votre session reste ouverte 12 heures.",
                es: "La sesión sigue abierta 12 horas.",
                ar: "تبقى الجلسة مفتوحة 12 ساعة.")
        case .outboxNote:
            Forms(
                en: "This is a demonstration. Codes are shown on the outbox page of this computer.",
                fr: """
                    Ceci est une démonstration. Les codes s’affichent sur la page «\u{A0}messages envoyés\u{A0}» \
                    de cet ordinateur.
                    """,
                es: """
                    Esto es una demostración. Los códigos aparecen en la página de mensajes enviados de este \
                    ordenador.
                    """,
                ar: "هذا عرض تجريبي. تظهر الرموز في صفحة الرسائل الصادرة على هذا الحاسوب.")
        case .outboxLink:
            Forms(
                en: "Open the outbox page",
                fr: "Ouvrir les messages envoyés",
                es: "Abrir los mensajes enviados",
                ar: "فتح صفحة الرسائل الصادرة")
        }
    }
}
