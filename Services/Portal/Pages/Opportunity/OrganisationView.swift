/// Asks once about the organisation, before the first application.
package struct OrganisationView: PageView {
    /// Id of the call that is applied for.
    package let call: String
    package let fields: [FormField]

    package init(call: String, fields: [FormField]) {
        self.call = call
        self.fields = fields
    }

    package func title(_ words: Words) -> Prose { words(FormWord.organisation) }
    package var problems: [FieldProblem] { self.fields.compactMap(\.problem) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        html.p(page.words(FormWord.organisationLead))
        html.form(page.path(.applicant(self.call)), page) {
            html.fields(self.fields, page.words)
            html.tag(.div, .class("buttons")) { html.submit(page.words(CommonWord.saveAndContinue)) }
        }
        html.p(page.words(CommonWord.sessionEnding), class: "quiet")
    }
}
