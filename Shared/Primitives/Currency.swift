/// An ISO 4217 currency code with the minor unit that the standard gives it.
///
/// Source: SIX, ISO 4217 maintenance agency, table of 2026-01-01. The minor unit is the standard's, never a
/// locale's: the two differ for AFN, MMK, SOS, YER and IQD.
package struct Currency: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Three capital letters.
    package let code: String

    /// Nil for a code that is not in the table.
    package init?(_ code: String) {
        guard Self.digits[code] != nil else { return nil }
        self.code = code
    }

    private init(known code: String) {
        self.code = code
    }

    package static let usd = Currency(known: "USD")
    package static let eur = Currency(known: "EUR")

    /// Decimal digits of the minor unit: 0 for XOF, 2 for USD, 3 for IQD.
    package var minorUnitDigits: Int { Self.digits[self.code] ?? 2 }

    /// Minor units in one major unit.
    package var minorPerMajor: Int64 { [1, 10, 100, 1_000, 10_000][self.minorUnitDigits] }

    package var description: String { self.code }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let currency = Currency(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 4217 code")
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.code)
    }

    private static let digits: [String: Int] = {
        let table: [(Int, String)] = [
            (
                0,
                """
                BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
                """
            ),
            (
                2,
                """
                AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
                CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
                HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
                MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
                RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
                USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
                """
            ),
            (
                3,
                """
                BHD IQD JOD KWD LYD OMR TND
                """
            ),
            (
                4,
                """
                CLF UYW
                """
            ),
        ]
        var digits: [String: Int] = [:]
        for (count, codes) in table {
            for code in codes.split(whereSeparator: \.isWhitespace) { digits[String(code)] = count }
        }
        return digits
    }()
}
