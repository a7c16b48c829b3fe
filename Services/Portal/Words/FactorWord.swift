/// The second factor of staff.
package enum FactorWord: String, CaseIterable, Phrase {
    case title
    case lead
    case stepUpTitle
    case stepUpLead
    case code
    case codeHint
    case own
    case ownHint
    case lostTitle
    case lostText
    case setUpTitle
    case setUpLead
    case setUpApp
    case setUpSeed
    case setUpLink
    case setUpCode
    case given
    case givenHint
    case givenExpired
    case codesTitle
    case codesLead
    case codesOnce

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Show your second factor",
                fr: "Votre second facteur",
                es: "Su segundo factor",
                ar: "إثبات ثانٍ للهوية")
        case .lead:
            Forms(
                en: "Your account can reach other people’s data, so a code by email is not enough.",
                fr: """
                    Votre compte donne accès aux données d’autres personnes. Un code par courrier électronique \
                    ne suffit donc pas.
                    """,
                es: "Su cuenta da acceso a datos de otras personas. Por eso no basta un código por correo.",
                ar: "يصل حسابك إلى بيانات أشخاص آخرين، لذلك لا يكفي رمز البريد وحده.")
        case .stepUpTitle:
            Forms(
                en: "Confirm that it is you",
                fr: "Confirmez que c’est bien vous",
                es: "Confirme que es usted",
                ar: "تأكيد هويتك")
        case .stepUpLead:
            Forms(
                en: "What you want to do needs a fresh code. It is good for 5 minutes.",
                fr: "Cette action demande un nouveau code. Il vaut pour 5 minutes.",
                es: "Esta acción pide un código nuevo. Vale para 5 minutos.",
                ar: "يتطلب هذا الإجراء رمزًا جديدًا يسري 5 دقائق.")
        case .code:
            Forms(
                en: "Code of your authenticator",
                fr: "Code de votre application d’authentification",
                es: "Código de su aplicación de autenticación",
                ar: "رمز تطبيق المصادقة")
        case .codeHint:
            Forms(
                en: "6 digits, or one of your recovery codes. Each code works once.",
                fr: "6 chiffres, ou l’un de vos codes de secours. Chaque code ne sert qu’une fois.",
                es: "6 cifras, o uno de sus códigos de recuperación. Cada código sirve una vez.",
                ar: "6 أرقام، أو أحد رموز الاسترداد. يُستعمل كل رمز مرة واحدة.")
        case .own:
            Forms(
                en: "Only I use this device",
                fr: "Personne d’autre n’utilise cet appareil",
                es: "Solo yo uso este dispositivo",
                ar: "لا يستعمل هذا الجهاز أحد غيري")
        case .ownHint:
            Forms(
                en: "We know this browser again for a week: you do not wait when others ask for many codes.",
                fr: """
                    Nous reconnaissons ce navigateur pendant une semaine\u{A0}: vous n’attendez pas quand \
                    d’autres demandent beaucoup de codes.
                    """,
                es: """
                    Reconocemos este navegador durante una semana: usted no espera cuando otros piden muchos \
                    códigos.
                    """,
                ar: "نتعرّف على هذا المتصفح لمدة أسبوع، فلا انتظار عندما يطلب آخرون رموزًا كثيرة.")
        case .lostTitle:
            Forms(
                en: "If you have lost your authenticator",
                fr: "Si vous avez perdu votre application",
                es: "Si ha perdido su aplicación",
                ar: "عند فقدان تطبيق المصادقة")
        case .lostText:
            Forms(
                en: """
                    Use a recovery code. Without one, ask an administrator, in person or by a call, to let you \
                    set up a new one.
                    """,
                fr: """
                    Utilisez un code de secours. Sinon, demandez à l’administration, de vive voix, de pouvoir en \
                    configurer une nouvelle.
                    """,
                es: """
                    Use un código de recuperación. Si no tiene, pida a la administración, en persona o por \
                    llamada, configurar otra.
                    """,
                ar: "استعمال رمز استرداد. إن لم يتوفر، يمكن طلب إعداد جديد من الإدارة شخصيًا أو عبر الهاتف.")
        case .setUpTitle:
            Forms(
                en: "Set up your second factor",
                fr: "Configurez votre second facteur",
                es: "Configure su segundo factor",
                ar: "إعداد الإثبات الثاني للهوية")
        case .setUpLead:
            Forms(
                en: "Staff sign in with a code by email and a code of an authenticator. You set it up once.",
                fr: """
                    L’équipe se connecte avec un code par courrier et un code d’application. Vous ne le \
                    configurez qu’une fois.
                    """,
                es: """
                    El equipo entra con un código por correo y un código de una aplicación. Se configura una \
                    sola vez.
                    """,
                ar: "يدخل فريق العمل برمز من البريد ورمز من تطبيق المصادقة. يتم الإعداد مرة واحدة.")
        case .setUpApp:
            Forms(
                en: "Open an authenticator app on your phone or computer. Any that makes codes of 6 digits will do.",
                fr: """
                    Ouvrez une application d’authentification. Toutes celles qui donnent des codes de 6 chiffres \
                    conviennent.
                    """,
                es: "Abra una aplicación de autenticación. Sirve cualquiera que dé códigos de 6 cifras.",
                ar: "فتح تطبيق مصادقة على الهاتف أو الحاسوب. يصلح أي تطبيق يعطي رموزًا من 6 أرقام.")
        case .setUpSeed:
            Forms(
                en: "Add an account with this key, or open the link on the device that has the app.",
                fr: "Ajoutez un compte avec cette clé, ou ouvrez le lien sur l’appareil qui a l’application.",
                es: "Añada una cuenta con esta clave, o abra el enlace en el dispositivo que tiene la aplicación.",
                ar: "إضافة حساب بهذا المفتاح، أو فتح الرابط على الجهاز الذي عليه التطبيق.")
        case .setUpLink:
            Forms(
                en: "Open in the authenticator",
                fr: "Ouvrir dans l’application",
                es: "Abrir en la aplicación",
                ar: "فتح في تطبيق المصادقة")
        case .setUpCode:
            Forms(
                en: "Type the code that the app shows.",
                fr: "Saisissez le code que l’application affiche.",
                es: "Escriba el código que muestra la aplicación.",
                ar: "كتابة الرمز الذي يظهر في التطبيق.")
        case .given:
            Forms(
                en: "Enrolment code",
                fr: "Code d’inscription",
                es: "Código de alta",
                ar: "رمز التسجيل")
        case .givenHint:
            Forms(
                en: "24 letters and digits. An administrator gave it to you by voice or in person.",
                fr: "24 lettres et chiffres. L’administration vous l’a donné de vive voix ou en personne.",
                es: "24 letras y cifras. La administración se lo dio de viva voz o en persona.",
                ar: "24 حرفًا ورقمًا. سلّمته لك الإدارة شفهيًا أو شخصيًا.")
        case .givenExpired:
            Forms(
                en: "Your enrolment code has expired. Ask an administrator for a new one, by a call or in person.",
                fr: "Votre code d’inscription a expiré. Demandez-en un nouveau à l’administration, de vive voix.",
                es: "Su código de alta ha caducado. Pida otro a la administración, por llamada o en persona.",
                ar: "انتهت صلاحية رمز التسجيل. يُرجى طلب رمز جديد من الإدارة عبر الهاتف أو شخصيًا.")
        case .codesTitle:
            Forms(
                en: "Your recovery codes",
                fr: "Vos codes de secours",
                es: "Sus códigos de recuperación",
                ar: "رموز الاسترداد الخاصة بك")
        case .codesLead:
            Forms(
                en: "If you lose your authenticator, each of these codes lets you in once.",
                fr: "Si vous perdez votre application, chacun de ces codes vous laisse entrer une fois.",
                es: "Si pierde su aplicación, cada uno de estos códigos le deja entrar una vez.",
                ar: "عند فقدان تطبيق المصادقة، يتيح كل رمز من هذه الرموز الدخول مرة واحدة.")
        case .codesOnce:
            Forms(
                en: "They are shown only now. Write them on paper and keep it away from your phone.",
                fr: "Ils ne s’affichent que maintenant. Notez-les sur papier, loin de votre téléphone.",
                es: "Solo se muestran ahora. Escríbalos en papel y guárdelo lejos de su teléfono.",
                ar: "لا تظهر إلا الآن. يُستحسن كتابتها على ورقة وحفظها بعيدًا عن الهاتف.")
        }
    }
}
