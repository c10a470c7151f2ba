package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class PruneTests {

    private final GitOps gitOps;
    private final User shop;

    PruneTests(GitOps gitOps) {
        this.gitOps = gitOps;
        shop = gitOps.user("shop");
    }

    @Test
    @DisplayName("is pruned: an app with its pods and its Service, and its number rests, which alarms nobody")
    void app() {
        // Given
        var platform = gitOps.platform();
        var added = gitOps.repository().commit("Add an app", files -> files.write("nodeports/short-lived.yaml", """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: short-lived, namespace: shop}
                spec:
                  image: registry.example/shop/short-lived:1
                  ports: [{name: http, containerPort: 80, nodePort: 31333}]
                """));
        platform.seesSettled(added);

        // When
        var removed = gitOps.repository().commit("Remove it", files -> files.remove("nodeports/short-lived.yaml"));

        // Then
        platform.seesSettled(removed);
        platform.mark();
        shop.awaits("its pods and its Service are gone", () -> shop.pods("short-lived").isEmpty() && shop.service("short-lived") == null);
        var entry = shop.seesEntry(31333, "CoolingDown");
        assertThat(entry.getSpec().until()).isNotNull();
        var operators = gitOps.user("exposedapp-system");
        assertThat(operators.seesService("hold-31333").getMetadata().getOwnerReferences()).extracting(owner -> owner.getKind())
                .containsExactly("NodePortReservation");
        var quiet = platform.sinceMark();
        assertThat(quiet.syncs() + quiet.outOfSync()).as("syncs, and how often it was OutOfSync, while the number rests").isZero();
        assertThat(platform.status().conditions()).as("a warning about orphans in the operator's namespace").isEmpty();
    }

    @Test
    @DisplayName("is not alone in being looked at: what nobody owns in the operator's namespace is warned of")
    void stray() {
        // Given
        var operators = gitOps.user("exposedapp-system");

        // When
        operators.kubectl("create", "configmap", "stray");

        // Then
        gitOps.platform().refresh();
        gitOps.platform().sees("a warning about an orphan", status -> status.conditions().stream()
                .anyMatch(condition -> condition.startsWith("OrphanedResourceWarning")));
        operators.kubectl("delete", "configmap", "stray");
        gitOps.platform().refresh();
        gitOps.platform().sees("no warning", status -> status.conditions().isEmpty());
    }

    @Test
    @DisplayName("stays where it carries Prune=false: CRDs and ledgers, and Argo CD says so")
    void kept() {
        // Given
        var platform = gitOps.platform();
        var before = lasting();

        // When
        var lost = gitOps.repository().commit("Lose them", files -> files.remove(GitOps.LASTING));

        // Then
        try {
            platform.seesSyncEnded(lost);
            assertThat(lasting()).as("CRDs and the ledger, after a sync that prunes").isEqualTo(before).hasSize(4);
            var status = platform.sees("knows what is not in Git", s -> s.resource("NodePortLedger", "default").pruning());
            assertThat(status.resource("NodePortLedger", "default").sync()).isEqualTo("OutOfSync");
            assertThat(gitOps.client().apiextensions().v1().customResourceDefinitions().list().getItems())
                    .filteredOn(crd -> crd.getSpec().getGroup().equals("exposedapp.io"))
                    .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations()).containsEntry("argocd.argoproj.io/sync-options",
                            "Prune=false,Delete=false"));
        } finally {
            platform.seesSettled(
                    gitOps.repository().commit("Have them again", files -> files.write(GitOps.LASTING, gitOps.lasting())));
        }
    }

    /** UIDs, by name, of the CRDs and the ledger of which nobody has asked that they go. */
    private Map<String, String> lasting() {
        return Stream.concat(
                gitOps.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                        .filter(crd -> crd.getSpec().getGroup().equals("exposedapp.io")),
                Stream.ofNullable(shop.ledger("default"))).map(HasMetadata::getMetadata)
                .filter(metadata -> metadata.getDeletionTimestamp() == null)
                .collect(Collectors.toMap(ObjectMeta::getName, ObjectMeta::getUid));
    }

    @Test
    @DisplayName("stays where it carries Delete=false, though the Application itself is deleted with all that it has")
    void cascade() {
        // Given
        var repository = gitOps.argoCd().repository();
        var added = repository.commit("Add a ledger", files -> files.write("ledgers/left.yaml", """
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: left, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
                spec: {range: 32300-32309, namespaceSelector: {matchLabels: {nobody: has}}}
                """)
                .write("ledgers/settings.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: left}}"));
        try (var ledgers = gitOps.argoCd().application("left", repository, "ledgers", "shop")) {
            ledgers.seesSettled(added);

            // When
            ledgers.deleteWithAllItHas();

            // Then
            assertThat(gitOps.client().configMaps().inNamespace("shop").withName("left").get()).isNull();
            assertThat(shop.ledger("left")).isNotNull();
            gitOps.cluster().kubectl("delete", "npl", "left").orThrow();
        }
    }
}
