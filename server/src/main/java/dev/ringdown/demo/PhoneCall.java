package dev.ringdown.demo;

/** A call and the flow that runs for it, which its lifecycle leads through. Confined to the thread of its world. */
final class PhoneCall {
    private final Lifecycle lifecycle;
    private final Resource call;
    private final Resource activeflow;

    private PhoneCall(Lifecycle lifecycle, String direction) {
        this.lifecycle = lifecycle;
        Floor floor = lifecycle.floor;
        this.call = new Resource(floor.world(), "call", floor.customer());
        this.activeflow = new Resource(floor.world(), "activeflow", floor.customer());
        call.set("flow_id", floor.flowId())
                .set("activeflow_id", activeflow.id())
                .set("type", "flow")
                .set("direction", direction)
                .set("status", "dialing")
                .set("mute_direction", "")
                .set("hangup_by", "")
                .set("hangup_reason", "")
                .notYet("tm_ringing", "tm_progressing", "tm_hangup");
        activeflow
                .set("flow_id", floor.flowId())
                .set("status", "running")
                .set("reference_type", "call")
                .set("reference_id", call.id())
                .set("current_action", "");
    }

    /** Somebody calls the customer. */
    static PhoneCall incoming(Lifecycle lifecycle) {
        DemoCustomer customer = lifecycle.floor.customer();
        PhoneCall phone = new PhoneCall(lifecycle, "incoming");
        phone.call
                .setAddress("source", "tel", lifecycle.chance.phoneNumber(), "")
                .setAddress("destination", "tel", customer.phoneNumber(), customer.name());
        return phone;
    }

    /** An agent calls somebody. */
    static PhoneCall outgoing(Lifecycle lifecycle, DemoAgent agent) {
        DemoCustomer customer = lifecycle.floor.customer();
        PhoneCall phone = new PhoneCall(lifecycle, "outgoing");
        phone.call
                .setAddress("source", "tel", customer.phoneNumber(), customer.name())
                .setAddress("destination", "tel", lifecycle.chance.phoneNumber(), "");
        phone.call.ownedBy(agent);
        phone.activeflow.ownedBy(agent);
        return phone;
    }

    Resource call() {
        return call;
    }

    Resource activeflow() {
        return activeflow;
    }

    void create() {
        lifecycle.publish(call, "created");
        lifecycle.publish(activeflow, "created");
    }

    void ring() {
        lifecycle.publish(call.set("status", "ringing").reached("tm_ringing"), "ringing");
    }

    /** Somebody, or the flow, picks up. */
    void answer(String action) {
        lifecycle.publish(call.set("status", "progressing").reached("tm_progressing"), "progressing");
        run(action);
    }

    /** The flow has come to this action. */
    void run(String action) {
        lifecycle.publish(activeflow.set("current_action", action), "updated");
    }

    /** The agent has the call from now on. */
    void handOver(DemoAgent agent) {
        lifecycle.publish(call.ownedBy(agent), "updated");
        activeflow.ownedBy(agent);
        run("connect");
    }

    /** @param direction {@code both} to put the caller on hold, empty to be back */
    void mute(String direction) {
        lifecycle.publish(call.set("mute_direction", direction), "updated");
    }

    /** @param by {@code remote} for who is not with the customer, else {@code local} */
    void hangUp(String by, String reason) {
        call.set("status", "hangup").set("hangup_by", by).set("hangup_reason", reason);
        lifecycle.publish(call.reached("tm_hangup"), "hangup");
    }

    /** The flow ends, after everything that it started. */
    void endFlow() {
        lifecycle.publish(activeflow.set("status", "ended").reached("tm_delete"), "deleted");
    }
}
