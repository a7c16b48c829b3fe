/// Staying safe, and the page after leaving.
package enum SafetyWord: String, CaseIterable, Phrase {
    case title
    case leaveHow
    case leaveKeeps
    case leaveHistory
    case understood
    case shared
    case sharedWindow
    case sharedSignOut
    case sharedHistory
    case cannot
    case cannotText
    case danger
    case dangerText
    case leftTitle
    case leftText
    case leftElsewhere

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Before you start: staying safe",
                fr: "Avant de commencer\u{A0}: votre sécurité",
                es: "Antes de empezar: su seguridad",
                ar: "قبل البدء: السلامة")
        case .leaveHow:
            Forms(
                en: """
                    Press “Leave this site” at the top of any page, or press Shift 3 times. This page closes at \
                    once.
                    """,
                fr: """
                    Appuyez sur «\u{A0}Quitter ce site\u{A0}» en haut de chaque page, ou 3 fois sur Maj. La page \
                    se ferme aussitôt.
                    """,
                es: """
                    Pulse «Salir de este sitio» arriba en cada página, o 3 veces la tecla Mayús. La página se \
                    cierra al instante.
                    """,
                ar: "الضغط على «مغادرة الموقع» أعلى أي صفحة، أو على مفتاح Shift ثلاث مرات، يغلق الصفحة فورًا.")
        case .leaveKeeps:
            Forms(
                en: "What you saved stays with us. What you typed since your last save is lost.",
                fr: "Ce que vous avez enregistré reste chez nous. Ce que vous avez saisi depuis est perdu.",
                es: "Lo que guardó se queda con nosotros. Lo que escribió después se pierde.",
                ar: "ما حُفظ يبقى لدينا، وما كُتب بعد آخر حفظ يُفقد.")
        case .leaveHistory:
            Forms(
                en: "Your browser will still list that you were here.",
                fr: "Votre navigateur garde la trace de votre visite.",
                es: "Su navegador seguirá mostrando que estuvo aquí.",
                ar: "يبقى أثر الزيارة في سجل المتصفح.")
        case .understood:
            Forms(
                en: "I understand",
                fr: "J’ai compris",
                es: "Entendido",
                ar: "مفهوم")
        case .shared:
            Forms(
                en: "If you share a phone",
                fr: "Si vous partagez un téléphone",
                es: "Si comparte el teléfono",
                ar: "عند مشاركة الهاتف مع آخرين")
        case .sharedWindow:
            Forms(
                en: "Use a private window of your browser.",
                fr: "Utilisez une fenêtre privée de votre navigateur.",
                es: "Use una ventana privada del navegador.",
                ar: "استعمال نافذة خاصة في المتصفح.")
        case .sharedSignOut:
            Forms(
                en: "Sign out when you stop. Close the window.",
                fr: "Déconnectez-vous en partant. Fermez la fenêtre.",
                es: "Cierre la sesión al terminar. Cierre la ventana.",
                ar: "تسجيل الخروج عند الانتهاء، ثم إغلاق النافذة.")
        case .sharedHistory:
            Forms(
                en: "Then clear the history of today in the settings of your browser.",
                fr: "Effacez ensuite l’historique du jour dans les réglages du navigateur.",
                es: "Después borre el historial de hoy en los ajustes del navegador.",
                ar: "ثم مسح سجل اليوم من إعدادات المتصفح.")
        case .cannot:
            Forms(
                en: "What we cannot do",
                fr: "Ce que nous ne pouvons pas faire",
                es: "Lo que no podemos hacer",
                ar: "ما لا نستطيع فعله")
        case .cannotText:
            Forms(
                en: """
                    We cannot hide your visit from someone who controls your phone or your network. If you are \
                    watched, use another phone.
                    """,
                fr: """
                    Nous ne pouvons pas cacher votre visite à qui contrôle votre téléphone ou votre réseau. Si \
                    l’on vous surveille, prenez un autre appareil.
                    """,
                es: """
                    No podemos ocultar su visita a quien controla su teléfono o su red. Si le vigilan, use otro \
                    teléfono.
                    """,
                ar: """
                    لا نستطيع إخفاء الزيارة عمّن يتحكّم في الهاتف أو الشبكة. عند وجود مراقبة، الأفضل استعمال هاتف \
                    آخر.
                    """)
        case .danger:
            Forms(
                en: "If you are in danger",
                fr: "Si vous êtes en danger",
                es: "Si está en peligro",
                ar: "عند وجود خطر")
        case .dangerText:
            Forms(
                en: """
                    Leave this site now. Contact people you trust near you first. You can apply later or through \
                    someone else.
                    """,
                fr: """
                    Quittez ce site maintenant. Contactez d’abord des proches de confiance. Vous pourrez postuler \
                    plus tard ou par une autre personne.
                    """,
                es: """
                    Salga ahora de este sitio. Contacte primero con personas cercanas de confianza. Podrá \
                    solicitar más tarde o mediante otra persona.
                    """,
                ar: "الأفضل مغادرة الموقع الآن والاتصال أولًا بأشخاص موثوقين. يمكن التقديم لاحقًا أو عن طريق شخص آخر.")
        case .leftTitle:
            Forms(
                en: "You have left the site",
                fr: "Vous avez quitté le site",
                es: "Ha salido del sitio",
                ar: "تمت مغادرة الموقع")
        case .leftText:
            Forms(
                en: "Your session has ended and nothing is kept on this device. You can close this window.",
                fr: "Votre session est terminée et rien ne reste sur cet appareil. Vous pouvez fermer cette fenêtre.",
                es: "La sesión ha terminado y no queda nada en este dispositivo. Puede cerrar esta ventana.",
                ar: "انتهت الجلسة ولا يبقى شيء على هذا الجهاز. يمكن إغلاق هذه النافذة.")
        case .leftElsewhere:
            Forms(
                en: "Read an encyclopedia",
                fr: "Lire une encyclopédie",
                es: "Leer una enciclopedia",
                ar: "قراءة موسوعة")
        }
    }
}
