package io.exposedapp.test.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of the image")
class ImageNameTest {

    private static final Pattern VERSION = Pattern.compile("<artifactId>exposedapp-parent</artifactId>\\s*<version>(.+)</version>");
    private static final Pattern NAME = Pattern.compile("<image\\.name>(.+)</image\\.name>");

    @Test
    @DisplayName("is the one in deploy/base and in the README, with the version that is built, so that what was built is what runs")
    void isTheSameEverywhere() throws IOException {
        // Given
        var pom = Files.readString(SourceTree.at("image/pom.xml"));

        // When
        var name = only(NAME, pom) + ":" + only(VERSION, pom);

        // Then
        assertThat(Files.readString(SourceTree.at("deploy/base/deployment.yaml"))).contains("          image: " + name + "\n");
        assertThat(Files.readString(SourceTree.at("README.md"))).contains("`" + name + "`");
    }

    private static String only(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertThat(match.find()).as(pattern.pattern()).isTrue();
        return match.group(1);
    }
}
