package dev.ringdown.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.log.Checkpoint;
import dev.ringdown.log.Checkpoints;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have the store, how many at a time, and when a checkpoint ends. */
class CheckpointEndpointTest {
    private static final String KEY = "admin-key-of-a-node";
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Of one file with three bytes. */
    private static final class ThreeBytes implements Checkpoints {
        private final List<String> ended = new ArrayList<>();
        private int begun;
        private boolean fails;

        @Override
        public Checkpoint begin() throws IOException {
            failIfIt();
            begun++;
            return new Checkpoint("id-" + begun, List.of(new Checkpoint.File("CURRENT", 3)));
        }

        @Override
        public byte @Nullable [] read(String id, String file, long fromByte, int maxBytes) throws IOException {
            failIfIt();
            return file.equals("CURRENT") ? "abc".substring((int) fromByte).getBytes(UTF_8) : null;
        }

        private void failIfIt() throws IOException {
            if (fails) {
                throw new IOException("the disk is gone");
            }
        }

        @Override
        public void end(String id) throws IOException {
            ended.add(id);
            failIfIt();
        }
    }

    private record Task(long atNanos, Runnable what) {}

    private final ThreeBytes checkpoints = new ThreeBytes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Task> tasks = new ArrayList<>();
    private long nanos;
    private @Nullable String notReady;
    private final CheckpointEndpoint endpoint = endpoint(checkpoints);

    private CheckpointEndpoint endpoint(@Nullable Checkpoints of) {
        GatewayMetrics metrics = new GatewayMetrics(meters);
        return new CheckpointEndpoint(
                new Operators(
                        new InternalKeys(
                                new AdminKeys(Map.of("node", KEY)),
                                new PublisherKeys(Map.of("pbx", "publisher-key-of-the-pbx"))),
                        Runnable::run,
                        metrics),
                of,
                () -> notReady,
                new CheckpointOptions(2, IDLE),
                timer(),
                metrics);
    }

    private IdleTimer timer() {
        return new IdleTimer() {
            @Override
            public long nanos() {
                return nanos;
            }

            @Override
            public void after(Duration delay, Runnable task) {
                tasks.add(new Task(nanos + delay.toNanos(), task));
            }
        };
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        for (Task task : List.copyOf(tasks)) {
            if (task.atNanos() - nanos <= 0) {
                tasks.remove(task);
                task.what().run();
            }
        }
    }

    private static Request asked(String query) {
        return new Request("GET", "/v1.0/checkpoints", query, Map.of("authorization", "Bearer " + KEY), new byte[0], 0);
    }

    private static Answer of(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().join();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }

    private Answer begin() {
        return of(endpoint.begin(asked("")));
    }

    private Answer read(String id, String query) {
        return of(endpoint.read(asked(query), id));
    }

    @Test
    void aNodeIsToldTheFilesAndHasThemPieceByPiece() {
        Answer begun = begin();

        assertThat(begun.status()).isEqualTo(201);
        assertThat(text(begun)).isEqualTo("{\"id\":\"id-1\",\"files\":[{\"name\":\"CURRENT\",\"bytes\":3}]}");
        assertThat(text(read("id-1", "file=CURRENT"))).isEqualTo("abc");
        assertThat(text(read("id-1", "file=CURRENT&from=2"))).isEqualTo("c");
        assertThat(of(endpoint.end(asked(""), "id-1")).status()).isEqualTo(204);
        assertThat(checkpoints.ended).containsExactly("id-1");
        assertThat(read("id-1", "file=CURRENT").status()).isEqualTo(404);
    }

    @Test
    void nobodyElseHasIt() {
        Request publishers = new Request(
                "POST",
                "/v1.0/checkpoints",
                "",
                Map.of("authorization", "Bearer publisher-key-of-the-pbx"),
                new byte[0],
                0);

        assertThat(of(endpoint.begin(publishers)).status()).isEqualTo(403);
        assertThat(of(endpoint.begin(new Request("POST", "/", "", Map.of(), new byte[0], 0)))
                        .status())
                .isEqualTo(401);
        assertThat(checkpoints.begun).isZero();
    }

    @Test
    void aNodeThatIsNotReadyIsNotCopied() {
        notReady = "this node has something else than 2 of 2 others";

        Answer refused = begin();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsKey("Retry-After");
        assertThat(text(refused)).contains("this node should not be copied: this node has something else");
    }

    @Test
    void aLogInMemoryCannotBeCopied() {
        Answer refused = of(endpoint(null).begin(asked("")));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(text(refused)).contains("this node keeps its log in memory (expected: log.store=embedded)");
    }

    @Test
    void asManyAsMayBeAtATime() {
        begin();
        assertThat(begin().status()).isEqualTo(201);

        Answer refused = begin();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(text(refused)).contains("admin.checkpoints");
        assertThat(meters.get("ringdown.limits.reached")
                        .tags("limit", "admin.checkpoints")
                        .counter()
                        .count())
                .isOne();
        of(endpoint.end(asked(""), "id-2"));
        assertThat(begin().status()).isEqualTo(201);
    }

    @Test
    void whoAsksForNoMoreOfItHasHadIt() {
        begin();
        pass(IDLE.minusSeconds(1));
        assertThat(read("id-1", "file=CURRENT").status()).isEqualTo(200);
        pass(Duration.ofSeconds(59));
        assertThat(checkpoints.ended).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(checkpoints.ended).containsExactly("id-1");
        assertThat(read("id-1", "file=CURRENT").status()).isEqualTo(404);
        assertThat(tasks).isEmpty();
    }

    @Test
    void whoHadTheStoreIsWrittenDown() {
        try (CapturedLog log = new CapturedLog()) {
            begin();
            of(endpoint.end(asked(""), "id-1"));
            begin();
            pass(IDLE);

            assertThat(log.factsOf(AuditLog.LOGGER))
                    .containsExactly(
                            Map.of(
                                    "action",
                                    "checkpoint.begin",
                                    "operator",
                                    "node",
                                    "checkpoint",
                                    "id-1",
                                    "files",
                                    1,
                                    "bytes",
                                    3L),
                            Map.of(
                                    "action",
                                    "checkpoint.end",
                                    "operator",
                                    "node",
                                    "checkpoint",
                                    "id-1",
                                    "reason",
                                    "asked"),
                            Map.of(
                                    "action",
                                    "checkpoint.begin",
                                    "operator",
                                    "node",
                                    "checkpoint",
                                    "id-2",
                                    "files",
                                    1,
                                    "bytes",
                                    3L),
                            Map.of("action", "checkpoint.end", "checkpoint", "id-2", "reason", "idle"));
        }
    }

    @Test
    void whatHasEndedIsNotEndedAgain() {
        begin();
        of(endpoint.end(asked(""), "id-1"));

        pass(IDLE);

        assertThat(checkpoints.ended).containsExactly("id-1");
        assertThat(of(endpoint.end(asked(""), "id-1")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "from=0", "file=CURRENT&from=-1", "file=CURRENT&from=x", "file=CURRENT&form=1"})
    void aQuestionThatIsNoneIsRefused(String query) {
        begin();

        assertThat(read("id-1", query).status()).isEqualTo(400);
    }

    @Test
    void anotherFileIsNotThere() {
        begin();

        assertThat(read("id-1", "file=OTHER").status()).isEqualTo(404);
        assertThat(read("id-2", "file=CURRENT").status()).isEqualTo(404);
    }

    @Test
    void aDiskThatFailsIsTold() {
        begin();
        checkpoints.fails = true;

        Answer noPiece = read("id-1", "file=CURRENT");
        Answer noCheckpoint = begin();

        assertThat(noPiece.status()).isEqualTo(503);
        assertThat(text(noPiece)).contains("the file cannot be read: the disk is gone");
        assertThat(noCheckpoint.status()).isEqualTo(503);
        assertThat(of(endpoint.end(asked(""), "id-1")).status()).isEqualTo(204);
    }

    @Test
    void whenTheNodeEndsAllOfThemDo() {
        begin();
        begin();

        endpoint.close();

        assertThat(checkpoints.ended).containsExactlyInAnyOrder("id-1", "id-2");
    }
}
