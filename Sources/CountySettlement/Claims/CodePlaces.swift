import CaseGrouping

/// Places of codes in the text of a list.
enum CodePlaces {
    /// Calls `body` with the place of the first code, if there is one.
    static func first(in text: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var isFirst = true
        forEachCode(in: text, range) { place in
            if isFirst { body(place) }
            isFirst = false
        }
    }
}
