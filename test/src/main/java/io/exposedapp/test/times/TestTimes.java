package io.exposedapp.test.times;

import io.exposedapp.test.tier.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Notes how long each test class takes, one file a JVM. {@link TimesReport} reads them. */
public final class TestTimes implements TestExecutionListener {

    /** A class counts for the first of these that it is tagged with. */
    private static final List<Tier> DEAREST_FIRST = List.of(Tier.NODE, Tier.ARGO_CD, Tier.PROMETHEUS, Tier.CONTROL_PLANE);

    private final Map<String, Long> starts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tests = new ConcurrentHashMap<>();
    private volatile @Nullable TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier started) {
        if (topLevelClass(started).isPresent()) {
            starts.put(started.getUniqueId(), System.currentTimeMillis());
        }
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        if (finished.isTest()) {
            ancestor(finished).ifPresent(type -> tests.computeIfAbsent(type.getUniqueId(), _ -> new AtomicInteger()).incrementAndGet());
        }
        topLevelClass(finished).ifPresent(source -> write(new TestTime(tier(finished.getTags()),
                source.getClassName().substring(source.getClassName().lastIndexOf('.') + 1),
                tests.getOrDefault(finished.getUniqueId(), new AtomicInteger()).get(),
                Objects.requireNonNull(starts.get(finished.getUniqueId()), "it has started"),
                System.currentTimeMillis())));
    }

    private Optional<TestIdentifier> ancestor(TestIdentifier test) {
        TestPlan current = Objects.requireNonNull(plan, "the plan has started");
        Optional<TestIdentifier> parent = current.getParent(test);
        while (parent.isPresent() && topLevelClass(parent.get()).isEmpty()) {
            parent = current.getParent(parent.get());
        }
        return parent;
    }

    private Optional<ClassSource> topLevelClass(TestIdentifier of) {
        return of.getSource().filter(ClassSource.class::isInstance).map(ClassSource.class::cast)
                .filter(source -> !source.getClassName().contains("$"));
    }

    private static Tier tier(Set<TestTag> tags) {
        Set<String> names = tags.stream().map(TestTag::getName).collect(Collectors.toSet());
        return DEAREST_FIRST.stream().filter(tier -> names.contains(tier.tag())).findFirst().orElse(Tier.CORE);
    }

    private static void write(TestTime time) {
        try {
            Files.createDirectories(TestTime.DIRECTORY);
            Files.writeString(TestTime.DIRECTORY.resolve(ProcessHandle.current().pid() + ".tsv"), time.line() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
