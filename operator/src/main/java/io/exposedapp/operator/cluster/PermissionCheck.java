package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The permissions that the shipped roles give, one by one, and what to say about those that the cluster does not give. */
public final class PermissionCheck {

    static final String COMMAND = "kubectl apply -k deploy/base";
    private static final String REMEDY = "run as an administrator: " + COMMAND;

    private PermissionCheck() {
    }

    /**
     * What the permission is on; strings are empty where they do not apply, as in a SelfSubjectAccessReview.
     *
     * @param group "" = the core group
     * @param namespace "" = all of them, or the kind has none
     * @param name "" = every object
     */
    public record Target(String group, String resource, String subresource, String namespace, String name) implements Comparable<Target> {

        private static final Comparator<Target> ORDER = Comparator.comparing(Target::group).thenComparing(Target::resource)
                .thenComparing(Target::subresource).thenComparing(Target::namespace).thenComparing(Target::name);

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }

        /** As {@code kubectl auth can-i} names it: {@code nodeportledgers.exposedapp.io/status}. */
        @Override
        public String toString() {
            return resource + (group.isEmpty() ? "" : "." + group) + (subresource.isEmpty() ? "" : "/" + subresource)
                    + (name.isEmpty() ? "" : " " + name) + (namespace.isEmpty() ? "" : " in namespace " + namespace);
        }
    }

    /** One question to the API server. */
    public record Permission(Target target, String verb) implements Comparable<Permission> {

        private static final Comparator<Permission> ORDER = Comparator.comparing(Permission::target).thenComparing(Permission::verb);

        @Override
        public int compareTo(Permission other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Every permission of the ClusterRoles, and of the Roles as seen in {@code namespace}.
     *
     * @param objects of the shipped file; bindings say nothing here
     */
    public static SortedSet<Permission> required(Collection<? extends HasMetadata> objects, String namespace) {
        var permissions = new TreeSet<Permission>();
        for (var object : objects) {
            switch (object) {
                case ClusterRole role -> role.getRules().forEach(rule -> permissions.addAll(of(rule, "")));
                case Role role -> role.getRules().forEach(rule -> permissions.addAll(of(rule, namespace)));
                default -> {
                    // a binding
                }
            }
        }
        return permissions;
    }

    /** A sentence for each target, with the verbs that are missing. */
    public static List<String> problems(String user, SortedSet<Permission> denied) {
        var byTarget = new TreeMap<Target, List<String>>();
        denied.forEach(p -> byTarget.computeIfAbsent(p.target(), _ -> new ArrayList<>()).add(p.verb()));
        return byTarget.entrySet().stream()
                .map(e -> "%s may not %s %s; %s".formatted(user, String.join(", ", e.getValue()), e.getKey(), REMEDY)).toList();
    }

    private static SortedSet<Permission> of(PolicyRule rule, String namespace) {
        var permissions = new TreeSet<Permission>();
        var names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        for (var group : rule.getApiGroups()) {
            for (var resource : rule.getResources()) {
                int slash = resource.indexOf('/');
                for (var name : names) {
                    var target = new Target(group, slash < 0 ? resource : resource.substring(0, slash),
                            slash < 0 ? "" : resource.substring(slash + 1), namespace, name);
                    rule.getVerbs().forEach(verb -> permissions.add(new Permission(target, verb)));
                }
            }
        }
        return permissions;
    }
}
