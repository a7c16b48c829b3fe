/// Checking and sending, and what comes after.
package enum SendWord: String, CaseIterable, Phrase {
    case checkTitle
    case notSentYet
    case missingIntro
    case changeNamed
    case consentTitle
    case consentText
    case consentUntil
    case consentRead
    case send
    case sentTitle
    case reference
    case referenceHint
    case nextTitle
    case nextRead
    case nextAnswer
    case nextAnswerAny
    case nextChange
    case nextWithdraw
    case withdraw
    case withdrawTitle
    case withdrawText
    case deleteTitle
    case deleteText
    case keepIt

    package var forms: Forms {
        switch self {
        case .checkTitle:
            Forms(
                en: "Check your answers before you send them",
                fr: "Vérifiez vos réponses avant de les envoyer",
                es: "Revise sus respuestas antes de enviarlas",
                ar: "مراجعة الإجابات قبل الإرسال")
        case .notSentYet:
            Forms(
                en: "This is not sent yet.",
                fr: "Ceci n’est pas encore envoyé.",
                es: "Esto aún no se ha enviado.",
                ar: "لم يُرسل الطلب بعد.")
        case .missingIntro:
            Forms(
                en: "Before you can send, please answer these:",
                fr: "Avant d’envoyer, répondez à ceci\u{A0}:",
                es: "Antes de enviar, responda a esto:",
                ar: "قبل الإرسال، تلزم الإجابة عمّا يلي:")
        case .changeNamed:
            Forms(
                en: "Change: {label}",
                fr: "Modifier\u{A0}: {label}",
                es: "Cambiar: {label}",
                ar: "تغيير: {label}")
        case .consentTitle:
            Forms(
                en: "Your agreement",
                fr: "Votre accord",
                es: "Su acuerdo",
                ar: "الموافقة")
        case .consentText:
            Forms(
                en: "We use your answers to choose who takes part. Committee members read them without your name.",
                fr: "Vos réponses servent à choisir qui participe. Le comité les lit sans votre nom.",
                es: "Usamos sus respuestas para elegir quién participa. El comité las lee sin su nombre.",
                ar: "نستعمل الإجابات لاختيار المشاركين. ويقرؤها أعضاء اللجنة دون الاسم.")
        case .consentUntil:
            Forms(
                en: "We keep them until {date}, then delete them.",
                fr: "Nous les gardons jusqu’au {date}, puis les effaçons.",
                es: "Las guardamos hasta el {date} y después las borramos.",
                ar: "نحتفظ بها حتى {date} ثم نحذفها.")
        case .consentRead:
            Forms(
                en: "I agree that the committee reads my answers.",
                fr: "J’accepte que le comité lise mes réponses.",
                es: "Acepto que el comité lea mis respuestas.",
                ar: "أوافق على قراءة اللجنة لإجاباتي.")
        case .send:
            Forms(
                en: "Send application",
                fr: "Envoyer la candidature",
                es: "Enviar la solicitud",
                ar: "إرسال الطلب")
        case .sentTitle:
            Forms(
                en: "We have your application",
                fr: "Nous avons votre candidature",
                es: "Tenemos su solicitud",
                ar: "وصلنا الطلب")
        case .reference:
            Forms(
                en: "Your reference",
                fr: "Votre référence",
                es: "Su referencia",
                ar: "الرقم المرجعي")
        case .referenceHint:
            Forms(
                en: "Write it down. You need it if you write to us.",
                fr: "Notez-la. Il vous la faut si vous nous écrivez.",
                es: "Anótela. La necesita si nos escribe.",
                ar: "يُرجى تدوينه، فهو لازم عند مراسلتنا.")
        case .nextTitle:
            Forms(
                en: "What happens next",
                fr: "La suite",
                es: "Qué pasa después",
                ar: "الخطوات التالية")
        case .nextRead:
            Forms(
                en: "The committee reads all applications, without names.",
                fr: "Le comité lit toutes les candidatures, sans les noms.",
                es: "El comité lee todas las solicitudes, sin nombres.",
                ar: "تقرأ اللجنة جميع الطلبات دون أسماء.")
        case .nextAnswer:
            Forms(
                en: "You hear from us by {date}, whatever the answer.",
                fr: "Vous aurez une réponse avant le {date}, quelle qu’elle soit.",
                es: "Tendrá respuesta antes del {date}, sea cual sea.",
                ar: "يصل الرد في موعد أقصاه {date} مهما كان القرار.")
        case .nextAnswerAny:
            Forms(
                en: "You hear from us, whatever the answer.",
                fr: "Vous aurez une réponse, quelle qu’elle soit.",
                es: "Tendrá respuesta, sea cual sea.",
                ar: "يصل الرد مهما كان القرار.")
        case .nextChange:
            Forms(
                en: "You can change your contact details at any time.",
                fr: "Vous pouvez changer vos coordonnées à tout moment.",
                es: "Puede cambiar sus datos de contacto en cualquier momento.",
                ar: "يمكن تغيير بيانات الاتصال في أي وقت.")
        case .nextWithdraw:
            Forms(
                en: "You can take your application back until {moment}.",
                fr: "Vous pouvez retirer votre candidature jusqu’au {moment}.",
                es: "Puede retirar su solicitud hasta el {moment}.",
                ar: "يمكن سحب الطلب حتى {moment}.")
        case .withdraw:
            Forms(
                en: "Take my application back",
                fr: "Retirer ma candidature",
                es: "Retirar mi solicitud",
                ar: "سحب الطلب")
        case .withdrawTitle:
            Forms(
                en: "Take your application back?",
                fr: "Retirer votre candidature\u{A0}?",
                es: "¿Retirar su solicitud?",
                ar: "سحب الطلب؟")
        case .withdrawText:
            Forms(
                en: "The committee will not read it. You can start a new one until the call closes.",
                fr: "Le comité ne la lira pas. Vous pourrez en commencer une autre jusqu’à la clôture.",
                es: "El comité no la leerá. Puede empezar otra hasta que cierre el plazo.",
                ar: "لن تقرأه اللجنة. ويمكن بدء طلب جديد حتى انتهاء المهلة.")
        case .deleteTitle:
            Forms(
                en: "Delete this draft?",
                fr: "Supprimer ce brouillon\u{A0}?",
                es: "¿Borrar este borrador?",
                ar: "حذف هذه المسودة؟")
        case .deleteText:
            Forms(
                en: "We cannot bring it back.",
                fr: "Nous ne pourrons pas le récupérer.",
                es: "No podremos recuperarlo.",
                ar: "لا يمكن استعادتها بعد الحذف.")
        case .keepIt:
            Forms(
                en: "Keep it",
                fr: "Le garder",
                es: "Conservarlo",
                ar: "الإبقاء")
        }
    }
}
