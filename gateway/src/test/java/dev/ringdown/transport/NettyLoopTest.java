package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLoopTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final NettyLoop loop = new NettyLoop(channel.eventLoop());
    private final List<String> done = new ArrayList<>();

    NettyLoopTest() {
        channel.freezeTime();
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsForBehindTheSocketsComesBehindWhatWaitsAlready() {
        loop.executeAfterSockets(() -> done.add("behind the sockets"));
        loop.execute(() -> done.add("at once"));

        channel.runPendingTasks();

        assertThat(done).containsExactly("at once", "behind the sockets");
    }

    @Test
    void whatIsForLaterIsDoneInItsTimeAndNotBefore() {
        Runnable unused = loop.after(Duration.ofSeconds(2), () -> done.add("later"));

        pass(1999);
        assertThat(done).isEmpty();

        pass(1);
        assertThat(done).containsExactly("later");
    }

    @Test
    void whatIsTakenBackIsNotDone() {
        loop.after(Duration.ofSeconds(2), () -> done.add("later")).run();

        pass(3000);

        assertThat(done).isEmpty();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
