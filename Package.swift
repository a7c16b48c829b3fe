// swift-tools-version: 6.2
import PackageDescription

// One configuration for everything of ours (README, "How the house is built"): warnings are errors, so a
// build that passes is a build without warnings.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let hummingbird: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let certificates: [Target.Dependency] = [
    .product(name: "X509", package: "swift-certificates"),
    .product(name: "SwiftASN1", package: "swift-asn1"),
]
let tokens: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let ordered: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let httpParts: [Target.Dependency] = [
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
]
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

/// A library of the shared ground: `Shared/<folder>`.
func shared(_ name: String, folder: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Shared/\(folder ?? name)",
        exclude: name == "Durability" ? ["Migrations"] : [],
        swiftSettings: settings)
}

/// The rooms of one service. Every service has the same ones because this helper has no parameter for others:
/// Domain (pure), Engine (pure, where the service decides something), Store + API + Jobs (the service), Main.
func service(
    _ name: String, executable: String, engine: [Target.Dependency]? = nil, reads contracts: [String] = []
) -> [Target] {
    let folder = "Services/\(name)"
    var targets: [Target] = [
        .target(
            name: "\(name)Domain", dependencies: ["Primitives"], path: "\(folder)/Domain", swiftSettings: settings)
    ]
    var rooms: [Target.Dependency] = [
        "Primitives", "Postgres", "Access", "ServiceKit", "Vault", "Durability", "ServiceClient", logging,
        .target(name: "\(name)Domain"), .target(name: "\(name)Contract"),
    ]
    if let engine {
        targets.append(
            .target(
                name: "\(name)Engine", dependencies: ["Primitives"] + engine, path: "\(folder)/Engine",
                swiftSettings: settings))
        rooms.append(.target(name: "\(name)Engine"))
    }
    rooms += contracts.map { .target(name: "\($0)Contract") }
    targets += [
        .target(
            name: "\(name)Service", dependencies: rooms, path: folder,
            exclude: ["Domain", "Migrations", "Main"] + (engine == nil ? [] : ["Engine"])
                + (name == "TravelBudget" ? ["Reference"] : []),
            sources: ["Store", "API", "Jobs"], swiftSettings: settings),
        .executableTarget(
            name: executable, dependencies: [.target(name: "\(name)Service"), "ServiceKit", "Access"],
            path: "\(folder)/Main", swiftSettings: settings),
    ]
    return targets
}

/// A test target: `Tests/<name>`, with the shared test support.
func tests(_ name: String, _ dependencies: [Target.Dependency], files: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: ["TestSupport"] + dependencies, path: "Tests/\(name)", exclude: files,
        swiftSettings: settings)
}

let package = Package(
    name: "convene",
    products: [
        .executable(name: "applications", targets: ["applications"]),
        .executable(name: "selection", targets: ["selection"]),
        .executable(name: "travel-budget", targets: ["travel-budget"]),
        .executable(name: "scheduling", targets: ["scheduling"]),
        .executable(name: "portal", targets: ["portal"]),
        .executable(name: "convene", targets: ["convene"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["JSON", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // C libraries of the system (README, dependencies table).
        .systemLibrary(
            name: "CLibPQ", path: "Shared/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CCoin", path: "Shared/CCoin", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", path: "Shared/CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),

        .systemLibrary(
            name: "CZlib", path: "Shared/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        shared("Primitives", []),
        shared("Postgres", ["CLibPQ", "Primitives", logging, metrics, lifecycle, deque, ordered]),
        shared("Compression", ["CZlib"]),
        shared("Access", ["Primitives", crypto, tokens, httpTypes] + certificates),
        shared(
            "ServiceKit",
            [
                "Primitives", "Access", "Compression", lifecycle, signals, logging, metrics, configuration, httpTypes,
                crypto, deque, .product(name: "Yams", package: "Yams"),
                .product(name: "SystemPackage", package: "swift-system"),
            ] + [hummingbird] + httpParts + nio + certificates),
        shared("Vault", ["Primitives", crypto]),
        shared("Durability", ["Primitives", "Postgres", "Access", "ServiceKit", "Vault", logging, lifecycle, crypto]),
        shared("ServiceClient", ["Primitives", "Access", logging, httpTypes, httpClient, lifecycle] + nio),
        shared("ApplicationsContract", folder: "Contracts/Applications", ["Primitives", "Access", httpTypes]),
        shared("SelectionContract", folder: "Contracts/Selection", ["Primitives", "Access", httpTypes]),
        shared("TravelBudgetContract", folder: "Contracts/TravelBudget", ["Primitives", "Access", httpTypes]),
        shared("SchedulingContract", folder: "Contracts/Scheduling", ["Primitives", "Access", httpTypes]),
    ]
        + service("Applications", executable: "applications")
        + service("Selection", executable: "selection", engine: ["CCoin"])
        + service("TravelBudget", executable: "travel-budget", engine: ["CXlsxWriter"])
        + service("Scheduling", executable: "scheduling", engine: [])
        + [
            .target(
                name: "PortalService",
                dependencies: [
                    "Primitives", "Postgres", "Access", "ServiceKit", "Durability", "ServiceClient", logging, crypto,
                    "ApplicationsContract", "SelectionContract", "TravelBudgetContract", "SchedulingContract",
                    httpTypes, lifecycle, httpClient, "Compression",
                ],
                path: "Services/Portal", exclude: ["Main", "Migrations"], swiftSettings: settings),
            .executableTarget(
                name: "portal", dependencies: ["PortalService", "ServiceKit", "Access"], path: "Services/Portal/Main",
                swiftSettings: settings),
            .target(
                name: "ConveneCommands",
                dependencies: [
                    "Primitives", "Postgres", "Access", "ServiceKit", "Vault", "Durability", "ServiceClient", arguments,
                    logging,
                    crypto, "ApplicationsContract", "SelectionContract", "TravelBudgetContract", "SchedulingContract",
                    "SelectionEngine", "TravelBudgetEngine", "SchedulingEngine", httpClient,
                ] + certificates + nio,
                path: "Services/Convene", exclude: ["Main"], swiftSettings: settings),
            .executableTarget(
                name: "convene", dependencies: ["ConveneCommands"], path: "Services/Convene/Main",
                swiftSettings: settings),
            .target(
                name: "TestSupport",
                dependencies: [
                    "Primitives", "Postgres", "Access", "ServiceKit", "Vault", "ServiceClient", "Durability", logging,
                    crypto,
                    httpClient, httpTypes, .product(name: "Yams", package: "Yams"),
                    .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
                ] + certificates + nio,
                path: "Tests/Support", swiftSettings: settings),
            tests("PrimitivesTests", ["Primitives"]),
            tests(
                "VaultTests",
                ["Vault", "Durability", "Postgres", "Primitives", "ServiceKit", "Access", crypto, logging]),
            tests("PostgresTests", ["Postgres", "Primitives", logging]),
            tests(
                "ConveneTests",
                [
                    "ConveneCommands", "Access", "Primitives", "Postgres", "Vault", "Durability", arguments, logging,
                    crypto,
                ] + certificates, files: ["Snapshots"]),
            tests("DeploymentTests", ["ConveneCommands", "ServiceKit", "Access", "Primitives"], files: ["Clients"]),
            tests("AccessTests", ["Access", "Primitives", crypto, tokens] + certificates),
            tests(
                "DurabilityTests",
                ["Durability", "Postgres", "Access", "ServiceKit", "Primitives", crypto, httpTypes, logging]),
            tests(
                "ServiceKitTests",
                ["ServiceKit", "ServiceClient", "Access", "Primitives", httpTypes, httpClient, logging, metrics] + nio),
            tests(
                "ApplicationsTests",
                [
                    "ApplicationsDomain", "ApplicationsService", "ApplicationsContract", "ServiceKit", "Access",
                    "Vault", "Durability", "ServiceClient", "Postgres", "Primitives", httpTypes, httpClient,
                    .product(name: "NIOCore", package: "swift-nio"), .product(name: "Yams", package: "Yams"),
                ]),
            tests(
                "PortalTests",
                [
                    "PortalService", "Primitives", "Access", "Postgres", "Durability", "ServiceKit", "ServiceClient",
                    "ApplicationsService", "ApplicationsContract", "Compression", httpTypes, crypto, logging,
                ], files: ["Snapshots", "Fixtures"]),
            tests(
                "SelectionTests",
                [
                    "SelectionDomain", "SelectionService", "SelectionContract", "SelectionEngine", "ServiceKit",
                    "Access", "Vault", "Durability", "ServiceClient", "Postgres", "Primitives", httpTypes,
                ]),
            tests(
                "TravelBudgetTests",
                [
                    "TravelBudgetDomain", "TravelBudgetService", "TravelBudgetContract", "TravelBudgetEngine",
                    "ServiceKit", "Access", "Vault", "Durability", "ServiceClient", "Postgres", "Primitives", httpTypes,
                    logging,
                ]),
            tests(
                "SchedulingTests",
                [
                    "SchedulingDomain", "SchedulingService", "SchedulingContract", "SchedulingEngine", "ServiceKit",
                    "Access", "Durability", "ServiceClient", "Postgres", "Primitives", httpTypes, logging,
                ]),
            tests("SelectionEngineTests", ["SelectionEngine", "Primitives"]),
            tests("SchedulingEngineTests", ["SchedulingEngine", "Primitives"]),
            tests("TravelBudgetEngineTests", ["TravelBudgetEngine", "Primitives"]),
            tests(
                "Benchmarks",
                [
                    "ServiceKit", "Postgres", "Primitives", "Durability", "SelectionEngine", "SchedulingEngine",
                    "ConveneCommands",
                    "ApplicationsContract", "ServiceClient", "Access", logging, httpClient,
                    .product(name: "Hummingbird", package: "hummingbird"),
                    .product(name: "HummingbirdTLS", package: "hummingbird"),
                ] + nio),
            tests(
                "FaultTests",
                [
                    "ConveneCommands", "Access", "Primitives", "Postgres", "ServiceClient", "ServiceKit", "Durability",
                    "ApplicationsContract", "SelectionContract", "TravelBudgetContract", "SchedulingContract",
                    "ApplicationsService", "SelectionService", "TravelBudgetService", "SchedulingService",
                    "PortalService", httpClient, httpTypes, logging, lifecycle,
                    .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
                ]),
            tests(
                "SystemTests",
                [
                    "ConveneCommands", "Access", "Primitives", "ServiceClient", "ServiceKit", "ApplicationsContract",
                    "SelectionContract", "TravelBudgetContract", "SchedulingContract", "Durability", httpTypes,
                ], files: ["Clients"]),
        ]
)

// A build for the thread sanitizer runs Swift's tasks on threads that it can see (.ci/test sets both).
if Context.environment["CONVENE_SANITIZE"] == "thread" {
    package.targets.append(.target(name: "CThreadSanitizer", path: "Tests/CThreadSanitizer"))
    package.targets.first { $0.name == "TestSupport" }?.dependencies.append("CThreadSanitizer")
}

// Day to day one part is enough: CONVENE_ONLY="ApplicationsTests" narrows the package to some targets and what they
// need, so that `swift test` builds nothing else. Unset, as in `make` and CI, everything is there.
if let only = Context.environment["CONVENE_ONLY"], !only.isEmpty {
    var wanted = Set(only.split(separator: ",").map(String.init))
    var count = 0
    while wanted.count != count {
        count = wanted.count
        for target in package.targets where wanted.contains(target.name) {
            for dependency in target.dependencies {
                switch dependency {
                case .byNameItem(let name, _), .targetItem(let name, _): wanted.insert(name)
                default: break
                }
            }
        }
    }
    package.targets.removeAll { !wanted.contains($0.name) }
    package.products.removeAll { product in !package.targets.contains { $0.name == product.name } }
}
