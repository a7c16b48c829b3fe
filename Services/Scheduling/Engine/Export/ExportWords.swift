import Primitives

/// The few words that exported files need, in the four languages. Everything else in them is data.
package struct ExportWords: Sendable {
    package let agenda: String
    package let time: String
    package let session: String
    package let room: String
    package let languages: String
    package let interpretation: String
    package let version: String
    package let days: String
    package let allTimesIn: String
    package let nothing: String
    /// Monday first.
    package let weekdays: [String]

    package static func of(_ language: Language) -> ExportWords {
        switch language {
        case .english:
            ExportWords(
                agenda: "Agenda", time: "Time", session: "Session", room: "Room", languages: "Languages",
                interpretation: "Interpretation", version: "Version", days: "Days",
                allTimesIn: "All times are local times in", nothing: "No session on this day.",
                weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
        case .french:
            ExportWords(
                agenda: "Programme", time: "Heure", session: "Séance", room: "Salle", languages: "Langues",
                interpretation: "Interprétation", version: "Version", days: "Jours",
                allTimesIn: "Toutes les heures sont les heures locales de",
                nothing: "Aucune séance ce jour-là.",
                weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
        case .spanish:
            ExportWords(
                agenda: "Programa", time: "Hora", session: "Sesión", room: "Sala", languages: "Idiomas",
                interpretation: "Interpretación", version: "Versión", days: "Días",
                allTimesIn: "Todas las horas son horas locales de", nothing: "No hay sesiones este día.",
                weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"])
        case .arabic:
            ExportWords(
                agenda: "جدول الأعمال", time: "الوقت", session: "الجلسة", room: "القاعة", languages: "اللغات",
                interpretation: "الترجمة الفورية", version: "الإصدار", days: "الأيام",
                allTimesIn: "جميع الأوقات بالتوقيت المحلي في", nothing: "لا توجد جلسات في هذا اليوم.",
                weekdays: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"])
        }
    }
}
