/// Why a row of claims is rejected, in the order in which the reasons are looked for (1.5).
public enum RejectReason: String, Sendable, CaseIterable {
    /// Another number of fields than the header.
    case badRow
    /// A required field is empty.
    case missingValue
    /// The settlement id came on an earlier row.
    case duplicateClaim
    /// A type or a sex that is none.
    case badCode
    /// A date that cannot be read or does not exist.
    case badDate
    /// A number that cannot be read.
    case badNumber
    /// Discharged before admission.
    case dischargeBeforeAdmission
    /// Discharged after the year's end.
    case outsideYear
    /// Amounts that contradict each other, or that do not fit.
    case amountsInconsistent
    /// No row of institutions.csv holds the code on the admission date.
    case unknownInstitution
    /// No fund of the scheme covers the insurance.
    case noFund
}

/// A rejected row: the reason, and what was found where.
public struct Rejection: Error, Sendable, Hashable {
    /// The stable reason.
    public let reason: RejectReason
    /// What was found, with the column's name.
    public let detail: String

    /// A rejection.
    public init(_ reason: RejectReason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }
}
