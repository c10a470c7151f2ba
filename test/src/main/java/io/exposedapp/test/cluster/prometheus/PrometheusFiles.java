package io.exposedapp.test.cluster.prometheus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        var targets = config.putArray("scrape_configs").addObject().put("job_name", options.job()).put("honor_labels", true)
                .putArray("static_configs");
        for (ScrapeTarget target : options.targets()) {
            var group = targets.addObject();
            group.putArray("targets").add(target.address());
            group.set("labels", JSON.valueToTree(target.labels()));
        }
        try {
            Files.writeString(config(), config.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
