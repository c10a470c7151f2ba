package io.exposedapp.test.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which namespace a request is about. That of a namespaced object is in the path; an entry belongs to its holder's, and so does the Service
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
        return namespace(write.method(), write.uri().getPath(), write::bodyString);
    }

    /**
     * The same of a request that may also be a read; empty for lists and watches of all namespaces too.
     *
     * @param body is asked for where it tells
     */
    public Optional<String> namespace(String method, String path, Supplier<String> body) {
        var entry = ENTRY.matcher(path);
        if (entry.find()) {
            return switch (method) {
                case "GET", "DELETE" -> holder(entry.group(1));
                default -> Optional.of(holder(entry.group(1), body.get()));
            };
        }
        if (path.contains(OPERATORS)) {
            return hold(path, method, body);
        }
        return Optional.of(NAMESPACED.matcher(path)).filter(Matcher::find).map(found -> found.group(1));
    }

    private Optional<String> holder(@Nullable String number) {
        return Optional.ofNullable(number).map(holders::get);
    }

    /** What a ledger keeps of itself concerns nobody in particular: it is one write after the other for all. */
    private Optional<String> hold(String path, String method, Supplier<String> body) {
        var hold = HOLD.matcher(path);
        if (!hold.find()) {
            return Optional.empty();
        }
        if (hold.group(1) != null) {
            return holder(hold.group(1));
        }
        if (method.equals("GET")) {
            return Optional.empty();
        }
        try {
            var service = JSON.readTree(body.get());
            return service.at("/metadata/ownerReferences/0/kind").asText().equals("NodePortReservation")
                    ? holder(service.at("/spec/ports/0/nodePort").asText())
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
