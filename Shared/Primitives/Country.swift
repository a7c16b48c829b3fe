/// A country or territory by its ISO 3166-1 alpha-3 code.
package struct Country: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Three capital letters.
    package let code: String

    /// Nil for a code that ISO 3166-1 does not assign.
    package init?(_ code: String) {
        guard Self.alpha2ByAlpha3[code] != nil else { return nil }
        self.code = code
    }

    private init(known code: String) {
        self.code = code
    }

    /// The alpha-2 code, which locale data is keyed by.
    package var alpha2: String { Self.alpha2ByAlpha3[self.code] ?? "" }

    /// The 29 countries in which the fund has grantees (handbook of the programme), in its order.
    package static let programme: [Country] =
        """
        AFG BDI BGD COL COD FJI HTI IRQ JOR LBR MWI MLI MMR NGA UGA
        PSE PLW PNG CAF WSM SLB SOM SSD SDN LKA TON UKR VUT YEM
        """
        .split(whereSeparator: \.isWhitespace).map { Country(known: String($0)) }

    package static func < (left: Country, right: Country) -> Bool { left.code < right.code }

    package var description: String { self.code }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let country = Country(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 3166-1 alpha-3 code")
        }
        self = country
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.code)
    }

    // ISO 3166-1 officially assigned codes (Debian iso-codes 4.15): alpha-3 followed by alpha-2.
    private static let alpha2ByAlpha3: [String: String] = {
        var table: [String: String] = [:]
        for pair in assigned.split(whereSeparator: \.isWhitespace) {
            table[String(pair.prefix(3))] = String(pair.suffix(2))
        }
        return table
    }()

    private static let assigned = """
        ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT
        AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO
        BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG
        COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO
        DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB
        GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY
        HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT
        JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY
        LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
        MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA
        NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE
        PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA
        SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR
        SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO
        TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
        VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
        """
}
