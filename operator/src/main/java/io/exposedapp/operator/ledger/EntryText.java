package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Entry.State;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries as NodePortReservations spell them. */
public final class EntryText {

    private EntryText() {
    }

    /** What a reservation says: an entry, or why it cannot be read. */
    public sealed interface Reading {

        record Read(Entry entry) implements Reading {
        }

        /**
         * Its number counts as taken: better to leak a number than to grant it twice.
         *
         * @param uid with {@code resourceVersion} the precondition of the write that puts it right
         */
        record Unreadable(int number, String uid, String resourceVersion, String problem) implements Reading {
        }

        /** The name is no number, so it is about nothing that could be granted. */
        record NoNumber(String name) implements Reading {
        }
    }

    public static Reading read(NodePortReservation object) {
        var name = object.getMetadata().getName();
        if (!name.matches("[1-9][0-9]{0,4}")) {
            return new Reading.NoNumber(name);
        }
        var number = Integer.parseInt(name);
        try {
            var meta = object.getMetadata();
            return new Reading.Read(parse(number, meta, object.getSpec()));
        } catch (IllegalArgumentException | DateTimeException e) {
            var meta = object.getMetadata();
            return new Reading.Unreadable(number, meta.getUid(), meta.getResourceVersion(), String.valueOf(e.getMessage()));
        }
    }

    private static Entry parse(int number, ObjectMeta meta, @Nullable NodePortReservationSpec text) {
        var spec = required(text, "spec");
        return new Entry(number, meta.getUid(), meta.getResourceVersion(), required(spec.ledger(), "ledger"),
                state(required(spec.state(), "state")),
                holder(required(spec.holder(), "holder")), required(spec.reclaimPolicy(), "reclaimPolicy"),
                Instant.parse(required(spec.since(), "since")), instant(spec.until()),
                meta.getAnnotations() != null && "true".equals(meta.getAnnotations().get(Api.CONFIRMED_ANNOTATION)));
    }

    private static Holder holder(NodePortReservationSpec.Holder holder) {
        return new Holder(new AppRef(required(holder.namespace(), "namespace"), required(holder.name(), "name")),
                required(holder.uid(), "uid"), required(holder.service(), "service"),
                required(holder.ports(), "ports").stream().map(port -> port(required(port, "a port"))).toList());
    }

    private static HeldPort port(NodePortReservationSpec.HeldPort port) {
        return new HeldPort(required(port.name(), "name"), required(port.protocol(), "protocol"), required(port.port(), "port"));
    }

    /** The schema requires it, but a schema can be changed or bypassed; a null that is let in here would break another app's pass. */
    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static State state(String text) {
        return switch (text) {
            case NodePortReservationSpec.HELD -> State.HELD;
            case NodePortReservationSpec.COOLING_DOWN -> State.COOLING_DOWN;
            case NodePortReservationSpec.RETAINED -> State.RETAINED;
            default -> throw new IllegalArgumentException("state " + text + " is not known to this version of the operator");
        };
    }

    /** The state as the API and people spell it. */
    public static String text(State state) {
        return switch (state) {
            case HELD -> NodePortReservationSpec.HELD;
            case COOLING_DOWN -> NodePortReservationSpec.COOLING_DOWN;
            case RETAINED -> NodePortReservationSpec.RETAINED;
        };
    }

    /** The object as it is to be; without a UID and a resourceVersion it is one that is not there yet. */
    public static NodePortReservation object(Entry entry) {
        var meta = new ObjectMetaBuilder().withName(Integer.toString(entry.number()));
        if (!entry.uid().isEmpty()) {
            meta.withUid(entry.uid()).withResourceVersion(entry.resourceVersion());
        }
        if (entry.confirmed()) {
            meta.addToAnnotations(Api.CONFIRMED_ANNOTATION, "true");
        }
        var object = new NodePortReservation();
        object.setMetadata(meta.build());
        object.setSpec(spec(entry));
        return object;
    }

    /** The spec to be written; {@code uid} and {@code resourceVersion} are the object's, not the spec's. Times in whole seconds. */
    public static NodePortReservationSpec spec(Entry entry) {
        var holder = entry.holder();
        var ports = holder.ports().stream().map(p -> new NodePortReservationSpec.HeldPort(p.name(), p.protocol(), p.port())).toList();
        var until = entry.until();
        return new NodePortReservationSpec(entry.ledger(), text(entry.state()),
                new NodePortReservationSpec.Holder(holder.app().namespace(), holder.app().name(), holder.uid(), holder.service(), ports),
                entry.reclaimPolicy(), text(entry.since()), until == null ? null : text(until),
                holder.ports().stream().map(HeldPort::label).collect(Collectors.joining(",")));
    }

    /** RFC 3339 in whole seconds, as Kubernetes writes times. */
    public static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
