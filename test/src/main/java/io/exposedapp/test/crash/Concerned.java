package io.exposedapp.test.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which namespace a write is about. That of a namespaced object is in the path; an entry belongs to its holder's, and so does the Service
 * that keeps its number in the operator's namespace, which the body of a deletion does not tell: one instance sees all writes since the cluster
 * had no entry, and remembers who was last written into each number.
 */
public final class Concerned {

    private static final String OPERATORS = "/namespaces/exposedapp-system/";
    private static final Pattern NAMESPACED = Pattern.compile("/namespaces/([^/]+)/.*");
    private static final Pattern ENTRY = Pattern.compile("/nodeportreservations(?:/(\\d+))?$");
    private static final Pattern HOLD = Pattern.compile("/services(?:/hold-(\\d+))?$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> holders = new ConcurrentHashMap<>();

    /** Empty for leases, ledgers and whatever else concerns nobody in particular. */
    Optional<String> namespace(HttpRequest write) {
        var path = write.uri().getPath();
        var entry = ENTRY.matcher(path);
        if (entry.find()) {
            return Optional.ofNullable(
                    write.method().equals("DELETE") ? holders.get(entry.group(1)) : holder(entry.group(1), write.bodyString()));
        }
        if (path.contains(OPERATORS)) {
            return hold(path, write);
        }
        return Optional.of(NAMESPACED.matcher(path)).filter(Matcher::find).map(found -> found.group(1));
    }

    /** What a ledger keeps of itself concerns nobody in particular: it is one write after the other for all. */
    private Optional<String> hold(String path, HttpRequest write) {
        var hold = HOLD.matcher(path);
        if (!hold.find()) {
            return Optional.empty();
        }
        if (hold.group(1) != null) {
            return Optional.ofNullable(holders.get(hold.group(1)));
        }
        try {
            var service = JSON.readTree(write.bodyString());
            return service.at("/metadata/ownerReferences/0/kind").asText().equals("NodePortReservation")
                    ? Optional.ofNullable(holders.get(service.at("/spec/ports/0/nodePort").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param number null for one that is created: it stands in the body then, as it does not in a patch's */
    private String holder(@Nullable String number, String body) {
        try {
            var entry = JSON.readTree(body);
            var namespace = entry.at("/spec/holder/namespace").asText();
            holders.put(number == null ? entry.at("/metadata/name").asText() : number, namespace);
            return namespace;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
