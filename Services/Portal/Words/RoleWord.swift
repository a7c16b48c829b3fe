/// What people do in the programme.
package enum RoleWord: String, CaseIterable, Phrase {
    case applicant
    case committeeMember = "committee_member"
    case chair
    case logistics
    case finance
    case administrator
    case auditor

    /// As the services write it.
    package var code: String { String(self.rawValue.map { $0 == "_" ? "-" : $0 }) }

    package var forms: Forms {
        switch self {
        case .applicant:
            Forms(
                en: "Applicant",
                fr: "Candidature",
                es: "Solicitante",
                ar: "مقدِّم الطلب")
        case .committeeMember:
            Forms(
                en: "Committee member",
                fr: "Membre du comité",
                es: "Miembro del comité",
                ar: "عضو اللجنة")
        case .chair:
            Forms(
                en: "Chair",
                fr: "Présidence",
                es: "Presidencia",
                ar: "رئاسة اللجنة")
        case .logistics:
            Forms(
                en: "Logistics",
                fr: "Logistique",
                es: "Logística",
                ar: "الشؤون اللوجستية")
        case .finance:
            Forms(
                en: "Finance",
                fr: "Finances",
                es: "Finanzas",
                ar: "الشؤون المالية")
        case .administrator:
            Forms(
                en: "Administrator",
                fr: "Administration",
                es: "Administración",
                ar: "الإدارة")
        case .auditor:
            Forms(
                en: "Auditor",
                fr: "Audit",
                es: "Auditoría",
                ar: "التدقيق")
        }
    }
}
