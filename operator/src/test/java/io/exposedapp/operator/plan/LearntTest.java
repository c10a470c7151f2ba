package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another operator makes the Service while this one is refused the numbers that it has claimed for it. */
@DisplayName("What a pass has learnt of a number")
class LearntTest {

    @Test
    @DisplayName("does not hold any more once the app's own Service has it: it is not refused, and its claim is not to be taken back")
    void served() throws JsonProcessingException {
        assertThat(learnt("ExposedApp web app-1").rejected()).containsOnlyKeys(30006);
        assertThat(learnt("ExposedApp web app-1").fresh()).containsOnlyKeys(30006);
    }

    @Test
    @DisplayName("holds on when a Service has it that is not the app's own")
    void ofAnother() throws JsonProcessingException {
        assertThat(learnt("ExposedApp web app-0").rejected()).containsOnlyKeys(30005, 30006);
        assertThat(learnt("nobody").fresh()).containsOnlyKeys(30005, 30006);
    }

    private static Learnt learnt(String controller) throws JsonProcessingException {
        return new Situation(new ObjectMapper(new YAMLFactory()).readTree("""
                app:
                  metadata: {namespace: shop, name: web, uid: app-1, generation: 1}
                  spec: {image: "web:1", ports: [{name: http, containerPort: 8080}]}
                fresh: [30005 Held shop/web app-1 http:8080, 30006 Held shop/web app-1 old:80]
                rejected: [30005, 30006]
                service:
                  controller: %s
                  numbers: {http: 30005}
                """.formatted(controller))).observed().learnt();
    }
}
