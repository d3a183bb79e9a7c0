package dev.ringdown.testing;

import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Who appears in the tests: one of every kind of identity, all of one customer. */
public final class People {
    public static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");
    public static final UUID OTHER_CUSTOMER = UUID.fromString("0e4c01f2-da9b-11ee-8a1b-43c5a2f20e11");
    public static final UUID AGENT_ID = UUID.fromString("a0000000-0000-4000-8000-00000000000a");
    public static final UUID OTHER_AGENT_ID = UUID.fromString("b0000000-0000-4000-8000-00000000000b");
    public static final UUID ADMIN_ID = UUID.fromString("c0000000-0000-4000-8000-00000000000c");

    /** Reads only what is its own. */
    public static final AgentIdentity AGENT = new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.AGENT), null);

    /** Reads everything of {@link #CUSTOMER}. */
    public static final AgentIdentity ADMIN = new AgentIdentity(CUSTOMER, ADMIN_ID, Set.of(Permission.ADMIN), null);

    /** Reads every customer. */
    public static final SuperAdmin SUPER_ADMIN = new SuperAdmin(CUSTOMER, OTHER_AGENT_ID, null);

    /** A program of {@link #CUSTOMER}. */
    public static final AccessKeyIdentity PROGRAM = new AccessKeyIdentity(CUSTOMER, "wallboard", null);

    /** A visitor who reads single web chats. */
    public static final DirectIdentity VISITOR =
            DirectIdentity.unscoped(CUSTOMER, "visitor-1", Set.of("webchat_session"), null);

    private People() {}

    /** An agent like {@link #AGENT} whose token ends. */
    public static AgentIdentity agentUntil(Instant expiresAt) {
        return new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.AGENT), expiresAt);
    }
}
