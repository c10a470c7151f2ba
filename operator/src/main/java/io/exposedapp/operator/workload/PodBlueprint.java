package io.exposedapp.operator.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.ControllerReference;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pods and revisions as they are to be created. */
public final class PodBlueprint {

    /** Keys of a ControllerRevision's data. */
    public static final String INTENT = "intent";
    public static final String TEMPLATE = "template";

    private static final ObjectMapper TREES = new ObjectMapper();

    private PodBlueprint() {
    }

    /**
     * The template of the pods of a new revision. Pods run under the restricted Pod Security Standard as far as the user's own security
     * context lets them: seccomp on, no privilege escalation, no token for the API server unless a service account is named.
     *
     * @param spec of the app, as it is stored
     * @param aliases further names of container ports, by which a Service still finds them: by alias, the name of the app's port
     */
    public static PodTemplateSpec template(App app, ExposedAppSpec spec, SortedMap<String, String> aliases) {
        // @formatter:off
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                    .withLabels(Labels.child(app.ref().name()))
                .endMetadata()
                .withNewSpec()
                    .withContainers(AppContainer.of(app, spec, aliases))
                    .withVolumes(Objects.requireNonNullElse(spec.volumes(), List.of()))
                    .withImagePullSecrets(Objects.requireNonNullElse(spec.imagePullSecrets(), List.of()))
                    .withServiceAccountName(spec.serviceAccountName())
                    .withAutomountServiceAccountToken(namesServiceAccount(spec))
                    .withEnableServiceLinks(false)
                    .withTerminationGracePeriodSeconds(spec.terminationGracePeriodSeconds())
                    .withRestartPolicy("Always")
                    .withNewSecurityContext()
                        .withNewSeccompProfile().withType("RuntimeDefault").endSeccompProfile()
                    .endSecurityContext()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static boolean namesServiceAccount(ExposedAppSpec spec) {
        var name = spec.serviceAccountName();
        return name != null && !name.isEmpty();
    }

    /**
     * A pod of a revision.
     *
     * @param template of the revision; the stored one, where there is one: all its pods are alike, also after an upgrade of the operator
     * @param slot 0 to 999
     */
    public static Pod pod(App app, PodTemplateSpec template, String revision, int slot) {
        var meta = template.getMetadata();
        var labels = new TreeMap<>(Objects.requireNonNullElse(meta.getLabels(), Map.of()));
        labels.putAll(Labels.ofRevision(app.ref().name(), revision));
        // @formatter:off
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder(meta)
                    .withNamespace(app.ref().namespace())
                    .withName(Names.pod(app.ref().name(), revision, slot))
                    .withLabels(labels)
                    .withOwnerReferences(ControllerReference.of(app.ref(), app.uid()))
                    .build())
                .withSpec(new PodSpecBuilder(template.getSpec()).build())
                .build();
        // @formatter:on
    }

    /**
     * The revision as it is stored.
     *
     * @param number above all of the app's others
     */
    public static ControllerRevision controllerRevision(App app, Revision revision, long number, PodTemplateSpec template) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put(INTENT, revision.intent().text());
        data.set(TEMPLATE, TREES.valueToTree(template));
        // @formatter:off
        return new ControllerRevisionBuilder()
                .withNewMetadata()
                    .withNamespace(app.ref().namespace())
                    .withName(Names.revision(app.ref().name(), revision.hash()))
                    .withLabels(Labels.ofRevision(app.ref().name(), revision.hash()))
                    .withOwnerReferences(ControllerReference.of(app.ref(), app.uid()))
                .endMetadata()
                .withData(data)
                .withRevision(number)
                .build();
        // @formatter:on
    }
}
