package dev.ringdown.torture;

import dev.ringdown.torture.load.Tally;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerProcess;
import dev.ringdown.torture.world.Chance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What happens to the server during one part. Runs on the main thread. */
final class Faults {
    private static final long FAULT_SHOWS_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long CHECK_MILLIS = 100;

    private final Part part;
    private final ServerProcess server;
    private final DataFolder folder;
    private final Tally tally;
    private final Violations violations;
    private final Chance chance;
    private final PrintWriter out;

    Faults(
            Part part,
            ServerProcess server,
            DataFolder folder,
            Tally tally,
            Violations violations,
            Chance chance,
            PrintWriter out) {
        this.part = part;
        this.server = server;
        this.folder = folder;
        this.tally = tally;
        this.violations = violations;
        this.chance = chance;
        this.out = out;
    }

    /** Lets time pass, with faults; at the end nothing is wrong. */
    void during(Duration time) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - endNanos < 0) {
            if (part.kills()) {
                pass(chance.between(part.killAfterLeastSeconds() * 1000, part.killAfterMostSeconds() * 1000), endNanos);
                if (System.nanoTime() - endNanos < 0) {
                    killAndStart();
                }
            } else {
                pass(chance.between(3_000, 8_000), endNanos);
                if (System.nanoTime() - endNanos < 0) {
                    fillDisk();
                }
            }
        }
    }

    /** Nothing happens for a while, and the server should be there all the time. */
    private void pass(long millis, long endNanos) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - untilNanos < 0 && System.nanoTime() - endNanos < 0) {
            Thread.sleep(CHECK_MILLIS);
            if (!server.isAlive()) {
                violations.add("server", "it ended by itself");
                server.kill();
                server.start();
            }
        }
    }

    /** Ends a life of the server by SIGKILL, after a look at what it has counted. */
    static void kill(ServerProcess server, Tally tally) throws InterruptedException {
        tally.add(Tally.Count.FELL_BEHIND, server.counted("ringdown_sessions_fell_behind_total"));
        tally.add(Tally.Count.CAUGHT_UP, server.counted("ringdown_deliveries_caught_up_total"));
        server.kill();
        tally.add(Tally.Count.KILLS);
    }

    private void killAndStart() throws IOException, InterruptedException {
        kill(server, tally);
        Thread.sleep(chance.percent(70) ? 0 : chance.between(500, 2_000));
        server.start();
    }

    /** Every other time to the last byte, so that the server itself runs into it. */
    private void fillDisk() throws IOException, InterruptedException {
        boolean lastByte = chance.percent(50);
        long refusedBefore = tally.get(Tally.Count.REFUSED);
        long fromNanos = System.nanoTime();
        long bytesLeft = lastByte ? 0 : Part.MIN_FREE_BYTES / 2;
        folder.fill(bytesLeft);
        await("publishers get 503 while the disk is full", () -> {
            keepFull(bytesLeft);
            return tally.get(Tally.Count.REFUSED) > refusedBefore;
        });
        await("/readyz says 503 while the disk is full", () -> {
            keepFull(bytesLeft);
            return server.status("/readyz") == 503;
        });
        pass(chance.between(1_000, 4_000), Long.MAX_VALUE / 2 + System.nanoTime());
        if (!lastByte && chance.percent(30)) {
            killAndStart();
        }
        folder.makeRoom();
        tally.add(Tally.Count.DISK_FULL_MILLIS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNanos));
        await("/readyz says 200 when there is room again", () -> server.status("/readyz") == 200);
    }

    private void keepFull(long bytesLeft) {
        try {
            folder.fill(bytesLeft);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill the disk", e);
        }
    }

    private void await(String what, BooleanSupplier holds) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + FAULT_SHOWS_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                violations.add("server", "expected within 15 s: " + what);
                return;
            }
            Thread.sleep(CHECK_MILLIS);
        }
        synchronized (out) {
            out.println(part + ": " + what);
            out.flush();
        }
    }
}
