package dev.ringdown.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.AppendOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines, wherever the network cut them, and their answers. */
class LineStreamTest {
    private static final int MAX_LINE_BYTES = 1024;

    private final Publishing publishing = new Publishing();
    private final List<String> answers = new ArrayList<>();
    private boolean ended;

    private final LineStream stream = publishing.stream(new LineStream.Sink() {
        @Override
        public void answers(byte[] lines, int count) {
            List<String> texts = new String(lines, UTF_8).lines().toList();
            assertThat(texts).hasSize(count);
            answers.addAll(texts);
        }

        @Override
        public void ended() {
            ended = true;
        }
    });

    @Test
    void aLineMayComeInPieces() {
        byte[] line = bytes(Publishing.CALL + "\n");
        for (int cut = 1; cut < line.length; cut++) {
            byte[] head = new String(line, 0, cut, UTF_8).getBytes(UTF_8);
            byte[] tail = new String(line, cut, line.length - cut, UTF_8).getBytes(UTF_8);

            int early = stream.offer(head, 0);
            int late = stream.offer(tail, 0);

            assertThat(early).isZero();
            assertThat(late).isEqualTo(1);
        }
        assertThat(answers).hasSize(line.length - 1).allMatch(answer -> answer.contains("\"sequence\""));
    }

    @Test
    void aPieceMayHaveManyLines() {
        assertThat(offer(Publishing.CALL + "\n" + Publishing.CALL + "\n" + Publishing.CALL))
                .isEqualTo(2);

        assertThat(stream.end(0)).isEqualTo(1);
        assertThat(answers).hasSize(3);
        assertThat(ended).isTrue();
    }

    @Test
    void aLineForWhichThereIsNoRoomIsRefusedAndTheNextIsTaken() {
        publishing.bodies().tryTake("pbx", 1000); // on another connection
        offer("x".repeat(100));
        assertThat(publishing.bodies().taken()).isEqualTo(1100);
        offer("x");
        assertThat(publishing.bodies().taken()).isEqualTo(1000);

        offer("x\n" + Publishing.CALL + "\n");

        assertThat(answers.get(0))
                .startsWith("{\"line\":1,\"status\":429,")
                .contains("too many bytes are under way (limits.body-bytes-per-publisher)");
        assertThat(answers.get(1)).contains("\"sequence\"");
        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.body-bytes-per-publisher"))
                .isOne();
    }

    @Test
    void blankLinesAreCountedAndNotAnswered() {
        assertThat(offer("\n \r\n\u2003\nno event\n")).isEqualTo(1);

        assertThat(answers).singleElement().asString().contains("\"line\":4").contains("\"status\":400");
    }

    @Test
    void aLineMayBeAsLongAsAnEvent() {
        assertThat(offer(padded(MAX_LINE_BYTES) + "\n")).isEqualTo(1);
        assertThat(offer(padded(MAX_LINE_BYTES + 1) + "\n")).isEqualTo(1);
        assertThat(offer(padded(MAX_LINE_BYTES + 1).substring(0, 1000))).isZero();
        assertThat(offer(padded(MAX_LINE_BYTES + 1).substring(1000) + "\n" + Publishing.CALL + "\n"))
                .isEqualTo(2);

        assertThat(answers.get(0)).contains("\"sequence\"");
        assertThat(answers.get(1)).contains("\"status\":413").contains("line: more than 1024 bytes");
        assertThat(answers.get(2)).contains("\"status\":413").contains("\"line\":3");
        assertThat(answers.get(3)).contains("\"sequence\"");
    }

    @Test
    void answersKeepTheOrderOfTheLines() {
        publishing.log.takeYourTime();
        offer(Publishing.CALL + "\n");
        offer("no event\n");
        assertThat(answers).isEmpty();

        publishing.log.acknowledge();

        assertThat(answers).hasSize(2);
        assertThat(answers.get(1)).contains("\"line\":2");
    }

    @Test
    void aLineSaysIfItIsNotKnownWhetherItWasStored() {
        publishing.log.answer(new AppendOutcome.Unknown("the disk failed"));

        offer(Publishing.CALL + "\n");

        assertThat(answers.get(0)).contains("\"status\":503").contains("\"stored\":\"unknown\"");
    }

    @Test
    void whenTheLogRefusesEveryLineIsAnsweredByItsOwnNumber() {
        publishing.log.answer(
                new AppendOutcome.Refused("cannot append 2 events: no space left (nothing was stored)", null));

        assertThat(offer(Publishing.CALL + "\nno event\n" + Publishing.CALL + "\n"))
                .isEqualTo(3);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).startsWith("{\"line\":1,\"status\":503,").contains("no space left");
        assertThat(answers.get(1)).startsWith("{\"line\":2,\"status\":400,");
        assertThat(answers.get(2)).startsWith("{\"line\":3,\"status\":503,").contains("no space left");
    }

    @Test
    void linesThatAreRefusedOneByOneAreAnsweredWithThoseThatAreStored() {
        assertThat(offer("no event\n" + Publishing.CALL + "\nno event\n")).isEqualTo(3);

        assertThat(answers.get(0)).startsWith("{\"line\":1,\"status\":400,");
        assertThat(answers.get(1)).contains("\"sequence\"");
        assertThat(answers.get(2)).startsWith("{\"line\":3,\"status\":400,");
    }

    @Test
    void aLineThatBeginsLateInAPieceMayBeAsLongAsAnyOther() {
        String second = padded(MAX_LINE_BYTES);

        assertThat(offer(padded(900) + "\n" + second.substring(0, 600))).isEqualTo(1);
        assertThat(offer(second.substring(600) + "\n")).isEqualTo(1);

        assertThat(answers).hasSize(2).allMatch(answer -> answer.contains("\"sequence\""));
    }

    private int offer(String text) {
        return stream.offer(bytes(text), 0);
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static String padded(int length) {
        return Publishing.CALL + " ".repeat(length - Publishing.CALL.length());
    }
}
