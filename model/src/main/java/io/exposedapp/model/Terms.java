package io.exposedapp.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.NodePortLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator writes into a ledger.
 *
 * @param range as the spec has it, or null for the API server's own
 * @param excluded numbers and ranges
 * @param coolDownSeconds 0 = freed at once
 */
public record Terms(@Nullable String range, List<String> excluded, long coolDownSeconds) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Terms {
        excluded = List.copyOf(excluded);
    }

    NodePortLedger ledger(String name) {
        var json = JSON.createObjectNode().put("apiVersion", Api.GROUP + "/" + Api.VERSION).put("kind", "NodePortLedger");
        json.putObject("metadata").put("name", name);
        var spec = json.putObject("spec").put("coolDownSeconds", coolDownSeconds);
        if (range != null) {
            spec.put("range", range);
        }
        var list = spec.putArray("excluded");
        excluded.forEach(list::add);
        try {
            return JSON.treeToValue(json, NodePortLedger.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
