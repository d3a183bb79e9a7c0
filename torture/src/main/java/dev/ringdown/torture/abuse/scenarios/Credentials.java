package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
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

    /** With which the same token is good: what is refused above is refused for its permission. */
    private static final String GOOD = "32";

    private Credentials() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("B3", "permissions that are no whole numbers of the mask", Credentials::permissions)
                .checks(Credentials::allRefused));
    }

    private static void permissions(Attack attack) throws IOException {
        for (String permission : PERMISSIONS) {
            attack.stranger().send(Attack.upgrade(token(attack, permission), ""));
        }
        attack.stranger().send(Attack.upgrade(token(attack, GOOD), ""));
        attack.await("answers", () -> attack.all().stream().allMatch(each -> each.receivedBytes() > 0));
        while (attack.goesOn()) {
            // Nobody else was let in.
        }
    }

    private static String token(Attack attack, String permission) {
        return attack.target()
                .signed("{\"type\":\"agent\",\"exp\":4102444800,\"agent\":{\"id\":\"" + UUID.randomUUID()
                        + "\",\"customer_id\":\"" + attack.customer() + "\",\"permission\":" + permission + "}}");
    }

    private static List<String> allRefused(Attack attack) {
        List<RawSocket> sockets = attack.all();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < PERMISSIONS.size(); i++) {
            faults.addAll(faults(PERMISSIONS.get(i), "401", sockets.get(i).received()));
        }
        faults.addAll(faults(GOOD, "101", sockets.get(PERMISSIONS.size()).received()));
        return faults;
    }

    private static List<String> faults(String permission, String status, String answer) {
        return answer.startsWith("HTTP/1.1 " + status + ' ')
                ? List.of()
                : List.of("a token with a permission of " + permission + " was answered "
                        + answer.lines().findFirst().orElse("nothing") + " (expected: " + status + ")");
    }
}
