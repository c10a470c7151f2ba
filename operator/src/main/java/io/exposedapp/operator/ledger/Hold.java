package io.exposedapp.operator.ledger;

/**
 * A Service of the operator's own that keeps a number in the API server's allocator while nobody serves on it. Never "taken" in our eyes.
 *
 * @param namespace the operator's own
 * @param uid the precondition of its deletion
 * @param owner kind of its owner: the NodePortReservation of the number, or the NodePortLedger that sets it aside
 * @param ownerName name of the owner
 */
public record Hold(int number, String namespace, String service, String uid, String owner, String ownerName) {
}
