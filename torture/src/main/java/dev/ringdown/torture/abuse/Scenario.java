package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One kind of abuse. Immutable: what an attack remembers belongs to the {@link Attack}.
 *
 * @param name short, to ask for it
 * @param what who does what, for people
 * @param setup of the server
 * @param bites keys of limits, of which one at least must be counted; none if nothing is to be refused
 * @param tells whether attackers must be told one of them
 * @param lasts how long it takes to do its worst to a server with the default configuration
 */
public record Scenario(
        String name, String what, Setup setup, Set<String> bites, boolean tells, Duration lasts, Act act, Check check) {
    private static final Duration USUALLY = Duration.ofSeconds(7);

    /** What is done. */
    public interface Act {
        /**
         * Does its worst as long as {@link Attack#goesOn} says. What it opened is closed by the caller.
         *
         * @throws IOException the machine cannot play it, such as for want of sockets
         */
        void attack(Attack attack) throws IOException;
    }

    /** What must hold of this scenario alone. */
    public interface Check {
        /** What does not hold, asked while the attack stands: a sentence each. */
        List<String> faults(Attack attack) throws IOException;
    }

    public Scenario {
        bites = Set.copyOf(bites);
    }

    /** One of which nothing more is known yet. */
    public static Scenario of(String name, String what, Act act) {
        return new Scenario(name, what, Setup.NONE, Set.of(), false, USUALLY, act, attack -> List.of());
    }

    /** It is about servers that have this. */
    public Scenario on(Setup other) {
        return new Scenario(name, what, other, bites, tells, lasts, act, check);
    }

    /** One of these limits must be counted, and an attacker be told. */
    public Scenario bites(String... keys) {
        return new Scenario(name, what, setup, Set.of(keys), true, lasts, act, check);
    }

    /** One of these limits must be counted; whom it cuts off is told nothing. */
    public Scenario bitesInSilence(String... keys) {
        return new Scenario(name, what, setup, Set.of(keys), false, lasts, act, check);
    }

    /** It takes so many seconds. */
    public Scenario lasts(int seconds) {
        return new Scenario(name, what, setup, bites, tells, Duration.ofSeconds(seconds), act, check);
    }

    /** This must hold as well. */
    public Scenario checks(Check further) {
        return new Scenario(name, what, setup, bites, tells, lasts, act, further);
    }

    @Override
    public String toString() {
        return name + ": " + what;
    }
}
