package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.operator.app.AppRef;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a ledger keeps for somebody who need not exist yet, or for nobody.
 *
 * @param beneficiary who gets them; null = they are blocked
 * @param note why, in the administrator's words
 */
public record SetAside(String ledger, NumberSet numbers, @Nullable Beneficiary beneficiary, @Nullable String note) {

    /**
     * Whose apps and ports are meant.
     *
     * @param app null = every app of the namespace
     * @param port null = every port of the app
     */
    public record Beneficiary(String namespace, @Nullable String app, @Nullable String port) {

        boolean is(AppRef other, String otherPort) {
            return namespace.equals(other.namespace()) && (app == null || app.equals(other.name()))
                    && (port == null || port.equals(otherPort));
        }

        /** Who is meant more closely is served first: a port before its app, an app before its namespace. */
        int closeness() {
            return (app == null ? 0 : 1) + (port == null ? 0 : 1);
        }

        @Override
        public String toString() {
            return (app == null ? "namespace " + namespace : namespace + "/" + app) + (port == null ? "" : " (port " + port + ")");
        }
    }

    /**
     * Reads one item of a ledger's {@code spec.setAside}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static SetAside of(String ledger, NodePortLedgerSpec.SetAside text) {
        var meant = text.beneficiary();
        return new SetAside(ledger, NumberSet.of(required(text.numbers(), "numbers")),
                meant == null ? null : new Beneficiary(required(meant.namespace(), "for.namespace"), meant.app(), meant.port()),
                text.note());
    }

    /** The schema requires it, but a schema can be changed or bypassed. */
    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("setAside: " + field + " is missing");
        }
        return value;
    }

    boolean isFor(AppRef app, String port) {
        return beneficiary != null && beneficiary.is(app, port);
    }
}
