package io.exposedapp.test.tier;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** What {@link SampledTests} means. */
final class SampledTestsCondition implements ExecutionCondition {

    private static final Namespace STORE = Namespace.create(SampledTestsCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> tests = context.getRequiredTestClass();
        Sample sample = Sample.ofThisRun();
        int everyday = AnnotationSupport.findAnnotation(tests, SampledTests.class).orElseThrow().everyday();
        if (context.getTestMethod().isEmpty()) {
            // A class is made before its methods are looked at, and with it the cluster that it asks for.
            return everyday > 0 || sample.thorough()
                    ? ConditionEvaluationResult.enabled("the methods are sampled")
                    : ConditionEvaluationResult.disabled("left to -Pthorough");
        }
        @SuppressWarnings("unchecked")
        List<String> chosen = context.getParent().orElseThrow().getStore(STORE).computeIfAbsent(tests,
                _ -> sample.of("tests of " + tests.getSimpleName(), methods(tests), everyday),
                List.class);
        return chosen.contains(context.getRequiredTestMethod().getName())
                ? ConditionEvaluationResult.enabled("the seed chose it")
                : ConditionEvaluationResult.disabled("left to -Pthorough by seed " + sample.seed());
    }

    /** In an order that does not depend on the JVM. */
    private static List<String> methods(Class<?> tests) {
        return AnnotationSupport.findAnnotatedMethods(tests, Testable.class, HierarchyTraversalMode.TOP_DOWN).stream().map(Method::getName)
                .distinct().sorted(Comparator.naturalOrder()).toList();
    }
}
