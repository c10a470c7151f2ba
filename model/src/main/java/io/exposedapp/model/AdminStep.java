package io.exposedapp.model;

import io.exposedapp.api.v1.NodePortLedger;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;

/** What administrators, other people's Services and time do, and how the operator dies. */
public sealed interface AdminStep extends Step {

    /** A Service that no app owns takes numbers. */
    record ForeignComes(AppKey service, int number) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            if (hands.service(service).isEmpty()) {
                hands.put(foreign(service, number));
            }
        }
    }

    /** Such a Service goes, and no other. */
    record ForeignGoes(AppKey service) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.service(service).filter(AdminStep::isForeign).ifPresent(_ -> hands.deleteService(service));
        }
    }

    /** The entry of a number is deleted, held or resting. */
    record DeleteEntry(int number) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.deleteEntry(number);
        }
    }

    /** The ledger is made, or edited. */
    record EditLedger(String name, Terms terms) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.put(terms.ledger(name));
        }
    }

    record DeleteLedger(String name) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.ledger(name).map(NodePortLedger::getMetadata).ifPresent(_ -> hands.deleteLedger(name));
        }
    }

    record PassTime(Duration time) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.passTime(time);
        }
    }

    /**
     * The operator dies at a write to come.
     *
     * @param write 1 = the next
     * @param answerLost the write is committed, and the operator does not hear of it; else it is never sent
     */
    record Crash(int write, boolean answerLost) implements AdminStep {

        @Override
        public void perform(Hands hands) {
            hands.crash(write, answerLost);
        }
    }

    /** The label of Services that no app has anything to do with. */
    String FOREIGN = "model/foreign";

    private static boolean isForeign(Service service) {
        return service.getMetadata().getLabels() != null && service.getMetadata().getLabels().containsKey(FOREIGN);
    }

    private static Service foreign(AppKey key, int number) {
        // @formatter:off
        return new ServiceBuilder()
                .withNewMetadata()
                    .withNamespace(key.namespace())
                    .withName(key.name())
                    .addToLabels(FOREIGN, "true")
                .endMetadata()
                .withNewSpec()
                    .withType("NodePort")
                    .addNewPort()
                        .withName("web")
                        .withProtocol("TCP")
                        .withPort(80)
                        .withTargetPort(new IntOrString(80))
                        .withNodePort(number)
                    .endPort()
                .endSpec()
                .build();
        // @formatter:on
    }
}
