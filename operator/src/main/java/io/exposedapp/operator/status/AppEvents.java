package io.exposedapp.operator.status;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.PortStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of an app, each once: for what its status says now and did not say before. Becoming Ready is none of them. */
final class AppEvents {

    /** Refusals that tell of a moment: an event for each would be noise by the time somebody reads it. */
    private static final Set<Reason> MOMENTARY = EnumSet.of(Reason.PORT_NOT_YET_FREE, Reason.RANGE_UNKNOWN);

    private final @Nullable ExposedAppStatus before;

    private AppEvents(@Nullable ExposedAppStatus before) {
        this.before = before;
    }

    /**
     * What has changed.
     *
     * @param before the status written last, or null
     * @param verdicts on the conditions of the status that is about to be written
     */
    static List<EventDraft> since(@Nullable ExposedAppStatus before, List<PortView> ports, List<Verdict> verdicts) {
        var events = new AppEvents(before);
        return Stream.of(events.opened(ports, verdicts), events.refused(ports), events.failed(verdicts)).flatMap(List::stream).toList();
    }

    /** One for all numbers, since firewalls are changed once for all of them; those of an adopted Service have been open before. */
    private List<EventDraft> opened(List<PortView> ports, List<Verdict> verdicts) {
        var opened = ports.stream().filter(view -> view.reachable() != null && !view.reachable().equals(numberBefore(view)))
                .map(view -> view.port().name() + " on " + view.reachable() + was(numberBefore(view))).toList();
        if (opened.isEmpty()) {
            return List.of();
        }
        var all = String.join(", ", opened);
        return List.of(verdicts.stream().anyMatch(this::beginsToAdopt)
                ? EventDraft.normal(Reason.ADOPTING, "Adopt", "took over " + all)
                : EventDraft.normal(Reason.EXPOSED, "Expose", "opened " + all));
    }

    /** What comes on top later, when the Service is led to the app's pods, has not been open before. */
    private boolean beginsToAdopt(Verdict verdict) {
        return verdict.type() == ConditionType.EXPOSED && verdict.reason() == Reason.ADOPTING
                && !reasonBefore(verdict).equals(verdict.reason().text());
    }

    private static String was(@Nullable Integer number) {
        return number == null ? "" : " (was " + number + ")";
    }

    private List<EventDraft> refused(List<PortView> ports) {
        return Refused.of(ports.stream().filter(this::newlyRefused).toList()).stream()
                .map(refused -> EventDraft.warning(refused.reason(), "Reserve", refused.sentence())).toList();
    }

    private boolean newlyRefused(PortView view) {
        var refusal = view.refusal();
        return refusal != null && !MOMENTARY.contains(refusal.reason()) && !toldBefore(view, refusal);
    }

    /** Another pin is another refusal, though the reason be the same; another count of a full ledger is not. */
    private boolean toldBefore(PortView view, Complaint refusal) {
        return portBefore(view).filter(port -> refusal.reason().text().equals(port.reason()))
                .filter(port -> Objects.equals(port.requestedNodePort(), view.port().pin())).isPresent();
    }

    private List<EventDraft> failed(List<Verdict> verdicts) {
        return verdicts.stream().filter(AppEvents::isFailure).filter(verdict -> !reasonBefore(verdict).equals(verdict.reason().text()))
                .map(verdict -> EventDraft.warning(verdict.reason(), action(verdict), verdict.message())).toList();
    }

    /** Under the condition that the reason belongs to, not under the sums; a refused port has an event of its own. */
    private static boolean isFailure(Verdict verdict) {
        var reason = verdict.reason();
        return (reason.usersToFix() || reason.failedWrite()) && reason.condition() == verdict.type()
                && (verdict.type() != ConditionType.PORTS_RESERVED || reason == Reason.RESERVATION_REJECTED || reason.failedWrite());
    }

    private static String action(Verdict verdict) {
        return switch (verdict.type()) {
            case PORTS_RESERVED, EXHAUSTED, OVERLAPPING -> "Reserve";
            case EXPOSED -> "Expose";
            case AVAILABLE, PROGRESSING, READY, STALLED -> "RollOut";
        };
    }

    private @Nullable Integer numberBefore(PortView view) {
        return portBefore(view).map(PortStatus::nodePort).orElse(null);
    }

    private Optional<PortStatus> portBefore(PortView view) {
        return before == null || before.ports() == null
                ? Optional.empty()
                : before.ports().stream().filter(port -> port.name().equals(view.port().name())).findFirst();
    }

    private String reasonBefore(Verdict verdict) {
        return Conditions.find(before == null ? null : before.conditions(), verdict.type()).map(condition -> condition.getReason())
                .orElse("");
    }
}
