package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.CanonicalIntent;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.workload.Owner;
import io.exposedapp.operator.workload.PodBlueprint;
import io.exposedapp.operator.workload.Revision;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A ControllerRevision is read back as it was stored")
class RevisionReadingTest {

    private static final ExposedApp OBJECT = Serialization.unmarshal("""
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web, namespace: shop, uid: web-uid}
            spec:
              image: nginx:1.27
              env: [{name: EMPTY, value: ""}]
              resources: {limits: {cpu: 1500m, memory: 1Gi}}
              terminationGracePeriodSeconds: 45
              volumes: [{name: cache, emptyDir: {}}]
              ports: [{name: http, containerPort: 80}]
            """, ExposedApp.class);
    private static final App APP = App.from(OBJECT);
    private static final Revision REVISION = Revision.of(APP, List.of());
    private static final PodTemplateSpec TEMPLATE = PodBlueprint.template(APP, OBJECT.getSpec(), new TreeMap<>());
    private static final String INTENT = REVISION.intent().text();

    @Test
    @DisplayName("with its intent, so that it keeps its hash, and with its template")
    void roundTrip() {
        // Given
        var stored = stored();

        // When
        var seen = RevisionReading.read(stored).orElseThrow();

        // Then
        assertThat(seen.app()).isEqualTo(new AppRef("shop", "web"));
        assertThat(seen.name()).isEqualTo("web-" + REVISION.hash());
        assertThat(seen.hash()).isEqualTo(REVISION.hash());
        assertThat(seen.number()).isEqualTo(7);
        assertThat(seen.intent()).isEqualTo(REVISION.intent());
        assertThat(seen.portNames()).containsExactly("http");
        assertThat(RevisionReading.template(stored)).contains(TEMPLATE);
        assertThat(seen.createdAt()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(seen.owner("web-uid")).isEqualTo(Owner.OURS);
        assertThat(seen.owner("another-uid")).isEqualTo(Owner.OTHER);
    }

    @Test
    @DisplayName("One of an earlier version, which has the intent as JSON, keeps its hash as well")
    void wholeIntent() {
        // Given
        var stored = stored();
        stored.setData(Map.of("intent", CanonicalIntent.of(OBJECT.getSpec()), "template", TEMPLATE));

        // When
        var seen = RevisionReading.read(throughJson(stored)).orElseThrow();

        // Then
        assertThat(seen.intent()).isEqualTo(REVISION.intent());
    }

    @Test
    @DisplayName("An orphan is nobody's")
    void orphan() {
        // Given
        var stored = stored();
        stored.getMetadata().setOwnerReferences(List.of());

        // When
        var seen = RevisionReading.read(stored).orElseThrow();

        // Then
        assertThat(seen.owner("web-uid")).isEqualTo(Owner.NOBODY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("One that cannot be used is as good as none")
    void unusable(String what, Consumer<ControllerRevision> edit) {
        // Given
        var stored = stored();
        edit.accept(stored);

        // When
        var seen = RevisionReading.read(stored);

        // Then
        assertThat(seen).as(what).isEmpty();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(edit("without labels", r -> r.getMetadata().setLabels(null)),
                edit("of another name", r -> r.getMetadata().setName("web-bbbbbb")),
                edit("with another app's label", r -> r.getMetadata().getLabels().put(Labels.APP, "shop")),
                edit("without number", r -> r.setRevision(null)),
                edit("without data", r -> r.setData(null)),
                edit("with data that is a text", r -> r.setData("intent")),
                edit("without intent", r -> r.setData(Map.of("template", TEMPLATE))),
                edit("with an intent that is no hash", r -> r.setData(Map.of("intent", "sha256:12", "template", TEMPLATE))),
                edit("without template", r -> r.setData(Map.of("intent", INTENT))),
                edit("with a template that is none", r -> r.setData(Map.of("intent", INTENT, "template", List.of("x")))),
                edit("with a template without spec",
                        r -> r.setData(Map.of("intent", INTENT, "template", Map.of("metadata", Map.of())))),
                edit("with a template without containers",
                        r -> r.setData(Map.of("intent", INTENT, "template", Map.of("metadata", Map.of(), "spec", Map.of())))));
    }

    private static Arguments edit(String what, Consumer<ControllerRevision> edit) {
        return Arguments.of(what, edit);
    }

    private static ControllerRevision throughJson(ControllerRevision revision) {
        return Serialization.unmarshal(Serialization.asJson(revision), ControllerRevision.class);
    }

    /** As the API server gives it back: through JSON. */
    private static ControllerRevision stored() {
        var revision = PodBlueprint.controllerRevision(APP, REVISION, 7, TEMPLATE);
        var stored = throughJson(revision);
        stored.getMetadata().setUid("revision-uid");
        stored.getMetadata().setResourceVersion("4711");
        stored.getMetadata().setCreationTimestamp("2026-11-21T12:00:00Z");
        return stored;
    }
}
