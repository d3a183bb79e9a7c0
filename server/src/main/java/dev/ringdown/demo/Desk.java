package dev.ringdown.demo;

/**
 * An agent at work: what they are doing, and the resource that shows it. A desk has one call at a time. Confined to the
 * thread of its world.
 *
 * <p>It and its {@link Floor} know each other: who is free again asks the floor for the next caller.
 */
final class Desk {
    private final Floor floor;
    private final DemoAgent agent;
    private final Resource resource;

    private AgentStatus status = AgentStatus.OFFLINE;

    Desk(Floor floor, DemoAgent agent) {
        this.floor = floor;
        this.agent = agent;
        this.resource = new Resource(floor.world(), "agent", agent.id(), agent.customerId())
                .ownedBy(agent) // so that agents follow their own status, which their permission limits them to
                .set("username", agent.username())
                .set("name", agent.name())
                .set("detail", "")
                .set("ring_method", "ringall")
                .set("status", status.text())
                .set("permission", agent.permission())
                .create();
    }

    DemoAgent agent() {
        return agent;
    }

    /** Whether the agent can take a call now; those who lead take none. */
    boolean isFree() {
        return agent.permission() == DemoAgent.CUSTOMER_AGENT && status == AgentStatus.AVAILABLE;
    }

    /** Whether the agent reads messages now. */
    boolean isPresent() {
        return status == AgentStatus.AVAILABLE || status == AgentStatus.BUSY;
    }

    /** Reserves the agent for the call that {@code lifecycle} is about. */
    void take(Lifecycle lifecycle) {
        expectAvailable();
        become(AgentStatus.BUSY, lifecycle);
    }

    /** The agent leaves for a while. */
    void leave(AgentStatus reason, Lifecycle lifecycle) {
        expectAvailable();
        become(reason, lifecycle);
    }

    private void expectAvailable() {
        if (status != AgentStatus.AVAILABLE) {
            throw new IllegalStateException("status of " + agent.name() + ": " + status + " (expected: AVAILABLE)");
        }
    }

    /** The agent is ready again, and gets who has waited longest, if anybody has. */
    void free(Lifecycle lifecycle) {
        become(AgentStatus.AVAILABLE, lifecycle);
        floor.serveNext();
    }

    private void become(AgentStatus next, Lifecycle lifecycle) {
        status = next;
        lifecycle.publish(resource.set("status", next.text()), "updated");
    }
}
