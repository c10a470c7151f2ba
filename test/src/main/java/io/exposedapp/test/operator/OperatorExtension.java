package io.exposedapp.test.operator;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.test.cluster.SharedControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link WithOperator} and {@link WithNodes} mean: one operator a shared cluster. */
public final class OperatorExtension implements ParameterResolver {

    /** Long enough to be seen by a test on a busy machine, short enough to be waited for. */
    public static final long COOL_DOWN_SECONDS = 5;

    private static final Namespace STORE = Namespace.create(OperatorExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == RunningOperator.class || type == User.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var operator = context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent(SharedControlPlane.tier(context),
                _ -> start(SharedControlPlane.cluster(context)),
                RunningOperator.class);
        return parameter.getParameter().getType() == User.class
                ? new User(SharedControlPlane.cluster(context), SharedControlPlane.namespace(context).name())
                : operator;
    }

    private static RunningOperator start(TestCluster cluster) {
        ShippedRoles.apply(cluster);
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName("default").build());
        ledger.setSpec(NodePortLedgerSpec.unset().withCoolDownSeconds(COOL_DOWN_SECONDS));
        cluster.client().resource(ledger).create();
        return RunningOperator.start(cluster);
    }
}
