package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events come as lines, and every line is answered by a line. */
class LineStreamTest {
    private static final String NDJSON = "application/x-ndjson";

    private final Agent admin = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @Test
    void everyLineIsAnsweredInItsTurn() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        String stream = String.join(
                "\n",
                TestEvent.call("created", admin).envelope(),
                "this is no event",
                TestEvent.call("hangup", admin).cloudEvent("/tests", "line-3"),
                "",
                TestEvent.call("hangup", admin).cloudEvent("/tests", "line-3"));

        HttpAnswer answer = server.publisher().post(NDJSON, stream);

        List<String> lines = answer.body().lines().toList();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(lines).hasSize(4);
        assertThat(Json.parse(lines.get(0)).path("sequence").asText()).isNotEmpty();
        assertThat(Json.parse(lines.get(1)).path("status").asInt()).isEqualTo(400);
        assertThat(Json.parse(lines.get(1)).path("line").asInt()).isEqualTo(2);
        assertThat(Json.parse(lines.get(2)).path("id").asText()).isEqualTo("line-3");
        assertThat(Json.parse(lines.get(3)).path("duplicate").asBoolean()).isTrue();
        assertThat(Json.parse(lines.get(3)).path("sequence"))
                .isEqualTo(Json.parse(lines.get(2)).path("sequence"));
        subscriber.assertEvents("call_created", "call_hangup");
    }

    @Test
    void aStrangerMayNotStream() {
        server.publisher()
                .withKey("another-key-of-16-characters")
                .post(NDJSON, TestEvent.call("created", admin).envelope())
                .assertProblem(401, "not known here");
    }
}
