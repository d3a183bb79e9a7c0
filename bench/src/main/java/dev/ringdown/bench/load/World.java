package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Tokens;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** Customers, agents and calls that nobody else has, by their numbers. Immutable. */
public final class World {
    private static final long CUSTOMERS = 0x0000_0000_0000_4000L;
    private static final long AGENTS = 0x0000_0000_0000_4001L;
    private static final long CALLS = 0x0000_0000_0000_4002L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long run = new SecureRandom().nextLong() << 16;
    private final Tokens tokens;

    public World(Tokens tokens) {
        this.tokens = tokens;
    }

    public String customer(int number) {
        return id(CUSTOMERS, number);
    }

    public String agent(int number) {
        return id(AGENTS, number);
    }

    public String call(int number) {
        return id(CALLS, number);
    }

    private String id(long kind, int number) {
        return new UUID(run | kind, VARIANT | number).toString();
    }

    /** An admin who sees some of its customer's streams. */
    public Seat admin(int customer, int agent, String topic, int firstStream, int streams) {
        String token = tokens.of(customer(customer), agent(agent), Tokens.Permission.ADMIN);
        return new Seat(token, List.of(topic), firstStream, streams);
    }

    /** An agent who sees the streams of its own calls. */
    public Seat agent(int customer, int agent, String topic, int firstStream, int streams) {
        String token = tokens.of(customer(customer), agent(agent), Tokens.Permission.AGENT);
        return new Seat(token, List.of(topic), firstStream, streams);
    }

    public Source source(int customer, int call) {
        return new Source(customer(customer), null, call(call));
    }

    public Source ownedSource(int customer, int agent, int call) {
        return new Source(customer(customer), agent(agent), call(call));
    }
}
