package io.exposedapp.operator.workload;

import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.DefaultProbe;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.app.Port;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The app's container: what the user said, and what makes it safe to expose where the user said nothing. */
final class AppContainer {

    /** Longer than kube-proxies need to stop sending new connections to a pod that goes. */
    private static final long DRAIN_SECONDS = 5;

    /** Of a pod that says nothing. */
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private AppContainer() {
    }

    static Container of(App app, ExposedAppSpec spec, SortedMap<String, String> aliases) {
        // @formatter:off
        return new ContainerBuilder()
                .withName(Names.CONTAINER)
                .withImage(spec.image())
                .withImagePullPolicy(spec.imagePullPolicy())
                .withCommand(orEmpty(spec.command()))
                .withArgs(orEmpty(spec.args()))
                .withEnv(orEmpty(spec.env()))
                .withEnvFrom(orEmpty(spec.envFrom()))
                .withResources(spec.resources())
                .withVolumeMounts(orEmpty(spec.volumeMounts()))
                .withPorts(ports(app, aliases))
                .withLivenessProbe(spec.livenessProbe())
                .withReadinessProbe(readiness(spec))
                .withStartupProbe(spec.startupProbe())
                .withLifecycle(lifecycle(spec))
                .withSecurityContext(security(spec.securityContext()))
                .build();
        // @formatter:on
    }

    /** An alias is one more port of the same number: Kubernetes lets a container port have several names. */
    private static List<ContainerPort> ports(App app, SortedMap<String, String> aliases) {
        var named = app.ports().stream().map(port -> port(port.name(), port));
        var again = aliases.entrySet().stream()
                .flatMap(alias -> app.port(alias.getValue()).map(port -> port(alias.getKey(), port)).stream());
        return Stream.concat(named, again).toList();
    }

    private static ContainerPort port(String name, Port port) {
        return new ContainerPortBuilder().withName(name).withContainerPort(port.containerPort()).withProtocol(port.protocol())
                .build();
    }

    private static @Nullable Probe readiness(ExposedAppSpec spec) {
        return DefaultProbe.port(spec)
                .map(p -> new ProbeBuilder().withNewTcpSocket().withNewPort(p.name()).endTcpSocket().withPeriodSeconds(2)
                        .withFailureThreshold(3).build())
                .orElse(spec.readinessProbe());
    }

    /** A pod that goes still serves for a while: connections already on their way are not refused. */
    private static @Nullable Lifecycle lifecycle(ExposedAppSpec spec) {
        var said = spec.lifecycle();
        var seconds = drainSeconds(spec);
        if (seconds <= 0 || (said != null && said.getPreStop() != null)) {
            return said;
        }
        var lifecycle = said == null ? new LifecycleBuilder() : new LifecycleBuilder(said);
        return lifecycle.withPreStop(drain(seconds)).build();
    }

    private static long drainSeconds(ExposedAppSpec spec) {
        var rollout = spec.rollout();
        if (rollout != null && rollout.drainSeconds() != null) {
            return rollout.drainSeconds();
        }
        var grace = Objects.requireNonNullElse(spec.terminationGracePeriodSeconds(), DEFAULT_GRACE_SECONDS);
        return Math.min(DRAIN_SECONDS, grace - 1);
    }

    private static LifecycleHandler drain(long seconds) {
        return new LifecycleBuilder().withNewPreStop().withNewSleep(seconds).endPreStop().build().getPreStop();
    }

    /** No escalation, except where the API server refuses that together with what the user asks for. */
    private static SecurityContext security(@Nullable SecurityContext said) {
        if (said == null) {
            return new SecurityContextBuilder().withAllowPrivilegeEscalation(false).build();
        }
        return said.getAllowPrivilegeEscalation() != null || needsEscalation(said)
                ? said
                : new SecurityContextBuilder(said).withAllowPrivilegeEscalation(false).build();
    }

    private static boolean needsEscalation(SecurityContext said) {
        var capabilities = said.getCapabilities();
        return Boolean.TRUE.equals(said.getPrivileged())
                || (capabilities != null && orEmpty(capabilities.getAdd()).contains("CAP_SYS_ADMIN"));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
