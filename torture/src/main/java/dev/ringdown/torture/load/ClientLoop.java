package dev.ringdown.torture.load;

import dev.ringdown.torture.wire.Selected;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread on which some of the clients live. Others hand it clients and tell it when it is time to finish. */
public final class ClientLoop {
    private static final long SELECT_MILLIS = 10;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Scene scene;
    private final Selector selector;
    private final Thread thread;
    private final List<Client> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    public ClientLoop(String name, Scene scene) throws IOException {
        this.scene = scene;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** A further client begins its life. Any thread. */
    public void add(Client client) {
        tasks.add(() -> clients.add(client));
    }

    /** All clients get what is still to come and go; see {@link Client#finish}. Any thread. */
    public void finish() {
        tasks.add(() -> clients.forEach(Client::finish));
    }

    /** Ends the loop; clients that have not finished are told of. Any thread. */
    public void stop() throws InterruptedException {
        tasks.add(() -> {
            clients.stream().filter(client -> !client.isFinished()).forEach(Client::giveUp);
            stopped = true;
        });
        thread.join();
    }

    /** How many of its clients have not finished yet; -1 if it has ended itself. Any thread. */
    public int unfinished(List<Client> all) {
        return thread.isAlive()
                ? (int) all.stream().filter(client -> !client.isFinished()).count()
                : -1;
    }

    private void run() {
        try {
            runUntilStopped();
        } catch (IOException | RuntimeException e) {
            scene.violations().add(thread.getName(), "cannot go on: " + e + " at " + firstFrame(e));
        }
        try {
            selector.close();
        } catch (IOException e) {
            scene.violations().add(thread.getName(), "cannot close its selector: " + e);
        }
    }

    private static @Nullable StackTraceElement firstFrame(Exception e) {
        return e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
    }

    private void runUntilStopped() throws IOException {
        long nextTurnNanos = System.nanoTime();
        while (!stopped) {
            selector.select(SELECT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.attachment() instanceof Selected selected) {
                    selected.ready();
                }
            }
            selector.selectedKeys().clear();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            long now = System.nanoTime();
            if (now - nextTurnNanos >= 0) {
                nextTurnNanos = now + TURN_NANOS;
                for (Client client : clients) {
                    client.turn(selector, now);
                }
            }
        }
    }
}
