package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Tokens that are signed and say what no token may. Stateless. */
final class Credentials {
    /** Whole numbers of 0 to 65535 are permissions, and nothing else. */
    private static final List<String> PERMISSIONS = List.of(
            "-1",
            "65536",
            "4294967297",
            "9223372036854775808",
            "18446744073709551648",
            "1e300",
            "1.5",
            "\"32\"",
            "[1]",
            "true");

    private Credentials() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("B3", "permissions that are no whole numbers of the mask", Credentials::permissions)
                .checks(Credentials::allRefused));
    }

    private static void permissions(Attack attack) throws IOException {
        for (String permission : PERMISSIONS) {
            attack.stranger().send(Attack.upgrade(token(attack, permission), ""));
        }
        attack.await("answers", () -> attack.all().stream().allMatch(each -> each.receivedBytes() > 0));
        while (attack.goesOn()) {
            // Nobody was let in.
        }
    }

    private static String token(Attack attack, String permission) {
        return attack.target()
                .signed("{\"type\":\"agent\",\"exp\":4102444800,\"agent\":{\"id\":\"" + UUID.randomUUID()
                        + "\",\"customer_id\":\"" + attack.customer() + "\",\"permission\":" + permission + "}}");
    }

    private static List<String> allRefused(Attack attack) {
        return attack.all().stream()
                .filter(each -> !each.received().startsWith("HTTP/1.1 401 "))
                .map(each -> "a token with a permission of "
                        + PERMISSIONS.get(attack.all().indexOf(each)) + " was answered " + each.received())
                .toList();
    }
}
