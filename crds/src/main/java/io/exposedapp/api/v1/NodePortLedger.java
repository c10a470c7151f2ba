package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A pool of node port numbers. People and Git write its spec. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("nodeportledgers")
@ShortNames("npl")
@Categories(Api.CATEGORY)
@JsonClassDescription("A pool of node port numbers that apps are granted from, and the count of what became of them.")
@AdditionalPrinterColumn(name = "Range", jsonPath = ".status.range")
@AdditionalPrinterColumn(name = "Size", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.size")
@AdditionalPrinterColumn(name = "Held", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.held")
@AdditionalPrinterColumn(name = "CoolingDown", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.coolingDown")
@AdditionalPrinterColumn(name = "Retained", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.retained", priority = 1)
@AdditionalPrinterColumn(name = "SetAside", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.setAside", priority = 1)
@AdditionalPrinterColumn(name = "Foreign", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.foreign")
@AdditionalPrinterColumn(name = "Free", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.free")
@AdditionalPrinterColumn(name = "Unheld", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.unheld", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Age", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.creationTimestamp")
public final class NodePortLedger extends CustomResource<NodePortLedgerSpec, NodePortLedgerStatus> {

    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable NodePortLedgerSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable NodePortLedgerStatus initStatus() {
        return null;
    }
}
