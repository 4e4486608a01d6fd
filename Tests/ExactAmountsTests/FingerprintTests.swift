import ExactAmounts
import Testing

@Suite("Fingerprint") struct FingerprintTests {
    static func fingerprint(_ texts: [String]) -> Fingerprint {
        var fingerprint = Fingerprint()
        for text in texts { fingerprint.combine(text.utf8) }
        return fingerprint
    }

    @Test func `equal texts have equal fingerprints, and short texts that differ have different ones`() {
        let all = Array(texts(over: ["a", "b", "\0", "诊"], upTo: 5))
        #expect(Set(all.map { Self.fingerprint([$0]) }).count == all.count)
        expectForAll(all) { Self.fingerprint([$0]) == Self.fingerprint([$0]) }
    }

    @Test func `where one text ends and the next begins matters, and so does their order`() {
        let cuts = [
            ["abc"], ["ab", "c"], ["a", "bc"], ["", "abc"], ["abc", ""], ["c", "ab"], ["a", "b", "c"], [],
        ]
        #expect(Set(cuts.map(Self.fingerprint)).count == cuts.count)
    }

    @Test func `it prints as thirty-two digits, the same in every process`() {
        #expect(Fingerprint().description == "cbf29ce48422232584222325cbf29ce4")
        #expect(Fingerprint(high: 1, low: 0).description == "00000000000000010000000000000000")
        #expect(Self.fingerprint(["scheme.json", "2022"]).description == "611d9128d0bea9cbffd6b3619e824590")
    }
}
