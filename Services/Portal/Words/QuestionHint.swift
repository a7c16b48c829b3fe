/// One sentence of help under a question, where it needs one.
package enum QuestionHint: String, CaseIterable, Phrase {
    case organisationName = "organisation_name"
    case grantReference = "grant_reference"
    case change
    case difficulty
    case share
    case personName = "person_name"
    case accessNeeds = "access_needs"
    case departureCity = "departure_city"
    case passportState = "passport_state"
    case contactValue = "contact_value"
    case contactTime = "contact_time"
    case publishName = "publish_name"

    package var forms: Forms {
        switch self {
        case .organisationName:
            Forms(
                en: "As people know it. It is not shown to the committee.",
                fr: "Tel qu’on le connaît. Le comité ne le voit pas.",
                es: "Como se la conoce. El comité no lo ve.",
                ar: "كما يعرفها الناس. لا يظهر الاسم للجنة.")
        case .grantReference:
            Forms(
                en: "You find it on your agreement. Leave it empty if you are not sure.",
                fr: "Il figure sur votre convention. Laissez vide en cas de doute.",
                es: "Está en su convenio. Déjelo vacío si no lo sabe.",
                ar: "موجود في الاتفاقية. يمكن تركه فارغًا عند عدم التأكد.")
        case .change:
            Forms(
                en: "Say what was different afterwards, and for whom. Please do not name people.",
                fr: "Dites ce qui a changé, et pour qui. Ne nommez personne, s’il vous plaît.",
                es: "Diga qué cambió después y para quién. Por favor, no nombre a personas.",
                ar: "ما الذي تغيّر ولمن؟ يُرجى عدم ذكر أسماء أشخاص.")
        case .difficulty:
            Forms(
                en: "What did not work is as useful to others as what did.",
                fr: "Ce qui n’a pas marché est aussi utile aux autres que le reste.",
                es: "Lo que no funcionó es tan útil para otras organizaciones como lo que sí.",
                ar: "ما لم ينجح مفيد للآخرين بقدر ما نجح.")
        case .share:
            Forms(
                en: "One idea is enough.",
                fr: "Une idée suffit.",
                es: "Basta una idea.",
                ar: "فكرة واحدة تكفي.")
        case .personName:
            Forms(
                en: "The name this person uses. The name in the passport is asked only later.",
                fr: "Le nom d’usage. Le nom du passeport n’est demandé que plus tard.",
                es: "El nombre que usa. El del pasaporte se pide solo más tarde.",
                ar: "الاسم المستعمل. الاسم في الجواز يُطلب لاحقًا فقط.")
        case .accessNeeds:
            Forms(
                en: "For example step-free rooms, large print, sign language, rest times.",
                fr: "Par exemple accès sans marche, gros caractères, langue des signes, temps de repos.",
                es: "Por ejemplo, acceso sin escalones, letra grande, lengua de señas, descansos.",
                ar: "مثل مدخل دون درج، أو خط كبير، أو لغة إشارة، أو أوقات راحة.")
        case .departureCity:
            Forms(
                en: "Only the city. We never ask for your village or street.",
                fr: "La ville seulement. Nous ne demandons jamais le village ni la rue.",
                es: "Solo la ciudad. Nunca pedimos el pueblo ni la calle.",
                ar: "المدينة فقط. لا نسأل أبدًا عن القرية أو الشارع.")
        case .passportState:
            Forms(
                en: "No number is needed now.",
                fr: "Aucun numéro n’est demandé maintenant.",
                es: "Ahora no hace falta el número.",
                ar: "لا حاجة إلى رقم الجواز الآن.")
        case .contactValue:
            Forms(
                en: "With the country code, for example +249.",
                fr: "Avec l’indicatif du pays, par exemple +249.",
                es: "Con el prefijo del país, por ejemplo +249.",
                ar: "مع رمز البلد، مثل +249.")
        case .contactTime:
            Forms(
                en: "For example: not in the evening.",
                fr: "Par exemple\u{A0}: pas le soir.",
                es: "Por ejemplo: por la noche no.",
                ar: "مثلًا: ليس في المساء.")
        case .publishName:
            Forms(
                en: "You can change this at any time.",
                fr: "Vous pouvez changer cela à tout moment.",
                es: "Puede cambiarlo en cualquier momento.",
                ar: "يمكن تغيير هذا في أي وقت.")
        }
    }
}
