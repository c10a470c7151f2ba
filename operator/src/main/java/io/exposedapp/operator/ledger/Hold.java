package io.exposedapp.operator.ledger;

/**
 * A Service of the operator's own that keeps a number in the API server's allocator while nobody serves on it. Never "taken" in our eyes.
 *
 * @param namespace the operator's own
 * @param uid the precondition of its deletion
 * @param purpose in a sentence, as it is written on the Service
 */
public record Hold(int number, String namespace, String service, String uid, Owner owner, String purpose) {

    /** With whom it goes: the NodePortReservation of the number, or the NodePortLedger that sets it aside. */
    public record Owner(String kind, String name, String uid) {
    }
}
