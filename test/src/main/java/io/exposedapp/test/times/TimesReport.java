package io.exposedapp.test.times;

import io.exposedapp.test.tier.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The program that writes {@code target/test-times.md} of this module: what {@link TestTimes} noted of the tests on clusters, and Surefire's
 * reports of the core tests of all modules. The build starts it with no library on its class path.
 */
public final class TimesReport {

    private TimesReport() {
    }

    /**
     * Called by the build, once the tests on clusters have ended.
     *
     * @param arguments the source tree
     */
    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        List<TestTime> times = new ArrayList<>(core(Path.of(arguments[0])));
        for (Path file : files(TestTime.DIRECTORY, ".tsv")) {
            Files.readAllLines(file).stream().map(TestTime::parse).filter(time -> time.tier() != Tier.CORE).forEach(times::add);
        }
        Files.writeString(Path.of("target", "test-times.md"), new TimesTable(times).markdown());
    }

    private static List<TestTime> core(Path sourceTree) throws IOException, ParserConfigurationException, SAXException {
        List<TestTime> times = new ArrayList<>();
        for (String module : new String[]{"crds", "model", "operator", "test"}) {
            for (Path report : files(sourceTree.resolve(module).resolve("target/surefire-reports"), ".xml")) {
                Element suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
                String file = report.getFileName().toString();
                long end = Files.getLastModifiedTime(report).toMillis();
                times.add(new TestTime(Tier.CORE, file.replaceFirst("^TEST-.*\\.(\\w+)\\.xml$", "$1"),
                        Integer.parseInt(suite.getAttribute("tests")),
                        end - Math.round(1000 * Double.parseDouble(suite.getAttribute("time"))), end));
            }
        }
        return times;
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList();
        }
    }
}
