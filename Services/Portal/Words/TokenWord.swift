/// Tokens for scripts.
package enum TokenWord: String, CaseIterable, Phrase {
    case title
    case lead
    case none
    case ends
    case revoke
    case makeTitle
    case make
    case name
    case nameHint
    case role
    case life
    case readOnly
    case conveningsHint
    case secretTitle
    case secretLead
    case secretKeep

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Tokens for scripts",
                fr: "Jetons pour scripts",
                es: "Fichas para programas",
                ar: "رموز الوصول للبرامج")
        case .lead:
            Forms(
                en: "A token lets a program act in your name. It never reaches further than you do.",
                fr: "Un jeton laisse un programme agir en votre nom. Il ne va jamais plus loin que vos droits.",
                es: "Una ficha deja que un programa actúe en su nombre. Nunca llega más lejos que usted.",
                ar: "يتيح رمز الوصول لبرنامج أن يعمل باسمك، ولا يتجاوز صلاحياتك أبدًا.")
        case .none:
            Forms(
                en: "You have none.",
                fr: "Vous n’en avez aucun.",
                es: "No tiene ninguna.",
                ar: "ليس لديك أي رمز.")
        case .ends:
            Forms(
                en: "Ends: {moment}",
                fr: "Fin\u{A0}: {moment}",
                es: "Termina: {moment}",
                ar: "ينتهي: {moment}")
        case .revoke:
            Forms(
                en: "Take it back",
                fr: "Le retirer",
                es: "Retirarla",
                ar: "سحب الرمز")
        case .makeTitle:
            Forms(
                en: "Make a token",
                fr: "Créer un jeton",
                es: "Crear una ficha",
                ar: "إنشاء رمز")
        case .make:
            Forms(
                en: "Make the token",
                fr: "Créer le jeton",
                es: "Crear la ficha",
                ar: "إنشاء الرمز")
        case .name:
            Forms(
                en: "What it is for",
                fr: "À quoi il sert",
                es: "Para qué sirve",
                ar: "الغرض منه")
        case .nameHint:
            Forms(
                en: "For example: nightly export.",
                fr: "Par exemple\u{A0}: export de nuit.",
                es: "Por ejemplo: exportación nocturna.",
                ar: "مثال: تصدير ليلي.")
        case .role:
            Forms(
                en: "Role in which it acts",
                fr: "Fonction dans laquelle il agit",
                es: "Función en la que actúa",
                ar: "الدور الذي يعمل به")
        case .life:
            Forms(
                en: "How long it is good",
                fr: "Durée de validité",
                es: "Cuánto tiempo vale",
                ar: "مدة الصلاحية")
        case .readOnly:
            Forms(
                en: "It may only read",
                fr: "Lecture seule",
                es: "Solo puede leer",
                ar: "للقراءة فقط")
        case .conveningsHint:
            Forms(
                en: "If you choose none, it reaches all that you reach.",
                fr: "Sans choix, il va partout où vous allez.",
                es: "Si no elige, llega a todo lo que usted alcanza.",
                ar: "دون اختيار يصل إلى كل ما تصل إليه.")
        case .secretTitle:
            Forms(
                en: "Your new token",
                fr: "Votre nouveau jeton",
                es: "Su nueva ficha",
                ar: "رمزك الجديد")
        case .secretLead:
            Forms(
                en: "It is shown only now. Copy it to where the program reads it.",
                fr: "Il ne s’affiche que maintenant. Copiez-le là où le programme le lit.",
                es: "Solo se muestra ahora. Cópiela donde el programa la lee.",
                ar: "لا يظهر إلا الآن. يُنسخ إلى حيث يقرؤه البرنامج.")
        case .secretKeep:
            Forms(
                en: "Keep it like a password. Whoever has it acts in your name.",
                fr: "Gardez-le comme un mot de passe. Qui l’a agit en votre nom.",
                es: "Guárdela como una contraseña. Quien la tiene actúa en su nombre.",
                ar: "يُحفظ مثل كلمة المرور. من يملكه يعمل باسمك.")
        }
    }
}
