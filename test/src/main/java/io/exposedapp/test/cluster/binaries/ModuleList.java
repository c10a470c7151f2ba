package io.exposedapp.test.cluster.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The locked list of Go modules that the binaries are built from ({@code test/control-plane/go.mod}, {@code test/argo-cd/go.mod}): the
 * only home of the versions.
 *
 * @param goMod the text of go.mod
 * @param goSum the text of go.sum
 * @param goVersion oldest Go that builds it, "1.26.0"
 * @param version of the product, "1.36.3"
 * @param tools what is built, in the order of the list
 */
record ModuleList(Product product, String goMod, String goSum, String goVersion, String version, List<Tool> tools) {

    private static final Pattern GO = Pattern.compile("^go (\\d+(?:\\.\\d+)+)$", Pattern.MULTILINE);
    private static final Pattern TOOLS = Pattern.compile("^tool \\(([^)]*)\\)", Pattern.MULTILINE);

    /**
     * One binary.
     *
     * @param packagePath the Go package of its main function
     */
    record Tool(String packagePath) {

        private static final Map<String, String> NAMED_OTHERWISE = Map.of("go.etcd.io/etcd/server/v3", "etcd",
                "github.com/argoproj/argo-cd/v3/cmd", "argocd");

        /** Name of the binary: the last part of the package, except where that says something else. */
        String binary() {
            return NAMED_OTHERWISE.getOrDefault(packagePath, packagePath.substring(packagePath.lastIndexOf('/') + 1));
        }
    }

    /** The list that ships with these tests. */
    static ModuleList bundled(Product product) {
        return parse(product, resource(product.folder() + "/go.mod"), resource(product.folder() + "/go.sum"));
    }

    static ModuleList parse(Product product, String goMod, String goSum) {
        List<Tool> tools = first(TOOLS, goMod, "a block of tool lines").lines().map(String::strip).filter(line -> !line.isEmpty())
                .map(Tool::new).toList();
        Pattern version = Pattern.compile("^(?:require)?\\s*" + Pattern.quote(product.module()) + " v(\\S+)", Pattern.MULTILINE);
        return new ModuleList(product, goMod, goSum, first(GO, goMod, "a go line"), first(version, goMod, product.module()), tools);
    }

    /** Writes go.mod and go.sum, so that the go command can work in that directory. */
    void writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), goMod);
        Files.writeString(directory.resolve("go.sum"), goSum);
    }

    private static String first(Pattern pattern, String goMod, String what) {
        return pattern.matcher(goMod).results().map((MatchResult match) -> match.group(1)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("go.mod has no " + what));
    }

    private static String resource(String name) {
        try (InputStream in = ModuleList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path beside " + ModuleList.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
