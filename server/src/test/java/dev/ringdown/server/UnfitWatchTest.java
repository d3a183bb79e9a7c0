package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.EventLog;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does whose log says that sessions should go elsewhere. */
class UnfitWatchTest {
    private final CompletableFuture<EventLog.Ended> ended = new CompletableFuture<>();
    private final List<String> happened = new ArrayList<>();
    private final UnfitWatch watch =
            new UnfitWatch(log(), () -> happened.add("sent elsewhere"), () -> happened.add("let in"));
    private @Nullable String unfit;

    private EventLog log() {
        return (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(),
                new Class<?>[] {EventLog.class},
                (proxy, method, arguments) -> method.getName().equals("unfit") ? unfit : ended);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void sessionsAreSentElsewhereOnceAndNewcomersLetInOnceItIsFitAgain() {
        watch.look();
        assertThat(happened).isEmpty();

        unfit = "deaf";
        watch.look();
        watch.look();
        assertThat(happened).containsExactly("sent elsewhere");

        unfit = null;
        watch.look();
        watch.look();
        assertThat(happened).containsExactly("sent elsewhere", "let in");

        unfit = "diverged";
        watch.look();
        assertThat(happened).containsExactly("sent elsewhere", "let in", "sent elsewhere");
    }

    @Test
    void aLogThatHasEndedIsNotItsConcernAnyMore() {
        unfit = "deaf";
        watch.look();
        ended.complete(EventLog.Ended.LOST);

        unfit = null;
        watch.look();

        assertThat(happened).containsExactly("sent elsewhere");
    }
}
