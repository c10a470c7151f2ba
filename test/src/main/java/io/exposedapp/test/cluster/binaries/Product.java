package io.exposedapp.test.cluster.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a locked list of Go modules is for: its programs, and the files that have to lie beside them.
 *
 * @param title "Argo CD"
 * @param folder its own below the cache, and on the class path beside this class: "argo-cd"
 * @param module the one whose version is the product's
 * @param given environment variable that names a directory with binaries made elsewhere
 * @param minutes how long its build takes on 2 cores
 * @param sources Go files of our own in the folder of the list: a program of its main module
 * @param programs that a directory must have; what else is built only some tests need
 * @param files beside the programs
 * @param stamp linker flags that tell the programs their version; without, clients would see none, or a wrong one
 */
record Product(String title, String folder, String module, String given, int minutes, List<String> sources, List<String> programs,
        List<ModuleFile> files, UnaryOperator<String> stamp) {

    private static final String ARGO_CD_MODULE = "github.com/argoproj/argo-cd/v3";

    /** The programs of a control plane and of nodes. */
    static final Product KUBERNETES = new Product("Kubernetes", "kubernetes", "k8s.io/kubernetes", "EXPOSEDAPP_KUBERNETES_BIN", 5,
            List.of(), List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok"),
            List.of(new ModuleFile("kwok-stages.yaml", "sigs.k8s.io/kwok", KwokStages::from)), Product::kubernetesStamp);

    /** One program that is each part of Argo CD, by the name that it is told. */
    static final Product ARGO_CD = new Product("Argo CD", "argo-cd", ARGO_CD_MODULE, "EXPOSEDAPP_ARGO_CD_BIN", 4,
            List.of(), List.of("argocd"),
            List.of(new ModuleFile("crds.yaml", ARGO_CD_MODULE, ArgoCdFiles::crds),
                    new ModuleFile("argocd-cm.yaml", ARGO_CD_MODULE, ArgoCdFiles::settings)),
            version -> " -X " + ARGO_CD_MODULE + "/common.version=" + version);

    /** A program of ours that says what kstatus makes of an object. */
    static final Product KSTATUS = new Product("kstatus", "kstatus", "sigs.k8s.io/cli-utils", "EXPOSEDAPP_KSTATUS_BIN", 1,
            List.of("main.go"), List.of("kstatus"), List.of(), version -> "");

    /** What a directory lacks. */
    List<String> missingIn(Path directory) {
        return Stream.concat(programs.stream().filter(name -> !Files.isExecutable(directory.resolve(name))),
                files.stream().map(ModuleFile::name).filter(name -> !Files.isReadable(directory.resolve(name)))).toList();
    }

    private static String kubernetesStamp(String version) {
        String[] parts = version.split("\\.", -1);
        String variable = " -X k8s.io/component-base/version.";
        return variable + "gitVersion=v" + version + variable + "gitMajor=" + parts[0] + variable + "gitMinor=" + parts[1];
    }
}
