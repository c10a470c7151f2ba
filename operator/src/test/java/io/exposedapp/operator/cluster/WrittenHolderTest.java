package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortReservation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The holder of an entry is this operator's word")
class WrittenHolderTest {

    private static final String WRITTEN = """
            metadata:
              name: "31014"
              managedFields:
              - manager: exposedapp-operator
                operation: Update
                apiVersion: exposedapp.io/v1
                fieldsType: FieldsV1
                fieldsV1:
                  f:metadata: {f:annotations: {.: {}, f:exposedapp.io/confirmed: {}}}
                  f:spec: {.: {}, f:holder: {.: {}, f:name: {}, f:namespace: {}, f:ports: {}, f:service: {}, f:uid: {}}, f:state: {}}
            """;

    /** As Kubernetes 1.36 gives it back after {@code kubectl patch} had changed the holder's name. */
    private static final String EDITED = WRITTEN.replace("f:name: {}, ", "") + """
              - manager: kubectl-patch
                operation: Update
                apiVersion: exposedapp.io/v1
                fieldsType: FieldsV1
                fieldsV1: {f:spec: {f:holder: {f:name: {}}}}
            """;

    @Test
    @DisplayName("while nobody else has changed who it is")
    void written() {
        assertThat(WrittenHolder.isIn(entry(WRITTEN))).isTrue();
        assertThat(WrittenHolder.isIn(entry(EDITED))).isFalse();
    }

    @Test
    @DisplayName("unless nothing is known of who wrote it")
    void nothingKnown() {
        assertThat(WrittenHolder.isIn(entry("metadata: {name: \"31014\"}"))).isFalse();
    }

    private static NodePortReservation entry(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, NodePortReservation.class);
    }
}
