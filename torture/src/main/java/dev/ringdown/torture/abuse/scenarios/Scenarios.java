package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** All scenarios. Stateless. */
public final class Scenarios {
    private static final List<Scenario> ALL = Stream.of(
                    Openings.all(),
                    TlsHandshakes.all(),
                    Credentials.all(),
                    Messages.all(),
                    Subscriptions.all(),
                    Histories.all(),
                    InternalPort.all(),
                    Publishers.all(),
                    LogLines.all())
            .flatMap(List::stream)
            .toList();

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException there is none of this name */
    public static Scenario of(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario: " + name + " (expected: one of "
                        + String.join(", ", ALL.stream().map(Scenario::name).toList()) + ")"));
    }
}
