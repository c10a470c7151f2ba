package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("Where pins take a label on the namespace")
class PinsInLabelledNamespacesIT {

    private static final String UNPINNED = "{name: http, containerPort: 80}";
    private static final String SECOND = "{name: admin, containerPort: 81, nodePort: 30702}";

    private final GuardedCluster guarded;

    PinsInLabelledNamespacesIT(GuardedCluster guarded) {
        this.guarded = guarded;
    }

    @BeforeEach
    void allLedgersAllow() {
        guarded.ledger("{range: 30700-30799}", 1, "range 30700-30799 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "apply", "apply --server-side"})
    @DisplayName("a pin without it is refused, to a tenant and to an administrator, with what to do")
    void refusedWithoutTheLabel(String command) {
        try (var tenant = guarded.tenant()) {
            // Given
            String app = Person.app("shop", Person.pin(30701), SECOND);
            String namespace = tenant.namespace().name();

            // When
            KubectlResult tenants = tenant.person().writes(app, command);
            KubectlResult administrators = guarded.administrator(namespace).writes(app, command);

            // Then
            String sentence = "http: nodePort 30701, admin: nodePort 30702 are pinned, but namespace " + namespace
                    + " may pin no numbers; leave nodePort out, or have an administrator run: kubectl label namespace " + namespace
                    + " exposedapp.io/pins=allowed";
            assertThat(Person.refusal(tenants)).isEqualTo(sentence);
            assertThat(Person.refusal(administrators)).isEqualTo(sentence);
            assertThat(tenants.stderr()).contains("is forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "apply", "apply --server-side"})
    @DisplayName("an app without pins needs no label")
    void unpinnedApps(String command) {
        try (var tenant = guarded.tenant()) {
            // When
            KubectlResult written = tenant.person().writes(Person.app("shop", UNPINNED), command);

            // Then
            written.orThrow();
        }
    }

    @Test
    @DisplayName("a pin is admitted once the command of the refusal was run, and a tenant cannot run it")
    void theCommandOfTheRefusal() {
        try (var tenant = guarded.tenant()) {
            // Given
            String app = Person.app("shop", Person.pin(30701));
            String sentence = Person.refusal(tenant.person().tries(app));
            String[] command = sentence.substring(sentence.indexOf("kubectl ") + "kubectl ".length()).split(" ");

            // When
            KubectlResult tenants = tenant.person().runs(command);
            guarded.administrator(tenant.namespace().name()).runs(command).orThrow();

            // Then
            assertThat(tenants.stderr()).contains("cannot patch resource \"namespaces\"");
            tenant.person().seesAdmitted(app);
            tenant.person().writes(app, "apply").orThrow();
        }
    }

    @Test
    @DisplayName("an app keeps its pins and stays editable when the label is taken off, but gets no further ones")
    void thePinsThatWereThereBefore() {
        try (var tenant = guarded.pinningTenant()) {
            // Given
            Person person = tenant.person();
            person.writes(Person.app("shop", Person.pin(30701)), "apply").orThrow();
            person.writes(Person.app("unpinned", UNPINNED), "apply").orThrow();
            guarded.administrator(person.namespace()).runs("label", "namespace", person.namespace(), "exposedapp.io/pins-").orThrow();
            person.seesRefused(Person.app("probe", Person.pin(30701)), "may pin no numbers");

            // When
            KubectlResult edited = person.writes(Person.app("shop", Person.pin(30701)).replace("app:1", "app:2"), "apply");

            // Then
            edited.orThrow();
            person.runs("scale", "xapp", "shop", "--replicas=3").orThrow();
            person.writes(Person.app("shop", Person.pin(30701).replace("http", "web")), "replace").orThrow();
            assertThat(Person.refusal(person.writes(Person.app("shop", Person.pin(30701), SECOND), "apply")))
                    .startsWith("admin: nodePort 30702 is pinned, but namespace ");
            assertThat(Person.refusal(person.writes(Person.app("shop", Person.pin(30703)), "replace"))).startsWith("http: nodePort 30703 ");
            assertThat(Person.refusal(person.writes(Person.app("unpinned", Person.pin(30704)), "apply --server-side --force-conflicts")))
                    .startsWith("http: nodePort 30704 ");
        }
    }
}
