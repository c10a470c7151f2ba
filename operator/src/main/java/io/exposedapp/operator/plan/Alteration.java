package io.exposedapp.operator.plan;

import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The API server stored an app's Service otherwise than it was asked to: an admission policy or a webhook alters it on the way. To ask for the same
 * again at once would come to the same.
 *
 * @param uid of the Service
 * @param resourceVersion that it was stored with
 * @param generation of the app that asked for it
 * @param asked what was asked for in vain: values by their JSON pointers
 * @param differences a clause each: {@code type is ClusterIP, asked for NodePort}
 * @param essential the app's ports are not served as it asks
 * @param notBefore the next try
 */
public record Alteration(String uid, String resourceVersion, long generation, SortedMap<String, String> asked, List<String> differences,
        boolean essential, Instant notBefore) {

    public Alteration {
        asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
        differences = List.copyOf(differences);
    }

    /** The Service is still as it was stored then, for the same spec. */
    public boolean of(SeenService service, long appGeneration) {
        return uid.equals(service.uid()) && resourceVersion.equals(service.resourceVersion()) && generation == appGeneration;
    }

    /** The change asks for nothing that was not asked for in vain, and it is too soon to ask again. */
    boolean holdsBack(ServiceChange change, Instant now) {
        return now.isBefore(notBefore) && asked.entrySet().containsAll(change.asked().entrySet());
    }
}
