package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has the number. Written by the operator only; an administrator may delete a resting entry, which frees the number. */
// @formatter:off
@JsonClassDescription("Who has the number, since when, and until when it rests.")
@ValidationRule(value = "has(self.until) == (self.state == 'CoolingDown')", message = "a number that is CoolingDown rests until a time, and only such a number does: set or drop until")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodePortReservationSpec(
        @Required @Size(min = 1)
        @JsonPropertyDescription("Name of the NodePortLedger that the number was granted from.")
        String ledger,

        @Required @SchemaFrom(type = State.class)
        @JsonPropertyDescription("Held: the holder's Service has the number; CoolingDown: it rests until the time in until, and is then free; Retained: it waits for its app without end.")
        String state,

        @Required
        @JsonPropertyDescription("The app that has the number, or had it last.")
        Holder holder,

        @Required @SchemaFrom(type = ReclaimPolicy.class)
        @JsonPropertyDescription("What becomes of the number when it is given up, copied from the app or its ledger while Held: CoolDown or Retain.")
        String reclaimPolicy,

        @Required
        @JsonPropertyDescription("When this state began, RFC 3339; the re-created app that takes its number over keeps the time.")
        String since,

        @JsonPropertyDescription("End of the rest, RFC 3339, fixed at the release; only while CoolingDown.")
        @Nullable String until,

        @JsonPropertyDescription("The holder's ports as http/TCP, for the PORTS column.")
        @Nullable String portList) {
    // @formatter:on

    public static final String HELD = "Held";
    public static final String COOLING_DOWN = "CoolingDown";

    public static final String RETAINED = "Retained";

    /** A number that is given up rests for the ledger's coolDownSeconds. */
    public static final String COOL_DOWN = "CoolDown";

    /** A number that is given up waits for its app until an administrator deletes the entry. */
    public static final String RETAIN = "Retain";

    /** The app that has the number. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Holder(
            @Required @Size(min = 1)
            @JsonPropertyDescription("Namespace of the ExposedApp.")
            String namespace,

            @Required @Size(min = 1)
            @JsonPropertyDescription("Name of the ExposedApp.")
            String name,

            @Required @Size(min = 1)
            @JsonPropertyDescription("UID of the ExposedApp; a re-created app has another one and takes the entry over.")
            String uid,

            @Required @Size(min = 1)
            @JsonPropertyDescription("Name of the Service that carries the number, kept current while Held.")
            String service,

            @Required @Size(min = 1, max = 3)
            @JsonPropertyDescription("The ports on the number: one, or one a protocol that share it.")
            List<HeldPort> ports) {
        // @formatter:on
    }

    /** A port that is served on the number. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record HeldPort(
            @Required @Size(min = 1)
            @JsonPropertyDescription("Name of the app's port.")
            String name,

            @Required @SchemaFrom(type = Protocol.class)
            @JsonPropertyDescription("TCP, UDP or SCTP.")
            String protocol,

            @Required @Min(1) @Max(65535)
            @JsonPropertyDescription("The Service's port; with the protocol it recognises a port that was renamed.")
            Integer port) {
        // @formatter:on
    }

    // For the schema only; in Java an enumeration is a String, so that a value from a newer version never stops the reader.

    enum State {
        Held,
        CoolingDown,
        Retained
    }

    enum ReclaimPolicy {
        CoolDown,
        Retain
    }
}
