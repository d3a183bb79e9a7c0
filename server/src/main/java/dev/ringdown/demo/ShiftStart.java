package dev.ringdown.demo;

/** An agent comes to work. Confined to the thread of its world. */
final class ShiftStart extends Lifecycle {
    private final Desk desk;

    ShiftStart(Floor floor, Desk desk) {
        super(floor, 1);
        this.desk = desk;
    }

    @Override
    void begin() {
        desk.free(this);
        end();
    }
}
