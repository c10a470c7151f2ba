package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What users do to apps, and to the Services of apps by hand. */
public sealed interface AppStep extends Step {

    AppKey app();

    /** Creates the app, or gives it other ports altogether. */
    record Apply(AppKey app, List<Wish> ports) implements AppStep {

        @Override
        public void perform(Hands hands) {
            if (Wish.valid(ports)) {
                hands.put(hands.app(app).map(existing -> Apps.withPorts(existing, ports)).orElseGet(() -> Apps.of(app, ports)));
            }
        }
    }

    /** Adds the port, or changes the one of its name. */
    record SetPort(AppKey app, Wish port) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> Stream.concat(ports.stream().filter(p -> !p.name().equals(port.name())), Stream.of(port)).toList());
        }
    }

    /** Pins the port, or with null leaves its number to the ledger again. */
    record Pin(AppKey app, String port, @Nullable Integer number) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> ports.stream().map(p -> p.name().equals(port) ? p.pinnedTo(number) : p).toList());
        }
    }

    /** The port is for clients inside the cluster only from here on; a pin goes with it. */
    record HidePort(AppKey app, String port) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> ports.stream().map(p -> p.name().equals(port) ? p.hidden() : p).toList());
        }
    }

    record ExposePort(AppKey app, String port) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> ports.stream().map(p -> p.name().equals(port) ? p.opened() : p).toList());
        }
    }

    record DropPort(AppKey app, String port) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> ports.stream().filter(p -> !p.name().equals(port)).toList());
        }
    }

    record RenamePort(AppKey app, String from, String to) implements AppStep {

        @Override
        public void perform(Hands hands) {
            edit(hands, app, ports -> ports.stream().map(p -> p.name().equals(from) ? p.renamed(to) : p).toList());
        }
    }

    /** Pins the first two ports each to the number that the other is served on. */
    record SwapNumbers(AppKey app) implements AppStep {

        @Override
        public void perform(Hands hands) {
            var served = hands.service(app).map(service -> new ArrayList<>(Numbers.of(service).keySet())).orElseGet(ArrayList::new);
            if (served.size() >= 2) {
                edit(hands, app, ports -> ports.size() < 2
                        ? ports
                        : Stream.concat(Stream.of(ports.get(0).pinnedTo(served.get(1)), ports.get(1).pinnedTo(served.get(0))),
                                ports.stream().skip(2)).toList());
            }
        }
    }

    /** Which ledger new numbers come from, and what becomes of numbers that are given up; null leaves it to the operator and the ledger. */
    record Expose(AppKey app, @Nullable String ledger, @Nullable String reclaimPolicy) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.app(app).ifPresent(existing -> hands.put(Apps.exposed(existing, ledger, reclaimPolicy)));
        }
    }

    record Delete(AppKey app) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.delete(app, false);
        }
    }

    /** {@code kubectl delete --cascade=orphan}. */
    record Orphan(AppKey app) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.delete(app, true);
        }
    }

    /** Deleted and at once created again, as it was. */
    record ReCreate(AppKey app) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.app(app).ifPresent(existing -> {
                hands.delete(app, false);
                hands.put(Apps.again(existing));
            });
        }
    }

    /** The annotation by which the operator lets the app alone, set or removed. */
    record Disable(AppKey app, boolean disabled) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.app(app).ifPresent(existing -> hands.put(Apps.disabled(existing, disabled)));
        }
    }

    /** Somebody deletes the Service, not the app. */
    record DeleteService(AppKey app) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.deleteService(app);
        }
    }

    /** Somebody gives the first port of the Service another number by hand. */
    record EditService(AppKey app, int number) implements AppStep {

        @Override
        public void perform(Hands hands) {
            hands.service(app).filter(service -> !Numbers.of(service).isEmpty()).ifPresent(service -> hands.put(new ServiceBuilder(service)
                    .editSpec().editPort(0).withNodePort(number).endPort().endSpec().build()));
        }
    }

    private static void edit(Hands hands, AppKey key, UnaryOperator<List<Wish>> ports) {
        Optional<ExposedApp> app = hands.app(key);
        app.ifPresent(existing -> {
            var before = Apps.ports(existing);
            var after = ports.apply(before);
            if (Wish.valid(after) && !after.equals(before)) {
                hands.put(Apps.withPorts(existing, after));
            }
        });
    }
}
