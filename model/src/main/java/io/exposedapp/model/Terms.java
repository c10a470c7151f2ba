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
 * @param setAside one number each
 * @param coolDownSeconds 0 = freed at once
 * @param retain numbers that are given up wait for their app
 * @param quota of each namespace, or null for none
 * @param only the namespace whose apps may use the ledger, or null for all
 */
public record Terms(
        @Nullable String range,
        List<String> excluded,
        List<SetAside> setAside,
        long coolDownSeconds,
        boolean retain,
        @Nullable Integer quota,
        boolean suspended,
        boolean hold,
        int priority,
        @Nullable String only) {

    /** Who admits a namespace by its name: every namespace has this label. */
    static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Terms {
        excluded = List.copyOf(excluded);
        setAside = List.copyOf(setAside);
    }

    /**
     * A number that is not for everybody.
     *
     * @param app for which it is; null = it is blocked
     */
    public record SetAside(int number, @Nullable AppKey app) {

        @Override
        public String toString() {
            return number + (app == null ? " blocked" : " for " + app);
        }
    }

    NodePortLedger ledger(String name) {
        var json = JSON.createObjectNode().put("apiVersion", Api.GROUP + "/" + Api.VERSION).put("kind", "NodePortLedger");
        json.putObject("metadata").put("name", name);
        var spec = json.putObject("spec").put("coolDownSeconds", coolDownSeconds).put("suspended", suspended).put("hold", hold)
                .put("priority", priority).put("defaultReclaimPolicy", retain ? "Retain" : "CoolDown").put("range", range)
                .put("quotaPerNamespace", quota);
        excluded.forEach(spec.putArray("excluded")::add);
        var list = spec.putArray("setAside");
        for (SetAside item : setAside) {
            var entry = list.addObject();
            entry.putArray("numbers").add(Integer.toString(item.number()));
            if (item.app() != null) {
                entry.putObject("for").put("namespace", item.app().namespace()).put("app", item.app().name());
            }
        }
        if (only != null) {
            spec.putObject("namespaceSelector").putObject("matchLabels").put(NAME_LABEL, only);
        }
        try {
            return JSON.treeToValue(json, NodePortLedger.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
