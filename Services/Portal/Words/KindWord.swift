/// The kinds of things that the programme convenes, by the code that the services use.
package enum KindWord: String, CaseIterable, Phrase {
    case globalConvening = "global_convening"
    case webinar
    case peerExchangeSession = "peer_exchange_session"
    case knowledgeCafe = "knowledge_cafe"
    case mentorshipScheme = "mentorship_scheme"
    case researchCollaboration = "research_collaboration"
    case research
    case workshop
    case workingGroupMeeting = "working_group_meeting"
    case workingGroup = "working_group"
    case learning
    case peerExchange = "peer_exchange"
    case consultation
    case social
    case learningSession = "learning_session"
    case writtenConsultation = "written_consultation"
    case plenary
    case mentorship
    case `break`
    case session

    package var forms: Forms {
        switch self {
        case .globalConvening:
            Forms(
                en: "Global convening",
                fr: "Rencontre mondiale",
                es: "Encuentro global",
                ar: "لقاء عالمي")
        case .webinar:
            Forms(
                en: "Webinar",
                fr: "Webinaire",
                es: "Seminario web",
                ar: "ندوة عبر الإنترنت")
        case .peerExchangeSession:
            Forms(
                en: "Peer exchange session",
                fr: "Séance d’échange entre pairs",
                es: "Sesión de intercambio entre pares",
                ar: "جلسة تبادل بين الأقران")
        case .knowledgeCafe:
            Forms(
                en: "Knowledge café",
                fr: "Café des savoirs",
                es: "Café del conocimiento",
                ar: "مقهى المعرفة")
        case .mentorshipScheme:
            Forms(
                en: "Mentorship",
                fr: "Mentorat",
                es: "Mentoría",
                ar: "برنامج الإرشاد")
        case .researchCollaboration:
            Forms(
                en: "Research collaboration",
                fr: "Collaboration de recherche",
                es: "Colaboración en investigación",
                ar: "تعاون بحثي")
        case .research:
            Forms(
                en: "Research forum",
                fr: "Forum de recherche",
                es: "Foro de investigación",
                ar: "منتدى البحوث")
        case .workshop:
            Forms(
                en: "Training workshop",
                fr: "Atelier de formation",
                es: "Taller de formación",
                ar: "ورشة تدريبية")
        case .workingGroupMeeting:
            Forms(
                en: "Working group meeting",
                fr: "Réunion de groupe de travail",
                es: "Reunión de grupo de trabajo",
                ar: "اجتماع فريق عمل")
        case .workingGroup:
            Forms(
                en: "Working group",
                fr: "Groupe de travail",
                es: "Grupo de trabajo",
                ar: "فريق عمل")
        case .learning:
            Forms(
                en: "Learning session",
                fr: "Séance d’apprentissage",
                es: "Sesión de aprendizaje",
                ar: "جلسة تعلّم")
        case .peerExchange:
            Forms(
                en: "Peer exchange session",
                fr: "Séance d’échange entre pairs",
                es: "Sesión de intercambio entre pares",
                ar: "جلسة تبادل بين الأقران")
        case .consultation:
            Forms(
                en: "Consultation",
                fr: "Consultation",
                es: "Consulta",
                ar: "مشاورة")
        case .social:
            Forms(
                en: "Social time",
                fr: "Moment convivial",
                es: "Momento social",
                ar: "لقاء اجتماعي")
        case .learningSession:
            Forms(
                en: "Learning session",
                fr: "Séance d’apprentissage",
                es: "Sesión de aprendizaje",
                ar: "جلسة تعلّم")
        case .writtenConsultation:
            Forms(
                en: "Written consultation",
                fr: "Consultation écrite",
                es: "Consulta escrita",
                ar: "مشاورة مكتوبة")
        case .plenary:
            Forms(
                en: "Plenary",
                fr: "Séance plénière",
                es: "Sesión plenaria",
                ar: "جلسة عامة")
        case .mentorship:
            Forms(
                en: "Mentorship session",
                fr: "Séance de mentorat",
                es: "Sesión de mentoría",
                ar: "جلسة الإرشاد")
        case .break:
            Forms(
                en: "Break",
                fr: "Pause",
                es: "Pausa",
                ar: "استراحة")
        case .session:
            Forms(
                en: "Session",
                fr: "Séance",
                es: "Sesión",
                ar: "جلسة")
        }
    }
}
