// swift-tools-version: 6.2
import PackageDescription

/// What every target is held to: Swift 6 language mode, strict memory safety, and imports that say how far they reach.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "county-settlement",
    products: [
        .library(
            name: "CountySettlement",
            targets: ["ExactAmounts", "CaseGrouping", "CountySettlement", "SettlementReplay"]),
        .executable(name: "settle", targets: ["settle"]),
        .executable(name: "settlement-benchmark", targets: ["settlement-benchmark"]),
    ],
    targets: [
        // The layers, lowest first. Each names every layer that it imports, and nothing imports upward.
        .target(name: "ExactAmounts", swiftSettings: strict),
        .target(name: "CaseGrouping", dependencies: ["ExactAmounts"], swiftSettings: strict),
        .target(
            name: "CountySettlement", dependencies: ["ExactAmounts", "CaseGrouping"], swiftSettings: strict),
        .target(
            name: "SettlementReplay", dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement"],
            swiftSettings: strict),
        .executableTarget(
            name: "settle", dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement", "SettlementReplay"],
            swiftSettings: strict),
        .executableTarget(
            name: "settlement-benchmark",
            dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement", "SettlementReplay"],
            path: "Benchmarks/settlement-benchmark", swiftSettings: strict),

        .testTarget(name: "ExactAmountsTests", dependencies: ["ExactAmounts"], swiftSettings: strict),
        .testTarget(
            name: "CaseGroupingTests", dependencies: ["ExactAmounts", "CaseGrouping"], swiftSettings: strict),
        .testTarget(
            name: "CountySettlementTests", dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement"],
            swiftSettings: strict),
        // What a client of the library sees: public declarations alone.
        .testTarget(
            name: "EmbeddingTests", dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement"],
            swiftSettings: strict),
        .testTarget(
            name: "SettlementReplayTests",
            dependencies: ["ExactAmounts", "CaseGrouping", "CountySettlement", "SettlementReplay"],
            swiftSettings: strict),
    ]
)
