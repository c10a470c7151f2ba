package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("Labels and annotations that somebody put on an entry")
class LabelledEntryIT {

    private static final String RETAIN = "{reclaimPolicy: Retain}";

    @Test
    @DisplayName("are there after the app renamed its port, gave the number up and took it back")
    void stay(User user) {
        // Given
        user.exposesWith("shop", RETAIN, "{name: http, containerPort: 80, nodePort: 32160}");
        user.seesReady("shop");
        user.kubectl("label", "npr", "32160", "backup=nightly");
        user.kubectl("annotate", "npr", "32160", "example.com/firewall=ticket 4711");

        // When
        user.exposesWith("shop", RETAIN, "{name: web, containerPort: 80, nodePort: 32160}");
        user.awaits("the port is renamed", () -> user.entry(32160), entry -> "web/TCP".equals(entry.getSpec().portList()));
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(32160, "Retained");
        user.exposes("shop", "{name: web, containerPort: 80}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32160/TCP");
        var entry = user.seesEntry(32160, "Held").getMetadata();
        assertThat(entry.getLabels()).containsEntry("backup", "nightly");
        assertThat(entry.getAnnotations()).containsEntry("example.com/firewall", "ticket 4711").containsEntry("exposedapp.io/confirmed",
                "true");
        assertThat(entry.getManagedFields()).filteredOn(fields -> fields.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
                .extracting(fields -> fields.getManager()).containsExactly("exposedapp-operator");
    }
}
