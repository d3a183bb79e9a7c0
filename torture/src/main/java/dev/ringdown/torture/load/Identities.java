package dev.ringdown.torture.load;

import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Resource;
import dev.ringdown.torture.world.World;
import java.util.Set;

/** Who clients are. Stateless. */
public final class Identities {
    private static final int UUID_LENGTH = 36;

    private Identities() {}

    /** One who may read all of a customer. */
    public static Identity admin(Customer customer) {
        return new Identity(
                Identity.Kind.ADMIN, customer.id(), customer.agents().get(0), Set.of(), null);
    }

    /** Anybody. */
    static Identity any(Chance chance, World world) {
        Customer customer = chance.oneOf(chance.percent(40) ? world.busyCustomers() : world.customers());
        int dice = chance.between(0, 99);
        if (dice < 15) {
            return visitor(chance, customer);
        }
        Identity.Kind kind = dice < 45
                ? Identity.Kind.ADMIN
                : dice < 55 ? Identity.Kind.MANAGER : dice < 90 ? Identity.Kind.AGENT : Identity.Kind.SUPER_ADMIN;
        return new Identity(kind, customer.id(), chance.oneOf(customer.agents()), Set.of(), null);
    }

    private static Identity visitor(Chance chance, Customer customer) {
        Set<String> types = Set.of("call", "conference");
        Resource resource = chance.oneOf(customer.resources().stream()
                .filter(each -> types.contains(each.type()) && each.id().length() == UUID_LENGTH)
                .toList());
        return new Identity(Identity.Kind.DIRECT, customer.id(), null, types, resource.id());
    }
}
