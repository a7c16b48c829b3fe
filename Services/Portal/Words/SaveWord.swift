/// What the portal says after it has saved something.
package enum SaveWord: String, CaseIterable, Phrase {
    case savedAt
    case savedSafe
    case changedElsewhere
    case done
    case signedOut

    package var forms: Forms {
        switch self {
        case .savedAt:
            Forms(
                en: "Saved at {time} ({place}).",
                fr: "Enregistré à {time} ({place}).",
                es: "Guardado a las {time} ({place}).",
                ar: "حُفظت الإجابات الساعة {time} ({place}).")
        case .savedSafe:
            Forms(
                en: """
                    You can close this page. Your answers are safe. To come back, sign in with the same email \
                    address.
                    """,
                fr: """
                    Vous pouvez fermer cette page. Vos réponses sont conservées. Pour revenir, connectez-vous avec \
                    la même adresse.
                    """,
                es: """
                    Puede cerrar esta página. Sus respuestas están a salvo. Para volver, inicie sesión con la \
                    misma dirección.
                    """,
                ar: "يمكن إغلاق هذه الصفحة. الإجابات في أمان. للعودة، يكفي تسجيل الدخول بعنوان البريد نفسه.")
        case .changedElsewhere:
            Forms(
                en: """
                    Another phone or another person changed this in the meantime. Here is what is saved now, and \
                    below it what you typed.
                    """,
                fr: """
                    Un autre téléphone ou une autre personne a modifié ceci entre-temps. Voici la version \
                    enregistrée, puis la vôtre.
                    """,
                es: """
                    Otro teléfono u otra persona ha cambiado esto entretanto. Aquí está lo guardado y, debajo, lo \
                    que usted escribió.
                    """,
                ar: "غيّر هاتف آخر أو شخص آخر هذه الإجابات في هذه الأثناء. هنا النسخة المحفوظة، وتحتها ما كُتب الآن.")
        case .done:
            Forms(
                en: "Saved.",
                fr: "Enregistré.",
                es: "Guardado.",
                ar: "تم الحفظ.")
        case .signedOut:
            Forms(
                en: "You are signed out. Nothing is kept on this device.",
                fr: "Votre session est fermée. Rien ne reste sur cet appareil.",
                es: "La sesión está cerrada. No queda nada en este dispositivo.",
                ar: "تم تسجيل الخروج. لا يبقى شيء على هذا الجهاز.")
        }
    }
}
