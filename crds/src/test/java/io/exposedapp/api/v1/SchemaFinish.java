package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the generator's annotations cannot say: list keys, rules on names and list items, the order of columns, bounds of Kubernetes' types. */
final class SchemaFinish implements CRDPostProcessor {

    /** Kubernetes has this rule in code, for its own kinds only. */
    private static final String SELECTOR_VALUES = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)";

    private static final int NOT_OBSERVED = -1;

    /** A CRD takes every object of its kind with it: neither a commit that loses its manifest nor a deleted Application may delete it. */
    private static final Map<String, String> KEPT_BY_ARGO_CD = Map.of("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");

    @Override
    public HasMetadata process(HasMetadata generated, String crdVersion) {
        var crd = (CustomResourceDefinition) generated;
        var version = crd.getSpec().getVersions().getFirst();
        var root = new Schema(version.getSchema().getOpenAPIV3Schema());
        switch (crd.getSpec().getNames().getKind()) {
            case "ExposedApp" -> {
                common(version, root, ExposedApp.class, ExposedAppSpec.class);
                app(root);
                status(root, ExposedAppStatus.class);
            }
            case "NodePortLedger" -> {
                common(version, root, NodePortLedger.class, NodePortLedgerSpec.class);
                root.at("spec.excluded").listType("set");
                root.at("spec.excluded[]").rule(NumberRules.NUMBERS, NumberRules.NUMBERS_MESSAGE);
                root.at("spec.setAside[].numbers").listType("set");
                root.at("spec.setAside[].numbers[]").rule(NumberRules.NUMBERS, NumberRules.NUMBERS_MESSAGE);
                root.at("spec.namespaceSelector.matchExpressions").at("[]").require("key", "operator");
                root.at("spec.namespaceSelector.matchExpressions[].operator").oneOf(List.of("In", "NotIn", "Exists", "DoesNotExist"));
                root.at("spec.namespaceSelector.matchExpressions[]").rule(SELECTOR_VALUES,
                        "In and NotIn need values, Exists and DoesNotExist take none");
                status(root, NodePortLedgerStatus.class);
            }
            case "NodePortReservation" -> {
                common(version, root, NodePortReservation.class, NodePortReservationSpec.class);
                reservation(root);
            }
            default -> throw new IllegalArgumentException("no such kind: " + crd.getSpec().getNames().getKind());
        }
        crd.getMetadata().setAnnotations(KEPT_BY_ARGO_CD);
        KubernetesTypes.bound(root);
        return crd;
    }

    private static void common(CustomResourceDefinitionVersion version, Schema root, Class<?> kind, Class<?> spec) {
        root.describe(description(kind));
        root.at("spec").describe(description(spec));
        root.require("spec");
        // A record's component is annotated as a field and as an accessor, and the generator counts both.
        root.everyNode(node -> node.setXKubernetesValidations(node.getXKubernetesValidations().stream().distinct().toList()));
        // The generator sorts columns by their path; people read them in the order in which the class declares them.
        var order = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class)).map(AdditionalPrinterColumn::name).toList();
        version.setAdditionalPrinterColumns(version.getAdditionalPrinterColumns().stream()
                .sorted(Comparator.comparingInt(column -> order.indexOf(column.getName()))).toList());
        // The API server leaves it out where it is 0, and Argo CD would see a difference, and sync the CRD, for ever.
        version.getAdditionalPrinterColumns().stream().filter(column -> Integer.valueOf(0).equals(column.getPriority()))
                .forEach(column -> column.setPriority(null));
    }

    private static void app(Schema root) {
        root.name().rule(NameRules.DNS_LABEL, NameRules.DNS_LABEL_MESSAGE);
        root.name().rule(NameRules.APP_LENGTH, NameRules.APP_LENGTH_MESSAGE);
        root.name().rule(NameRules.NOT_INTERNAL, NameRules.NOT_INTERNAL_MESSAGE);
        root.at("spec").rule(RolloutRules.DRAIN_FITS, RolloutRules.DRAIN_FITS_MESSAGE, ".rollout.drainSeconds");
        root.at("spec").rule(RolloutRules.ONE_PRE_STOP, RolloutRules.ONE_PRE_STOP_MESSAGE, ".rollout.drainSeconds");
        root.at("spec.rollout.restartedAt").format("date-time");
        root.at("spec.ports").listMap("name");
        root.at("spec.env").listMap("name");
        root.at("spec.imagePullSecrets").listMap("name");
        root.at("spec.volumes").listMap("name");
        root.at("spec.volumeMounts").listMap("mountPath");
        root.at("status.ports").listMap("name");
    }

    private static void reservation(Schema root) {
        root.name().rule(NumberRules.ENTRY_NAME, NumberRules.ENTRY_NAME_MESSAGE);
        root.at("spec.holder.ports").listMap("name");
        root.at("spec.since").format("date-time");
        root.at("spec.until").format("date-time");
        root.drop("status");
    }

    private static void status(Schema root, Class<?> status) {
        root.at("status").describe(description(status));
        // Before the operator has looked, kstatus compares -1 with the generation, and says InProgress; without a status it says Current.
        root.at("status").defaultsTo(JsonNodeFactory.instance.objectNode().put("observedGeneration", NOT_OBSERVED));
        root.at("status.observedGeneration").atLeast(NOT_OBSERVED);
        var conditions = root.at("status.conditions");
        conditions.listMap("type");
        conditions.at("[]").require("lastTransitionTime", "message", "reason", "status", "type");
        conditions.at("[].status").oneOf(List.of("True", "False", "Unknown"));
        conditions.at("[].lastTransitionTime").format("date-time");
    }

    private static String description(Class<?> type) {
        return type.getAnnotation(JsonClassDescription.class).value();
    }
}
