import Primitives

/// Invented sentences in one language. `{place}` and `{n}` are filled in, so that no two answers are the same.
struct DemoPhrases: Sendable {
    let names: [String]
    let places: [String]
    let people: [String]
    let roles: [String]
    let changes: [String]
    let difficulties: [String]
    let learnings: [String]

    static func fill(_ text: String, place: String, number: Int) -> String {
        text.replacing("{place}", with: place).replacing("{n}", with: "\(number)")
    }

    static func of(_ language: Language) -> DemoPhrases {
        switch language {
        case .english: self.english
        case .french: self.french
        case .spanish: self.spanish
        case .arabic: self.arabic
        }
    }

    private static let english = DemoPhrases(
        names: [
            "Sisters for {place} {n}", "Hands of Peace {n}", "Women Mediators {n}", "{place} Women's Circle {n}",
            "Rising Voices {n}", "Garden of Hope {n}",
        ],
        places: ["River Town", "Hill Market", "Lakeside", "North Gate", "Palm Bay", "Old Bridge"],
        people: ["A. Example", "B. Sample", "M. Invented", "R. Imagined", "S. Nobody"],
        roles: ["Coordinator", "Programme lead", "Treasurer", "Founder"],
        changes: [
            "In {place}, {n} women sat at the water committee for the first time and the wells are open again.",
            "Two villages near {place} signed a market agreement after {n} meetings led by women mediators.",
            "We trained {n} women in {place} to document violence safely; three cases reached the court.",
            "The council of {place} adopted a local action plan; {n} women wrote it with us.",
        ],
        difficulties: [
            "Roads close in the rainy season and travel takes days.",
            "Funds arrive late, so volunteers carry the work alone for months.",
            "Some families fear that their daughters are seen at our meetings.",
        ],
        learnings: [
            "We want to learn how others keep their records safe.",
            "We would share how we mediate between herders and farmers.",
            "We look for ways to be heard in national planning.",
        ])

    private static let french = DemoPhrases(
        names: [
            "Femmes debout de {place} {n}", "Sœurs de la paix {n}", "Cercle des médiatrices {n}",
            "Voix solidaires {n}", "Mains tendues {n}",
        ],
        places: ["Rive-Claire", "Colline-Haute", "Port-Calme", "Vieux-Pont", "Grand-Marché"],
        people: ["A. Exemple", "B. Modèle", "M. Fictive", "R. Imaginée"],
        roles: ["Coordinatrice", "Chargée de programme", "Trésorière", "Fondatrice"],
        changes: [
            "À {place}, {n} femmes siègent au comité de l’eau pour la première fois et les puits sont rouverts.",
            "Deux villages près de {place} ont signé un accord après {n} rencontres menées par des médiatrices.",
            "Nous avons formé {n} femmes de {place} à documenter les violences sans se mettre en danger.",
            "Le conseil de {place} a adopté un plan d’action local, écrit avec {n} femmes.",
        ],
        difficulties: [
            "Les routes sont coupées en saison des pluies.",
            "Les fonds arrivent tard et les bénévoles portent seules le travail.",
            "Certaines familles craignent que leurs filles soient vues à nos réunions.",
        ],
        learnings: [
            "Nous voulons apprendre à protéger nos archives.",
            "Nous partagerions notre manière de mener une médiation entre éleveurs et agriculteurs.",
            "Nous cherchons comment peser dans la planification nationale.",
        ])

    private static let spanish = DemoPhrases(
        names: [
            "Mujeres de {place} {n}", "Tejedoras de paz {n}", "Círculo de mediadoras {n}", "Voces unidas {n}",
            "Manos que siembran {n}",
        ],
        places: ["Río Claro", "Alto Verde", "Puerto Sereno", "Puente Viejo", "La Vega"],
        people: ["A. Ejemplo", "B. Muestra", "M. Ficticia", "R. Imaginada"],
        roles: ["Coordinadora", "Responsable de programa", "Tesorera", "Fundadora"],
        changes: [
            "En {place}, {n} mujeres entraron por primera vez en el comité de agua y los pozos volvieron a abrirse.",
            "Dos veredas cerca de {place} firmaron un acuerdo tras {n} encuentros guiados por mediadoras.",
            "Formamos a {n} mujeres de {place} para documentar la violencia sin ponerse en riesgo.",
            "El concejo de {place} aprobó un plan de acción local que escribieron {n} mujeres.",
        ],
        difficulties: [
            "Los caminos se cierran en época de lluvias.",
            "Los fondos llegan tarde y las voluntarias sostienen solas el trabajo.",
            "Algunas familias temen que sus hijas sean vistas en nuestras reuniones.",
        ],
        learnings: [
            "Queremos aprender a proteger nuestros archivos.",
            "Compartiríamos cómo mediamos por el uso de la tierra.",
            "Buscamos cómo ser escuchadas en la planificación nacional.",
        ])

    private static let arabic = DemoPhrases(
        names: [
            "نساء {place} {n}", "شبكة وسيطات السلام {n}", "دائرة النساء {n}", "أصوات متضامنة {n}", "أيادي الأمل {n}",
        ],
        places: ["ضفة النهر", "التل العالي", "الميناء الهادئ", "الجسر القديم", "السوق الكبير"],
        people: ["أ. مثال", "ب. نموذج", "م. خيالية", "ر. افتراضية"],
        roles: ["منسقة", "مسؤولة برنامج", "أمينة صندوق", "مؤسسة"],
        changes: [
            "في {place} شاركت {n} امرأة لأول مرة في لجنة المياه وفُتحت الآبار من جديد.",
            "وقّعت قريتان قرب {place} اتفاقًا بعد {n} لقاءً قادتها وسيطات.",
            "دربنا {n} امرأة في {place} على توثيق العنف بأمان.",
            "اعتمد مجلس {place} خطة عمل محلية كتبتها {n} امرأة معنا.",
        ],
        difficulties: [
            "تنقطع الطرق في موسم الأمطار.", "تصل الأموال متأخرة فتتحمل المتطوعات العمل وحدهن.",
            "تخشى بعض الأسر أن تُرى بناتها في اجتماعاتنا.",
        ],
        learnings: [
            "نريد أن نتعلم كيف نحمي سجلاتنا.", "نود أن نشارك طريقتنا في الوساطة حول المياه.",
            "نبحث عن سبل لإيصال صوتنا في التخطيط الوطني.",
        ])
}
