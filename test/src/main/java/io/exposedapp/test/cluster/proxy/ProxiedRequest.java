package io.exposedapp.test.cluster.proxy;

import java.util.regex.Pattern;

/**
 * A request on its way to the API server.
 *
 * @param method "PATCH"
 * @param path without the query
 * @param query "" where there is none
 * @param body "" where there is none
 */
public record ProxiedRequest(String method, String path, String query, String body) {

    private static final Pattern RESOURCE = Pattern
            .compile("^/(?:api|apis/[^/]+)/v[^/]+/(?:namespaces/[^/]+/)?([a-z]+)(?:/([^/]+)(?:/([a-z]+))?)?$");

    /** As RBAC spells it: get, list, watch, create, update, patch, delete. */
    public String verb() {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> query.contains("watch=true") ? "watch" : name().isEmpty() ? "list" : "get";
        };
    }

    /** With the subresource: "exposedapps/status"; "" for what is no resource, like /version. */
    public String resource() {
        var found = RESOURCE.matcher(path);
        return found.find() ? found.group(1) + (found.group(3) == null ? "" : "/" + found.group(3)) : "";
    }

    private String name() {
        var found = RESOURCE.matcher(path);
        return found.find() && found.group(2) != null ? found.group(2) : "";
    }

    /** "PATCH exposedapps/status". */
    @Override
    public String toString() {
        return verb() + " " + (resource().isEmpty() ? path : resource());
    }
}
