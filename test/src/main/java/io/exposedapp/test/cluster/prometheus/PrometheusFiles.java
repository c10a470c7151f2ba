package io.exposedapp.test.cluster.prometheus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What Prometheus reads, written as JSON, which is YAML.
 *
 * @param directory of its own
 */
record PrometheusFiles(Path directory) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    Path config() {
        return directory.resolve("prometheus.yml");
    }

    Path storage() {
        return directory.resolve("data");
    }

    void write(PrometheusOptions options) {
        var every = options.interval().toMillis() + "ms";
        var config = NODES.objectNode();
        config.putObject("global").put("scrape_interval", every).put("scrape_timeout", every).put("evaluation_interval", every);
        var rules = config.putArray("rule_files");
        options.rules().forEach(file -> rules.add(file.toString()));
        var job = config.putArray("scrape_configs").addObject().put("job_name", options.job()).put("honor_labels", true);
        job.putArray("file_sd_configs").addObject().putArray("files").add(targetsFile().toString());
        write(config(), config.toPrettyString());
        targets(options.targets());
    }

    /** Prometheus watches the file, and does not like to find half of it. */
    void targets(List<ScrapeTarget> targets) {
        var all = NODES.arrayNode();
        for (ScrapeTarget target : targets) {
            var group = all.addObject();
            group.putArray("targets").add(target.address());
            group.set("labels", JSON.valueToTree(target.labels()));
        }
        var fresh = directory.resolve("targets.new");
        write(fresh, all.toPrettyString());
        try {
            Files.move(fresh, targetsFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path targetsFile() {
        return directory.resolve("targets.json");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
