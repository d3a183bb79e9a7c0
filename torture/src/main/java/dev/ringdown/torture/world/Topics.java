package dev.ringdown.torture.world;

import java.util.List;
import java.util.Locale;

/** Makes up topics that a client may want, or wants in vain. Stateless. */
public final class Topics {
    private Topics() {}

    /** A topic that is allowed to the identity. */
    public static String allowed(Chance chance, World world, Identity identity) {
        Customer own = customerOf(world, identity);
        Resource resource = chance.oneOf(own.resources());
        return switch (identity.kind()) {
            case DIRECT -> direct(chance, identity, own);
            case AGENT -> chance.percent(50) ? agents(chance, identity, resource) : shortForm(chance, resource);
            case SUPER_ADMIN ->
                chance.percent(70)
                        ? customers(chance, chance.oneOf(world.customers()))
                        : chance.percent(50) ? shortForm(chance, resource) : customers(chance, own);
            default ->
                switch (chance.between(0, 4)) {
                    case 0 -> agents(chance, identity, resource);
                    case 1, 2 -> shortForm(chance, resource);
                    default -> customers(chance, own);
                };
        };
    }

    /** A topic that is not allowed to the identity. */
    public static String forbidden(Chance chance, World world, Identity identity) {
        Customer own = customerOf(world, identity);
        List<Customer> others = world.customers().stream()
                .filter(customer -> !customer.equals(own))
                .toList();
        return switch (identity.kind()) {
            case SUPER_ADMIN -> "agent_id:" + chance.uuid();
            case DIRECT ->
                chance.oneOf(List.of(
                        "call", "customer_id:" + own.id(), "campaign:" + chance.text(5), "call:" + chance.uuid()));
            case AGENT -> chance.percent(50) ? "customer_id:" + own.id() : "agent_id:" + chance.uuid() + ":call";
            default -> others.isEmpty() ? "agent_id:" + chance.uuid() : customers(chance, chance.oneOf(others));
        };
    }

    private static Customer customerOf(World world, Identity identity) {
        return world.customers().stream()
                .filter(customer -> customer.id().equals(identity.customer()))
                .findFirst()
                .orElseThrow();
    }

    private static String direct(Chance chance, Identity identity, Customer own) {
        Resource resource = own.resources().stream()
                .filter(candidate -> candidate.id().equals(identity.directResource()))
                .findFirst()
                .orElseThrow();
        return chance.percent(40) ? resource.subject() : "customer_id:" + own.id() + ':' + resource.subject();
    }

    private static String agents(Chance chance, Identity identity, Resource resource) {
        return "agent_id:" + identity.agent() + tail(chance, resource);
    }

    private static String customers(Chance chance, Customer customer) {
        String id = chance.percent(10) ? customer.id().toUpperCase(Locale.ROOT) : customer.id();
        return "customer_id:" + id + tail(chance, chance.oneOf(customer.resources()));
    }

    private static String shortForm(Chance chance, Resource resource) {
        String tail = tail(chance, resource);
        return tail.isEmpty() ? "*" : tail.substring(1);
    }

    private static String tail(Chance chance, Resource resource) {
        return switch (chance.between(0, 6)) {
            case 0, 1 -> "";
            case 2, 3 -> ':' + resource.type();
            case 4 -> ":*:" + resource.id();
            case 5 -> ':' + resource.type() + ":*";
            default ->
                ':'
                        + resource.type()
                        + ':'
                        + (chance.percent(20) && resource.id().length() == 36
                                ? resource.id().toUpperCase(Locale.ROOT)
                                : resource.id());
        };
    }
}
