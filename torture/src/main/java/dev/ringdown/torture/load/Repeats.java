package dev.ringdown.torture.load;

import dev.ringdown.torture.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledged posts that a publisher sends again, as it would if their answers had been lost: now and then one of the
 * latest, and some as soon as the server has been started again. Confined to its publisher.
 */
final class Repeats {
    private static final int MOST_REMEMBERED = 64;
    private static final int ONE_REPEATED_IN = 8;
    private static final int AFTER_A_START = 3;

    /** Well within the duplicate window of five minutes. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(4);

    private record Remembered(Post post, long atNanos, long atBytes) {}

    private final Scene scene;
    private final Chance chance;
    private final List<Remembered> posts = new ArrayList<>();
    private int lives;
    private int dueAfterStart;

    Repeats(Scene scene, Chance chance) {
        this.scene = scene;
        this.chance = chance;
        this.lives = scene.gateways().lives();
    }

    /** All of a post is acknowledged. */
    void acknowledged(Post post) {
        posts.add(new Remembered(post, System.nanoTime(), publishedBytes()));
        if (posts.size() > MOST_REMEMBERED) {
            posts.remove(0);
        }
    }

    /** One that is to be sent again now, or null. The server must still know of it. */
    @Nullable
    Post due() {
        long nowNanos = System.nanoTime();
        long nowBytes = publishedBytes();
        posts.removeIf(each ->
                nowNanos - each.atNanos > LONGEST_NANOS || nowBytes - each.atBytes > scene.retainedForSureBytes());
        if (lives != scene.gateways().lives()) {
            lives = scene.gateways().lives();
            dueAfterStart = AFTER_A_START;
        }
        if (posts.isEmpty() || dueAfterStart == 0 && chance.between(1, ONE_REPEATED_IN) > 1) {
            return null;
        }
        if (dueAfterStart > 0) {
            dueAfterStart--;
            scene.tally().add(Tally.Count.REPEATS_AFTER_START);
        }
        scene.tally().add(Tally.Count.REPEATS);
        return chance.oneOf(posts).post();
    }

    private long publishedBytes() {
        return scene.tally().get(Tally.Count.BYTES);
    }
}
