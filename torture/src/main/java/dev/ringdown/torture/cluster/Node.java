package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Gateway;
import dev.ringdown.torture.process.Command;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerProcess;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * One node: its process, its folder, and whether a balancer sends anybody to it. Started, killed and stopped by the thread that
 * runs the whole; looked at by one of its own; what {@link Gateway} tells is for any thread.
 */
final class Node implements Gateway {
    private static final int LOOK_TIMEOUT_MILLIS = 1_000;
    private static final int LOOK_EVERY_MILLIS = 300;

    /** A balancer does not leave a node for one answer that comes late. */
    private static final int FAILS = 2;

    private final ServerProcess process;
    private final DataFolder folder;
    private final BooleanSupplier disturbed;
    private final AtomicInteger stops = new AtomicInteger();
    private volatile boolean ready;
    private volatile boolean ended;

    /** @param disturbed whether something is done to the cluster, or was lately */
    Node(ServerProcess process, DataFolder folder, BooleanSupplier disturbed) {
        this.process = process;
        this.folder = folder;
        this.disturbed = disturbed;
        Thread looks = new Thread(this::look, "looks-at-" + process.name().replace(' ', '-'));
        looks.setDaemon(true);
        looks.start();
    }

    private void look() {
        int fails = 0;
        while (!ended) {
            boolean good = process.status("/readyz", LOOK_TIMEOUT_MILLIS) == 200;
            fails = good ? 0 : fails + 1;
            ready = good || ready && fails < FAILS;
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    ServerProcess process() {
        return process;
    }

    DataFolder folder() {
        return folder;
    }

    /** Its processor time is taken from it. */
    void stop() throws IOException, InterruptedException {
        stops.incrementAndGet();
        Command.signal("STOP", process.pid());
    }

    /** It goes on: now it finds that all its clients have not answered for long. */
    void goOn() throws IOException, InterruptedException {
        stops.incrementAndGet();
        Command.signal("CONT", process.pid());
    }

    /** Nobody looks at it any more. */
    void end() {
        ended = true;
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public String host() {
        return process.host();
    }

    @Override
    public int publicPort() {
        return process.publicPort();
    }

    @Override
    public int internalPort() {
        return process.internalPort();
    }

    /** Whether a balancer would send somebody to it. */
    @Override
    public boolean isUp() {
        return ready;
    }

    @Override
    public int lives() {
        return process.lives() + stops.get();
    }

    @Override
    public boolean isDisturbed() {
        return disturbed.getAsBoolean();
    }
}
