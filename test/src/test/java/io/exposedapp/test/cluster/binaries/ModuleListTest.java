package io.exposedapp.test.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The module list")
class ModuleListTest {

    @Test
    @DisplayName("that ships names every program of a cluster, and one version of Kubernetes for all of its modules")
    void bundled() {
        // When
        ModuleList list = ModuleList.bundled(Product.KUBERNETES);

        // Then
        assertThat(list.tools()).extracting(ModuleList.Tool::binary).containsExactlyInAnyOrder("etcd", "kube-apiserver",
                "kube-controller-manager",
                "kube-scheduler", "kubectl", "kwok", "kubelet", "kube-proxy");
        String staging = list.version().replaceFirst("^1", "0");
        assertThat(list.goMod().lines().filter(line -> line.contains("=> k8s.io/"))).isNotEmpty()
                .allMatch(line -> line.endsWith(" v" + staging));
    }

    @Test
    @DisplayName("gives the versions of Go and Kubernetes, and what to build")
    void parsed() {
        ModuleList list = ModuleList.parse(Product.KUBERNETES, """
                module example

                go 1.26.0

                tool (
                \tgo.etcd.io/etcd/server/v3
                \tk8s.io/kubernetes/cmd/kubectl
                )

                require (
                \tk8s.io/api v0.36.3
                \tk8s.io/kubernetes v1.36.3
                )
                """, "", new TreeMap<>());

        assertThat(list.goVersion()).isEqualTo("1.26.0");
        assertThat(list.version()).isEqualTo("1.36.3");
        assertThat(list.tools()).extracting(ModuleList.Tool::binary).containsExactly("etcd", "kubectl");
    }

    @Test
    @DisplayName("of a program of our own has its source, and builds it alone")
    void ofOurOwn() {
        // When
        ModuleList list = ModuleList.bundled(Product.KSTATUS);

        // Then
        assertThat(list.tools()).extracting(ModuleList.Tool::binary).containsExactly("kstatus");
        assertThat(list.sources().get("main.go")).startsWith("// kstatus reads Kubernetes objects");
    }

    @Test
    @DisplayName("is refused if it has no Kubernetes")
    void withoutKubernetes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleList.parse(Product.KUBERNETES, "go 1.26.0\ntool (\n\tk8s.io/x\n)\n", "", new TreeMap<>()))
                .withMessage("go.mod has no k8s.io/kubernetes");
    }
}
