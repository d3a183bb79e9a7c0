package dev.ringdown.demo;

/** An agent leaves the desk, most times for a coffee, sometimes for longer. Confined to the thread of its world. */
final class Break extends Lifecycle {
    private final Desk desk;

    /** @param desk must be free */
    Break(Floor floor, Desk desk) {
        super(floor, 2);
        this.desk = desk;
    }

    @Override
    void begin() {
        if (chance.percent(75)) {
            desk.leave(AgentStatus.AWAY, this);
            after(15, 60, this::comeBack);
        } else {
            desk.leave(AgentStatus.OFFLINE, this);
            after(60, 150, this::comeBack);
        }
    }

    private void comeBack() {
        desk.free(this);
        end();
    }
}
