/// Where an application is, said to the applicant.
package enum ApplicationStateWord: String, CaseIterable, Phrase {
    case draft
    case submitted
    case eligible
    case ineligible
    case withdrawn
    case decided

    package var forms: Forms {
        switch self {
        case .draft:
            Forms(
                en: "Draft, not sent yet",
                fr: "Brouillon, pas encore envoyé",
                es: "Borrador, aún no enviado",
                ar: "مسودة لم تُرسل بعد")
        case .submitted:
            Forms(
                en: "Sent, we have it",
                fr: "Envoyée, nous l’avons reçue",
                es: "Enviada, la tenemos",
                ar: "أُرسل الطلب ووصلنا")
        case .eligible:
            Forms(
                en: "Being read",
                fr: "En lecture",
                es: "En lectura",
                ar: "قيد القراءة")
        case .ineligible:
            Forms(
                en: "There is a letter for you",
                fr: "Il y a une lettre pour vous",
                es: "Hay una carta para usted",
                ar: "توجد رسالة لك")
        case .withdrawn:
            Forms(
                en: "Taken back by you",
                fr: "Retirée par vous",
                es: "Retirada por usted",
                ar: "سُحب بطلب منك")
        case .decided:
            Forms(
                en: "There is a letter for you",
                fr: "Il y a une lettre pour vous",
                es: "Hay una carta para usted",
                ar: "توجد رسالة لك")
        }
    }
}
