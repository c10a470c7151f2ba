package io.exposedapp.api.v1;

/** CEL over names, with the sentences that say what to change. */
final class NameRules {

    static final String DNS_LABEL = "self.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')";
    static final String DNS_LABEL_MESSAGE = "the Service is named like the app: use lower case letters, digits and '-' only, "
            + "with a letter first and no '-' last (a DNS-1035 label), as in 'order-service'";

    static final String APP_LENGTH = "self.size() <= 52";
    static final String APP_LENGTH_MESSAGE = "shorten the name to 52 characters: pods are named <app>-<revision>-<slot>, which must fit 63";

    static final String NOT_INTERNAL = "!self.endsWith('-internal')";
    static final String NOT_INTERNAL_MESSAGE = "choose a name that does not end in -internal: "
            + "<app>-internal is the Service for ports that are not exposed";

    static final String SERVICE = "self.size() <= 63 && " + DNS_LABEL;
    static final String SERVICE_MESSAGE = "use at most 63 lower case letters, digits and '-', with a letter first and no '-' last "
            + "(a DNS-1035 label), as in 'order-service'";

    /** Spelt out: the cost of the short form, with optionals, is estimated beyond every budget. */
    static final String SERVICE_IMMUTABLE = """
            (has(self.spec.exposure) && has(self.spec.exposure.service) && has(self.spec.exposure.service.name)
              ? self.spec.exposure.service.name : self.metadata.name)
            == (has(oldSelf.spec.exposure) && has(oldSelf.spec.exposure.service) && has(oldSelf.spec.exposure.service.name)
              ? oldSelf.spec.exposure.service.name : self.metadata.name)""";
    static final String SERVICE_IMMUTABLE_MESSAGE = "the Service's name (unset: the app's) cannot be changed once the app exists: "
            + "put the old one back, or delete the app and create it anew";

    private NameRules() {
    }
}
