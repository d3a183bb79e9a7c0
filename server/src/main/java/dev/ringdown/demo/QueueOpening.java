package dev.ringdown.demo;

/** A queue is set up, before anybody can come to it. Confined to the thread of its world. */
final class QueueOpening extends Lifecycle {
    private final QueueBook queue;

    QueueOpening(Floor floor, QueueBook queue) {
        super(floor, 1);
        this.queue = queue;
    }

    @Override
    void begin() {
        queue.open(this);
        end();
    }
}
