package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers that this operator wrote into a Service")
class WrittenNumbersTest {

    /** As Kubernetes 1.36 gives it back after {@code kubectl patch} had changed the number of port 81. */
    private static final String SERVICE = """
            metadata:
              name: shop
              namespace: shop
              managedFields:
              - manager: exposedapp-operator
                operation: Update
                apiVersion: v1
                fieldsType: FieldsV1
                fieldsV1:
                  f:spec:
                    f:ports:
                      .: {}
                      k:{"port":80,"protocol":"TCP"}: {.: {}, f:name: {}, f:nodePort: {}, f:port: {}, f:protocol: {}, f:targetPort: {}}
                      k:{"port":81,"protocol":"TCP"}: {.: {}, f:name: {}, f:port: {}, f:protocol: {}, f:targetPort: {}}
              - manager: kubectl-patch
                operation: Update
                apiVersion: v1
                fieldsType: FieldsV1
                fieldsV1:
                  f:spec: {f:ports: {'k:{"port":81,"protocol":"TCP"}': {f:nodePort: {}}}}
            spec:
              type: NodePort
              ports:
              - {name: http, port: 80, protocol: TCP, nodePort: 31100, targetPort: http}
              - {name: grpc, port: 81, protocol: TCP, nodePort: 31101, targetPort: grpc}
            """;

    @Test
    @DisplayName("are those whose field nobody else has changed since")
    void changedByAnother() {
        assertThat(WrittenNumbers.of(service(SERVICE))).containsExactly(31100);
    }

    @Test
    @DisplayName("are none on a Service whose fields have no managers, or that has no ports")
    void nothingKnown() {
        assertThat(WrittenNumbers.of(service("metadata: {name: shop}\nspec: {ports: [{port: 80, nodePort: 31100}]}"))).isEmpty();
        assertThat(WrittenNumbers.of(service("metadata: {name: shop}\nspec: {type: ExternalName}"))).isEmpty();
    }

    private static Service service(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, Service.class);
    }
}
