package io.exposedapp.operator.status;

/** Types of conditions; {@link #text()} is how the API spells them. */
public enum ConditionType {

    /** Every port has the number that it should have, in the ledger. */
    PORTS_RESERVED,

    /** Every port is served on its number by the app's Service. */
    EXPOSED,

    /** As many pods as wanted are available, of whichever revision. */
    AVAILABLE,

    /** The pods are on their way to the current revision and number, or have arrived. */
    PROGRESSING,

    /** Of an app the sum of all the others; of a ledger, that it does what its spec asks: it grants numbers, or is suspended. */
    READY,

    /** True when the user must act: what kstatus, Flux and Helm read as failed. */
    STALLED,

    /** Of a ledger: no number is free. */
    EXHAUSTED,

    /** Of a ledger: another one has some of its numbers too. */
    OVERLAPPING;

    public String text() {
        return CamelCase.of(this);
    }
}
