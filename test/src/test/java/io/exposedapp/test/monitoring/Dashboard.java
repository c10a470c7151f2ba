package io.exposedapp.test.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Grafana dashboard as it ships. */
record Dashboard(JsonNode json) {

    static Dashboard shipped() {
        try {
            return new Dashboard(new JsonMapper().readTree(Shipped.DASHBOARD.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows too, in the file's order. */
    List<JsonNode> panels() {
        return stream(json.path("panels")).toList();
    }

    List<JsonNode> variables() {
        return stream(json.at("/templating/list")).toList();
    }

    /** Every query of every panel, as it is written. */
    List<String> expressions() {
        return panels().stream().flatMap(panel -> stream(panel.path("targets"))).map(target -> target.path("expr").asText()).toList();
    }

    /** As Grafana sends it when "All" is chosen in every variable. */
    String sent(String expression, String rateInterval) {
        var sent = expression.replace("$__rate_interval", rateInterval);
        for (JsonNode variable : variables()) {
            sent = sent.replace("$" + variable.path("name").asText(), variable.path("allValue").asText());
        }
        return sent;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
