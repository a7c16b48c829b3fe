/// What is wrong in an agenda, by the code that the scheduling service gives.
package enum ClashWord: String, CaseIterable, Phrase {
    case roomTaken = "room_taken"
    case personInTwoRooms = "person_in_two_rooms"
    case roomClosed = "room_closed"
    case personNotAvailable = "person_not_available"
    case roomTooSmall = "room_too_small"
    case noInterpreter = "no_interpreter"
    case tooFewBooths = "too_few_booths"
    case roomNotAllowed = "room_not_allowed"
    case dayNotAllowed = "day_not_allowed"
    case wrongSlot = "wrong_slot"
    case doesNotFit = "does_not_fit"
    case orderBroken = "order_broken"
    case parallelToPlenary = "parallel_to_plenary"
    case notPlaced = "not_placed"
    case shortBreak = "short_break"
    case thirdInARow = "third_in_a_row"
    case stepFreeMissing = "step_free_missing"
    case sameThemeParallel = "same_theme_parallel"
    case lateHour = "late_hour"
    case localWeekend = "local_weekend"
    case restDay = "rest_day"
    case moved
    case other

    package var forms: Forms {
        switch self {
        case .roomTaken:
            Forms(
                en: "{room} is used by “{a}” and “{b}” at the same time.",
                fr: "{room} sert à «\u{A0}{a}\u{A0}» et à «\u{A0}{b}\u{A0}» en même temps.",
                es: "{room} está ocupada por «{a}» y «{b}» a la vez.",
                ar: "القاعة {room} محجوزة لجلستي «{a}» و«{b}» في الوقت نفسه.")
        case .personInTwoRooms:
            Forms(
                en: "{person} is in “{a}” and “{b}” at the same time.",
                fr: "{person} est dans «\u{A0}{a}\u{A0}» et «\u{A0}{b}\u{A0}» en même temps.",
                es: "{person} está en «{a}» y «{b}» a la vez.",
                ar: "{person} في جلستي «{a}» و«{b}» في الوقت نفسه.")
        case .roomClosed:
            Forms(
                en: "{room} is closed at the time of “{a}”.",
                fr: "{room} est fermée à l’heure de «\u{A0}{a}\u{A0}».",
                es: "{room} está cerrada a la hora de «{a}».",
                ar: "القاعة {room} مغلقة وقت جلسة «{a}».")
        case .personNotAvailable:
            Forms(
                en: "{person} is not available for “{a}”.",
                fr: "{person} n’est pas disponible pour «\u{A0}{a}\u{A0}».",
                es: "{person} no está disponible para «{a}».",
                ar: "{person} ليس متاحًا لجلسة «{a}».")
        case .roomTooSmall:
            Forms(
                en: "{room} is too small for “{a}”.",
                fr: "{room} est trop petite pour «\u{A0}{a}\u{A0}».",
                es: "{room} es demasiado pequeña para «{a}».",
                ar: "القاعة {room} أصغر من أن تتسع لجلسة «{a}».")
        case .noInterpreter:
            Forms(
                en: "No interpreter is free for “{a}”.",
                fr: "Aucun interprète n’est libre pour «\u{A0}{a}\u{A0}».",
                es: "No hay intérprete libre para «{a}».",
                ar: "لا مترجم متاح لجلسة «{a}».")
        case .tooFewBooths:
            Forms(
                en: "{room} has too few interpretation booths for “{a}”.",
                fr: "{room} a trop peu de cabines d’interprétation pour «\u{A0}{a}\u{A0}».",
                es: "{room} tiene pocas cabinas de interpretación para «{a}».",
                ar: "كبائن الترجمة في {room} لا تكفي لجلسة «{a}».")
        case .roomNotAllowed:
            Forms(
                en: "“{a}” may not be in {room}.",
                fr: "«\u{A0}{a}\u{A0}» ne peut pas être dans {room}.",
                es: "«{a}» no puede estar en {room}.",
                ar: "لا يجوز أن تكون جلسة «{a}» في {room}.")
        case .dayNotAllowed:
            Forms(
                en: "“{a}” is on a day that does not suit it.",
                fr: "«\u{A0}{a}\u{A0}» est un jour qui ne convient pas.",
                es: "«{a}» está en un día que no conviene.",
                ar: "جلسة «{a}» في يوم لا يناسبها.")
        case .wrongSlot:
            Forms(
                en: "“{a}” is not at its fixed time.",
                fr: "«\u{A0}{a}\u{A0}» n’est pas à son heure fixe.",
                es: "«{a}» no está a su hora fija.",
                ar: "جلسة «{a}» ليست في وقتها المحدد.")
        case .doesNotFit:
            Forms(
                en: "“{a}” does not fit before a break or the end of the day.",
                fr: "«\u{A0}{a}\u{A0}» ne tient pas avant une pause ou la fin du jour.",
                es: "«{a}» no cabe antes de una pausa o del fin del día.",
                ar: "لا تتسع الفترة قبل الاستراحة أو نهاية اليوم لجلسة «{a}».")
        case .orderBroken:
            Forms(
                en: "“{a}” must come after “{b}”.",
                fr: "«\u{A0}{a}\u{A0}» doit suivre «\u{A0}{b}\u{A0}».",
                es: "«{a}» debe ir después de «{b}».",
                ar: "يجب أن تأتي جلسة «{a}» بعد جلسة «{b}».")
        case .parallelToPlenary:
            Forms(
                en: "“{a}” is at the same time as the plenary “{b}”.",
                fr: "«\u{A0}{a}\u{A0}» a lieu pendant la plénière «\u{A0}{b}\u{A0}».",
                es: "«{a}» coincide con la plenaria «{b}».",
                ar: "جلسة «{a}» في وقت الجلسة العامة «{b}».")
        case .notPlaced:
            Forms(
                en: "“{a}” has no room and time yet.",
                fr: "«\u{A0}{a}\u{A0}» n’a encore ni salle ni heure.",
                es: "«{a}» aún no tiene sala ni hora.",
                ar: "جلسة «{a}» دون قاعة ووقت حتى الآن.")
        case .shortBreak:
            Forms(
                en: "{person} has a very short break between “{b}” and “{a}”.",
                fr: "{person} a une pause très courte entre «\u{A0}{b}\u{A0}» et «\u{A0}{a}\u{A0}».",
                es: "{person} tiene una pausa muy corta entre «{b}» y «{a}».",
                ar: "لدى {person} استراحة قصيرة جدًا بين «{b}» و«{a}».")
        case .thirdInARow:
            Forms(
                en: "{person} has three or more sessions in a row, up to “{a}”.",
                fr: "{person} a trois séances de suite ou plus, jusqu’à «\u{A0}{a}\u{A0}».",
                es: "{person} tiene tres o más sesiones seguidas, hasta «{a}».",
                ar: "لدى {person} ثلاث جلسات متتالية أو أكثر حتى «{a}».")
        case .stepFreeMissing:
            Forms(
                en: "“{a}” needs a step-free room, and {room} is not.",
                fr: "«\u{A0}{a}\u{A0}» demande une salle sans marche, et {room} ne l’est pas.",
                es: "«{a}» necesita una sala sin escalones y {room} no lo es.",
                ar: "تحتاج جلسة «{a}» إلى قاعة دون درج، و{room} ليست كذلك.")
        case .sameThemeParallel:
            Forms(
                en: "“{a}” and “{b}” share a theme and a time.",
                fr: "«\u{A0}{a}\u{A0}» et «\u{A0}{b}\u{A0}» ont le même thème à la même heure.",
                es: "«{a}» y «{b}» comparten tema y hora.",
                ar: "جلستا «{a}» و«{b}» في موضوع واحد ووقت واحد.")
        case .lateHour:
            Forms(
                en: "“{a}” falls at night for some people who join online.",
                fr: "«\u{A0}{a}\u{A0}» tombe la nuit pour des personnes en ligne.",
                es: "«{a}» cae de noche para algunas personas en línea.",
                ar: "تقع جلسة «{a}» ليلًا لدى بعض المشاركين عبر الإنترنت.")
        case .localWeekend:
            Forms(
                en: "“{a}” falls on the weekend of some people who join online.",
                fr: "«\u{A0}{a}\u{A0}» tombe le week-end de personnes en ligne.",
                es: "«{a}» cae en el fin de semana de algunas personas en línea.",
                ar: "تقع جلسة «{a}» في عطلة بعض المشاركين عبر الإنترنت.")
        case .restDay:
            Forms(
                en: "“{a}” is on a day of rest.",
                fr: "«\u{A0}{a}\u{A0}» est un jour de repos.",
                es: "«{a}» cae en un día de descanso.",
                ar: "جلسة «{a}» في يوم راحة.")
        case .moved:
            Forms(
                en: "“{a}” is not where the published agenda has it.",
                fr: "«\u{A0}{a}\u{A0}» n’est pas là où le programme publié l’indique.",
                es: "«{a}» no está donde indica la agenda publicada.",
                ar: "جلسة «{a}» ليست في موضعها في الجدول المنشور.")
        case .other:
            Forms(
                en: "There is a clash around “{a}”.",
                fr: "Il y a un conflit autour de «\u{A0}{a}\u{A0}».",
                es: "Hay un conflicto en torno a «{a}».",
                ar: "يوجد تعارض حول جلسة «{a}».")
        }
    }
}
