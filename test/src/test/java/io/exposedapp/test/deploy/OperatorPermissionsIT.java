package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("The operator's service account")
class OperatorPermissionsIT {

    private static final Manifest ROLES = new Manifest(Manifest.BASE, "rbac-operator.yaml");

    private final Installation installation;
    private final Caller operator;

    OperatorPermissionsIT(Installation installation) {
        this.installation = installation;
        this.operator = Caller.operator(installation.client());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everywhere")
    @DisplayName("may, in the whole cluster,")
    void mayEverywhere(Permission permission) {
        // When
        boolean allowed = operator.may(permission.verb(), permission.resource(), null, permission.name());

        // Then
        assertThat(allowed).isTrue();
    }

    static Stream<Permission> everywhere() {
        return ROLES.documents("ClusterRole").flatMap(Permission::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("atHome")
    @DisplayName("may in its own namespace, and in no other,")
    void mayAtHomeOnly(Permission permission) {
        // When
        boolean atHome = operator.may(permission.verb(), permission.resource(), Installation.NAMESPACE);
        boolean elsewhere = operator.may(permission.verb(), permission.resource(), "kube-system");

        // Then
        assertThat(atHome).isTrue();
        assertThat(elsewhere).isFalse();
    }

    static Stream<Permission> atHome() {
        return ROLES.documents("Role").flatMap(Permission::of);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            get,     secrets
            get,     configmaps
            create,  pods/exec
            patch,   pods/ephemeralcontainers
            create,  serviceaccounts/token
            update,  services
            delete,  nodes
            patch,   nodes
            delete,  namespaces
            create,  exposedapps.exposedapp.io
            update,  exposedapps.exposedapp.io
            patch,   exposedapps.exposedapp.io
            delete,  exposedapps.exposedapp.io
            patch,   exposedapps.exposedapp.io/scale
            update,  nodeportledgers.exposedapp.io
            patch,   nodeportledgers.exposedapp.io
            delete,  nodeportledgers.exposedapp.io
            update,  nodeportreservations.exposedapp.io
            deletecollection, nodeportreservations.exposedapp.io
            list,    customresourcedefinitions.apiextensions.k8s.io
            update,  customresourcedefinitions.apiextensions.k8s.io
            create,  deployments.apps
            list,    leases.coordination.k8s.io
            bind,    clusterroles.rbac.authorization.k8s.io
            escalate, clusterroles.rbac.authorization.k8s.io
            impersonate, users
            """)
    @DisplayName("may not, not even in its own namespace,")
    void mayNot(String verb, String resource) {
        // When
        boolean everywhere = operator.may(verb, resource, null);
        boolean atHome = operator.may(verb, resource, Installation.NAMESPACE);

        // Then
        assertThat(everywhere).isFalse();
        assertThat(atHome).isFalse();
    }

    @Test
    @DisplayName("may make a Service that blocks its app's deletion, where that takes a permission of its own")
    void mayBlockOwnerDeletion() throws IOException {
        try (TestNamespace namespace = TestNamespace.create(installation.client(), "owner references");
                KubernetesClient asOperator = client(
                        installation.cluster().kubeconfigFor(operator.user(), operator.groups().toArray(String[]::new)));
                KubernetesClient asEditor = client(installation.cluster().kubeconfigFor("edith"))) {
            // Given
            installation.kubectl("create", "rolebinding", "edith", "-n", namespace.name(), "--clusterrole=edit", "--user=edith").orThrow();
            Path app = Manifest.EXAMPLES.resolve("hello-nginx.yaml");
            installation.kubectl("apply", "-n", namespace.name(), "-f", app.toString()).orThrow();
            String uid = installation.kubectl("get", "xapp", "hello-nginx", "-n", namespace.name(), "-o", "jsonpath={.metadata.uid}")
                    .orThrow();

            // When
            Service made = asOperator.resource(ownedService(namespace, "of-the-operator", uid)).create();

            // Then
            assertThat(made.getMetadata().getOwnerReferences().getFirst().getBlockOwnerDeletion()).isTrue();
            assertThatThrownBy(() -> asEditor.resource(ownedService(namespace, "of-an-editor", uid)).create())
                    .hasMessageContaining("cannot set blockOwnerDeletion");
        }
    }

    private static Service ownedService(TestNamespace namespace, String name, String uid) {
        // @formatter:off
        return new ServiceBuilder()
                .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace.name())
                    .addNewOwnerReference()
                        .withApiVersion("exposedapp.io/v1")
                        .withKind("ExposedApp")
                        .withName("hello-nginx")
                        .withUid(uid)
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                    .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                    .addNewPort().withPort(80).endPort()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static KubernetesClient client(Path kubeconfig) throws IOException {
        return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(kubeconfig))).build();
    }
}
