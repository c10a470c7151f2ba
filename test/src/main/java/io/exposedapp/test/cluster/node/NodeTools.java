package io.exposedapp.test.cluster.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What real nodes need of this machine: to be root, and some programs of Debian. */
public final class NodeTools {

    /** The program, or the file that is loaded, and Debian's package that has it. */
    static final SequencedMap<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("containerd", "containerd");
        PACKAGES.put("ctr", "containerd");
        PACKAGES.put("runc", "runc");
        PACKAGES.put("/usr/lib/cni/bridge", "containernetworking-plugins");
        PACKAGES.put("/usr/lib/cni/host-local", "containernetworking-plugins");
        PACKAGES.put("ip", "iproute2");
        PACKAGES.put("nft", "nftables");
        PACKAGES.put("conntrack", "conntrack");
        PACKAGES.put("socat", "socat");
        PACKAGES.put("unshare", "util-linux");
        PACKAGES.put("nsenter", "util-linux");
        PACKAGES.put("mount", "mount");
        PACKAGES.put("bash", "bash");
        PACKAGES.put("curl", "curl");
        PACKAGES.put("busybox", "busybox-static");
        PACKAGES.put("openssl", "openssl");
        PACKAGES.put("nginx", "nginx-light");
        PACKAGES.put("/usr/lib/nginx/modules/ngx_stream_module.so", "libnginx-mod-stream");
    }

    private NodeTools() {
    }

    /** "root and containerd, socat: apt-get install containerd socat"; empty if nothing is missing. */
    public static Optional<String> missing() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin";
        return missing("root".equals(System.getProperty("user.name")), Stream.of(path.split(":", -1)).map(Path::of).toList(),
                Files::exists);
    }

    static Optional<String> missing(boolean root, List<Path> searchPath, Predicate<Path> exists) {
        List<String> programs = PACKAGES.keySet().stream().filter(program -> !isThere(program, searchPath, exists)).toList();
        if (programs.isEmpty()) {
            return root ? Optional.empty() : Optional.of("root");
        }
        SortedSet<String> packages = new TreeSet<>(programs.stream().map(PACKAGES::get).toList());
        return Optional.of((root ? "" : "root and ") + String.join(", ", programs) + ": apt-get install --no-install-recommends "
                + String.join(" ", packages));
    }

    private static boolean isThere(String program, List<Path> searchPath, Predicate<Path> exists) {
        return program.startsWith("/")
                ? exists.test(Path.of(program))
                : searchPath.stream().anyMatch(directory -> Files.isExecutable(directory.resolve(program)));
    }
}
