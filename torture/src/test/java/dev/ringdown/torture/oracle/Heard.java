package dev.ringdown.torture.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import dev.ringdown.torture.world.Resource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log in which there are five calls, and what one client heard of it. Confined to the test. */
final class Heard {
    private static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";
    private static final String AGENT = "11111111-1111-4111-8111-111111111111";
    private static final Identity ADMIN = new Identity(Identity.Kind.ADMIN, CUSTOMER, AGENT, Set.of(), null);

    final StringWriter told = new StringWriter();
    final Violations violations = new Violations(new PrintWriter(told));
    final Ledger ledger = new Ledger(1, violations);
    final Transcript transcript = new Transcript("client", 0, true, ADMIN);
    final List<Published> calls = new ArrayList<>();
    boolean gapsExpected;

    Heard() {
        for (int i = 1; i <= 5; i++) {
            calls.add(published("call", i));
        }
    }

    /** Another connection of the same client. */
    Transcript connection(boolean complete, int... numbers) {
        Transcript another = new Transcript("client", 0, true, ADMIN);
        for (int number : numbers) {
            another.event(calls.get(number - 1));
        }
        another.end(5, complete);
        return another;
    }

    static Ask after(int number) {
        return ask(Ask.Start.AFTER, sequence(number), 0);
    }

    static Ask ask(Ask.Start start, @Nullable String after, int last) {
        return new Ask(1, List.of("call"), List.of(), start, after, last);
    }

    void subscribed(Ask ask, String topic) {
        assertThat(ask.topics()).containsExactly(topic);
        answered(ask, String.valueOf(ask.after()), true, -1, 0);
    }

    void subscribed(Ask ask, String topic, int at) {
        assertThat(ask.topics()).containsExactly(topic);
        answered(ask, sequence(at), null, -1, 0);
    }

    /** A message was sent, and all of its topics were accepted. */
    void answered(Ask ask, String sequence, @Nullable Boolean recovered, int replayed, int begun) {
        transcript.asked(ask);
        transcript.subscribed(ask, ask.topics(), sequence, recovered, replayed, begun);
    }

    void got(int... numbers) {
        for (int number : numbers) {
            transcript.event(calls.get(number - 1));
        }
    }

    void cut() {
        transcript.end(ledger.begun(), false);
    }

    void endedComplete() {
        transcript.end(ledger.begun(), true);
    }

    String verdict() {
        new Hearing(transcript, ledger, violations, gapsExpected).run();
        return told.toString();
    }

    Published published(String resource, int number) {
        Published event = event(resource, number);
        ledger.acknowledged(event, sequence(number));
        return event;
    }

    static Published event(String resource, int number) {
        return new Published(
                number - 1, "e" + number, CUSTOMER, List.of(), resource + "_updated", new Resource(resource, "x"), 0);
    }

    static String sequence(int number) {
        return "00000001-%016d".formatted(number);
    }
}
