package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.exposedapp.operator.cluster.PermissionCheck.Target;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Failure.OfOperator;
import io.exposedapp.operator.plan.Failure.OfOperator.Cause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the operator lacks from what an app is refused. Quotas, Pod Security, policies and namespaces that are being deleted answer 403 as a
 * missing permission does, so the API server is asked what the operator may do; the text of an answer decides nothing. What is missing is
 * logged once and kept until it is there again, and then that is logged too.
 */
public final class OperatorAccess implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OperatorAccess.class);

    /** A refusal counts for so long: however many apps meet it, the API server is asked no more often for each permission. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What is allowed may be taken away at any time, and an app that is refused from then on is not at fault. */
    private static final Duration ALLOWED = Duration.ofMillis(500);

    private static final Set<String> OWNER_REFERENCE_VERBS = Set.of("create", "patch");

    /** What makes a child that blocks its app's deletion takes where OwnerReferencesPermissionEnforcement is on. */
    private static final Permission OWNER = new Permission(new Target(Api.GROUP, "exposedapps", "finalizers", "", ""), "update");

    private record Answer(boolean allowed, long nanoTime) {

        boolean fresh() {
            return System.nanoTime() - nanoTime < (allowed ? ALLOWED : PAUSE).toNanos();
        }
    }

    private final KubernetesClient client;
    private final RefusedRequests refused;
    private final Map<Permission, Answer> answers = new ConcurrentHashMap<>();
    private final Set<Permission> permissions = ConcurrentHashMap.newKeySet();
    private final MissingCrds crds;
    private final Thread watch;

    private OperatorAccess(KubernetesClient client, RefusedRequests refused) {
        this.client = OneTry.of(client);
        this.refused = refused;
        this.crds = new MissingCrds(this.client);
        this.watch = Thread.ofPlatform().daemon().name("operator-access").unstarted(this::run);
    }

    /** Looks from now on whether what was missing is there again. */
    static OperatorAccess start(KubernetesClient client, RefusedRequests refused) {
        var access = new OperatorAccess(client, refused);
        access.watch.start();
        return access;
    }

    /** What a failed request means: as {@link ApiFailures} reads the answer, unless it is the operator that lacks something. */
    public Failure classify(KubernetesClientException e) {
        var failure = ApiFailures.classify(e);
        // 405: a create, while the CRD is being deleted with all its objects.
        if (ApiFailures.isUnknownPath(e) || (e.getCode() == 405 && Api.GROUP.equals(e.getGroup()))) {
            return crds.missing().orElse(failure);
        }
        if (e.getCode() == 429) {
            return new Failure.Unavailable(ApiFailures.words(e), refused.pause(e).orElse(null));
        }
        return failure instanceof Failure.Rejected && e.getCode() == 403 ? lacking(e).orElse(failure) : failure;
    }

    /** Permissions that the operator was refused and lacks. */
    public int missingPermissions() {
        return permissions.size();
    }

    /** CustomResourceDefinitions of the operator's that the API server does not have. */
    public int missingCrds() {
        return crds.count();
    }

    private Optional<Failure> lacking(KubernetesClientException e) {
        return RefusedRequests.asked(e).stream().flatMap(asked -> Stream.concat(Stream.of(asked),
                OWNER_REFERENCE_VERBS.contains(asked.verb()) ? Stream.of(OWNER) : Stream.empty())).filter(this::lacks).findFirst()
                .map(permission -> new OfOperator(Cause.FORBIDDEN,
                        "the operator may not %s %s; the cluster's administrator must grant it again (%s)"
                                .formatted(permission.verb(), unnamed(permission.target()), PermissionCheck.COMMAND)));
    }

    private static Target unnamed(Target target) {
        return new Target(target.group(), target.resource(), target.subresource(), target.namespace(), "");
    }

    /** False also where the API server does not say: then the 403 is taken for what it says. */
    private boolean lacks(Permission asked) {
        var target = asked.target();
        var everywhere = new Permission(new Target(target.group(), target.resource(), target.subresource(), "", ""), asked.verb());
        try {
            if (allowed(everywhere) || (!everywhere.equals(asked) && allowed(asked))) {
                return false;
            }
        } catch (KubernetesClientException e) {
            if (ApiFailures.classify(e) instanceof Failure.Unavailable) {
                throw e;
            }
            return false;
        }
        if (permissions.add(everywhere)) {
            LOGGER.atError().addKeyValue("verb", asked.verb()).addKeyValue("resource", everywhere.target())
                    .log("the operator lacks a permission of its roles; run as an administrator: {}", PermissionCheck.COMMAND);
        }
        return true;
    }

    private boolean allowed(Permission permission) {
        var known = answers.get(permission);
        if (known != null && known.fresh()) {
            return known.allowed();
        }
        var answer = new Answer(AccessReview.allows(client, permission), System.nanoTime());
        answers.values().removeIf(old -> !old.fresh());
        answers.put(permission, answer);
        return answer.allowed();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            crds.look(refused.notServed());
            refused.ofWatches().stream().filter(permission -> !lacks(permission)).forEach(refused::forget);
            permissions.stream().filter(permission -> AccessReview.allows(client, permission)).forEach(this::granted);
        } catch (KubernetesClientException e) {
            LOGGER.atDebug().addKeyValue("failure", ApiFailures.classify(e)).log("what the operator may do cannot be asked now");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("what the operator may do is not known");
        }
    }

    private void granted(Permission permission) {
        permissions.remove(permission);
        LOGGER.atInfo().addKeyValue("verb", permission.verb()).addKeyValue("resource", permission.target())
                .log("the operator has the permission again");
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
