/// The local outbox, in demonstrations only.
package enum OutboxWord: String, CaseIterable, Phrase {
    case title
    case lead
    case nothing
    case to
    case sent
    case message
    case caption
    case yourCode
    case subject

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Outbox of this demonstration",
                fr: "Messages envoyés de cette démonstration",
                es: "Mensajes enviados de esta demostración",
                ar: "الرسائل الصادرة في هذا العرض")
        case .lead:
            Forms(
                en: "These messages would go by email. They are shown only on this computer.",
                fr: "Ces messages partiraient par courrier électronique. Ils ne s’affichent que sur cet ordinateur.",
                es: "Estos mensajes se enviarían por correo. Solo se muestran en este ordenador.",
                ar: "هذه الرسائل تُرسل عادةً بالبريد، ولا تظهر إلا على هذا الحاسوب.")
        case .nothing:
            Forms(
                en: "No message yet.",
                fr: "Aucun message pour le moment.",
                es: "Todavía no hay mensajes.",
                ar: "لا رسائل حتى الآن.")
        case .to:
            Forms(
                en: "To",
                fr: "À",
                es: "Para",
                ar: "إلى")
        case .sent:
            Forms(
                en: "Time",
                fr: "Heure",
                es: "Hora",
                ar: "الوقت")
        case .message:
            Forms(
                en: "Message",
                fr: "Message",
                es: "Mensaje",
                ar: "الرسالة")
        case .caption:
            Forms(
                en: "Messages, newest first",
                fr: "Messages, du plus récent au plus ancien",
                es: "Mensajes, del más reciente al más antiguo",
                ar: "الرسائل من الأحدث إلى الأقدم")
        case .yourCode:
            Forms(
                en: "Your code is {code}.",
                fr: "Votre code est {code}.",
                es: "Su código es {code}.",
                ar: "الرمز هو {code}.")
        case .subject:
            Forms(
                en: "A message for you",
                fr: "Un message pour vous",
                es: "Un mensaje para usted",
                ar: "رسالة لك")
        }
    }
}
