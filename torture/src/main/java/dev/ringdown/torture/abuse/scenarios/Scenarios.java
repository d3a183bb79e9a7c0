package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Scenario;
import java.util.List;
import java.util.function.Predicate;
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

    /**
     * Those of a name; if there is none, those whose names begin with it.
     *
     * @throws IllegalArgumentException there is none of either
     */
    public static List<Scenario> of(String name) {
        List<Scenario> named = those(each -> each.equalsIgnoreCase(name));
        List<Scenario> found =
                named.isEmpty() ? those(each -> each.regionMatches(true, 0, name, 0, name.length())) : named;
        if (found.isEmpty()) {
            throw new IllegalArgumentException("scenario: " + name + " (expected: one of "
                    + String.join(", ", ALL.stream().map(Scenario::name).toList()) + ", or how some begin)");
        }
        return found;
    }

    /**
     * The one that has this name, {@link Ordinary} clients too.
     *
     * @throws IllegalArgumentException there is none
     */
    public static Scenario named(String name) {
        Scenario ordinary = Ordinary.named(name);
        return ordinary != null
                ? ordinary
                : those(name::equals).stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "scenario: " + name + " (expected: the name of one, to the letter)"));
    }

    private static List<Scenario> those(Predicate<String> named) {
        return ALL.stream().filter(scenario -> named.test(scenario.name())).toList();
    }
}
