package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Contract;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import org.junit.jupiter.api.Test;

/** An operator locks somebody out, for good. */
class RevocationTest {
    private final Agent admin = Agent.admin();

    @Test
    void whoIsLockedOutIsClosedAndStaysOutWhenTheServerWasKilled() {
        String log = "log.dir=" + LogFolders.next();
        RunningServer first = RunningServer.start(log);
        Subscriber subscriber = first.connect(admin);
        String token = admin.token();

        HttpAnswer answer = first.operator().revoke("{\"agent\":\"" + admin.id() + "\"}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        Contract.assertKept("revocation", answer.json());
        subscriber.assertClosed(4401);
        first.handshake().token(token).refusal().assertProblem(401, "the credential was revoked");
        first.kill();

        try (RunningServer second = RunningServer.start(log)) {
            String id = answer.json().path("id").asText();
            second.handshake().token(token).refusal().assertProblem(401, "the credential was revoked");
            assertThat(second.operator()
                            .ask("DELETE", "/v1.0/revocations/" + id)
                            .status())
                    .isEqualTo(204);
            second.handshake().token(token).open();
        }
    }
}
