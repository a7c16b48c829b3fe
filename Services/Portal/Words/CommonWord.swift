/// Words of the page frame and of every page.
package enum CommonWord: String, CaseIterable, Phrase {
    case portalName
    case skip
    case leave
    case languages
    case navigation
    case footer
    case privacy
    case accessibility
    case contact
    case safety
    case agenda
    case errorPrefix
    case problem
    case optional
    case `continue`
    case saveAndContinue
    case saveAndReturn
    case save
    case back
    case change
    case cancel
    case show
    case signIn
    case signOut
    case yourApplications
    case startPage
    case yes
    case no
    case notProvided
    case choose
    case all
    case previousPage
    case nextPage
    case pages
    case moment
    case momentOtherDay
    case momentUtc
    case zoneChoice
    case fromTo
    case unavailable
    case sessionEnding
    case codeLabel
    case statusLabel
    case country
    case language

    package var forms: Forms {
        switch self {
        case .portalName:
            Forms(
                en: "Convening Portal",
                fr: "Portail des rencontres",
                es: "Portal de encuentros",
                ar: "بوابة اللقاءات")
        case .skip:
            Forms(
                en: "Skip to the main content",
                fr: "Aller au contenu principal",
                es: "Ir al contenido principal",
                ar: "الانتقال إلى المحتوى الرئيسي")
        case .leave:
            Forms(
                en: "Leave this site",
                fr: "Quitter ce site",
                es: "Salir de este sitio",
                ar: "مغادرة الموقع")
        case .languages:
            Forms(
                en: "Language of the page",
                fr: "Langue de la page",
                es: "Idioma de la página",
                ar: "لغة الصفحة")
        case .navigation:
            Forms(
                en: "Your work",
                fr: "Votre travail",
                es: "Su trabajo",
                ar: "مجالات العمل")
        case .footer:
            Forms(
                en: "About this site",
                fr: "À propos de ce site",
                es: "Acerca de este sitio",
                ar: "عن هذا الموقع")
        case .privacy:
            Forms(
                en: "Privacy",
                fr: "Vie privée",
                es: "Privacidad",
                ar: "الخصوصية")
        case .accessibility:
            Forms(
                en: "Accessibility",
                fr: "Accessibilité",
                es: "Accesibilidad",
                ar: "إتاحة الوصول")
        case .contact:
            Forms(
                en: "Contact",
                fr: "Contact",
                es: "Contacto",
                ar: "الاتصال بنا")
        case .safety:
            Forms(
                en: "Staying safe",
                fr: "Votre sécurité",
                es: "Su seguridad",
                ar: "السلامة")
        case .agenda:
            Forms(
                en: "Agenda",
                fr: "Programme",
                es: "Agenda",
                ar: "جدول الأعمال")
        case .errorPrefix:
            Forms(
                en: "Error: {title}",
                fr: "Erreur\u{A0}: {title}",
                es: "Error: {title}",
                ar: "خطأ: {title}")
        case .problem:
            Forms(
                en: "There is a problem",
                fr: "Il y a un problème",
                es: "Hay un problema",
                ar: "توجد مشكلة")
        case .optional:
            Forms(
                en: "{label} (optional)",
                fr: "{label} (facultatif)",
                es: "{label} (opcional)",
                ar: "{label} (اختياري)")
        case .continue:
            Forms(
                en: "Continue",
                fr: "Continuer",
                es: "Continuar",
                ar: "متابعة")
        case .saveAndContinue:
            Forms(
                en: "Save and continue",
                fr: "Enregistrer et continuer",
                es: "Guardar y continuar",
                ar: "حفظ ومتابعة")
        case .saveAndReturn:
            Forms(
                en: "Save and come back later",
                fr: "Enregistrer et revenir plus tard",
                es: "Guardar y volver más tarde",
                ar: "حفظ والعودة لاحقًا")
        case .save:
            Forms(
                en: "Save",
                fr: "Enregistrer",
                es: "Guardar",
                ar: "حفظ")
        case .back:
            Forms(
                en: "Back",
                fr: "Retour",
                es: "Volver",
                ar: "رجوع")
        case .change:
            Forms(
                en: "Change",
                fr: "Modifier",
                es: "Cambiar",
                ar: "تغيير")
        case .cancel:
            Forms(
                en: "Cancel",
                fr: "Annuler",
                es: "Cancelar",
                ar: "إلغاء")
        case .show:
            Forms(
                en: "Show",
                fr: "Afficher",
                es: "Mostrar",
                ar: "عرض")
        case .signIn:
            Forms(
                en: "Sign in",
                fr: "Se connecter",
                es: "Iniciar sesión",
                ar: "تسجيل الدخول")
        case .signOut:
            Forms(
                en: "Sign out",
                fr: "Se déconnecter",
                es: "Cerrar sesión",
                ar: "تسجيل الخروج")
        case .yourApplications:
            Forms(
                en: "Your applications",
                fr: "Vos candidatures",
                es: "Sus solicitudes",
                ar: "الطلبات الخاصة بك")
        case .startPage:
            Forms(
                en: "Start page",
                fr: "Page d’accueil",
                es: "Página de inicio",
                ar: "صفحة البداية")
        case .yes:
            Forms(
                en: "Yes",
                fr: "Oui",
                es: "Sí",
                ar: "نعم")
        case .no:
            Forms(
                en: "No",
                fr: "Non",
                es: "No",
                ar: "لا")
        case .notProvided:
            Forms(
                en: "Not provided",
                fr: "Non renseigné",
                es: "Sin respuesta",
                ar: "لم تُقدَّم إجابة")
        case .choose:
            Forms(
                en: "Choose",
                fr: "Choisir",
                es: "Elegir",
                ar: "اختيار")
        case .all:
            Forms(
                en: "All",
                fr: "Tout",
                es: "Todo",
                ar: "الكل")
        case .previousPage:
            Forms(
                en: "Previous page",
                fr: "Page précédente",
                es: "Página anterior",
                ar: "الصفحة السابقة")
        case .nextPage:
            Forms(
                en: "Next page",
                fr: "Page suivante",
                es: "Página siguiente",
                ar: "الصفحة التالية")
        case .pages:
            Forms(
                en: "Pages",
                fr: "Pages",
                es: "Páginas",
                ar: "الصفحات")
        case .moment:
            Forms(
                en: "{date} at {time} in {place} ({utc} UTC)",
                fr: "{date} à {time} à {place} ({utc} UTC)",
                es: "{date} a las {time} en {place} ({utc} UTC)",
                ar: "{date} الساعة {time} بتوقيت {place} ({utc} UTC)")
        case .momentOtherDay:
            Forms(
                en: "{date} at {time} in {place} ({utcdate}, {utc} UTC)",
                fr: "{date} à {time} à {place} ({utcdate}, {utc} UTC)",
                es: "{date} a las {time} en {place} ({utcdate}, {utc} UTC)",
                ar: "{date} الساعة {time} بتوقيت {place} ({utcdate}، {utc} UTC)")
        case .momentUtc:
            Forms(
                en: "{date} at {time} UTC",
                fr: "{date} à {time} UTC",
                es: "{date} a las {time} UTC",
                ar: "{date} الساعة {time} UTC")
        case .zoneChoice:
            Forms(
                en: "{place} ({offset})",
                fr: "{place} ({offset})",
                es: "{place} ({offset})",
                ar: "{place} ({offset})")
        case .fromTo:
            Forms(
                en: "{from} to {to}",
                fr: "{from} à {to}",
                es: "{from} a {to}",
                ar: "{from} إلى {to}")
        case .unavailable:
            Forms(
                en: "We cannot show this right now. Try again in a few minutes.",
                fr: "Nous ne pouvons pas afficher ceci pour le moment. Réessayez dans quelques minutes.",
                es: "No podemos mostrar esto en este momento. Inténtelo de nuevo en unos minutos.",
                ar: "لا يمكن عرض هذا الجزء الآن. تُرجى المحاولة مرة أخرى بعد دقائق.")
        case .sessionEnding:
            Forms(
                en: "You will be signed out after 20 minutes without a save. What you saved is safe.",
                fr: """
                    Votre session se ferme après 20 minutes sans enregistrement. Ce que vous avez enregistré est \
                    conservé.
                    """,
                es: "La sesión se cerrará tras 20 minutos sin guardar. Lo que ha guardado está a salvo.",
                ar: "تنتهي الجلسة بعد 20 دقيقة دون حفظ. ما حُفظ يبقى في أمان.")
        case .codeLabel:
            Forms(
                en: "Code",
                fr: "Code",
                es: "Código",
                ar: "الرمز")
        case .statusLabel:
            Forms(
                en: "Where it is now",
                fr: "Où cela en est",
                es: "En qué punto está",
                ar: "المرحلة الحالية")
        case .country:
            Forms(
                en: "Country",
                fr: "Pays",
                es: "País",
                ar: "البلد")
        case .language:
            Forms(
                en: "Language",
                fr: "Langue",
                es: "Idioma",
                ar: "اللغة")
        }
    }
}
