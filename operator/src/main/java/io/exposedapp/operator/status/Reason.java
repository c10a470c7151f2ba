package io.exposedapp.operator.status;

/**
 * The one vocabulary of reasons: of conditions, of {@code status.ports[]}, of events and of metrics. {@code docs/reasons.md} is made of it.
 * A reason is part of the API: it is never renamed, and never gets another meaning.
 */
public enum Reason {

    PORTS_RESERVED(ConditionType.PORTS_RESERVED, Effect.FINE, "Every exposed port has its number in the ledger.", "Nothing."),
    EXPOSED(
            ConditionType.EXPOSED, Effect.FINE,
            "The Service carries every exposed port on its number. As an event: numbers were opened; firewalls may have to follow.",
            "Nothing."),
    INSIDE_ONLY(ConditionType.EXPOSED, Effect.FINE,
            "No port is exposed (`exposed: false`), so there is no NodePort Service. Clients inside the cluster reach the ports through the "
                    + "Service `<app>-internal`.",
            "Nothing."),
    AVAILABLE(ConditionType.AVAILABLE, Effect.FINE, "As many pods as wanted are available.", "Nothing."),
    SCALED_TO_ZERO(ConditionType.AVAILABLE, Effect.FINE,
            "No pod is wanted. The ports keep their numbers; a client's connection is refused at once.",
            "Nothing; scale up to serve again."),
    NEW_REVISION_AVAILABLE(ConditionType.PROGRESSING, Effect.FINE,
            "All pods are of the current revision and available.", "Nothing."),
    READY(ConditionType.READY, Effect.FINE,
            "All is as the spec wants it: pods available, every exposed port on its number. Of a ledger: it grants numbers.",
            "Nothing."),
    NOT_STALLED(ConditionType.STALLED, Effect.FINE, "Nothing waits for the user.", "Nothing."),
    NO_OVERLAP(ConditionType.OVERLAPPING, Effect.FINE, "Of a ledger: no other ledger has any of its numbers.", "Nothing."),
    RANGES_OVERLAP(ConditionType.OVERLAPPING, Effect.FINE,
            "Of a ledger: another ledger has some of its numbers too. No number is given twice, but either ledger may use up the other's.",
            "Give the ledgers ranges of their own."),
    NUMBERS_FREE(ConditionType.EXHAUSTED, Effect.FINE,
            "The ledger has numbers to grant.", "Nothing."),

    ROLLING_OUT(ConditionType.PROGRESSING, Effect.PASSES,
            "Pods are being started or replaced, and the last progress is not older than the deadline.",
            "Wait; the message names the pod that is behind, if one says what is wrong."),
    WAITING_FOR_SERVICE(ConditionType.EXPOSED,
            Effect.PASSES,
            "A Service does not carry yet what it is to carry, for example because one of the same name is still being deleted.",
            "Wait."),
    ADOPTING(ConditionType.EXPOSED, Effect.PASSES,
            "The Service was taken over with its numbers. It leads to its former pods until all replicas of the app are available, and some "
                    + "nodes do for some seconds more.",
            "Wait, and leave the former pods running. With 0 replicas it stays so: scale up."),
    RESERVATION_PENDING(ConditionType.PORTS_RESERVED, Effect.PASSES,
            "A number is chosen and not claimed yet. Or none is claimed while the app's Service is somebody else's.",
            "Wait, or do what Exposed says."),
    PORT_RESTING(ConditionType.PORTS_RESERVED, Effect.PASSES,
            "The pinned number rests after an app of another namespace has given it up, so that nobody's clients reach a stranger.",
            "Wait until the time in the message, choose another number, or let an administrator delete the NodePortReservation."),
    PORT_NOT_YET_FREE(
            ConditionType.PORTS_RESERVED, Effect.PASSES,
            "The API server says that the number is allocated, and nothing shows by whom. API servers that lag behind each other say so "
                    + "for seconds after a release.",
            "Wait some seconds; if it lasts, it becomes PortInUse."),
    LEDGER_SUSPENDED(ConditionType.PORTS_RESERVED, Effect.PASSES,
            "The ledger is suspended: it grants, releases and frees nothing. What is held is served on. Also the reason of a ledger's Ready, which "
                    + "is True then: it does what its spec asks.",
            "Wait until an administrator takes `spec.suspended` away."),
    RANGE_UNKNOWN(
            ConditionType.PORTS_RESERVED, Effect.PASSES,
            "The API server's range of node ports is not known, so nothing is granted but pins. Also the reason of a ledger's Ready.",
            "If it lasts, set `spec.range` of the NodePortLedger to what the API server has (`--service-node-port-range`)."),

    RESERVATION_WRITE_FAILED(ConditionType.PORTS_RESERVED, Effect.PASSES,
            "The API server answered a write of a NodePortReservation with an error. The message has its words.",
            "Look at what they name (a webhook that is down, etcd); the operator tries again, at most 20 seconds apart."),
    SERVICE_WRITE_FAILED(ConditionType.EXPOSED, Effect.PASSES,
            "The API server answered a write of the Service with an error, and the Service is not as the app asks. The message has its words.",
            "Look at what they name (a webhook that is down, no Service address left); the operator tries again, at most 20 seconds apart."),
    NOT_CONVERGING(ConditionType.PROGRESSING, Effect.PASSES,
            "The operator has made the same write 12 times or more within 10 minutes, and each time another client undid it. It makes it less "
                    + "and less often, up to 5 minutes apart.",
            "Find the client by the field managers and the audit log of the object that the message names, and stop one of the two."),
    POD_WRITE_FAILED(ConditionType.PROGRESSING, Effect.PASSES,
            "The API server answered a write of a pod or its ControllerRevision with an error, and pods are missing or not replaced. The "
                    + "message has its words.",
            "Look at what they name (a webhook that is down, an object that is too large for etcd); the operator tries again, at most 20 "
                    + "seconds apart."),
    OPERATOR_FAILED(ConditionType.READY, Effect.PASSES,
            "The operator failed while it read or planned this app or ledger, which is a fault of the operator. Nothing is changed for it, and what "
                    + "serves goes on; Ready and Stalled are Unknown, and the other conditions are as they were last reported.",
            "Report it with the operator's log, which has the cause. A change of the spec that avoids it helps."),
    OPERATOR_FORBIDDEN(ConditionType.READY, Effect.PASSES,
            "The operator lacks a permission of the roles that ship with it, and something that the app asks for cannot be read or written "
                    + "without it. The message names verb, resource and namespace. What serves goes on. Under PortsReserved, Exposed or "
                    + "Progressing, where it is missing, and so under Ready.",
            "Nothing by the app's owner. The cluster's administrator must grant it again: `kubectl apply -k deploy/base`."),
    CRD_MISSING(ConditionType.READY, Effect.PASSES,
            "A CustomResourceDefinition of the operator was removed from the cluster while the operator runs, and something that the app asks "
                    + "for cannot be read or written without it. The message names it. What serves goes on.",
            "Nothing by the app's owner. The cluster's administrator must apply it again: `kubectl apply --server-side -k crds/manifests`."),
    TERMINATING(ConditionType.READY, Effect.ENDS,
            "The app, or its namespace, is being deleted: nothing is made or put right for it, and Ready is False. The message says what the "
                    + "deletion waits for.",
            "Wait, or remove the finalizer that the message names if its controller is gone."),

    PORT_IN_USE(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number is held by another app or port, or a Service that no app owns has it. The message names the holder.",
            "Choose another number, or make the holder give it up."),
    PORT_OUT_OF_RANGE(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number is not in the ledger's range, or a number of the app is not in the API server's (`--service-node-port-range`). A "
                    + "Service that has such a number keeps it; once the Service is gone, a port that is not pinned gets another number after a "
                    + "minute.",
            "Choose a number in the range, or leave nodePort out."),
    PORT_SET_ASIDE(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number is set aside by a ledger for somebody else, or for nobody. The message has the ledger's note.",
            "Choose another number, or change `spec.setAside` of the ledger."),
    QUOTA_EXCEEDED(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The namespace has as many numbers of the ledger as `quotaPerNamespace` allows, those at rest included. The message says which apps "
                    + "have them.",
            "Delete apps of the namespace that nobody needs, wait until the rest of a number is over, or raise the quota."),
    NAMESPACE_NOT_ALLOWED(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The ledger's `namespaceSelector` does not admit the app's namespace, or no ledger does. The message names the ledgers that would.",
            "Set `exposure.ledger` to one that admits the namespace, or label the namespace."),
    PORT_RETAINED(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number is retained for an app of another namespace that gave it up.",
            "Choose another number, or let an administrator delete the NodePortReservation."),
    PORT_EXCLUDED(ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number is one that the ledger never grants.",
            "Choose another number, or take it out of `spec.excluded` of the ledger."),
    RESERVATION_UNREADABLE(
            ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The pinned number has a NodePortReservation that this operator cannot read, so it counts as taken.",
            "Choose another number, or let an administrator repair or delete the NodePortReservation."),
    LEDGER_EXHAUSTED(
            ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The ledger has no free number. Also the reason of a ledger's Exhausted.",
            "Delete apps that nobody needs, wait until a number's rest is over, or widen the ledger's range."),
    LEDGER_NOT_FOUND(
            ConditionType.PORTS_RESERVED, Effect.YOURS,
            "There is no NodePortLedger, or not the one that the app names, or its spec cannot be read, so no new number can be granted.",
            "Create it, correct `exposure.ledger`, or see the ledger's Ready condition for what is wrong in it."),
    RESERVATION_REJECTED(
            ConditionType.PORTS_RESERVED, Effect.YOURS,
            "The API server refused to write a NodePortReservation. The message has its words.",
            "Change what refuses it: a quota, a policy, the operator's permissions."),
    SERVICE_NOT_OWNED(
            ConditionType.EXPOSED, Effect.YOURS,
            "A Service of the app's Service name exists and is not this app's. It is never written, and no number is claimed; the pods run. "
                    + "The same is said of a Service `<app>-internal` that is in the way of ports which are not exposed; the others are served then.",
            "Set `exposure.service.adopt: true` to take it over, if nobody controls it. Or delete or rename that Service, or re-create the "
                    + "app with another `exposure.service.name`."),
    ADOPTION_REFUSED(
            ConditionType.EXPOSED, Effect.YOURS,
            "The app asks for an existing Service (`exposure.service.adopt`) that cannot be taken over. It is not written, and no number is "
                    + "claimed; the pods run. The message says what stands against it.",
            "What the message says: declare a port, change the Service, or make the holder of a number give it up."),
    ADOPTION_CONTESTED(
            ConditionType.EXPOSED, Effect.YOURS,
            "Somebody keeps undoing what the operator writes to the app's Service, whether it was adopted or not. It is put right again, "
                    + "at a slower pace each time. The message names the field manager. It ends a minute after the last repair.",
            "Take the Service out of what that manager applies: its manifest out of Git, its owner out of the cluster."),
    SERVICE_ALTERED(ConditionType.EXPOSED, Effect.YOURS,
            "An admission policy or a webhook alters type, selector or ports of the Service while it is written. The message says what was asked "
                    + "for and what came of it. It is tried again, at most ten minutes apart.",
            "Exempt the Service from the policy, or change the spec to what the policy allows."),
    SERVICE_REJECTED(
            ConditionType.EXPOSED, Effect.YOURS,
            "The API server refused to write the Service. The message has its words.",
            "Change the spec, or what refuses it: a quota, a policy."),
    POD_REJECTED(
            ConditionType.PROGRESSING, Effect.YOURS,
            "The API server refused to write a pod, its revision, or the PodDisruptionBudget. The message has its words.",
            "Change the spec, or what refuses it: a quota, Pod Security, a policy."),
    PROGRESS_DEADLINE_EXCEEDED(
            ConditionType.PROGRESSING, Effect.YOURS,
            "The pods made no progress within the deadline. What ran before goes on running. The message names the pod to look at.",
            "Correct the spec (image, probes, resources), or make room for the pods."),
    LEDGER_INVALID(
            ConditionType.READY, Effect.YOURS,
            "Of a ledger: its spec cannot be read, so nothing new is granted. What is held stays. The message names the item.",
            "Correct the item."),

    NO_PORT_GRANTED(ConditionType.EXPOSED, Effect.FOLLOWS, "No exposed port has a number, so there is no NodePort Service. The pods run.",
            "See PortsReserved."),
    PARTLY_EXPOSED(ConditionType.EXPOSED, Effect.FOLLOWS,
            "Some ports are not on the number asked for; the others are served. The message tells of each.",
            "See PortsReserved."),
    REPLICAS_UNAVAILABLE(ConditionType.AVAILABLE, Effect.FOLLOWS,
            "Fewer pods are available than wanted.", "See Progressing."),
    ROLLOUT_PAUSED(ConditionType.PROGRESSING, Effect.FOLLOWS,
            "`rollout.paused` is set: no pod makes room for one of another revision. Lost pods are replaced, and the app is scaled.",
            "Take `rollout.paused` away to go on."),
    RECONCILE_DISABLED(ConditionType.PROGRESSING, Effect.FOLLOWS,
            "The annotation `exposedapp.io/reconcile: disabled` is set: this status is written and nothing else. Ready is Unknown, as no edit is "
                    + "followed, unless the user must act.",
            "Remove the annotation to go on.");

    private final ConditionType condition;
    private final Effect effect;
    private final String meaning;
    private final String remedy;

    Reason(ConditionType condition, Effect effect, String meaning, String remedy) {
        this.condition = condition;
        this.effect = effect;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** As the API spells it: {@code PortInUse}. */
    public String text() {
        return CamelCase.of(this);
    }

    /** The condition that it belongs to; where it decides Ready, that one and Stalled have it too. */
    public ConditionType condition() {
        return condition;
    }

    public Effect effect() {
        return effect;
    }

    /** The user must act. */
    public boolean usersToFix() {
        return effect == Effect.YOURS;
    }

    /** The operator itself lacks something, so that the app's owner can do nothing. */
    boolean operatorsToFix() {
        return this == OPERATOR_FORBIDDEN || this == CRD_MISSING;
    }

    /** What the app needs could not be written: nothing that its owner is to do, and still worth an event. */
    boolean failedWrite() {
        return operatorsToFix() || this == NOT_CONVERGING || this == RESERVATION_WRITE_FAILED || this == SERVICE_WRITE_FAILED
                || this == POD_WRITE_FAILED;
    }

    public String meaning() {
        return meaning;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
