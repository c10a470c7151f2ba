package io.exposedapp.operator.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Ledgers as administrators write them, by name, each spec in YAML. */
final class LedgerText {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private LedgerText() {
    }

    /** As the operator reads them: one that makes no sense grants nothing, and stops no other. */
    static Ledgers read(Map<String, String> specs) {
        var terms = new TreeMap<String, Terms>();
        var unreadable = new TreeMap<String, String>();
        var rules = new TreeMap<String, Rules>();
        specs.forEach((name, spec) -> {
            rules.put(name, Rules.of(spec(spec)));
            try {
                terms.put(name, terms(name, spec));
            } catch (IllegalArgumentException e) {
                unreadable.put(name, String.valueOf(e.getMessage()));
            }
        });
        return new Ledgers(terms, unreadable, rules);
    }

    static Terms terms(String name, String spec) {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName(name).build());
        ledger.setSpec(spec(spec));
        return Terms.of(ledger, null);
    }

    private static NodePortLedgerSpec spec(String text) {
        try {
            return YAML.readValue(text, NodePortLedgerSpec.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
