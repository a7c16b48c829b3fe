/// The agenda, public and for staff.
package enum AgendaWord: String, CaseIterable, Phrase {
    case title
    case days
    case chooseZone
    case timesShown
    case eventPlace
    case nothing
    case notPublished
    case room
    case interpretation
    case version
    case calendar
    case print
    case nextDayMark
    case gridTitle
    case gridCaption
    case time
    case unplaced
    case clashes
    case noClashes
    case hard
    case soft
    case draftState
    case releasedState
    case release
    case releaseName
    case releaseReason
    case releaseRefused
    case solve
    case solving
    case warning

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Agenda",
                fr: "Programme",
                es: "Agenda",
                ar: "جدول الأعمال")
        case .days:
            Forms(
                en: "Days",
                fr: "Jours",
                es: "Días",
                ar: "الأيام")
        case .chooseZone:
            Forms(
                en: "Show times in",
                fr: "Afficher les heures de",
                es: "Mostrar las horas de",
                ar: "عرض الأوقات بتوقيت")
        case .timesShown:
            Forms(
                en: "All times are in {place}, {offset}.",
                fr: "Toutes les heures sont celles de {place}, {offset}.",
                es: "Todas las horas son de {place}, {offset}.",
                ar: "جميع الأوقات بتوقيت {place}، {offset}.")
        case .eventPlace:
            Forms(
                en: "Event: {place}",
                fr: "Événement\u{A0}: {place}",
                es: "Evento: {place}",
                ar: "مكان اللقاء: {place}")
        case .nothing:
            Forms(
                en: "Nothing is planned on this day.",
                fr: "Rien n’est prévu ce jour-là.",
                es: "No hay nada previsto ese día.",
                ar: "لا شيء مقرر في هذا اليوم.")
        case .notPublished:
            Forms(
                en: "The agenda is not published yet.",
                fr: "Le programme n’est pas encore publié.",
                es: "La agenda aún no está publicada.",
                ar: "لم يُنشر جدول الأعمال بعد.")
        case .room:
            Forms(
                en: "Room: {room}",
                fr: "Salle\u{A0}: {room}",
                es: "Sala: {room}",
                ar: "القاعة: {room}")
        case .interpretation:
            Forms(
                en: "Interpretation: {languages}",
                fr: "Interprétation\u{A0}: {languages}",
                es: "Interpretación: {languages}",
                ar: "الترجمة الفورية: {languages}")
        case .version:
            Forms(
                en: "Version {version}, published {date}",
                fr: "Version {version}, publiée le {date}",
                es: "Versión {version}, publicada el {date}",
                ar: "الإصدار {version}، نُشر في {date}")
        case .calendar:
            Forms(
                en: "Calendar file",
                fr: "Fichier calendrier",
                es: "Archivo de calendario",
                ar: "ملف التقويم")
        case .print:
            Forms(
                en: "Print this page from your browser. It fits on A4.",
                fr: "Imprimez cette page depuis votre navigateur. Elle tient sur une page A4.",
                es: "Imprima esta página desde su navegador. Cabe en A4.",
                ar: "يمكن طباعة هذه الصفحة من المتصفح على ورقة A4.")
        case .nextDayMark:
            Forms(
                en: "Ends on {date}",
                fr: "Se termine le {date}",
                es: "Termina el {date}",
                ar: "تنتهي في {date}")
        case .gridTitle:
            Forms(
                en: "Agenda by room",
                fr: "Programme par salle",
                es: "Agenda por sala",
                ar: "جدول الأعمال حسب القاعات")
        case .gridCaption:
            Forms(
                en: "{date}: times down, rooms across",
                fr: "{date}\u{A0}: heures en lignes, salles en colonnes",
                es: "{date}: horas en filas, salas en columnas",
                ar: "{date}: الأوقات في الصفوف والقاعات في الأعمدة")
        case .time:
            Forms(
                en: "Time",
                fr: "Heure",
                es: "Hora",
                ar: "الوقت")
        case .unplaced:
            Forms(
                en: "Not yet placed",
                fr: "Pas encore placées",
                es: "Aún sin lugar",
                ar: "لم تُحدَّد بعد")
        case .clashes:
            Forms(
                en: "Clashes",
                fr: "Conflits",
                es: "Conflictos",
                ar: "التعارضات")
        case .noClashes:
            Forms(
                en: "No clashes on this day.",
                fr: "Aucun conflit ce jour-là.",
                es: "No hay conflictos este día.",
                ar: "لا تعارضات في هذا اليوم.")
        case .hard:
            Forms(
                en: "Must be solved",
                fr: "À résoudre",
                es: "Hay que resolverlo",
                ar: "يجب حلّه")
        case .soft:
            Forms(
                en: "Better avoided",
                fr: "À éviter",
                es: "Mejor evitarlo",
                ar: "يُستحسن تجنّبه")
        case .draftState:
            Forms(
                en: "Draft {version}, not published",
                fr: "Brouillon {version}, non publié",
                es: "Borrador {version}, sin publicar",
                ar: "مسودة {version}، غير منشورة")
        case .releasedState:
            Forms(
                en: "Published as version {version}",
                fr: "Publié en version {version}",
                es: "Publicada como versión {version}",
                ar: "منشور بالإصدار {version}")
        case .release:
            Forms(
                en: "Publish this agenda",
                fr: "Publier ce programme",
                es: "Publicar esta agenda",
                ar: "نشر جدول الأعمال")
        case .releaseName:
            Forms(
                en: "Name of this version",
                fr: "Nom de cette version",
                es: "Nombre de esta versión",
                ar: "اسم هذا الإصدار")
        case .releaseReason:
            Forms(
                en: "Reason, if a clash has to stay",
                fr: "Raison, si un conflit doit rester",
                es: "Razón, si un conflicto debe quedar",
                ar: "السبب، إذا بقي تعارض لا بد منه")
        case .releaseRefused:
            Forms(
                en: "An agenda with a clash that must be solved is not published.",
                fr: "Un programme avec un conflit à résoudre n’est pas publié.",
                es: "No se publica una agenda con un conflicto por resolver.",
                ar: "لا يُنشر جدول أعمال فيه تعارض يجب حلّه.")
        case .solve:
            Forms(
                en: "Propose an agenda",
                fr: "Proposer un programme",
                es: "Proponer una agenda",
                ar: "اقتراح جدول أعمال")
        case .solving:
            Forms(
                en: "The agenda is being worked out. Open this page again in a minute.",
                fr: "Le programme est en calcul. Rouvrez cette page dans une minute.",
                es: "La agenda se está calculando. Abra esta página de nuevo en un minuto.",
                ar: "يجري إعداد جدول الأعمال. يُرجى فتح الصفحة بعد دقيقة.")
        case .warning:
            Forms(
                en: "Warning",
                fr: "Attention",
                es: "Atención",
                ar: "تنبيه")
        }
    }
}
