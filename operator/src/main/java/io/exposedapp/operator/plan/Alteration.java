package io.exposedapp.operator.plan;

import io.exposedapp.operator.exposure.SeenService;
import java.time.Instant;
import java.util.List;

/**
 * The API server stored an app's Service otherwise than it was asked to: an admission policy or a webhook alters it on the way. To write it again at
 * once would come to the same.
 *
 * @param uid of the Service
 * @param resourceVersion that it was stored with
 * @param generation of the app that asked for it
 * @param differences a clause each: {@code type is ClusterIP, asked for NodePort}
 * @param essential the app's ports are not served as it asks
 * @param notBefore the next try
 */
public record Alteration(String uid, String resourceVersion, long generation, List<String> differences, boolean essential,
        Instant notBefore) {

    public Alteration {
        differences = List.copyOf(differences);
    }

    /** The Service is still as it was stored then, for the same spec. */
    public boolean of(SeenService service, long appGeneration) {
        return uid.equals(service.uid()) && resourceVersion.equals(service.resourceVersion()) && generation == appGeneration;
    }
}
