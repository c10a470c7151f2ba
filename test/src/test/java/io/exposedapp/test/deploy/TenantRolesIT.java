package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("What tenants may do with apps")
class TenantRolesIT {

    private static final String APPS = "exposedapps.exposedapp.io";
    private static final List<String> READ = List.of("get " + APPS, "list " + APPS, "watch " + APPS, "get " + APPS + "/status",
            "get " + APPS + "/scale");
    private static final List<String> WRITE = List.of("create " + APPS, "update " + APPS, "patch " + APPS, "delete " + APPS,
            "deletecollection " + APPS, "update " + APPS + "/scale", "patch " + APPS + "/scale");
    private static final List<String> THE_OPERATORS = List.of("update " + APPS + "/status", "patch " + APPS + "/status",
            "update " + APPS + "/finalizers", "get nodeportreservations.exposedapp.io", "create nodeportreservations.exposedapp.io",
            "get nodeportledgers.exposedapp.io", "update nodeportledgers.exposedapp.io");

    private final Installation installation;

    TenantRolesIT(Installation installation) {
        this.installation = installation;
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "edit", "exposedapp-edit"})
    @DisplayName("with a role that edits: everything with apps of the namespace, nothing that is the operator's")
    void editors(String role) {
        try (TestNamespace namespace = TestNamespace.create(installation.client(), role)) {
            // Given
            Caller editor = bound(role, namespace);

            // When
            editor.seesAllowed("create", APPS, namespace.name());

            // Then
            assertThat(Stream.of(READ, WRITE).flatMap(List::stream)).allMatch(what -> may(editor, what, namespace.name()));
            assertThat(THE_OPERATORS).noneMatch(what -> may(editor, what, namespace.name()));
            assertThat(READ).noneMatch(what -> may(editor, what, "kube-system"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "exposedapp-view"})
    @DisplayName("with a role that views: read apps of the namespace, no more")
    void viewers(String role) {
        try (TestNamespace namespace = TestNamespace.create(installation.client(), role)) {
            // Given
            Caller viewer = bound(role, namespace);

            // When
            viewer.seesAllowed("get", APPS, namespace.name());

            // Then
            assertThat(READ).allMatch(what -> may(viewer, what, namespace.name()));
            assertThat(Stream.of(WRITE, THE_OPERATORS).flatMap(List::stream)).noneMatch(what -> may(viewer, what, namespace.name()));
        }
    }

    @Test
    @DisplayName("with an app of theirs: kubectl scale it")
    void scale() {
        try (TestNamespace namespace = TestNamespace.create(installation.client(), "scale")) {
            // Given
            Caller editor = bound("edit", namespace);
            editor.seesAllowed("create", APPS, namespace.name());
            String app = Manifest.EXAMPLES.resolve("order-service.yaml").toString();
            installation.kubectl("apply", "--as", editor.user(), "-n", namespace.name(), "-f", app).orThrow();

            // When
            installation.kubectl("scale", "xapp", "order-service", "--replicas=5", "--as", editor.user(), "-n", namespace.name()).orThrow();

            // Then
            String replicas = installation
                    .kubectl("get", "xapp", "order-service", "-n", namespace.name(), "-o", "jsonpath={.spec.replicas}").orThrow();
            assertThat(replicas).isEqualTo("5");
        }
    }

    @Test
    @DisplayName("with the ledger viewer's role, bound as its comment says: read who holds which number, in the whole cluster")
    void ledgerViewers() {
        // Given
        Caller viewer = new Caller(installation.client(), "lea", List.of("ledger-viewers", "system:authenticated"));
        String binding = "ledger-viewers";

        try {
            // When
            installation
                    .kubectl("create", "clusterrolebinding", binding, "--clusterrole=exposedapp-ledger-viewer", "--group=ledger-viewers")
                    .orThrow();

            // Then
            viewer.seesAllowed("get", "nodeportledgers.exposedapp.io", null);
            for (String kind : List.of("nodeportledgers.exposedapp.io", "nodeportreservations.exposedapp.io")) {
                assertThat(Stream.of("get", "list", "watch")).allMatch(verb -> viewer.may(verb, kind, null));
                assertThat(Stream.of("create", "update", "patch", "delete", "deletecollection"))
                        .noneMatch(verb -> viewer.may(verb, kind, null));
            }
            assertThat(READ).noneMatch(what -> may(viewer, what, "kube-system"));
        } finally {
            installation.kubectl("delete", "clusterrolebinding", binding).orThrow();
        }
    }

    /** Somebody who has this ClusterRole in this namespace. */
    private Caller bound(String role, TestNamespace namespace) {
        Caller person = Caller.person(installation.client(), role + "-in-" + namespace.name());
        installation.kubectl("create", "rolebinding", role, "-n", namespace.name(), "--clusterrole=" + role, "--user=" + person.user())
                .orThrow();
        return person;
    }

    private static boolean may(Caller caller, String verbAndResource, String namespace) {
        String[] parts = verbAndResource.split(" ", 2);
        return caller.may(parts[0], parts[1], namespace);
    }
}
