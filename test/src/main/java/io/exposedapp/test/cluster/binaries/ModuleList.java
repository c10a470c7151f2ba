package io.exposedapp.test.cluster.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The locked list of Go modules that the binaries are built from ({@code test/control-plane/go.mod}, {@code test/argo-cd/go.mod},
 * {@code test/kstatus/go.mod}): the only home of the versions.
 *
 * @param goMod the text of go.mod
 * @param goSum the text of go.sum
 * @param goVersion oldest Go that builds it, "1.26.0"
 * @param version of the product, "1.36.3"
 * @param tools what is built, in the order of the list
 * @param sources the text of each Go file of the main module, by name
 */
record ModuleList(Product product, String goMod, String goSum, String goVersion, String version, List<Tool> tools,
        SortedMap<String, String> sources) {

    private static final Pattern GO = Pattern.compile("^go (\\d+(?:\\.\\d+)+)$", Pattern.MULTILINE);
    /** A block of tool lines, or the one line that {@code go mod tidy} makes of a block of one. */
    private static final Pattern TOOLS = Pattern.compile("^tool (\\([^)]*\\)|\\S+)$", Pattern.MULTILINE);

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
        var sources = new TreeMap<String, String>();
        product.sources().forEach(name -> sources.put(name, resource(product.folder() + "/" + name)));
        return parse(product, resource(product.folder() + "/go.mod"), resource(product.folder() + "/go.sum"), sources);
    }

    static ModuleList parse(Product product, String goMod, String goSum, SortedMap<String, String> sources) {
        List<Tool> tools = first(TOOLS, goMod, "a tool line").replaceAll("[()]", "").lines().map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Tool::new).toList();
        Pattern version = Pattern.compile("^(?:require)?\\s*" + Pattern.quote(product.module()) + " v(\\S+)", Pattern.MULTILINE);
        return new ModuleList(product, goMod, goSum, first(GO, goMod, "a go line"), first(version, goMod, product.module()), tools,
                sources);
    }

    /** Writes go.mod, go.sum and the sources, so that the go command can work in that directory. */
    void writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), goMod);
        Files.writeString(directory.resolve("go.sum"), goSum);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(directory.resolve(source.getKey()), source.getValue());
        }
    }

    /** Whether the directory was written by this list, or was filled by hand: then it has no go.mod. */
    boolean isIn(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("go.mod"))) {
            return true;
        }
        boolean same = Files.readString(directory.resolve("go.mod")).equals(goMod);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path written = directory.resolve(source.getKey());
            same &= Files.exists(written) && Files.readString(written).equals(source.getValue());
        }
        return same;
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
